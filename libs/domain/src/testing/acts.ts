import { toDayNumber, type Day } from '../time/day.js';

/** What a date bounds, in days since 1970-01-01; what has no bound is infinite. */
export interface Bounds {
  readonly first: number;
  readonly last: number;
  readonly point: number;
}

/** The least that a date has to say; every stored date fits. */
export interface HistoryDate {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly point: Day;
}

/** The least that an event has to say; every event of an agreement's stream fits. */
export interface HistoryEvent {
  readonly id: string;
  readonly type: string;
  /** Its place in the stream. */
  readonly order: number;
  readonly occurred: HistoryDate;
  readonly effective: HistoryDate;
  readonly data: object;
}

/** The members of an act's data that move an agreement. */
interface ActData {
  readonly organizationId?: string;
  readonly organizationIds?: readonly string[];
  readonly eligible?: readonly string[];
  readonly endsOn?: HistoryDate;
  readonly newEndsOn?: HistoryDate;
  readonly duration?: string;
  readonly tacit?: object;
  readonly until?: Day;
  readonly coversGap?: boolean;
}

const ACT_TYPES = [
  'AgreementOpenedForSignature',
  'PartnerSigned',
  'PartnerRatified',
  'PartnerAcceded',
  'AgreementEnteredIntoForce',
  'AgreementTermSet',
  'AgreementExtended',
  'AgreementRenewed',
  'AgreementNonRenewalNotified',
  'AgreementSuspended',
  'AgreementResumed',
  'AgreementTerminated',
  'AgreementSuperseded',
  'AgreementAbandoned',
  'AgreementReinstated',
] as const;

export type ActType = (typeof ACT_TYPES)[number];

/** The statuses that an agreement has after its registration. */
export type WorldStatus =
  | 'DRAFT'
  | 'OPEN_FOR_SIGNATURE'
  | 'SIGNED'
  | 'IN_FORCE'
  | 'SUSPENDED'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'SUPERSEDED'
  | 'ABANDONED';

/** An act of section 2.1 of the semantics, with its dates as numbers. */
export interface Act {
  readonly id: string;
  readonly type: ActType;
  readonly order: number;
  readonly occurred: Bounds;
  readonly effective: Bounds;
  readonly organizationId: string | null;
  readonly eligible: readonly string[];
  /** The last day of a suspension; infinite without one. */
  readonly until: number;
  /** True for a reinstatement that covers the gap: it stands on the day after the end that it moves. */
  readonly covers: boolean;
  /** True for an act that gives its stretch another end, or none. */
  readonly setsEnd: boolean;
  /** The end that it sets; null for no end. */
  readonly end: Bounds | null;
}

/** The acts of a history that count, numbered: a set of them is a number whose bit i stands for act i. */
export interface Acts {
  readonly bindingOn: 'SIGNATURE' | 'RATIFICATION';
  /** All but the first term, which holds from the beginning and has no place among the others. */
  readonly list: readonly Act[];
  readonly firstTerm: Act | null;
  readonly entry: Act | null;
  /** True where the entry was agreed with effect before the day on which it was agreed. */
  readonly entersBackwards: boolean;
}

/** Reads the acts of a history; organisations suspended or resumed alone are none. */
export function actsOf(events: readonly HistoryEvent[]): readonly Act[] {
  return events.flatMap((event) => {
    const type = ACT_TYPES.find((one) => one === event.type);
    const data: ActData = event.data;
    if (!type || (data.organizationIds ?? []).length > 0) return [];
    if (data.tacit || (data.duration !== undefined && !data.endsOn && !data.newEndsOn))
      throw new Error(`${event.id}: ends that have to be reckoned are not simulated`);
    const end = data.newEndsOn ?? data.endsOn;
    const covers = type === 'AgreementReinstated' && data.coversGap === true;
    return [
      {
        id: event.id,
        type,
        order: event.order,
        occurred: boundsOf(event.occurred),
        effective: boundsOf(event.effective),
        organizationId: data.organizationId ?? null,
        eligible: data.eligible ?? [],
        until: data.until === undefined ? Infinity : toDayNumber(data.until),
        covers,
        setsEnd: SET_ENDS.includes(type),
        end: end ? boundsOf(end) : null,
      },
    ];
  });
}

const SET_ENDS: readonly ActType[] = [
  'AgreementTermSet',
  'AgreementExtended',
  'AgreementRenewed',
  'AgreementNonRenewalNotified',
  'AgreementReinstated',
];

function boundsOf({ earliest, latest, point }: HistoryDate): Bounds {
  return {
    first: earliest === null ? -Infinity : toDayNumber(earliest),
    last: latest === null ? Infinity : toDayNumber(latest),
    point: toDayNumber(point),
  };
}

/** Sets apart, of the acts of a history, those with the given ids. */
export function chooseActs(events: readonly HistoryEvent[], ids: ReadonlySet<string>): Acts {
  const all = actsOf(events);
  const registration = events.find(({ type }) => type === 'AgreementRegistered');
  // It holds from the beginning whatever else counts.
  const firstTerm = all.filter(({ type }) => type === 'AgreementTermSet').toSorted(byKey)[0] ?? null;
  const chosen = all.filter((act) => act !== firstTerm && ids.has(act.id));
  const entry = chosen.find(({ type }) => type === 'AgreementEnteredIntoForce') ?? null;
  return {
    bindingOn: (registration?.data as { bindingOn?: Acts['bindingOn'] })?.bindingOn ?? 'SIGNATURE',
    list: chosen,
    firstTerm,
    entry,
    entersBackwards: entry !== null && isBackwards(entry),
  };
}

