import { randomUUID } from 'node:crypto';
import type { EventStore } from '../port.js';
import type { Acknowledgement } from './case.js';

const LANES = 8;

/**
 * Appends three events at a time to eight streams at once, for ever, and reports each acknowledgement. Resolves only when
 * `stopped` says so; a writer in a separate process is simply killed.
 */
export async function writeUntilKilled(
  store: EventStore,
  streamPrefix: string,
  report: (acknowledgement: Acknowledgement) => void,
  stopped: () => boolean = () => false,
): Promise<void> {
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      const stream = `${streamPrefix}${lane}`;
      let revision = -1;
      while (!stopped()) {
        const some = Array.from({ length: 3 }, () => ({
          id: randomUUID(),
          type: 'Happened',
          bytes: Buffer.alloc(700, 'x'),
        }));
        const appended = await store.append(stream, revision < 0 ? 'none' : revision, some);
        revision = appended.revision;
        report({ stream, ids: some.map(({ id }) => id) });
      }
    }),
  );
}
