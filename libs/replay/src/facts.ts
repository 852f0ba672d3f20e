import type { Day } from './days.js';

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** A date as the log has it: the day that counts, and the days between which it lies (null: no bound that way). */
export interface LoggedDate {
  readonly edtf: string;
  readonly point: Day;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly precision: string;
  readonly basis: string;
}

/** What an event of the log says, as far as a replay reads it. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  /** Its revision in the stream. */
  readonly rev: number;
  readonly occurred: LoggedDate;
  readonly effective: LoggedDate;
  readonly data: { readonly [member: string]: Json };
  /** When it was recorded, an instant. */
  readonly recorded: string;
  /** The sources that it rests on, with the lines that it cites. */
  readonly citations: readonly Citation[];
}

/** A source that an event cites. */
export interface Citation {
  readonly source: string;
  /** Lines of the source's text; null where none are named. */
  readonly from: number | null;
  readonly to: number | null;
  /** How the source supports the event. */
  readonly kind: string | null;
}

/** What is shown of a subject: its facts as they are corrected, and whether its first record is annulled. */
export interface Shown {
  /** The facts in effect: the same, but where the first record is annulled. */
  readonly inEffect: readonly LoggedEvent[];
  readonly facts: readonly LoggedEvent[];
  readonly annulled: boolean;
  /** All that was recorded, corrections too. */
  readonly recorded: readonly LoggedEvent[];
  /** The events that are annulled. */
  readonly undone: ReadonlySet<string>;
  /** The rectifications in effect, by the facts that they correct. */
  readonly rectifications: ReadonlyMap<string, readonly LoggedEvent[]>;
}

const RECTIFIED = 'RecordRectified';
const ANNULLED = 'RecordAnnulled';

/** What a rectification puts in place of what was recorded, and which members it takes away. */
export interface Patch {
  readonly set?: {
    readonly occurred?: LoggedDate;
    readonly effective?: LoggedDate;
    readonly data?: LoggedEvent['data'];
  };
  readonly removed?: readonly string[];
}

/**
 * The facts of a stream that are in effect, each with its corrections (docs/semantics.md, "Being wrong"). Of a subject whose
 * first record is annulled, those that would be in effect without that.
 */
export function shownOf(events: readonly LoggedEvent[]): Shown {
  const [first] = events;
  const annulled = first !== undefined && annulledIn(events).has(first.id);
  const counted = annulled
    ? events.filter(({ type, data }) => type !== ANNULLED || data['target'] !== first.id)
    : events;
  const facts = inEffect(counted);
  const undone = annulledIn(counted);
  const rectifications = Map.groupBy(
    counted.filter(({ id, type }) => type === RECTIFIED && !undone.has(id)),
    (one) => textIn(one, 'target') ?? '',
  );
  return {
    facts,
    inEffect: annulled ? inEffect(events) : facts,
    annulled,
    undone: annulledIn(events),
    recorded: events,
    rectifications,
  };
}

/** From the newest to the oldest: what an annulment that is itself not annulled names. */
function annulledIn(events: readonly LoggedEvent[]): ReadonlySet<string> {
  const annulled = new Set<string>();
  for (const event of events.toReversed())
    if (event.type === ANNULLED && !annulled.has(event.id)) annulled.add(textIn(event, 'target') ?? '');
  return annulled;
}

function inEffect(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const annulled = annulledIn(events);
  const facts = new Map<string, LoggedEvent>();
  for (const event of events) {
    if (annulled.has(event.id) || event.type === ANNULLED) continue;
    if (event.type !== RECTIFIED) facts.set(event.id, event);
    else rectify(facts, textIn(event, 'target') ?? '', event.data as Patch);
  }
  return [...facts.values()];
}

function rectify(facts: Map<string, LoggedEvent>, target: string, { set, removed = [] }: Patch): void {
  const fact = facts.get(target);
  if (!fact) return;
  const members = Object.entries({ ...fact.data, ...set?.data });
  facts.set(target, {
    ...fact,
    occurred: set?.occurred ?? fact.occurred,
    effective: set?.effective ?? fact.effective,
    data: Object.fromEntries(members.filter(([member]) => !removed.includes(member))),
  });
}

/** What the ledger notes by itself of an agreement's line. */
export const NOTICES_OF_LINE: readonly string[] = [
  'AgreementExpired',
  'PartnerIntentLapsed',
  'PartnerWithdrew',
];

/** All that the ledger notes by itself. No answer about a day reads it. */
export const NOTICES: readonly string[] = [...NOTICES_OF_LINE, 'PersonDataErased', 'NotificationIssued'];

/** Whether an event corrects another one. */
export function isDirective({ type }: LoggedEvent): boolean {
  return type === RECTIFIED || type === ANNULLED;
}

/** The facts of some types, in their order. */
export function ofType(facts: readonly LoggedEvent[], ...types: readonly string[]): readonly LoggedEvent[] {
  return facts.filter(({ type }) => types.includes(type));
}

/** Facts by the day that counts, then the bounds of their day, then as recorded. */
export function byDay(facts: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const key = ({ effective: { point, earliest, latest }, rev }: LoggedEvent): string =>
    [point, earliest ?? '', latest ?? '~', String(rev).padStart(10, '0')].join(' ');
  return facts.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A text of an event's data; null where it has none of that name. */
export function textIn({ data }: LoggedEvent, member: string): string | null {
  const value = data[member];
  return typeof value === 'string' ? value : null;
}

/** A date of an event's data; null where it has none of that name. */
export function dateIn({ data }: LoggedEvent, member: string): LoggedDate | null {
  const value = data[member];
  return typeof value === 'object' && value !== null && 'point' in value
    ? (value as unknown as LoggedDate)
    : null;
}

/** The texts of a list of an event's data; none where it has no list of that name. */
export function textsIn({ data }: LoggedEvent, member: string): readonly string[] {
  const value = data[member];
  return Array.isArray(value) ? value.map(String) : [];
}