/** Orders acts by key (2.2): the point, the first day, the last day, the place in the stream. */
export function byKey(a: Act, b: Act): number {
  return compareBounds(a.effective, b.effective) || a.order - b.order;
}

/** Orders dates by point, then first day, then last day; no bound is before, or after, all. */
export function compareBounds(a: Bounds, b: Bounds): number {
  return compare(a.point, b.point) || compare(a.first, b.first) || compare(a.last, b.last);
}

// Infinity − Infinity is no number.
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** True for an entry into force that takes effect before it was agreed. */
export function isBackwards(entry: Act): boolean {
  return entry.effective.point < entry.occurred.point;
}

/** True where the act makes a party, or will with the entry. */
export function isJoining({ bindingOn }: Acts, { type }: Act): boolean {
  return (
    type === 'PartnerAcceded' || type === (bindingOn === 'SIGNATURE' ? 'PartnerSigned' : 'PartnerRatified')
  );
}

/** True where the agreement runs out by itself when its end has passed. */
export function canExpire(status: WorldStatus): boolean {
  return (
    status === 'OPEN_FOR_SIGNATURE' || status === 'SIGNED' || status === 'IN_FORCE' || status === 'SUSPENDED'
  );
}

/** True where nothing happens any more, but for what follows an expiry. */
export function hasEnded(status: WorldStatus): boolean {
  return status !== 'DRAFT' && !canExpire(status);
}

/** The acts of a set that satisfy a condition. */
export function within(acts: Acts, set: number, condition: (act: Act) => boolean): readonly Act[] {
  return acts.list.filter((act, index) => (set & (1 << index)) !== 0 && condition(act));
}

/**
 * What the table of 2.1 says: the status after an act, where `before` have happened and led to `status`; null where it
 * does not allow the act. Days and ends are judged elsewhere.
 */
export function statusAfter(acts: Acts, act: Act, status: WorldStatus, before: number): WorldStatus | null {
  const happened = (condition: (act: Act) => boolean) => within(acts, before, condition).length > 0;
  const ofSame = (...types: readonly ActType[]) =>
    happened((one) => one.organizationId === act.organizationId && types.includes(one.type));
  const live = status === 'IN_FORCE' || status === 'SUSPENDED';
  switch (act.type) {
    case 'AgreementOpenedForSignature': {
      if (happened(({ type }) => type === 'AgreementOpenedForSignature' || type === 'PartnerSigned'))
        return null;
      if (status === 'DRAFT') return 'OPEN_FOR_SIGNATURE';
      return acts.entersBackwards && live ? status : null;
    }
    case 'PartnerSigned':
      if (hasEnded(status) || ofSame('PartnerSigned', 'PartnerAcceded')) return null;
      if (live) return status;
      return allHaveSigned(acts, act, before) ? 'SIGNED' : 'OPEN_FOR_SIGNATURE';
    case 'PartnerRatified':
      return !hasEnded(status) && ofSame('PartnerSigned') && !ofSame('PartnerRatified') ? status : null;
    case 'PartnerAcceded':
      return !hasEnded(status) && !ofSame('PartnerSigned', 'PartnerAcceded') ? status : null;
    case 'AgreementEnteredIntoForce': {
      if (hasEnded(status) || live || happened(({ type }) => type === 'AgreementEnteredIntoForce'))
        return null;
      // What was agreed with effect backwards asks who had joined when it was agreed, not what came before its effect.
      const joined = isBackwards(act)
        ? acts.list.filter((one) => isJoining(acts, one) && one.occurred.first <= act.occurred.last)
        : within(acts, before, (one) => isJoining(acts, one));
      return new Set(joined.map(({ organizationId }) => organizationId)).size >= 2 ? 'IN_FORCE' : null;
    }
    case 'AgreementTermSet':
      return hasEnded(status) ? null : status;
    case 'AgreementExtended':
    case 'AgreementRenewed':
    case 'AgreementNonRenewalNotified':
      return live ? status : null;
    case 'AgreementSuspended':
      return status === 'IN_FORCE' ? 'SUSPENDED' : null;
    case 'AgreementResumed':
      return status === 'SUSPENDED' ? 'IN_FORCE' : null;
    case 'AgreementTerminated':
      return live ? 'TERMINATED' : null;
    case 'AgreementSuperseded':
      return live || status === 'SIGNED' || status === 'EXPIRED' ? 'SUPERSEDED' : null;
    case 'AgreementAbandoned':
      return hasEnded(status) || live ? null : 'ABANDONED';
    case 'AgreementReinstated': {
      if (act.covers) return live ? status : null;
      const entered = happened(({ type }) => type === 'AgreementEnteredIntoForce');
      return status === 'EXPIRED' && entered ? 'IN_FORCE' : null;
    }
    default:
      return act.type satisfies never;
  }
}

/** True where an agreement is signed with this signature: by all of the list, without one by two. */
function allHaveSigned(acts: Acts, act: Act, before: number): boolean {
  const [opening] = within(acts, before, ({ type }) => type === 'AgreementOpenedForSignature');
  const signed = within(acts, before, ({ type }) => type === 'PartnerSigned').map(
    ({ organizationId }) => organizationId,
  );
  const now = [...signed, act.organizationId];
  const list = opening?.eligible ?? [];
  return list.length > 0 ? list.every((id) => now.includes(id)) : now.length >= 2;
}
