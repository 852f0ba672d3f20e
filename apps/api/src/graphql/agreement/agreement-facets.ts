import { LEDGER } from '@entente/commands';
import type { Ledger } from '@entente/ledger';
import {
  countAgreementsBy,
  listAgreements,
  type AgreementFilter as ListFilter,
  type Db,
  type PageRequest,
  type ReadModel,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  Field,
  Int,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { READ_MODEL, THRESHOLDS } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { WordCount } from '../ledger/ledger.types.js';
import type { ApiContext } from '../loading/context.js';
import { StatusCount } from '../statistics/statistics.types.js';
import { StatusFlag } from '../vocabulary/enums.js';
import { AgreementFilter } from './agreement.filter.js';
import { allOfThose, countFlags, whileAwaited, withOneOf } from './flagged.js';
import type { Flag, FlagThresholds } from './flags.js';
import { listFilterOf } from './list-filter.js';

@ObjectType('FlagCount', { description: 'How many agreements have a flag.' })
class FlagCount {
  @Field(() => StatusFlag, { description: 'The flag.' })
  readonly flag!: Flag;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType('AgreementFacets', {
  description:
    'How many agreements each choice of a list’s filter would leave. The count of a choice ignores the filter’s own condition on it; choices without agreements are left out.',
})
class AgreementFacets {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

/** The filter whose agreements are counted, and the dates. */
interface FacetsNode {
  readonly asOf: AnswerAsOf;
  readonly filter: ListFilter;
  readonly flags: readonly Flag[] | null;
}

/** What the filter of a list of agreements offers. */
@Resolver(() => AgreementFacets)
export class AgreementFacetsResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    @Inject(THRESHOLDS) private readonly thresholds: FlagThresholds,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementFacets, {
    nullable: true,
    description: 'How many agreements there are of each status, kind and flag, for the filter of a list.',
  })
  async agreementFacets(
    @Context() context: ApiContext,
    @Args('filter', { type: () => AgreementFilter, nullable: true, description: 'Which agreements.' })
    filter?: AgreementFilter,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<FacetsNode> {
    const asOf = await this.asOf.resolve(asked, context);
    return { asOf, filter: listFilterOf(filter), flags: filter?.flags ?? null };
  }

  @ResolveField('statuses', () => [StatusCount], { description: 'By status, the most first.' })
  async statuses(
    @Parent() node: FacetsNode,
    @Context() context: ApiContext,
  ): Promise<readonly StatusCount[]> {
    const { status: _own, ...filter } = node.filter;
    const rows = await this.ask(node, filter, context, (db, those) =>
      countAgreementsBy(db, 'status', those, node.asOf),
    );
    return rows.map(({ key, count }) => ({ status: key, count }));
  }

  @ResolveField('kinds', () => [WordCount], { description: 'By kind, the most first.' })
  async kinds(@Parent() node: FacetsNode, @Context() context: ApiContext): Promise<readonly WordCount[]> {
    const { kind: _own, ...filter } = node.filter;
    const rows = await this.ask(node, filter, context, (db, those) =>
      countAgreementsBy(db, 'kind', those, node.asOf),
    );
    return rows.map(({ key, count }) => ({ word: key, count }));
  }

  @ResolveField('flags', () => [FlagCount], { description: 'By flag, in the order of the flags.' })
  async flags(
    @Parent() { asOf, filter }: FacetsNode,
    @Context() context: ApiContext,
  ): Promise<readonly FlagCount[]> {
    const counts = await this.readModel.ask((db) =>
      countFlags(whileAwaited(context, pageOf(db, filter, asOf)), this.flagging(db, asOf)),
    );
    return (Object.keys(StatusFlag) as Flag[]).flatMap((flag) => {
      const count = counts.get(flag);
      return count === undefined ? [] : [{ flag, count }];
    });
  }

  /** Asks about the agreements of a filter, those alone that have the flags of the list. */
  private ask<T>(
    { asOf, flags }: FacetsNode,
    filter: ListFilter,
    context: ApiContext,
    question: (db: Db, those: ListFilter) => Promise<T>,
  ): Promise<T> {
    return this.readModel.ask(async (db) => {
      if (flags === null) return question(db, filter);
      const flagged = (ids: readonly string[]) => withOneOf(flags, ids, this.flagging(db, asOf));
      const all = await allOfThose(flagged, whileAwaited(context, pageOf(db, filter, asOf)));
      return question(db, { ids: all });
    });
  }

  private flagging(db: Db, asOf: AnswerAsOf) {
    return { db, asOf, timeZone: this.ledger.identity.timeZone, thresholds: this.thresholds };
  }
}

function pageOf(db: Db, filter: ListFilter, asOf: AnswerAsOf) {
  return (page: PageRequest) => listAgreements(db, { filter, sort: 'TITLE', asOf, page });
}
