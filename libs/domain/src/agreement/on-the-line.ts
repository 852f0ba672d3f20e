import type { DraftOf, Fact } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import { refuse, type Details, type PastEvent, type Refusal } from '../rules/decision.js';
import { keptWith } from '../rules/kept-with.js';
import type { Day } from '../time/day.js';
import { organizationsNamed } from './organizations-named.js';
import {
  ENDED,
  foldAgreement,
  roleOn,
  statusOn,
  type ActEvent,
  type AgreementLine,
  type IntentLine,
  isPartyOn,
  LIVE,
  type LineEvent,
  type PassedOver,
  type PassedOverBeside,
} from './line/index.js';

/** A fact that the line judges: it has a row in the lifecycle. */
export type ActFact = Fact<ActEvent['type']>;

/**
 * Rules of an agreement's facts are judged on its line: with the act in it, and on the day of the act, never on what was
 * recorded last (docs/adr/0012-order-by-need.md).
 */
const lines = keptWith<readonly PastEvent[], AgreementLine>();

/** The line of an agreement's recorded events; folded once for one list of events. */
export function lineOf(events: readonly PastEvent[]): AgreementLine {
  const known = lines.get(events);
  if (known) return known;
  const line = foldAgreement(events);
  lines.set(events, line);
  return line;
}

/** The line with one more act in it, and why it does not count there; null when it counts. */
export interface LineWith {
  readonly line: AgreementLine;
  readonly actId: string;
  readonly passedOver: PassedOver | null;
}

const linesWith = keptWith<object, LineWith>();
/** The id of an act while it is judged. */
const JUDGED = 'the act to judge';

/** The line with the act that is judged in it, as if it were recorded. */
export function lineWith<F extends Fact>({ draft, events }: Asked<F>): LineWith {
  const key = draft as unknown as object;
  const known = linesWith.get(key);
  if (known) return known;
  const line = foldAgreement([...events, actOf(draft)]);
  const passedOver = line.passedOver.find(({ event }) => event.id === JUDGED) ?? null;
  const found = { line, actId: JUDGED, passedOver };
  linesWith.set(key, found);
  return found;
}

function actOf<F extends Fact>(draft: DraftOf<F>): LineEvent {
  return { ...draft, id: JUDGED, order: Number.MAX_SAFE_INTEGER } as unknown as LineEvent;
}

/** The lifecycle of an act that the line judges: refused where nothing lets it in, then asked before others stop counting. */
export function countsOnTheLine<F extends ActFact>(asked: Asked<F>): Refusal | null {
  return notLetIn(asked) ?? othersPassedOver(asked);
}

/** Refuses an act that no placement lets in. */
export function notLetIn<F extends ActFact>(asked: Asked<F>): Refusal | null {
  const { passedOver } = lineWith(asked);
  return passedOver && lifecycleRefusal(passedOver);
}

/** The refusal of a fact that is no act of the order and does not count, by what stands against it; null where it counts. */
export function notCountedBeside<F extends Fact>(asked: Asked<F>): Refusal | null {
  const { line, actId } = lineWith(asked);
  const passed = line.passedOverBeside.find(({ event }) => event.id === actId);
  return passed ? besideRefusal(passed, line) : null;
}

/** The facts that a line does not count, acts and those beside them, each with the refusal that would answer it. */
export function passedOverWithRefusals(
  line: AgreementLine,
): readonly { readonly event: LineEvent; readonly refusal: () => Refusal }[] {
  return [
    ...line.passedOver.map((one) => ({ event: one.event, refusal: () => lifecycleRefusal(one) })),
    ...line.passedOverBeside.map((one) => ({ event: one.event, refusal: () => besideRefusal(one, line) })),
  ];
}

function besideRefusal({ event, because }: PassedOverBeside, line: AgreementLine): Refusal {
  const day = event.effective.point;
  switch (because) {
    case 'NOT_PARTY':
      return refuse('PARTNER_NOT_PARTY', ...leaverOf(event, day));
    case 'AFTER_END':
      return refuse('AGREEMENT_ALREADY_EXPIRED', dateOf(event), { endsOn: lastDayBefore(line, day), day });
    case 'STATUS': {
      const { status } = statusOn(line, day);
      return lifecycleRefusal({ event, because, status } as PassedOver);
    }
    case 'NOT_SUSPENDED':
      return refuse('INVALID_TRANSITION', 'organizationIds', { status: 'NOT_SUSPENDED', day });
    default:
      return because satisfies never;
  }
}

