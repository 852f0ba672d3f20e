import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Programme } from './programme.types.js';

/** A programme by its id. */
@Resolver()
export class ProgrammeQuery {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Programme, { nullable: true, description: 'A programme by id; null where none was known.' })
  async programme(
    @Context() context: ApiContext,
    @NodeArg('Programme') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.programme(asOf, id.key);
    return row && !row.annulled ? { key: id.key, asOf } : null;
  }
}
