import { addDays, minLatest, type Day } from '../time/day.js';
import { dayAfter, type UncertainDate } from '../time/uncertain-date.js';
import type { AgreementDraft, AgreementEvent, AgreementEventOf, YesNoUnknown } from './events.js';

/**
 * From an agreement's dated facts to its line through time: which status on which day, and what else the bounds of the
 * dates allow. Deciders and the read model use this one fold. The rules are section 3 of the semantics; the letters (a),
 * (b), (c) below are those of its closed form. docs/adr/0005-status-line.md tells why a closed form and what it means.
 */
export type AgreementStatus =
  | 'DRAFT'
  | 'OPEN_FOR_SIGNATURE'
  | 'SIGNED'
  | 'IN_FORCE'
  | 'SUSPENDED'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'SUPERSEDED'
  | 'ABANDONED'
  | 'NOT_YET'
  | 'UNKNOWN_TO_LEDGER';

export type Certainty = 'CERTAIN' | 'POSSIBLE';

/** Statuses from which the end of the term makes an agreement EXPIRED. */
const EXPIRABLE: readonly AgreementStatus[] = ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'];

/** Statuses in which an agreement has ended. */
export const ENDED: readonly AgreementStatus[] = ['EXPIRED', 'TERMINATED', 'SUPERSEDED', 'ABANDONED'];

/** Between which days something happened (null = no bound that way), and the day used for folding. */
export interface Bounds {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly point: Day;
}

/** A step of the chain: an act that changes the status, or one that needs the status to be what it is. */
export interface Step extends Bounds {
  /** The status from this step on. */
  readonly status: AgreementStatus;
  /** False for a step that leaves the status as it was (an accession, a second term). */
  readonly changes: boolean;
  readonly cause: AgreementEvent;
  /** When it became so, as known: the cause's effective date, or the day after the last day of a term. */
  readonly since: UncertainDate;
}

/** An act that the fold passed over, and what stood against it. */
export interface PassedOver {
  readonly event: AgreementEvent;
  readonly because: 'AFTER_END' | 'STATUS' | 'PARTIES_TOO_FEW' | 'ALREADY_PARTY';
  readonly status: AgreementStatus;
  /** The term in effect there, when there is one. */
  readonly term: AgreementEventOf<'AgreementTermSet'> | null;
}

/** A party: from when, by which event. */
export interface Party extends Bounds {
  readonly organizationId: string;
  readonly event: AgreementEventOf<'PartnerSigned'> | AgreementEventOf<'PartnerAcceded'>;
}

export type IntentState = 'OPEN' | 'FULFILLED' | 'WITHDRAWN' | 'LAPSED';

/** An intent, from its declaration to what ended it (null while nothing has). */
export interface IntentLine {
  readonly organizationId: string;
  readonly event: AgreementEventOf<'PartnerIntentDeclared'>;
  readonly declared: Bounds;
  readonly end: (Bounds & { readonly state: Exclude<IntentState, 'OPEN'> }) | null;
}

/** A term, and the day from which it holds by points (null: from the beginning). */
export interface TermLine {
  readonly event: AgreementEventOf<'AgreementTermSet'>;
  readonly from: Day | null;
}

/** A designation of leads, which holds from its day until the next one for the same role. */
export interface LeadLine {
  readonly event: AgreementEventOf<'LeadDesignated'>;
  readonly from: Day;
}

/** An agreement through time, as its facts tell it. */
export interface AgreementLine {
  /** Null before it is registered: then everything else is empty. */
  readonly registration: AgreementEventOf<'AgreementRegistered'> | null;
  readonly steps: readonly Step[];
  readonly parties: readonly Party[];
  readonly intents: readonly IntentLine[];
  readonly terms: readonly TermLine[];
  readonly leads: readonly LeadLine[];
  readonly passedOver: readonly PassedOver[];
}

/** What is so on one day. */
export interface StatusOn {
  readonly status: AgreementStatus;
  /** All that the bounds allow that day, in the order of the lifecycle. */
  readonly possible: readonly AgreementStatus[];
  readonly certainty: Certainty;
  readonly inForce: YesNoUnknown;
  readonly since: UncertainDate | null;
  readonly decidedBy: readonly AgreementEvent[];
}

type Act = Extract<
  AgreementEvent,
  {
    type:
      | 'AgreementOpenedForSignature'
      | 'PartnerSigned'
      | 'PartnerAcceded'
      | 'AgreementEnteredIntoForce'
      | 'AgreementTermSet';
  }
>;

