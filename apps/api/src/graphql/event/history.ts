import { listEvents, type ReadModel } from '@entente/read-model';
import { nestedPage, readPage, toConnection, type ConnectionNode } from '../shared/connection.js';
import type { ApiContext } from '../shared/context.js';
import { eventNodeOfRow, type AnswerAsOf, type EventNode } from '../shared/nodes.js';
import { checkSameDates, pageSize, readCursor } from '../shared/page.js';

/** The events of one stream that were known then; the first pages of many streams are loaded at once. */
export async function historyOf(
  readModel: ReadModel,
  wanted: {
    readonly stream: string;
    readonly asOf: AnswerAsOf;
    readonly context: ApiContext;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  },
): Promise<ConnectionNode<EventNode>> {
  const { stream, asOf, context, first, after } = wanted;
  const size = pageSize(first);
  const request = { list: 'history', sort: 'LOG', filter: { stream } };
  const cursor = readCursor(after, request);
  checkSameDates(cursor, asOf);
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
