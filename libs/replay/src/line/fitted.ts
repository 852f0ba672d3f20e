import type { LoggedDate } from '../facts.js';
import { binds, covers, type Act } from './acts.js';
import { lastDaysOf, notBefore, type End } from './ends.js';
import type { Stretch } from './stretches.js';
import { later, windowOf, type Window } from './window.js';

/** Between which days each act that counts can lie, and on which it counts, as the others leave it. */
export interface Fitted {
  readonly of: (act: Act) => Window;
  /** The expiries, by their stretch. */
  readonly expiryOf: (stretch: Stretch) => Window | null;
  readonly entry: Act | null;
  /** The date from which a duration counts that has no start of its own. */
  readonly entryDate: LoggedDate | null;
}

type Bounds = { earliest: number; latest: number; point: number };

const NEEDING_ENTRY = [
  'AgreementSuspended',
  'AgreementResumed',
  'AgreementExtended',
  'AgreementRenewed',
  'AgreementNonRenewalNotified',
  'AgreementReinstated',
];

const isEntry = ({ fact: { type } }: Act): boolean => type === 'AgreementEnteredIntoForce';
const isOpening = ({ fact: { type } }: Act): boolean => type === 'AgreementOpenedForSignature';
const isSignature = ({ fact: { type } }: Act): boolean => type === 'PartnerSigned';
const isRatification = ({ fact: { type } }: Act): boolean => type === 'PartnerRatified';
const numbers = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
/** The second smallest of some numbers. */
const second = (all: readonly number[]): number => all.toSorted(numbers)[1] ?? Infinity;

/**
 * What the bounds leave of each act's days (docs/semantics.md, "The line of an agreement"): none is before what it needs, nor
 * after what needs it. Forwards, then backwards.
 */
export function fittedOf(stretches: readonly Stretch[], bindingOn: string): Fitted {
  return new Fitting(stretches, bindingOn).fit();
}

class Fitting {
  private readonly days = new Map<Act, Bounds>();
  private readonly expiries = new Map<Stretch, Bounds>();
  private readonly acts: readonly Act[];
  private readonly entry: Act | null;
  private readonly opening: Act | null;
  private entryDate: LoggedDate | null = null;

  constructor(
    private readonly stretches: readonly Stretch[],
    private readonly bindingOn: string,
  ) {
    this.acts = stretches.flatMap(({ acts }) => acts);
    this.entry = this.acts.find(isEntry) ?? null;
    this.opening = this.acts.find(isOpening) ?? null;
  }

  fit(): Fitted {
    let base = -Infinity;
    for (const stretch of this.stretches) base = this.forwards(stretch, base);
    let next: Bounds | null = null;
    for (const stretch of this.stretches.toReversed()) next = this.backwards(stretch, next);
    return {
      of: (act) => this.at(act),
      expiryOf: (stretch) => this.expiries.get(stretch) ?? null,
      entry: this.entry,
      entryDate: this.entryDate,
    };
  }

  private at(act: Act): Bounds {
    return this.days.get(act) as Bounds;
  }

  private daysOfEnd(end: End): Window | null {
    return lastDaysOf(end, this.entryDate);
  }

  // Forwards: nothing is before what it needs.

