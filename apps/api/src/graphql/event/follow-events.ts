import { listEvents, type EventFilter, type ReadModel } from '@entente/read-model';
import { eventNodeOfRow, type EventNode } from './event-node.js';
import { followLog } from './follow-log.js';

const PAGE = 200;

/** A projected event as the subscription's root value. */
export interface Followed {
  readonly eventRecorded: EventNode;
}

/** The events that pass a filter from now on, each once it is projected, in the order of the log and without a gap. */
export function followEvents(
  readModel: ReadModel,
  filter: EventFilter,
  pollMs?: number,
): AsyncIterableIterator<Followed> {
  async function* between(from: bigint, to: bigint): AsyncGenerator<Followed> {
    for (let [told, more] = [from, true]; more;) {
      const page = await readModel.ask((db) =>
        listEvents(db, { filter, position: to, page: { first: PAGE, after: [told.toString()] } }),
      );
      for (const { node } of page.rows) {
        const event = eventNodeOfRow(node);
        yield { eventRecorded: event };
        told = event.commit;
      }
      more = page.hasNextPage;
    }
  }
  return followLog(readModel, between, pollMs);
}