/** True for what the fold judges: an act that changes the status, or that the status has to allow. */
export function isAct<E extends AgreementEvent | AgreementDraft>(
  event: E,
): event is E & { type: Act['type'] } {
  switch (event.type) {
    case 'AgreementOpenedForSignature':
    case 'PartnerSigned':
    case 'PartnerAcceded':
    case 'AgreementEnteredIntoForce':
    case 'AgreementTermSet':
      return true;
    default:
      return false;
  }
}

/** Orders facts as they are folded: by the point of their effective date, then as recorded. */
export function byPoint(a: AgreementEvent, b: AgreementEvent): number {
  return a.effective.point < b.effective.point
    ? -1
    : a.effective.point > b.effective.point
      ? 1
      : a.order - b.order;
}

/** A step before the chain is closed: (b) where its own bounds come from, (c) bounds still to be fitted to its neighbours. */
interface OpenStep {
  readonly status: AgreementStatus;
  readonly changes: boolean;
  readonly cause: AgreementEvent;
  readonly since: UncertainDate;
  readonly bounds: Bounds | { readonly nthSigning: number } | { readonly allOf: readonly string[] };
  readonly role: 'OPENING' | 'ENTRY' | 'EXPIRY' | 'OTHER';
}

interface CountedAct {
  readonly event: Act;
  readonly bounds: Bounds;
  readonly beforeEntry: boolean;
}

/** Folds an agreement's facts, in any order, into its line. */
export function foldAgreement(events: readonly AgreementEvent[]): AgreementLine {
  const registration = events.find(
    (event): event is AgreementEventOf<'AgreementRegistered'> => event.type === 'AgreementRegistered',
  );
  if (!registration)
    return { registration: null, steps: [], parties: [], intents: [], terms: [], leads: [], passedOver: [] };

  const acts = events.filter(isAct).toSorted(byPoint) as Act[];
  const folded = foldActs(acts);
  const steps = closeChain(folded.chain, folded.counted);
  const parties = partiesOf(folded.counted, steps, folded.chain);
  return {
    registration,
    steps: steps.map(({ role: _role, ...step }) => step),
    parties,
    intents: intentsOf(events, parties),
    terms: termsOf(folded, steps),
    leads: events
      .filter((event): event is AgreementEventOf<'LeadDesignated'> => event.type === 'LeadDesignated')
      .toSorted(byPoint)
      .map((event) => ({ event, from: event.effective.point })),
    passedOver: folded.passedOver,
  };
}

interface FoldedActs {
  readonly chain: readonly OpenStep[];
  readonly counted: readonly CountedAct[];
  readonly passedOver: readonly PassedOver[];
  readonly terms: readonly AgreementEventOf<'AgreementTermSet'>[];
}

