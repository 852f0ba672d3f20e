/**
 * A process that appends until it is killed, for the conformance suite. Its argument is JSON: which store, and the prefix of
 * its streams. It prints each acknowledgement as one line of JSON before it goes on.
 */
import { writeSync } from 'node:fs';
import { openEventStoreDb, openPostgresEventStore, type EventStore } from '@entente/event-store';
import { writeUntilKilled } from '../../libs/event-store/src/conformance/writer.js';

/** What the process is asked to do. */
export interface WriterTask {
  readonly store: { readonly kind: 'postgres' | 'eventstoredb'; readonly url: string };
  readonly streamPrefix: string;
}

const task = JSON.parse(process.argv[2] ?? '') as WriterTask;
const store = await open(task.store);
await writeUntilKilled(store, task.streamPrefix, (acknowledgement) => {
  writeSync(1, `${JSON.stringify(acknowledgement)}\n`);
});

function open({ kind, url }: WriterTask['store']): Promise<EventStore> {
  switch (kind) {
    case 'postgres':
      return openPostgresEventStore({ connectionString: url });
    case 'eventstoredb':
      return openEventStoreDb({ connectionString: url });
    default:
      return kind satisfies never;
  }
}
