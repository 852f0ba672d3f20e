import type { DataOf } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { addDays } from '../../time/day.js';
import { endInvalid, notLetInUnlessInvalid, overtaken, standsForNone } from '../ends.js';
import { governingTermOn, periodOn, type Term } from '../line/index.js';
import { noticeDaysOn, noticeTooShort } from '../notice-given.js';
import { lineOf, notParty, othersPassedOver } from '../on-the-line.js';
import { AgreementNonRenewalNotified } from './agreement-non-renewal-notified.js';

type Declining = Asked<typeof AgreementNonRenewalNotified>;

export const declineRenewal = decider(AgreementNonRenewalNotified, {
  complete: firstEndInTime,
  shape: ({ draft, context }) =>
    standsForNone(draft.data.endsOn, context.today, { field: 'endsOn', hint: 'setTerm: openEnded' }),
  identity(asked) {
    const { organizationId } = asked.draft.data;
    return organizationId === undefined ? null : notParty(asked, organizationId);
  },
  lifecycle: (asked) => notTacit(asked) ?? notLetInUnlessInvalid(asked, invalid) ?? othersPassedOver(asked),
  term: (asked) =>
    invalid(asked) ?? overtaken(asked) ?? noticeTooShort(asked, asked.draft.data.endsOn, 'endsOn'),
});

/** The term that renews itself on the day of the act; null where none does. */
function tacitTerm({ events, draft }: Declining): Term | null {
  const term = governingTermOn(lineOf(events).terms, draft.occurred.point);
  return term?.tacit ? term : null;
}

/** The end, unless it is given, of the first period that leaves the days of notice, by points. */
function firstEndInTime(asked: Declining): Partial<DataOf<typeof AgreementNonRenewalNotified>> {
  const term = tacitTerm(asked);
  if (asked.input.endsOn || !term) return {};
  const { point } = asked.draft.occurred;
  const period = periodOn(term, addDays(point, noticeDaysOn(asked.events, point) ?? 0));
  return period ? { endsOn: period.endsOn } : {};
}

function notTacit(asked: Declining): Refusal | null {
  return tacitTerm(asked) && asked.draft.data.endsOn ? null : refuse('RENEWAL_NOT_TACIT', 'agreementId');
}

function invalid({ draft }: Declining): Refusal | null {
  return endInvalid({ occurred: draft.occurred, end: draft.data.endsOn }, 'endsOn');
}