/** The fold by points: which acts count, and what each of them does. */
function foldActs(acts: readonly Act[]): FoldedActs {
  const chain: OpenStep[] = [];
  const counted: CountedAct[] = [];
  const passedOver: PassedOver[] = [];
  const parties = new Set<string>();
  const terms: AgreementEventOf<'AgreementTermSet'>[] = [];
  let status = 'DRAFT' as AgreementStatus;
  let eligible: readonly string[] | null = null;
  let term =
    acts.find((act): act is AgreementEventOf<'AgreementTermSet'> => act.type === 'AgreementTermSet') ?? null;
  let signings = 0;
  let inForce = false;
  let withinTerm: CountedAct[] = [];
  if (term) terms.push(term);

  const count = (event: Act): CountedAct => {
    const act = { event, bounds: withinTermOf(event.effective, term), beforeEntry: !inForce };
    counted.push(act);
    withinTerm.push(act);
    return act;
  };
  const step = (
    cause: AgreementEvent,
    to: AgreementStatus,
    bounds: OpenStep['bounds'],
    role: OpenStep['role'] = 'OTHER',
  ): void => {
    chain.push({ status: to, changes: to !== status, cause, since: cause.effective, bounds, role });
    status = to;
  };
  const allSigned = () =>
    eligible === null ? parties.size >= 2 : eligible.every((organizationId) => parties.has(organizationId));

  for (const act of acts) {
    if (act === terms[0]) continue;
    const passOver = (because: PassedOver['because']): number =>
      passedOver.push({ event: act, because, status, term });
    const end = term?.data.endsOn?.latest ?? null;
    if (end !== null && act.effective.earliest !== null && act.effective.earliest > end) {
      passOver('AFTER_END');
      continue;
    }
    switch (act.type) {
      case 'AgreementOpenedForSignature': {
        if (status !== 'DRAFT') {
          passOver('STATUS');
          break;
        }
        eligible = act.data.eligible && act.data.eligible.length > 0 ? act.data.eligible : null;
        step(act, 'OPEN_FOR_SIGNATURE', count(act).bounds, 'OPENING');
        break;
      }
      case 'PartnerSigned': {
        if (parties.has(act.data.organizationId)) {
          passOver('ALREADY_PARTY');
          break;
        }
        count(act);
        parties.add(act.data.organizationId);
        signings += 1;
        if (inForce) break;
        if (signings === 1) step(act, 'OPEN_FOR_SIGNATURE', { nthSigning: 0 });
        const listed: OpenStep['bounds'] = eligible === null ? { nthSigning: 1 } : { allOf: eligible };
        if (status === 'OPEN_FOR_SIGNATURE' && allSigned()) step(act, 'SIGNED', listed);
        break;
      }
      case 'AgreementEnteredIntoForce': {
        if (status !== 'OPEN_FOR_SIGNATURE' && status !== 'SIGNED') {
          passOver(status === 'DRAFT' ? 'PARTIES_TOO_FEW' : 'STATUS');
          break;
        }
        if (parties.size < 2) {
          passOver('PARTIES_TOO_FEW');
          break;
        }
        step(act, 'IN_FORCE', count(act).bounds, 'ENTRY');
        inForce = true;
        break;
      }
      case 'PartnerAcceded': {
        if (parties.has(act.data.organizationId)) {
          passOver('ALREADY_PARTY');
          break;
        }
        if (status !== 'IN_FORCE') {
          passOver('STATUS');
          break;
        }
        step(act, status, count(act).bounds);
        parties.add(act.data.organizationId);
        break;
      }
      case 'AgreementTermSet': {
        step(act, status, count(act).bounds);
        term = act;
        terms.push(act);
        withinTerm = [];
        break;
      }
      default:
        return act satisfies never;
    }
  }
  if (term?.data.endsOn && EXPIRABLE.includes(status)) {
    chain.push({
      status: 'EXPIRED',
      changes: true,
      cause: term,
      since: dayAfter(term.data.endsOn),
      bounds: endOf(term.data.endsOn, withinTerm),
      role: 'EXPIRY',
    });
  }
  return { chain, counted, passedOver, terms };
}

/** (a) An act within the term happened no later than the term's last day. */
function withinTermOf(date: UncertainDate, term: AgreementEventOf<'AgreementTermSet'> | null): Bounds {
  const end = term?.data.endsOn;
  if (!end) return { earliest: date.earliest, latest: date.latest, point: date.point };
  const latest = minLatest(date.latest, end.latest);
  const limited = date.point < end.point ? date.point : end.point;
  const point = date.earliest !== null && limited < date.earliest ? date.earliest : limited;
  return { earliest: date.earliest, latest, point };
}

/** (a) The term's last day is no earlier than the earliest of the acts within it; EXPIRED begins the day after. */
function endOf(endsOn: UncertainDate, within: readonly CountedAct[]): Bounds {
  let { earliest, point } = endsOn as { earliest: Day | null; point: Day };
  for (const { bounds } of within) {
    if (bounds.earliest === null) continue;
    if (earliest === null || bounds.earliest > earliest) earliest = bounds.earliest;
    if (bounds.earliest > point) point = bounds.earliest;
  }
  return {
    earliest: earliest === null ? null : addDays(earliest, 1),
    latest: endsOn.latest === null ? null : addDays(endsOn.latest, 1),
    point: addDays(point, 1),
  };
}

type ClosedStep = Step & { readonly role: OpenStep['role'] };

/** (b) and (c): each step's bounds, fitted to those before and after it. */
function closeChain(chain: readonly OpenStep[], counted: readonly CountedAct[]): readonly ClosedStep[] {
  const signings = counted.filter((act) => act.event.type === 'PartnerSigned');
  const own = chain.map(({ bounds, role }): Bounds => {
    if ('nthSigning' in bounds) return nthSmallest(signings, bounds.nthSigning);
    if ('allOf' in bounds) {
      const { allOf } = bounds;
      const listed = signings.filter(
        ({ event }) => event.type === 'PartnerSigned' && allOf.includes(event.data.organizationId),
      );
      return nthSmallest(listed, listed.length - 1);
    }
    if (role !== 'ENTRY') return bounds;
    // The entry needs two parties, also where a list makes SIGNED come before or after the second of them.
    const second = nthSmallest(signings, 1).earliest;
    const after = second !== null && (bounds.earliest === null || bounds.earliest < second);
    return after ? { ...bounds, earliest: second } : bounds;
  });
  const earliest: (Day | null)[] = [];
  let floor: Day | null = null;
  for (const bounds of own) {
    if (bounds.earliest !== null && (floor === null || bounds.earliest > floor)) floor = bounds.earliest;
    earliest.push(floor);
  }
  const latest: (Day | null)[] = [];
  let ceiling: Day | null = null;
  for (let i = own.length - 1; i >= 0; i -= 1) {
    ceiling = minLatest(ceiling, laterOf(own[i]?.latest ?? null, earliest[i] ?? null));
    latest[i] = ceiling;
  }
  return chain.map((step, i) => ({
    status: step.status,
    changes: step.changes,
    cause: step.cause,
    since: step.since,
    role: step.role,
    ...fit({ earliest: earliest[i] ?? null, latest: latest[i] ?? null, point: (own[i] as Bounds).point }),
  }));
}