/** The member that names who would leave, and what is said of it. */
function leaverOf({ data }: LineEvent, day: Day): readonly [string, Details] {
  if ('predecessorId' in data) return ['predecessorId', { organizationId: data.predecessorId, day }];
  if ('organizationId' in data) return ['organizationId', { organizationId: data.organizationId ?? '', day }];
  return ['organizationIds', { day }];
}

/** The last day in force before a day on which it has expired. */
function lastDayBefore({ steps }: AgreementLine, day: Day): Day | null {
  return steps.findLast(({ point, endsOn }) => endsOn !== null && point <= day)?.endsOn?.latest ?? null;
}

/** Refuses what names an organisation that is not a party on the day of the act. */
export function notParty<F extends Fact>(
  { events, draft }: Asked<F>,
  organizationId: string,
  field = 'organizationId',
  day: Day = draft.effective.point,
): Refusal | null {
  const isParty = lineOf(events).participations.some(
    (one) => one.organizationId === organizationId && isPartyOn(one, day),
  );
  return isParty ? null : refuse('PARTNER_NOT_PARTY', field, { organizationId, day });
}

/** The refusal of an act that does not count, by what stands against it. */
export function lifecycleRefusal(passed: PassedOver): Refusal {
  switch (passed.because) {
    case 'AFTER_END':
      return refuse('AGREEMENT_ALREADY_EXPIRED', dateOf(passed.event), {
        endsOn: passed.endsOn,
        day: passed.event.effective.point,
      });
    case 'PARTIES_TOO_FEW':
      return refuse('PARTIES_TOO_FEW', dateOf(passed.event), {
        day: passed.day,
        joined: passed.joined.map((joining) => ({ ...joining })),
      });
    case 'ALREADY_PARTY':
      return refuse('PARTNER_ALREADY_SIGNED', 'organizationId', organizationOf(passed.event));
    case 'ALREADY_RATIFIED':
      return refuse('PARTNER_ALREADY_RATIFIED', 'organizationId', organizationOf(passed.event));
    case 'NOT_SIGNATORY':
      return refuse('NOT_SIGNATORY', 'organizationId', organizationOf(passed.event));
    case 'STATUS':
      return ENDED.includes(passed.status)
        ? refuse('AGREEMENT_ENDED', dateOf(passed.event), statusAt(passed))
        : refuse('INVALID_TRANSITION', dateOf(passed.event), statusAt(passed));
    default:
      return passed satisfies never;
  }
}

function statusAt({ status, event }: Extract<PassedOver, { readonly because: 'STATUS' }>) {
  return { status, day: event.effective.point };
}

function organizationOf({ data }: LineEvent): { readonly organizationId: string } {
  return { organizationId: 'organizationId' in data ? data.organizationId : '' };
}

/** A fact that an act sets aside: it counts no more, or (`because`) the act would not have taken it. */
export interface Unseated {
  readonly [member: string]: string;
  readonly eventId: string;
  readonly type: string;
  readonly effectiveOn: Day;
}

/**
 * Asks for a reason where facts that counted until now would not count once this act is recorded, or where the act
 * contradicts them (POLICY).
 */
export function othersPassedOver<F extends Fact>(
  asked: Asked<F>,
  contradicted: readonly Unseated[] = [],
): Refusal | null {
  const { line, actId } = lineWith(asked);
  const others = passedOverIn(line).filter(({ id }) => id !== actId);
  // Hardly ever is there one, and the line without the act need not be folded then.
  const already = new Set(others.length === 0 ? [] : passedOverIn(lineOf(asked.events)).map(({ id }) => id));
  const unseated = others
    .filter(({ id }) => !already.has(id))
    .map(({ id, type, effective }): Unseated => ({ eventId: id, type, effectiveOn: effective.point }));
  const events = [
    ...unseated,
    ...contradicted.filter(({ eventId }) => !unseated.some((one) => one.eventId === eventId)),
  ];
  return events.length === 0
    ? null
    : asked.policies.check('FACTS_PASSED_OVER', dateOf(actOf(asked.draft)), { events });
}

function passedOverIn({ passedOver, passedOverBeside }: AgreementLine): readonly LineEvent[] {
  return [...passedOver, ...passedOverBeside].map(({ event }) => event);
}

/** The member that gave an act the day by which it is folded. */
function dateOf(act: LineEvent): string {
  if (act.type === 'AgreementTermSet') return act.data.endsOn || !act.data.startsOn ? 'endsOn' : 'startsOn';
  return dayGiven(act);
}

