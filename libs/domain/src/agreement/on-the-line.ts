import type { DraftOf, Fact } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import { adviceOf } from '../rules/advice.js';
import { refuse, type Advice, type PastEvent, type Refusal } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import type { AgreementEvent, AgreementEventOf } from './events.js';
import {
  ENDED,
  byPoint,
  foldAgreement,
  intentOn,
  statusOn,
  type AgreementLine,
  type IntentLine,
  type PassedOver,
} from './line.js';

export { ENDED, statusOn, type IntentLine } from './line.js';

/**
 * Rules of an agreement's facts are judged on its line: with the act in it, and on the day of the act, never on what was
 * recorded last (docs/adr/0005-status-line.md).
 */
const lines = new WeakMap<readonly PastEvent[], AgreementLine>();

/** The line of an agreement's recorded events; folded once for one list of events. */
export function lineOf(events: readonly PastEvent[]): AgreementLine {
  const known = lines.get(events);
  if (known) return known;
  const line = foldAgreement(events as readonly AgreementEvent[]);
  lines.set(events, line);
  return line;
}

/** The line with one more act in it, and why it does not count there; null when it counts. */
interface With {
  readonly act: AgreementEvent;
  readonly line: AgreementLine;
  readonly passedOver: PassedOver | null;
}

const linesWith = new WeakMap<object, With>();

/** The line with the act that is judged in it, as if it were recorded. */
export function lineWith<F extends Fact>({ draft, events }: Asked<F>): With {
  const key = draft as unknown as object;
  const known = linesWith.get(key);
  if (known) return known;
  const act = actOf(draft);
  const line = foldAgreement([...(events as readonly AgreementEvent[]), act]);
  const found = {
    act,
    line,
    passedOver: line.passedOver.find((passed) => passed.event.id === act.id) ?? null,
  };
  linesWith.set(key, found);
  return found;
}

function actOf<F extends Fact>(draft: DraftOf<F>): AgreementEvent {
  return { ...draft, id: 'the act to judge', order: Number.MAX_SAFE_INTEGER } as unknown as AgreementEvent;
}

/** Refuses an act that does not count on the line that has it. */
export function passedOver<F extends Fact>(asked: Asked<F>): Refusal | null {
  const { passedOver: passed } = lineWith(asked);
  return passed && lifecycleRefusal(passed);
}

/** The refusal of an act that does not count, by what stands against it. */
export function lifecycleRefusal(passed: PassedOver): Refusal {
  switch (passed.because) {
    case 'AFTER_END':
      return refuse('AGREEMENT_ALREADY_EXPIRED', null, { endsOn: passed.term?.data.endsOn?.latest ?? null });
    case 'PARTIES_TOO_FEW':
      return refuse('PARTIES_TOO_FEW');
    case 'ALREADY_PARTY':
      return refuse('PARTNER_ALREADY_SIGNED', 'organizationId');
    case 'STATUS':
      return ENDED.includes(passed.status)
        ? refuse('AGREEMENT_ENDED', null, { status: passed.status })
        : refuse('INVALID_TRANSITION', null, { status: passed.status });
    default:
      return passed.because satisfies never;
  }
}

/** Refuses an organisation that is a party already. */
export function alreadyParty({
  events,
  draft,
}: {
  readonly events: readonly PastEvent[];
  readonly draft: { readonly data: { readonly organizationId: string } };
}): Refusal | null {
  const { organizationId } = draft.data;
  return lineOf(events).parties.some((party) => party.organizationId === organizationId)
    ? refuse('PARTNER_ALREADY_SIGNED', 'organizationId', { organizationId })
    : null;
}

/** Refuses what an agreement that has ended by a day does not take, of acts that the line does not hold. */
export function endedOn({ events }: { readonly events: readonly PastEvent[] }, day: Day): Refusal | null {
  const { status } = statusOn(lineOf(events), day);
  return ENDED.includes(status) ? refuse('AGREEMENT_ENDED', null, { status }) : null;
}

/** The organisation's intent that nothing has ended, by points, before the given day. */
export function openIntent(
  events: readonly PastEvent[],
  organizationId: string,
  day: Day,
): IntentLine | undefined {
  return lineOf(events).intents.find(
    (intent) =>
      intent.organizationId === organizationId &&
      (intent.end === null || (intent.end.state === 'LAPSED' && intent.end.point > day)),
  );
}

/** True when the organisation has an open intent on a day. */
export function hasOpenIntentOn(events: readonly PastEvent[], organizationId: string, day: Day): boolean {
  return lineOf(events).intents.some(
    (intent) => intent.organizationId === organizationId && intentOn(intent, day)?.state === 'OPEN',
  );
}

/** The list and the closing day of the opening that counts, when there is one. */
export function openingOf(line: AgreementLine): AgreementEventOf<'AgreementOpenedForSignature'> | null {
  for (const { cause } of line.steps) if (cause.type === 'AgreementOpenedForSignature') return cause;
  return null;
}

/** The last term that counts, in the order in which terms hold. */
export function lastTermOf(events: readonly PastEvent[]): AgreementEventOf<'AgreementTermSet'> | undefined {
  const counted = lineOf(events).terms.map(({ event }) => event.id);
  return (events as readonly AgreementEvent[])
    .filter((event): event is AgreementEventOf<'AgreementTermSet'> => event.type === 'AgreementTermSet')
    .toSorted(byPoint)
    .findLast(({ id }) => counted.includes(id));
}

/** The warning that facts which counted until now are passed over once this act is recorded. */
export function passedOverAdvice<F extends Fact>(asked: Asked<F>): readonly Advice[] {
  const { act, line } = lineWith(asked);
  return passedOverBy(lineOf(asked.events), act, line);
}

function passedOverBy(before: AgreementLine, act: AgreementEvent, after: AgreementLine): readonly Advice[] {
  const already = new Set(before.passedOver.map(({ event }) => event.id));
  const events = after.passedOver
    .map(({ event }) => event)
    .filter(({ id }) => id !== act.id && !already.has(id))
    .map(({ id, type, effective }) => ({ eventId: id, type, effectiveOn: effective.point }));
  return events.length === 0 ? [] : [adviceOf('FACTS_PASSED_OVER', { events }, dateOf(act))];
}

/** The member that gave an act the day by which it is folded. */
function dateOf(act: AgreementEvent): string {
  if (act.type === 'AgreementTermSet') return act.data.endsOn ? 'endsOn' : 'startsOn';
  return act.effective.edtf === act.occurred.edtf ? 'occurredOn' : 'effectiveOn';
}
