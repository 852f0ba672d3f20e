import { decider } from '../../facts/judge.js';
import { notice } from '../../facts/notice.js';
import { accept, refuse } from '../../rules/decision.js';
import { systemDay } from '../../time/uncertain-date.js';
import { alreadyErased, erasureIn, held, holdsIn } from '../erasure.js';
import { ErasureRequested } from './erasure-requested.js';
import { LegalHoldLifted } from './legal-hold-lifted.js';
import { LegalHoldPlaced } from './legal-hold-placed.js';
import { PersonDataErased } from './person-data-erased.js';

export const erasePersonData = decider(ErasureRequested, { identity: alreadyErased, lifecycle: held });

export const placeLegalHold = decider(LegalHoldPlaced, {
  identity: (asked) =>
    alreadyErased(asked) ?? (holdsIn(asked.events).has(asked.input.holdId) ? held(asked) : null),
});

export const liftLegalHold = decider(LegalHoldLifted, {
  identity: ({ events, input: { holdId } }) =>
    holdsIn(events).has(holdId) ? null : refuse('LEGAL_HOLD_NOT_FOUND', 'holdId', { holdId }),
});

/** Recorded once for each request, after the keys are destroyed. */
export const completeErasure = decider(PersonDataErased, {
  decide(asked) {
    const erasure = erasureIn(asked.history);
    if (erasure?.request !== asked.input.request)
      return refuse('TARGET_NOT_FOUND', 'request', { id: asked.input.request });
    if (erasure.done) return accept([]);
    const today = systemDay(asked.context.today);
    return notice(asked, { occurred: today, effective: today }, { legalBasis: erasure.legalBasis });
  },
});