/** The member of the input that says the day from which a fact holds. */
function dayGiven({ occurred, effective }: Pick<LineEvent, 'occurred' | 'effective'>): string {
  return effective.edtf === occurred.edtf ? 'occurredOn' : 'effectiveOn';
}

/** What the rules on who takes part read of a command. */
interface OfOrganization {
  readonly events: readonly PastEvent[];
  readonly draft: {
    readonly effective: { readonly point: Day };
    readonly data: { readonly organizationId: string };
  };
}

/**
 * A party does not join again: refused while it takes part on the day of the act (as a party, or as a signatory of what binds
 * by ratification), asked for a reason where it joins again later without having left in between (POLICY), not a word where
 * every earlier time has ended. The act is in the line that says so: a leaving of uncertain day may make room for it.
 */
export function alreadyJoined<F extends Fact>(asked: Asked<F> & OfOrganization): Refusal | null {
  const { organizationId } = asked.draft.data;
  if (!organizationsNamed(asked.events).has(organizationId)) return null;
  const { line, passedOver } = lineWith(asked);
  if (passedOver?.because === 'ALREADY_PARTY')
    return refuse('PARTNER_ALREADY_SIGNED', 'organizationId', { organizationId });
  const already = new Set(lineOf(asked.events).passedOver.map(({ event }) => event.id));
  const later = line.passedOver.some(
    ({ because, event }) =>
      because === 'ALREADY_PARTY' && isOfOrganization(event, organizationId) && !already.has(event.id),
  );
  return later ? asked.policies.check('PARTNER_ALREADY_SIGNED', 'organizationId', { organizationId }) : null;
}

/** Whether an event may make this organisation take part, or end that. */
function isOfOrganization({ data }: Pick<PastEvent, 'data'>, organizationId: string): boolean {
  const { organizationId: own, successorId } = data as {
    readonly organizationId?: string;
    readonly successorId?: string;
  };
  return own === organizationId || successorId === organizationId;
}

function isInOn(participation: Parameters<typeof roleOn>[0], day: Day): boolean {
  const found = roleOn(participation, day);
  return found !== null && found.role !== 'WITHDRAWN' && found.role !== 'SUCCEEDED';
}

/** Refuses the intent of an organisation that is a party on its day or later. */
export function isPartyFrom({ events, draft }: OfOrganization): Refusal | null {
  const { organizationId } = draft.data;
  const day = draft.effective.point;
  return lineOf(events).participations.some(
    (one) =>
      one.organizationId === organizationId &&
      one.as === 'PARTY' &&
      (isInOn(one, day) || one.began.point > day),
  )
    ? refuse('PARTNER_ALREADY_SIGNED', 'organizationId', { organizationId })
    : null;
}

/** Refuses what an agreement that has ended by the day of a fact does not take, where the line does not judge that fact. */
export function ended<F extends Fact>({ events, draft }: Asked<F>): Refusal | null {
  const day = draft.effective.point;
  const { status } = statusOn(lineOf(events), day);
  return ENDED.includes(status) ? refuse('AGREEMENT_ENDED', dayGiven(draft), { status, day }) : null;
}

/** Refuses what only a live agreement has, where the line does not judge that fact: not before it opened, nor once it ended. */
export function notLive<F extends Fact>(asked: Asked<F>): Refusal | null {
  const day = asked.draft.effective.point;
  const { status } = statusOn(lineOf(asked.events), day);
  return (
    ended(asked) ??
    (LIVE.includes(status) ? null : refuse('INVALID_TRANSITION', dayGiven(asked.draft), { status, day }))
  );
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
      (intent.ended === null || (intent.ended.state === 'LAPSED' && intent.ended.point > day)),
  );
}

/** True when the line with a withdrawal in it has an intent that this withdrawal ends. */
export function endsAnIntent<F extends Fact>(asked: Asked<F> & OfOrganization): boolean {
  const { organizationId } = asked.draft.data;
  const before = lineOf(asked.events).intents.filter((intent) => intent.organizationId === organizationId);
  const after = lineWith(asked).line.intents.filter((intent) => intent.organizationId === organizationId);
  return after.some((intent, index) => {
    const ended = before[index]?.ended;
    return intent.ended?.state === 'WITHDRAWN' && ended?.state !== 'WITHDRAWN';
  });
}

export { ENDED, statusOn, type IntentLine };
