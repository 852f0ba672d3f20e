import { fact, recorded, type DataOf } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { isDay } from '../../time/day.js';
import type { DateInput } from '../../time/uncertain-date.js';
import { reportPeriodInvalid } from '../period.js';
import { unitMismatch } from '../unit.js';
import { INDICATOR, ON_INDICATOR, UNIT, VALUE } from './indicator.js';

const period = m.object('IndicatorPeriodInput', 'What a figure covers, and when its collection closed.', {
  from: m.day('The first day that it covers.'),
  to: m.day('The last day that it covers.'),
  fiscalYear: m.optional(m.word('The fiscal year: 2019-2020, or 2019.')),
  collectionClosedOn: m.optional(
    m.day('When the collection closed: often later than the last day that the figure covers.'),
  ),
});

/** A figure of an indicator was reported for a period. */
export const IndicatorReported = fact({
  ...ON_INDICATOR,
  type: 'IndicatorReported',
  command: 'reportIndicator',
  says: {
    fr: 'Consigne la valeur d’un indicateur d’une aide financière pour une période.',
    en: 'Records the value of an indicator of funding for a period.',
  },
  called: { fr: 'valeur de l’indicateur', en: 'value of the indicator' },
  dates: { occurred: 'OPTIONAL' },
  members: {
    ...INDICATOR,
    value: VALUE,
    unit: UNIT,
    label: m.optional(
      m.texts('What it counts, by language; left out where the source does not say.', {
        emptyIsAbsent: true,
      }),
    ),
    approximate: m.optional(m.mark('Whether the source gives it as approximate.')),
    period: period('The period that it covers.'),
  },
});

export const reportIndicator = decider(IndicatorReported, {
  occurred: ({ period: covered }) => periodAsDate(covered),
  identity: (asked) => reportedAlready(asked) ?? unitMismatch(asked.events, asked.draft.data),
  term: ({ draft }) => reportPeriodInvalid(draft.data.period),
});

/** A figure is of the period that it covers, unless a day is given. */
function periodAsDate({ from, to }: DataOf<typeof IndicatorReported>['period']): DateInput | null {
  return isDay(from) && isDay(to) && from <= to ? { edtf: `${from}/${to}`, basis: 'STATED' } : null;
}

function reportedAlready({ events, draft }: Asked<typeof IndicatorReported>): Refusal | null {
  const { indicator, period: covered } = draft.data;
  const before = recorded(events, IndicatorReported).find(
    ({ data }) =>
      data.indicator === indicator && data.period.from === covered.from && data.period.to === covered.to,
  );
  return before
    ? refuse('INDICATOR_ALREADY_REPORTED', 'indicator', {
        indicator,
        from: covered.from,
        to: covered.to,
        eventId: before.id,
      })
    : null;
}
