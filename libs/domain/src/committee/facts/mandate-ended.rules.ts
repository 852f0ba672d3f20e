import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { addDays } from '../../time/day.js';
import { mandatesOf, type Mandate } from '../mandates.js';
import { refusedWhereDissolved } from './committee-dissolved.js';
import { MandateEnded } from './mandate-ended.js';

type Ending = Asked<typeof MandateEnded>;

export const endMandate = decider(MandateEnded, {
  existence: [
    (asked) => {
      const { mandateId } = asked.draft.data;
      return mandateAsked(asked) ? null : refuse('MANDATE_NOT_FOUND', 'mandateId', { mandateId });
    },
    ({ events, draft }) => refusedWhereDissolved(events, draft.data.committeeId, draft.effective.point),
  ],
  term: notWithinIt,
});

/** A mandate ends while it runs. */
function notWithinIt(asked: Ending): Refusal | null {
  const mandate = mandateAsked(asked);
  const day = asked.draft.effective.point;
  if (!mandate) return null;
  if (day < mandate.began.point)
    return refuse('TERM_INVALID', 'effectiveOn', { start: mandate.began.point, end: day });
  return mandate.ended && day >= mandate.ended.point
    ? refuse('TERM_INVALID', 'effectiveOn', { start: day, end: addDays(mandate.ended.point, -1) })
    : null;
}

function mandateAsked({ events, draft }: Ending): Mandate | null {
  return mandatesOf(events).find(({ event }) => event.data.mandateId === draft.data.mandateId) ?? null;
}
