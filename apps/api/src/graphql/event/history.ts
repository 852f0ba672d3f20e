import { listEvents, type ReadModel } from '@entente/read-model';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import type { AsOfResolver } from '../as-of/as-of.js';
import { nestedPage, readPage, toConnection, type ConnectionNode } from '../lists/connection.js';
import { pageSize, readCursor } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { eventNodeOfRow, type EventNode } from './event-node.js';

/** The events of one stream that were known then; the first pages of many streams are loaded at once. */
export async function historyOf(
  { readModel, dates }: { readonly readModel: ReadModel; readonly dates: AsOfResolver },
  wanted: {
    readonly stream: string;
    /** The dates of what it is the history of. */
    readonly below: AnswerAsOf;
    readonly context: ApiContext;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  },
): Promise<ConnectionNode<EventNode>> {
  const { stream, below, context, first, after } = wanted;
  const size = pageSize(first);
  const request = { list: 'history', sort: 'LOG', filter: { stream } };
  const cursor = readCursor(after, request);
  const asOf = await dates.resolveBelow(below, cursor);
  const page = cursor
    ? await readPage(true, () =>
        readModel.ask((db) =>
          listEvents(db, {
            filter: { stream },
            position: asOf.position,
            page: { first: size, after: cursor.key },
          }),
        ),
      )
    : nestedPage(await context.loaders.firstEvents({ asOf, first: size }, stream), size);
  return toConnection({
    request,
    asOf,
    page,
    continued: cursor !== null,
    toNode: eventNodeOfRow,
    count: () => context.loaders.eventCount(asOf, stream),
  });
}
