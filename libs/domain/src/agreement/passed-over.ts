import { adviceOf } from '../rules/advice.js';
import type { Advice } from '../rules/decision.js';
import type { AgreementEvent } from './events.js';
import { foldAgreement, isAct, type AgreementLine } from './line.js';

/**
 * The warning that an act makes facts that counted until now be passed over, a signature before the opening for instance:
 * their list and their deadlines have no effect from then on. Null where it does not. It is made of what is recorded alone,
 * so that the same warning can be told again.
 */
export function passedOverAdvice(
  before: AgreementLine,
  act: AgreementEvent,
  after: AgreementLine,
): Advice | null {
  const already = new Set(before.passedOver.map(({ event }) => event.id));
  const events = after.passedOver
    .map(({ event }) => event)
    .filter(({ id }) => id !== act.id && !already.has(id))
    .map(({ id, type, effective }) => ({ eventId: id, type, effectiveOn: effective.point }));
  return events.length === 0 ? null : adviceOf('FACTS_PASSED_OVER', { events }, dateOf(act));
}

/** The same warning from what is recorded: the events before the act, and the act. */
export function passedOverAgain(past: readonly AgreementEvent[], act: AgreementEvent): Advice | null {
  return isAct(act) ? passedOverAdvice(foldAgreement(past), act, foldAgreement([...past, act])) : null;
}

/** The member that gave an act the day by which it is folded. */
function dateOf(act: AgreementEvent): string {
  if (act.type === 'AgreementTermSet') return act.data.endsOn ? 'endsOn' : 'startsOn';
  return act.effective.edtf === act.occurred.edtf ? 'occurredOn' : 'effectiveOn';
}
