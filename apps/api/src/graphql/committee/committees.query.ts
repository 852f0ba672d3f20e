import { countCommittees, listCommittees, type CommitteeFilter } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { IdArg, NodeArg, TextArg, type AskedId } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Committee, CommitteeConnection } from './committee.types.js';

/** The committees. */
@Resolver()
export class CommitteesQuery {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Committee, { nullable: true, description: 'A committee by id; null where none was known.' })
  async committee(
    @Context() context: ApiContext,
    @NodeArg('Committee') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.committee(asOf, id.key);
    return row && !row.annulled ? { key: id.key, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => CommitteeConnection, {
    nullable: true,
    description: 'The committees established by then, dissolved ones too, by title.',
  })
  committees(
    @Context() context: ApiContext,
    @IdArg('programmeId', 'Only those of this programme.', { nullable: true }) programmeId?: string | null,
    @Args('kind', { type: () => [String], nullable: true, description: 'Only those of one of these kinds.' })
    kind?: readonly string[] | null,
    @TextArg('text', 'With these words in a title or in the id, without regard to accents and case.')
    text?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const kinds = isGiven(kind) ? [...new Set(kind)].toSorted() : null;
    const filter: CommitteeFilter = {
      ...(isGiven(programmeId) && { programmeId }),
      ...(kinds && { kinds }),
      ...(isGiven(text) && { text }),
    };
    return this.lists.answer({
      request: { list: 'committees', sort: 'TITLE', filter: { programmeId, kinds, text } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listCommittees(db, { filter, asOf, page }),
      count: (db, asOf) => countCommittees(db, filter, asOf),
      toNode: entityOf,
    });
  }
}
