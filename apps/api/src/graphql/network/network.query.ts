import {
  networkCounts,
  networkEdges,
  type NetworkAsked,
  type NetworkCounts,
  type ReadModel,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid } from '../errors/refused-error.js';
import { IdArg } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { AgreementStatus } from '../vocabulary/enums.js';
import type { NetworkNode } from './network.resolver.js';
import { Network } from './network.types.js';

/** How many edges a network has by default, and at most. */
const EDGES = { usual: 500, most: 5_000 } as const;

/** The network of organisations and agreements. */
@Resolver()
export class NetworkQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Network, {
    nullable: true,
    description: 'Organisations and the agreements that join them, as of two dates.',
  })
  async network(
    @Context() context: ApiContext,
    @Args('kinds', { type: () => [String], nullable: true, description: 'Agreements of these kinds.' })
    kinds?: readonly string[] | null,
    @Args('status', {
      type: () => [AgreementStatus],
      nullable: true,
      description: 'Agreements of these statuses, by the points of dates; IN_FORCE by default.',
    })
    status?: readonly (keyof typeof AgreementStatus)[] | null,
    @IdArg('around', 'Only what this organisation takes part in, and who else does.', { nullable: true })
    around?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @Args('first', {
      type: () => Int,
      nullable: true,
      description: 'How many edges: 500 by default, at most 5,000.',
    })
    first?: number | null,
  ): Promise<NetworkNode> {
    const most = first ?? EDGES.usual;
    if (most < 1 || most > EDGES.most) throw invalid('first', { problem: 'PAGE_SIZE', most: EDGES.most });
    const asOf = await this.asOf.resolve(asked, context);
    const which: NetworkAsked = {
      statuses: status ?? ['IN_FORCE'],
      kinds: kinds ?? null,
      around: around ? (await context.loaders.tree(asOf, around)).members : null,
    };
    const rows = await this.readModel.ask((db) => networkEdges(db, which, asOf, most));
    const shown = rows.slice(0, most);
    const ids = [...new Set(shown.map(({ organization_id }) => organization_id))];
    let counts: Promise<ReadonlyMap<string, NetworkCounts>> | null = null;
    return {
      asOf,
      truncated: rows.length > most,
      edges: shown.map(({ organization_id, agreement_id, certainty, capacity, since }) => ({
        organizationId: organization_id,
        agreementId: agreement_id,
        certainty,
        capacity,
        since,
      })),
      counts: () =>
        (counts ??= this.readModel.ask(async (db) => {
          const found = await networkCounts(db, ids, which, asOf);
          return new Map(found.map((one) => [one.organization_id, one]));
        })),
    };
  }
}
