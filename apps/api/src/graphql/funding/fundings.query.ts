import { countFundings, listFundings } from '@entente/read-model';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { IdArg, NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { FiscalYearArg } from './fiscal-year.arg.js';
import { Funding, FundingConnection, IndicatorPoint } from './funding.types.js';
import { pointsOf } from './indicators.js';

/** Funding by its id, and lists of it. */
@Resolver()
export class FundingsQuery {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Funding, { nullable: true, description: 'Funding by its id; null where none was known then.' })
  async funding(
    @Context() context: ApiContext,
    @NodeArg('Funding') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const found = await context.loaders.funding(asOf, id.key);
    return found && !found.annulled ? { key: id.key, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => [IndicatorPoint], {
    nullable: true,
    description:
      'The figures of funding that were reported by then; null where the funding was not known then.',
  })
  async indicators(
    @Context() context: ApiContext,
    @IdArg('fundingId', 'The funding.') key: string,
    @FiscalYearArg() fiscalYear?: string | null,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<readonly IndicatorPoint[] | null> {
    const asOf = await this.asOf.resolve(asked, context);
    const found = await context.loaders.funding(asOf, key);
    return found && !found.annulled ? pointsOf({ key, asOf }, fiscalYear ?? null, context) : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => FundingConnection, {
    nullable: true,
    description: 'The funding that had been awarded by then, oldest first.',
  })
  fundings(
    @Context() context: ApiContext,
    @IdArg('organizationId', 'Only what it, or one that is linked below it as the same, paid or received.', {
      nullable: true,
    })
    organizationId?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const of = organizationId ?? null;
    return this.lists.answer({
      request: { list: 'fundings', sort: 'AWARDED', filter: { organizationId } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listFundings(db, { organizationId: of, asOf, page }),
      count: (db, asOf) => countFundings(db, of, asOf),
      toNode: ({ funding_id }, asOf) => ({ key: funding_id, asOf }),
    });
  }
}