  private forwards(stretch: Stretch, over: number): number {
    const { begin, acts, ending, supersededAfter } = stretch;
    const from = begin ? this.begin(begin, over) : -Infinity;
    const put = (act: Act, ...needs: readonly number[]) => this.begin(act, from, ...needs);
    const earliestOf = (act: Act | null) => (act ? this.at(act).earliest : -Infinity);
    const openings = acts.filter(isOpening);
    for (const act of openings) put(act);
    const opened = this.opening && this.days.has(this.opening) ? this.at(this.opening).earliest : -Infinity;
    for (const act of acts.filter(isSignature)) put(act, opened);
    for (const act of acts)
      if (act.fact.type === 'PartnerAcceded') put(act);
      else if (isRatification(act)) put(act, this.signatureOf(act)?.earliest ?? -Infinity);
    for (const act of acts.filter(isEntry)) {
      const joined = acts.filter((one) => binds(one, this.bindingOn)).map((one) => this.at(one).earliest);
      const needs = act.retroactive ? [] : [opened, second(joined)];
      this.entryDate = notBefore(act.fact.effective, put(act, ...needs));
    }
    const entered = earliestOf(this.entry && this.days.has(this.entry) ? this.entry : null);
    let last = -Infinity;
    for (const { act, before } of stretch.moves) {
      const end = covers(act) ? this.daysOfEnd(before) : null;
      if (end) this.days.set(act, { ...later(end, 1) });
      // What covers the days after an end comes, as an expiry would, a day after all that it needs.
      const over = end ? 1 : 0;
      const needsEntry = NEEDING_ENTRY.includes(act.fact.type);
      last = put(act, from + over, last + over, (needsEntry ? entered : -Infinity) + over);
    }
    let paused: Act | null = null;
    for (const act of stretch.pauses) {
      put(
        act,
        earliestOf(paused),
        entered,
        act.fact.type === 'AgreementSuspended' ? liftedAfter(paused) : -Infinity,
      );
      paused = act;
    }
    const all = [...acts, ...(begin ? [begin] : [])].map((act) => this.at(act).earliest);
    if (ending) this.begin(ending, ...all);
    const end = this.daysOfEnd(stretch.end);
    if (!end || ending || isDraft(stretch)) return -Infinity;
    const earliest = 1 + Math.max(end.earliest, ...all);
    this.expiries.set(stretch, { ...later(end, 1), earliest });
    if (supersededAfter) this.begin(supersededAfter, earliest);
    return earliest;
  }

  /** The day before which an act cannot be. */
  private begin(act: Act, ...needs: readonly number[]): number {
    const window = this.days.get(act) ?? windowOf(act.fact.effective);
    const earliest = Math.max(window.earliest, ...needs);
    this.days.set(act, { ...window, latest: Math.min(window.latest, act.until), earliest });
    return earliest;
  }

  private signatureOf({ organizationId }: Act): Bounds | null {
    const signature = this.acts.find(
      (act) =>
        isSignature(act) && !act.returns && act.organizationId === organizationId && this.days.has(act),
    );
    return signature ? this.at(signature) : null;
  }

  // Backwards: nothing is after what needs it.

  private backwards(stretch: Stretch, next: Bounds | null): Bounds | null {
    const { begin, ending, acts, supersededAfter } = stretch;
    const end = this.daysOfEnd(stretch.end);
    const within = { latest: end?.latest ?? Infinity, point: Infinity };
    if (supersededAfter) this.cut(this.at(supersededAfter));
    const expiry = this.expiries.get(stretch);
    if (expiry) {
      const followed = supersededAfter ? this.at(supersededAfter) : next;
      this.cut(expiry, ...(followed ? [followed] : []));
      limit(within, { latest: expiry.latest - 1, point: expiry.point - 1 });
    }
    if (ending) {
      const fromDraft = isDraft(stretch);
      this.cut(this.at(ending), ...(fromDraft ? [] : [{ latest: within.latest, point: Infinity }]));
      limit(within, this.at(ending));
    }
    this.pausesBackwards(stretch.pauses, within);
    this.movesBackwards(stretch, within);
    const needing = acts.filter((act) => NEEDING_ENTRY.includes(act.fact.type));
    const later = needing.map((act) => limitBy(act, this.at(act)));
    for (const act of acts.filter(isEntry)) this.cut(this.at(act), within, ...later);
    this.joiningsBackwards(acts, within);
    const toOpen = this.acts.filter((act) => isSignature(act) || (isEntry(act) && !act.retroactive));
    for (const act of acts.filter(isOpening))
      this.cut(this.at(act), within, ...toOpen.map((one) => this.at(one)));
    if (!begin) return null;
    const set = stretch.moves[0]?.before ?? stretch.end;
    const own = this.daysOfEnd(set);
    const all = acts.map((act) => limitBy(act, this.at(act)));
    this.cut(this.at(begin), within, { latest: own?.latest ?? Infinity, point: Infinity }, ...all);
    return this.at(begin);
  }