/** The later of a latest day (null = open) and an earliest one (null = none). */
function laterOf(latest: Day | null, earliest: Day | null): Day | null {
  return latest !== null && earliest !== null && earliest > latest ? earliest : latest;
}

/** Moves the point into the bounds. */
function fit(bounds: Bounds): Bounds {
  let { point } = bounds;
  if (bounds.latest !== null && point > bounds.latest) point = bounds.latest;
  if (bounds.earliest !== null && point < bounds.earliest) point = bounds.earliest;
  return { ...bounds, point };
}

/** (b) The n-th smallest (from 0) of the earliest days, of the latest days and of the points, each by itself. */
function nthSmallest(acts: readonly CountedAct[], n: number): Bounds {
  const earliest = acts.map(({ bounds }) => bounds.earliest).toSorted(nullsFirst);
  const latest = acts.map(({ bounds }) => bounds.latest).toSorted(nullsLast);
  const points = acts.map(({ bounds }) => bounds.point).toSorted();
  return { earliest: earliest[n] ?? null, latest: latest[n] ?? null, point: points[n] as Day };
}

function nullsFirst(a: Day | null, b: Day | null): number {
  return a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
}

function nullsLast(a: Day | null, b: Day | null): number {
  return a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
}

/** Parties take their days from their place in the chain. */
function partiesOf(
  counted: readonly CountedAct[],
  steps: readonly ClosedStep[],
  chain: readonly OpenStep[],
): readonly Party[] {
  const opening = steps.find((step) => step.role === 'OPENING') ?? null;
  const entry = steps.find((step) => step.role === 'ENTRY') ?? null;
  const parties: Party[] = [];
  for (const act of counted) {
    const { event } = act;
    if (event.type === 'PartnerSigned') {
      const earliest =
        opening?.earliest && (act.bounds.earliest === null || act.bounds.earliest < opening.earliest)
          ? opening.earliest
          : act.bounds.earliest;
      const needed =
        act.beforeEntry && entry ? minLatest(act.bounds.latest, entry.latest) : act.bounds.latest;
      const bounds = fit({ earliest, latest: laterOf(needed, earliest), point: act.bounds.point });
      parties.push({ organizationId: event.data.organizationId, event, ...bounds });
    } else if (event.type === 'PartnerAcceded') {
      const place = steps[chain.findIndex((step) => step.cause === event)] as ClosedStep;
      const { earliest, latest, point } = place;
      parties.push({ organizationId: event.data.organizationId, event, earliest, latest, point });
    }
  }
  return parties;
}

function termsOf(folded: FoldedActs, steps: readonly ClosedStep[]): readonly TermLine[] {
  return folded.terms.map((event, index) => ({
    event,
    from:
      index === 0
        ? null
        : (steps.find((step) => step.cause === event && step.role === 'OTHER')?.point ?? null),
  }));
}

function intentsOf(events: readonly AgreementEvent[], parties: readonly Party[]): readonly IntentLine[] {
  const declared = events
    .filter((e): e is AgreementEventOf<'PartnerIntentDeclared'> => e.type === 'PartnerIntentDeclared')
    .toSorted(byPoint);
  const withdrawn = events
    .filter((e): e is AgreementEventOf<'PartnerIntentWithdrawn'> => e.type === 'PartnerIntentWithdrawn')
    .toSorted(byPoint);
  const used = new Set<string>();
  return declared.map((event) => {
    const { organizationId, expectedBy } = event.data;
    const ends: NonNullable<IntentLine['end']>[] = [];
    const party = parties.find((p) => p.organizationId === organizationId);
    if (party) ends.push({ state: 'FULFILLED', ...notBefore(party, event.effective.point) });
    const withdrawal = withdrawn.find(
      (w) =>
        !used.has(w.id) &&
        w.data.organizationId === organizationId &&
        w.effective.point >= event.effective.point &&
        (expectedBy === undefined || w.effective.point <= expectedBy),
    );
    if (withdrawal) ends.push({ state: 'WITHDRAWN', ...boundsOf(withdrawal.effective) });
    if (expectedBy !== undefined) {
      const day = addDays(expectedBy < event.effective.point ? event.effective.point : expectedBy, 1);
      ends.push({ state: 'LAPSED', earliest: day, latest: day, point: day });
    }
    const end = ends.reduce<IntentLine['end']>((a, b) => (a === null || b.point < a.point ? b : a), null);
    if (withdrawal && end?.state === 'WITHDRAWN') used.add(withdrawal.id);
    return { organizationId, event, declared: boundsOf(event.effective), end };
  });
}

