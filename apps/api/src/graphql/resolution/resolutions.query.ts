import { countResolutions, listResolutions, type ResolutionFilter } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { IdArg, NodeArg, type AskedId } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { ResolutionState } from '../vocabulary/enums.js';
import { Resolution, ResolutionConnection } from './resolution.types.js';

/** The resolutions of committees. */
@Resolver()
export class ResolutionsQuery {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Resolution, {
    nullable: true,
    description:
      'A resolution by id; null where none was known, and before the day on which it was proposed.',
  })
  async resolution(
    @Context() context: ApiContext,
    @NodeArg('Resolution') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.resolution(asOf, id.key);
    return row && row.stage !== null && !row.annulled ? { key: id.key, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => ResolutionConnection, {
    nullable: true,
    description: 'The resolutions proposed by then, oldest first.',
  })
  resolutions(
    @Context() context: ApiContext,
    @IdArg('committeeId', 'Only those of this committee.', { nullable: true }) committeeId?: string | null,
    @Args('state', { type: () => ResolutionState, nullable: true, description: 'Those in this state then.' })
    state?: keyof typeof ResolutionState | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const filter: ResolutionFilter = {
      ...(isGiven(committeeId) && { committeeId }),
      ...(isGiven(state) && { state }),
    };
    return this.lists.answer({
      request: { list: 'resolutions', sort: 'PROPOSED', filter: { committeeId, state } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listResolutions(db, { filter, asOf, page }),
      count: (db, asOf) => countResolutions(db, filter, asOf),
      toNode: ({ resolution_id }, asOf) => ({ key: resolution_id, asOf }),
    });
  }
}
