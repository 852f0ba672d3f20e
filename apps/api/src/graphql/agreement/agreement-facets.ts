import { LEDGER } from '@entente/commands';
import type { Ledger } from '@entente/ledger';
import {
  FLAGS,
  countAgreementsBy,
  countAgreementsByFlag,
  type Flag,
  type FlagRules,
  type FlagThresholds,
  type AgreementFilter as ListFilter,
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
import { flaggedFilterOf } from './list-filter.js';

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
}

/** What the filter of a list of agreements offers. */
@Resolver(() => AgreementFacets)
export class AgreementFacetsResolver {
  private readonly rules: FlagRules;

  constructor(
    @Inject(LEDGER) { identity: { timeZone } }: Ledger,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    @Inject(THRESHOLDS) thresholds: FlagThresholds,
    private readonly asOf: AsOfResolver,
  ) {
    this.rules = { thresholds, timeZone };
  }

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
    return { asOf, filter: flaggedFilterOf(filter, this.rules) };
  }

  @ResolveField('statuses', () => [StatusCount], { description: 'By status, the most first.' })
  async statuses(@Parent() { asOf, filter }: FacetsNode): Promise<readonly StatusCount[]> {
    const { status: _own, ...others } = filter;
    const rows = await this.readModel.ask((db) => countAgreementsBy(db, 'status', others, asOf));
    return rows.map(({ key, count }) => ({ status: key, count }));
  }

  @ResolveField('kinds', () => [WordCount], { description: 'By kind, the most first.' })
  async kinds(@Parent() { asOf, filter }: FacetsNode): Promise<readonly WordCount[]> {
    const { kind: _own, ...others } = filter;
    const rows = await this.readModel.ask((db) => countAgreementsBy(db, 'kind', others, asOf));
    return rows.map(({ key, count }) => ({ word: key, count }));
  }

  @ResolveField('flags', () => [FlagCount], { description: 'By flag, in the order of the flags.' })
  async flags(
    @Parent() { asOf, filter }: FacetsNode,
    @Args('among', {
      type: () => [StatusFlag],
      nullable: true,
      description: 'Which flags to count; all by default, and each costs.',
    })
    among?: readonly Flag[] | null,
  ): Promise<readonly FlagCount[]> {
    const { flagged: _own, ...others } = filter;
    const flags = FLAGS.filter((flag) => among?.includes(flag) ?? true);
    return this.readModel.ask((db) => countAgreementsByFlag(db, others, { ...this.rules, flags }, asOf));
  }
}
