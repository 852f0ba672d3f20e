import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Mission } from './mission.types.js';

/** A mission by its id. */
@Resolver()
export class MissionQuery {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor')
  @Query(() => Mission, { nullable: true, description: 'A mission by id; null where the ledger knew none.' })
  async mission(
    @Context() context: ApiContext,
    @NodeArg('Mission') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.mission(asOf, id.key);
    return row && !row.annulled ? { key: id.key, asOf } : null;
  }
}
