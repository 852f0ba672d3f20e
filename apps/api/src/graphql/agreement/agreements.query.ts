import { Allow } from '../../guard.js';
import { addDays } from '@entente/domain';
import { countAgreements, listAgreements, type AgreementFilter as ListFilter } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { CountArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { AgreementSort } from '../vocabulary/enums.js';
import { AgreementFilter } from './agreement.filter.js';
import { AgreementConnection } from './agreement.types.js';

/** Lists of agreements. */
@Resolver()
export class AgreementsQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'The agreements known then, of every status unless filtered.',
  })
  agreements(
    @Context() context: ApiContext,
    @Args('filter', { type: () => AgreementFilter, nullable: true, description: 'Which agreements.' }) // Not `| null`, though it may be: the class would not be known when the program runs, and nothing validated by it.
    filter?: AgreementFilter,
    @Args('sort', {
      type: () => AgreementSort,
      nullable: true,
      description: 'The order; TITLE by default.',
    })
    sort?: keyof typeof AgreementSort | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    return this.list({
      list: 'agreements',
      filter: () => listFilterOf(filter),
      digested: filter,
      sort: sort ?? 'TITLE',
      context,
      asked,
      first,
      after,
    });
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'The agreements that end within this many days, soonest first.',
  })
  expiring(
    @Context() context: ApiContext,
    @CountArg('withinDays', 'How many days from validOn.') withinDays: number,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    return this.list({
      list: 'expiring',
      filter: ({ validOn }) => ({
        status: ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'],
        endsBetween: [validOn, addDays(validOn, withinDays)],
      }),
      digested: { withinDays },
      sort: 'END_DATE',
      context,
      asked,
      first,
      after,
    });
  }

  private list(wanted: {
    readonly list: string;
    readonly filter: (asOf: AnswerAsOf) => ListFilter;
    /** What a cursor of this list remembers of the filter. */
    readonly digested: unknown;
    readonly sort: keyof typeof AgreementSort;
    readonly context: ApiContext;
    readonly asked: AsOf | null | undefined;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  }): Promise<ConnectionNode<Entity>> {
    const { list, filter, digested, sort, ...rest } = wanted;
    return this.lists.answer({
      ...rest,
      request: { list, sort, filter: digested },
      read: (db, asOf, page) => listAgreements(db, { filter: filter(asOf), sort, asOf, page }),
      count: (db, asOf) => countAgreements(db, filter(asOf), asOf),
      toNode: entityOf,
    });
  }
}

function listFilterOf(filter: AgreementFilter | null | undefined): ListFilter {
  const { status, inForce, certainty, partyId, kind, text } = filter ?? {};
  return {
    ...(isGiven(status) && { status }),
    ...(isGiven(inForce) && { inForce }),
    ...(isGiven(certainty) && { certainty }),
    ...(isGiven(partyId) && { partyId: partyId.toLowerCase() }),
    ...(isGiven(kind) && { kind }),
    ...(isGiven(text) && { text }),
  };
}
