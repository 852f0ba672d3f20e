import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Meeting } from './meeting.types.js';

/** A meeting by its id. */
@Resolver()
export class MeetingQuery {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor')
  @Query(() => Meeting, { nullable: true, description: 'A meeting by id; null where the ledger knew none.' })
  async meeting(
    @Context() context: ApiContext,
    @NodeArg('Meeting') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.meeting(asOf, id.key);
    return row && !row.annulled ? { key: id.key, asOf } : null;
  }
}