  private pausesBackwards(chain: readonly Act[], within: Limit): void {
    let next: Limit = { latest: Infinity, point: Infinity };
    for (const [place, act] of [...chain.entries()].toReversed()) {
      const before = chain[place - 1] ?? null;
      const lifted = act.fact.type === 'AgreementResumed' && before ? before.until + 1 : Infinity;
      this.cut(this.at(act), within, next, { latest: lifted, point: Infinity });
      next = this.at(act);
    }
  }

  private movesBackwards({ moves }: Stretch, within: Limit): void {
    let next: Limit = { latest: Infinity, point: Infinity };
    for (const { act, before, after } of moves.toReversed()) {
      const [moved, set] = [covers(act) ? null : this.daysOfEnd(before), this.daysOfEnd(after)];
      const latest = Math.min(moved?.latest ?? Infinity, set?.latest ?? Infinity);
      this.cut(this.at(act), within, next, { latest, point: Infinity });
      next = limitBy(act, this.at(act));
    }
  }

  private joiningsBackwards(acts: readonly Act[], within: Limit): void {
    const joinings = acts.filter((act) => binds(act, this.bindingOn));
    const others = acts.filter(
      (act) => !joinings.includes(act) && (isRatification(act) || act.fact.type === 'PartnerAcceded'),
    );
    for (const act of others) this.cut(this.at(act), within);
    const ratified = new Map(
      this.acts.filter(isRatification).map((act) => [act.organizationId, this.at(act)]),
    );
    const needed = (act: Act): readonly Limit[] => {
      const ratification = isSignature(act) && !act.returns ? ratified.get(act.organizationId) : undefined;
      return ratification ? [ratification] : [];
    };
    const entry = this.entry && !this.entry.retroactive && acts.includes(this.entry) ? this.entry : null;
    const entered = entry && this.at(entry);
    for (const act of joinings) {
      const limits: Limit[] = [within, ...needed(act)];
      if (entry && entered) {
        const inPlace = joinings.filter((one) => one !== act && this.at(one).earliest <= entered.latest);
        const isNeeded = inPlace.length < 2 || numberOfPoint(act) <= numberOfPoint(entry);
        if (isNeeded) limits.push({ latest: entered.latest, point: Infinity });
      }
      this.cut(this.at(act), ...limits);
    }
    if (entered) {
      const inTime = joinings.filter((act) => this.at(act).earliest <= entered.point);
      const last = second(inTime.map((act) => this.at(act).point));
      for (const act of inTime.filter((one) => this.at(one).point <= last))
        this.cut(this.at(act), { latest: Infinity, point: entered.point });
    }
    for (const act of acts.filter((one) => isSignature(one) && !joinings.includes(one)))
      this.cut(this.at(act), within, ...needed(act));
  }

  /** No later than each limit, and never before its first day. */
  private cut(days: Bounds, ...limits: readonly Limit[]): void {
    const latest = Math.min(days.latest, ...limits.map((one) => one.latest));
    days.latest = Math.max(days.earliest, latest);
    const point = Math.min(days.point, days.latest, ...limits.map((one) => one.point));
    days.point = Math.max(days.earliest, point);
  }
}

interface Limit {
  latest: number;
  point: number;
}

function limit(within: Limit, by: Limit): void {
  within.latest = Math.min(within.latest, by.latest);
  within.point = Math.min(within.point, by.point);
}

/** The days by which what an act needs has come: what covers the days after an end follows them by a day. */
function limitBy(act: Act, { latest, point }: Limit): Limit {
  return covers(act) ? { latest: latest - 1, point: point - 1 } : { latest, point };
}

/** The day after the last one of a suspension that ends by itself. */
function liftedAfter(pause: Act | null): number {
  return pause && pause.until < Infinity ? pause.until + 1 : -Infinity;
}

function numberOfPoint({ window }: Act): number {
  return window.point;
}

/** Whether nobody has opened or signed it, nor has it entered into force: then it does not expire. */
function isDraft({ begin, acts }: Stretch): boolean {
  return !begin && !acts.some((act) => isOpening(act) || isSignature(act) || isEntry(act));
}
