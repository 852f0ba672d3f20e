import { addDuration, parseDuration, type Day } from '@entente/domain';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import { AgreementFilter } from '../agreement/agreement.filter.js';
import { listFilterOf } from '../agreement/list-filter.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid, overLimit } from '../errors/refused-error.js';
import { isGiven } from '../inputs/given.js';
import { filterDigest } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { DateScalar } from '../vocabulary/scalars.js';
import type { StatsNode } from './ledger-stats.resolver.js';
import { LedgerStats } from './statistics.types.js';

/** The most days of a series. */
const MOST_POINTS = 400;

/** What the ledger counts: on a day, and day after day. */
@Resolver()
export class StatisticsQuery {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => LedgerStats, {
    nullable: true,
    description:
      'What the ledger counts, as of two dates. The filter narrows the agreements that are counted, and nothing else.',
  })
  async stats(
    @Context() context: ApiContext,
    @FilterArg() filter?: AgreementFilter,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<StatsNode> {
    return { asOf: await this.asOf.resolve(asked, context), ...counted(filter) };
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => [LedgerStats], {
    nullable: true,
    description:
      'What the ledger counts day after day, as known at one position: from one day to another, so far apart, 400 days at most.',
  })
  async statsSeries(
    @Context() context: ApiContext,
    @Args('from', { type: () => DateScalar, description: 'The first day.' }) from: Day,
    @Args('to', { type: () => DateScalar, description: 'The day after which none is counted.' }) to: Day,
    @Args('every', { type: () => String, description: 'How far the days are apart, ISO 8601: P1M, P1Y.' })
    every: string,
    @FilterArg() filter?: AgreementFilter,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<readonly StatsNode[]> {
    const days = daysFrom(from, to, every);
    const known = await this.asOf.resolve(asked, context);
    const which = counted(filter);
    return days.map((validOn) => ({ asOf: this.on(known, validOn), ...which }));
  }

  private on(asOf: AnswerAsOf, validOn: Day): AnswerAsOf {
    return { ...asOf, validOn };
  }
}

function FilterArg(): ParameterDecorator {
  return Args('filter', { type: () => AgreementFilter, nullable: true, description: 'Which agreements.' });
}

function counted(filter: AgreementFilter | undefined): Pick<StatsNode, 'filter' | 'filterName'> {
  if (isGiven(filter?.flags)) throw invalid('filter.flags', { problem: 'FLAGS_NOT_COUNTED' });
  return { filter: listFilterOf(filter), filterName: filterDigest(filter) };
}

/** The days of a series, each reckoned from the first one: 31 January, 28 February, 31 March. */
function daysFrom(from: Day, to: Day, every: string): readonly Day[] {
  const step = parseDuration(every);
  if (!step) throw invalid('every', { problem: 'NOT_A_DURATION' }, every);
  if (to < from) throw invalid('to', { problem: 'DAYS_OUT_OF_ORDER' }, to);
  const days: Day[] = [];
  for (let k = 0; ; k += 1) {
    const day = addDuration(from, {
      years: step.years * k,
      months: step.months * k,
      days: step.days * k,
    });
    if (day > to || day === days.at(-1)) return days;
    if (days.length === MOST_POINTS) throw overLimit({ limit: 'SERIES_DAYS', most: MOST_POINTS }, 'to');
    days.push(day);
  }
}
