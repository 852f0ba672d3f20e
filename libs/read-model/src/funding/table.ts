import type { EventData, UncertainDate } from '@entente/domain';
import { day, json, text, timelessTable, uuid, yes } from '../schema/table.js';

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
