import { writePosition } from '@entente/ledger';
import type { Page } from '@entente/read-model';
import type { Type } from '@nestjs/common';
import { Field, Int, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { refused } from '../errors/refused-error.js';
import { filterDigest, writeCursor, type ListRequest } from './page.js';

@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the list has anything before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first member.' })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last member: `after` of the next page.',
  })
  readonly endCursor!: string | null;
}

/** A page of a list as it is answered. */
export interface ConnectionNode<T> {
  readonly asOf: AnswerAsOf;
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  /** Counts the whole list; only called when it is asked for. */
  readonly count: () => Promise<number>;
}

/**
 * A member of a page. Its cursor is made where it is asked for: most who read a page read none, or one. It is a class:
 * objects with a getter of their own were seen to keep their whole request in memory for long (ADR 0057).
 */
class PlacedNode<T> {
  readonly #keys: readonly string[];
  readonly #cursorOf: (keys: readonly string[]) => string;

  constructor(
    readonly node: T,
    keys: readonly string[],
    cursorOf: (keys: readonly string[]) => string,
  ) {
    this.#keys = keys;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.#keys);
  }
}

/** Where a page stands in its list. */
class PlacedPage implements PageInfo {
  readonly #edges: readonly PlacedNode<unknown>[];

  constructor(
    edges: readonly PlacedNode<unknown>[],
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
  ) {
    this.#edges = edges;
  }

  get startCursor(): string | null {
    return this.#edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/** Makes the answer of a page that was read. */
export function toConnection<R, T>(options: {
  readonly request: ListRequest;
  readonly asOf: AnswerAsOf;
  readonly page: Page<R>;
  /** Whether the page goes on after another one. */
  readonly continued: boolean;
  readonly toNode: (row: R) => T;
  readonly count: () => Promise<number>;
}): ConnectionNode<T> {
  const { request, asOf, page, continued, toNode, count } = options;
  const { list, sort } = request;
  const nodes = page.rows.map(({ node }) => toNode(node));
  let filter: string | null = null;
  const cursorOf = (keys: readonly string[]): string =>
    writeCursor({
      list,
      sort,
      filter: (filter ??= filterDigest(request.filter)),
      validOn: asOf.validOn,
      position: writePosition(asOf.ledgerId, asOf.position),
      asHead: asOf.asHead,
      key: keys,
    });
  const edges = page.rows.map(({ keys }, index) => new PlacedNode(nodes[index] as T, keys, cursorOf));
  return {
    asOf,
    edges,
    nodes,
    pageInfo: new PlacedPage(edges, page.hasNextPage, continued),
    count,
  };
}

/** Reads a page; a forged cursor, which the database cannot read, is refused as CURSOR_INVALID. */
export async function readPage<T>(continued: boolean, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (continued && error instanceof Error && 'code' in error && String(error.code).startsWith('22'))
      throw refused('CURSOR_INVALID', 'after');
    throw error;
  }
}

/** The page of a parent whose first rows were loaded for all parents at once. */
export function nestedPage<T>(
  rows: readonly { readonly node: T; readonly keys: readonly string[] }[],
  first: number,
): Page<T> {
  return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
}

/** The types of a list of something, and the resolver of its count. */
export function connectionOf<T>(
  name: string,
  member: () => Type<T>,
  { asOf }: { readonly asOf: boolean } = { asOf: true },
) {
  @ObjectType(`${name}Edge`, { description: 'A member of the list, with its place in it.' })
  class Edge {
    @Field(() => String, { description: 'Its place: `after` of the page that follows it.' })
    readonly cursor!: string;

    @Field(member, { description: 'The member.' })
    readonly node!: T;
  }

  @ObjectType({ isAbstract: true })
  abstract class Members {
    @Field(() => [Edge], { description: 'The members of the page with their places.' })
    readonly edges!: Edge[];

    @Field(() => [member()], { description: 'The members of the page.' })
    readonly nodes!: T[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    readonly pageInfo!: PageInfo;
  }

  @ObjectType({ isAbstract: true })
  abstract class DatedMembers extends Members {
    @Field(() => ResolvedAsOfType, { description: 'The dates that the list answers for.' })
    readonly asOf!: ResolvedAsOfType;
  }

  @ObjectType(`${name}Connection`, { description: 'A page of a list.' })
  class Connection extends (asOf ? DatedMembers : Members) {}

  @Resolver(() => Connection)
  class ConnectionResolver {
    @ResolveField('totalCount', () => Int, {
      description: 'How many members the whole list has; counted when asked for.',
    })
    totalCount({ count }: ConnectionNode<T>): Promise<number> {
      return count();
    }
  }

  return { Connection, ConnectionResolver };
}
