import type { Db, Nested, Page, PageRequest, ReadModel } from '@entente/read-model';
import { Inject, Injectable } from '@nestjs/common';
import { READ_MODEL } from '../../api-parts.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import type { AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { ApiContext } from '../loading/context.js';
import { nestedPage, readPage, toConnection, type ConnectionNode } from './connection.js';
import { countOnce } from './count-once.js';
import { pageSize, readCursor, type Cursor, type ListRequest } from './page.js';

/** Which part of a list a client asks for. */
interface Part {
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
}

/** A list, and how its rows are read and become what is answered. */
interface List<R, T> {
  /** The list, its order and its filter: a cursor is good for the same ones alone. */
  readonly request: ListRequest;
  readonly read: (db: Db, asOf: AnswerAsOf, page: PageRequest) => Promise<Page<R>>;
  readonly toNode: (row: R, asOf: AnswerAsOf) => T;
}

/** A list of its own, counted by the read model. */
interface WholeList<R, T> extends List<R, T>, Part {
  readonly context: ApiContext;
  readonly count: (db: Db, asOf: AnswerAsOf) => Promise<number>;
}

/** A list below an object, whose first pages and counts are loaded for many objects at once. */
interface ListBelow<R, T> extends List<R, T>, Part {
  /** The dates of the object. */
  readonly below: AnswerAsOf;
  readonly firstRows: (group: {
    readonly asOf: AnswerAsOf;
    readonly first: number;
  }) => Promise<readonly Nested<R>[]>;
  readonly count: (asOf: AnswerAsOf) => Promise<number>;
}

/**
 * Answers lists: the page asked for, at the dates asked for or at those of the page that it goes on from.
 * All raise {RefusedError} VALIDATION_FAILED on `first`, CURSOR_INVALID, and what `AsOfResolver` raises.
 */
@Injectable()
export class Lists {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly dates: AsOfResolver,
  ) {}

  /** A list at two dates. */
  answer<R, T>(
    list: WholeList<R, T> & { readonly asked: AsOf | null | undefined },
  ): Promise<ConnectionNode<T>> {
    return this.whole(list, (cursor) => this.dates.resolve(list.asked, list.context, cursor));
  }

  /** A list of the log itself, which goes on with all that has come since. */
  answerLog<R, T>(list: WholeList<R, T>): Promise<ConnectionNode<T>> {
    return this.whole(list, (cursor) => this.dates.resolveForLog(list.context, cursor));
  }

  /** A list below an object, at the object's dates. */
  async answerBelow<R, T>(list: ListBelow<R, T>): Promise<ConnectionNode<T>> {
    const first = pageSize(list.first);
    const cursor = readCursor(list.after, list.request);
    const asOf = await this.dates.resolveBelow(list.below, cursor);
    const page = cursor
      ? await this.read(list, asOf, first, cursor)
      : nestedPage(await list.firstRows({ asOf, first }), first);
    return connectionOfPage(list, asOf, page, cursor, () => list.count(asOf));
  }

  private async whole<R, T>(
    list: WholeList<R, T>,
    datesOf: (cursor: Cursor | null) => Promise<AnswerAsOf>,
  ): Promise<ConnectionNode<T>> {
    const first = pageSize(list.first);
    const cursor = readCursor(list.after, list.request);
    const asOf = await datesOf(cursor);
    const page = await this.read(list, asOf, first, cursor);
    const count = countOnce(this.readModel, list.request, asOf, (db) => list.count(db, asOf));
    return connectionOfPage(list, asOf, page, cursor, count);
  }

  private read<R, T>(
    { read }: List<R, T>,
    asOf: AnswerAsOf,
    first: number,
    cursor: Cursor | null,
  ): Promise<Page<R>> {
    return readPage(cursor !== null, () =>
      this.readModel.ask((db) => read(db, asOf, { first, after: cursor?.key ?? null })),
    );
  }
}

function connectionOfPage<R, T>(
  { request, toNode }: List<R, T>,
  asOf: AnswerAsOf,
  page: Page<R>,
  cursor: Cursor | null,
  count: () => Promise<number>,
): ConnectionNode<T> {
  const continued = cursor !== null;
  return toConnection({ request, asOf, page, continued, toNode: (row) => toNode(row, asOf), count });
}

/** A member of a list whose rows are keys. */
export function entityOf(key: string, asOf: AnswerAsOf): Entity {
  return { key, asOf };
}