function boundsOf(date: UncertainDate): Bounds {
  return { earliest: date.earliest, latest: date.latest, point: date.point };
}

function notBefore(bounds: Bounds, day: Day): Bounds {
  return {
    earliest: bounds.earliest,
    latest: bounds.latest !== null && bounds.latest < day ? day : bounds.latest,
    point: bounds.point < day ? day : bounds.point,
  };
}

/** What is so on a day. The line must be that of a registered agreement; else UNKNOWN_TO_LEDGER. */
export function statusOn(line: AgreementLine, day: Day): StatusOn {
  if (!line.registration) {
    return {
      status: 'UNKNOWN_TO_LEDGER',
      possible: ['UNKNOWN_TO_LEDGER'],
      certainty: 'CERTAIN',
      inForce: 'UNKNOWN',
      since: null,
      decidedBy: [],
    };
  }
  const before: AgreementStatus = line.registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
  let certain = -1;
  let likely = -1;
  let thinkable = -1;
  for (const [index, step] of line.steps.entries()) {
    if (step.latest !== null && step.latest <= day) certain = index;
    if (step.point <= day) likely = index;
    if (step.earliest === null || step.earliest <= day) thinkable = index;
  }
  const at = (index: number): AgreementStatus => {
    const status = line.steps[index]?.status ?? 'DRAFT';
    return status === 'DRAFT' ? before : status;
  };
  const possible: AgreementStatus[] = [];
  for (let index = certain; index <= thinkable; index += 1)
    if (!possible.includes(at(index))) possible.push(at(index));
  const status = at(likely);
  const decisive =
    status === 'NOT_YET'
      ? line.steps.find((step) => step.changes)
      : line.steps.findLast((step, index) => index <= likely && step.changes);
  return {
    status,
    possible,
    certainty: possible.length === 1 ? 'CERTAIN' : 'POSSIBLE',
    inForce: !possible.includes('IN_FORCE') ? 'NO' : possible.length === 1 ? 'YES' : 'UNKNOWN',
    since: status === 'NOT_YET' || status === 'DRAFT' ? null : (decisive?.since ?? null),
    decidedBy: [decisive?.cause ?? line.registration],
  };
}

/** The term in effect on a day by points; null when there is none. */
export function termOn(line: AgreementLine, day: Day): AgreementEventOf<'AgreementTermSet'> | null {
  return line.terms.findLast((term) => term.from === null || term.from <= day)?.event ?? null;
}

/** Each day on which an answer about the status or the term may change, in order, without repetition. */
export function changeDays(line: AgreementLine): readonly Day[] {
  const days = new Set<Day>();
  if (line.registration) days.add(line.registration.effective.point);
  for (const step of line.steps) {
    days.add(step.point);
    if (step.earliest !== null) days.add(step.earliest);
    if (step.latest !== null) days.add(step.latest);
  }
  for (const term of line.terms) if (term.from !== null) days.add(term.from);
  return [...days].toSorted();
}

/** The state of an intent on a day; null before it was declared. */
export function intentOn(
  intent: IntentLine,
  day: Day,
): { readonly state: IntentState; readonly certainty: Certainty } | null {
  if (intent.declared.point > day) return null;
  const { end } = intent;
  if (end && end.point <= day)
    return { state: end.state, certainty: end.latest !== null && end.latest <= day ? 'CERTAIN' : 'POSSIBLE' };
  const declaredForSure = intent.declared.latest !== null && intent.declared.latest <= day;
  const endedPerhaps = end !== null && (end.earliest === null || end.earliest <= day);
  return { state: 'OPEN', certainty: declaredForSure && !endedPerhaps ? 'CERTAIN' : 'POSSIBLE' };
}

/** Whether an organisation is a party on a day; null when it is not, by points. */
export function partyOn(party: Party, day: Day): Certainty | null {
  if (party.point > day) return null;
  return party.latest !== null && party.latest <= day ? 'CERTAIN' : 'POSSIBLE';
}
