import { addDuration, type Day } from '@entente/domain';
import { countCalendar, listCalendar } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { invalid, overLimit } from '../errors/refused-error.js';
import { IdArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { CalendarKind } from '../vocabulary/enums.js';
import { DateScalar } from '../vocabulary/scalars.js';
import { calendarNodeOf, type CalendarNode } from './calendar.resolver.js';
import { CalendarConnection } from './calendar.types.js';

/** The most years that one question asks of. */
const MOST_YEARS = 10;

/** What falls on which day: ends, deadlines, effects, reviews. */
@Resolver()
export class CalendarQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => CalendarConnection, {
    nullable: true,
    description:
      'The days from one to another, at most ten years, that the lines of agreements hold as known then; validOn does not filter them. By day, kind and event.',
  })
  calendar(
    @Context() context: ApiContext,
    @Args('from', { type: () => DateScalar, description: 'The first day.' }) from: Day,
    @Args('to', { type: () => DateScalar, description: 'The last day.' }) to: Day,
    @Args('kinds', { type: () => [CalendarKind], nullable: true, description: 'Only these kinds.' })
    kinds?: readonly (keyof typeof CalendarKind)[] | null,
    @IdArg('agreementId', 'Only of this agreement.', { nullable: true }) agreementId?: string | null,
    @IdArg(
      'partyId',
      'Only of agreements that this organisation, or one that is linked as the same, is a party of on validOn, or about itself.',
      { nullable: true },
    )
    partyId?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<CalendarNode>> {
    if (to < from) throw invalid('to', { problem: 'DAYS_OUT_OF_ORDER' }, to);
    if (to > addDuration(from, { years: MOST_YEARS, months: 0, days: 0 }))
      throw overLimit({ limit: 'CALENDAR_YEARS', most: MOST_YEARS }, 'to');
    const filter = {
      from,
      to,
      ...(isGiven(kinds) && { kinds }),
      ...(isGiven(agreementId) && { agreementId }),
      ...(isGiven(partyId) && { partyId }),
    };
    return this.lists.answer({
      request: { list: 'calendar', sort: 'DAY', filter },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listCalendar(db, { filter, asOf, page }),
      count: (db, asOf) => countCalendar(db, filter, asOf),
      toNode: calendarNodeOf,
    });
  }
}
