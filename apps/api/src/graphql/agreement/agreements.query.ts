import { READ_MODEL, THRESHOLDS } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import { addDays, type Day } from '@entente/domain';
import { LEDGER } from '@entente/commands';
import type { Ledger } from '@entente/ledger';
import {
  countAgreements,
  listAgreements,
  listDaysOf,
  type AgreementFilter as ListFilter,
  type FlagThresholds,
  type ReadModel,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { MOST_DAYS } from '../as-of/most-days.js';
import { CountArg } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { AgreementSort, SortDirection } from '../vocabulary/enums.js';
import { DateScalar } from '../vocabulary/scalars.js';
import { AgreementFilter } from './agreement.filter.js';
import { AgreementConnection } from './agreement.types.js';
import { flaggedFilterOf, listFilterOf } from './list-filter.js';

/** Lists of agreements. */
@Resolver()
export class AgreementsQuery {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(THRESHOLDS) private readonly thresholds: FlagThresholds,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
    private readonly lists: Lists,
  ) {}

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
    @Args('direction', {
      type: () => SortDirection,
      nullable: true,
      description: 'ASC by default; LAST_RECORDED begins with the last unless ASC is asked for.',
    })
    direction?: keyof typeof SortDirection | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const { timeZone } = this.ledger.identity;
    return this.list({
      list: 'agreements',
      filter: () => flaggedFilterOf(filter, { thresholds: this.thresholds, timeZone }),
      digested: filter,
      sort: sort ?? 'TITLE',
      direction: direction ?? undefined,
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
        endsFrom: validOn,
        endsTo: addDays(validOn, withinDays),
      }),
      digested: { withinDays },
      sort: 'END_DATE',
      context,
      asked,
      first,
      after,
    });
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => [DateScalar], {
    nullable: true,
    description:
      'The days on which a list of agreements may change, as known then, in their order: which of them pass the filter, their ' +
      'status and their parties. validOn does not filter them; flags and tacit renewals, which come as time passes, are not ' +
      'followed. Of more than 1,000, those nearest to validOn.',
  })
  async agreementChangeDays(
    @Context() context: ApiContext,
    @Args('filter', { type: () => AgreementFilter, nullable: true, description: 'Which agreements.' })
    filter?: AgreementFilter,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<readonly Day[]> {
    const asOf = await this.asOf.resolve(asked, context);
    return this.readModel.ask((db) => listDaysOf(db, listFilterOf(filter), asOf, MOST_DAYS));
  }

  private list(wanted: {
    readonly list: string;
    readonly filter: (asOf: AnswerAsOf) => ListFilter;
    /** What a cursor of this list remembers of the filter. */
    readonly digested: unknown;
    readonly sort: keyof typeof AgreementSort;
    readonly direction?: keyof typeof SortDirection | undefined;
    readonly context: ApiContext;
    readonly asked: AsOf | null | undefined;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  }): Promise<ConnectionNode<Entity>> {
    const { list, filter, digested, sort, direction, ...rest } = wanted;
    return this.lists.answer({
      ...rest,
      request: { list, sort: direction ? `${sort} ${direction}` : sort, filter: digested },
      read: (db, asOf, page) => listAgreements(db, { filter: filter(asOf), sort, direction, asOf, page }),
      count: (db, asOf) => countAgreements(db, filter(asOf), asOf),
      toNode: entityOf,
    });
  }
}
