import type { EventData, UncertainDate } from '@entente/domain';
import { day, int, json, position, text, timelessTable, uuid, yes } from '../schema/table.js';

/** Funding that was awarded. */
export const FUNDING = timelessTable(
  'funding',
  {
    funding_id: text(),
    awarded_day: day(),
    awarded: json<UncertainDate>(),
    event_id: uuid(),
    details: json<EventData['FundingAwarded']>(),
    /** Its first record is annulled: it is shown only where others name it. */
    annulled: yes(),
  },
  ['(awarded_day, funding_id)'],
);

/** The organisations of an award: who pays and who receives. */
export const FUNDING_ORGANIZATION = timelessTable(
  'funding_organization',
  { funding_id: text(), organization_id: text(), part: text<'FUNDER' | 'BENEFICIARY'>() },
  ['(organization_id)'],
);

/** What the indicators of an award are called. */
export const INDICATOR = timelessTable('indicator', {
  funding_id: text(),
  event_id: uuid(),
  details: json<EventData['IndicatorDefined']>(),
});

/** The targets that were set, each from its day on. */
export const INDICATOR_TARGET = timelessTable('indicator_target', {
  funding_id: text(),
  event_id: uuid(),
  set_day: day(),
  set: json<UncertainDate>(),
  /** Its place among the facts of the award: what was recorded later stands of two on one day. */
  place: int(),
  details: json<EventData['IndicatorTargetSet']>(),
});

/** The figures that were reported, each from its day on. */
export const INDICATOR_REPORT = timelessTable('indicator_report', {
  funding_id: text(),
  event_id: uuid(),
  reported_day: day(),
  place: int(),
  /** Since when the figure is known: recorded, or last corrected, at this position. */
  known_at: position(),
  details: json<EventData['IndicatorReported']>(),
});
