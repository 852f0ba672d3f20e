import { listEvents, type HistoryAsked } from '@entente/read-model';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import type { ConnectionNode } from '../lists/connection.js';
import type { Lists } from '../lists/lists.js';
import type { ApiContext } from '../loading/context.js';
import { eventNodeOfRow, type EventNode } from './event-node.js';

/** The events of one stream that were known then; the first pages of many streams are loaded at once. */
export function historyOf(
  lists: Lists,
  wanted: {
    readonly stream: string;
    readonly history: HistoryAsked;
    /** The dates of what it is the history of. */
    readonly below: AnswerAsOf;
    readonly context: ApiContext;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  },
): Promise<ConnectionNode<EventNode>> {
  const { stream, history, below, context, first, after } = wanted;
  const { newestFirst = false, types } = history;
  const filter = { stream, ...(types && { types }) };
  const { loaders } = context;
  return lists.answerBelow({
    request: { list: 'history', sort: newestFirst ? 'LOG DESC' : 'LOG', filter },
    below,
    first,
    after,
    firstRows: (group) => loaders.firstEvents({ ...group, history }, stream),
    read: (db, { position }, page) => listEvents(db, { filter, newestFirst, position, page }),
    count: (asOf) => loaders.eventCount({ asOf, history }, stream),
    toNode: (row, asOf) => ({ ...eventNodeOfRow(row), asOf }),
  });
}
