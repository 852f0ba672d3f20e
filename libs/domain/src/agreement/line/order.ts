import type { UncertainDate } from '../../time/uncertain-date.js';
import { compareKeys, endAfter, type Act } from './act.js';
import { endRange, type End } from './end.js';
import { hasEnded, type ActEvent } from './lifecycle.js';
import { later, onDay, rangeOf, type Range } from './span.js';
import { LIVE, type AgreementStatus } from './status.js';

/** What stands in an order: an act, the end of a suspension that has a last day, or an expiry that something follows. */
export type Placed =
  | { readonly kind: 'ACT'; readonly act: Act; readonly status: AgreementStatus; readonly end: End }
  | { readonly kind: 'UNTIL'; readonly day: number }
  | { readonly kind: 'EXPIRY'; readonly end: End };

/** What the order does not judge by itself: the agreement that the acts are of. */
export interface Setting {
  readonly bindingOn: 'SIGNATURE' | 'RATIFICATION';
  /** The end that holds from the beginning. */
  readonly firstEnd: End;
}

/** An order that holds, and what it cost to find. */
export interface FoundOrder {
  readonly placed: readonly Placed[] | null;
  readonly tries: number;
  /** True where the search ended before it had tried everything. */
  readonly gaveUp: boolean;
}

/** More tries than this beyond one for each act, and the order by key alone is taken. */
const MOST_TRIES = 10_000;
/** The same where nothing is taken at once, and the most acts for which that is tried at all: each try looks at all of them. */
const MOST_SLOW_TRIES = 500;
const MOST_SLOW_ACTS = 100;

/** How an order is looked for. */
interface Way {
  /** Openings and joinings are taken when they can be, and never taken back. */
  readonly atOnce: boolean;
  /** Tries beyond one for each act; 0: what comes first by key is taken, and nothing else is tried. */
  readonly mostTries: number;
}

/**
 * Looks for the first order of some acts that holds: none stands before another whose latest day is before its earliest, and
 * each meets a status that allows it and lies within its term (section 3.2 of `docs/semantics.md`). A joining that is taken
 * at once may stand in the way of an end that moves: then each act is tried again in its turn.
 */
export function findOrder(acts: readonly Act[], setting: Setting): FoundOrder {
  let tries = 0;
  const searched = (way: Way) => {
    const search = new Search(acts, setting, way);
    const placed = search.run();
    tries += search.tries;
    return { placed, gaveUp: search.gaveUp };
  };
  const { placed, gaveUp } = searched({ atOnce: true, mostTries: MOST_TRIES });
  if (placed) return { placed, tries, gaveUp: false };
  if (gaveUp) return { placed: searched({ atOnce: false, mostTries: 0 }).placed, tries, gaveUp };
  if (acts.length > MOST_SLOW_ACTS || !acts.some(({ row }) => row.movesEnd)) return { placed, tries, gaveUp };
  return { placed: searched({ atOnce: false, mostTries: MOST_SLOW_TRIES }).placed, tries, gaveUp };
}

/** What may follow an expiry. */
const FOLLOWERS: readonly ActEvent['type'][] = ['AgreementReinstated', 'AgreementSuperseded'];

interface State {
  readonly status: AgreementStatus;
  readonly end: End;
  /** The effective date of the entry into force, once it is taken. */
  readonly entry: UncertainDate | null;
  readonly retroactive: boolean;
  /** The last day of the suspension that runs; null: none, or none that ends by itself. */
  readonly until: number | null;
  readonly opened: boolean;
  /** Who may sign, where an opening has a list. */
  readonly eligible: readonly string[] | null;
  /** The latest of the earliest days in this stretch. */
  readonly floor: number;
  /** The earliest day of the opening, of the two first joinings, of the entry, of the last act that moved the end. */
  readonly openedFrom: number;
  readonly joinedFrom: readonly [number, number];
  readonly enteredFrom: number;
  readonly movedFrom: number;
}

class Search {
  tries = 0;
  gaveUp = false;
  private readonly left: boolean[];
  private leftCount: number;
  private readonly joinings: readonly number[];
  private readonly others: readonly number[];
  private readonly byLatest: readonly number[];
  private firstByLatest = 0;
  private firstJoining = 0;
  private readonly signed = new Set<string>();
  private readonly acceded = new Set<string>();
  private readonly ratified = new Set<string>();
  private readonly placed: Placed[] = [];
  private readonly ledNowhere = new Set<string>();

  constructor(
    private readonly acts: readonly Act[],
    private readonly setting: Setting,
    private readonly way: Way,
  ) {
    this.left = acts.map(() => true);
    this.leftCount = acts.length;
    const all = acts.map((_act, index) => index);
    this.joinings = all.filter((index) => isJoiningLike(this.at(index)));
    this.others = all.filter((index) => !isJoiningLike(this.at(index)));
    this.byLatest = all
      .filter((index) => !this.at(index).covering)
      .toSorted((a, b) => this.at(a).range.l - this.at(b).range.l || a - b);
  }

  run(): readonly Placed[] | null {
    const begin: State = {
      status: 'DRAFT',
      end: this.setting.firstEnd,
      entry: null,
      retroactive: false,
      until: null,
      opened: false,
      eligible: null,
      floor: -Infinity,
      openedFrom: -Infinity,
      joinedFrom: [Infinity, Infinity],
      enteredFrom: -Infinity,
      movedFrom: -Infinity,
    };
    return this.goOn(begin) ? this.placed : null;
  }

  /** Takes what can be taken at once, then tries what is left, one after the other. */
  private goOn(begin: State): boolean {
    const mark = this.placed.length;
    let state = begin;
    for (;;) {
      const next = this.way.atOnce ? this.takenAtOnce(state) : null;
      if (next === null) break;
      state = this.take(next, state);
    }
    if (this.leftCount === 0 && this.isWithinLastEnd(state)) return true;
    const key = this.keyOf(state);
    if (!this.ledNowhere.has(key)) {
      if (this.tryEach(state)) return true;
      this.ledNowhere.add(key);
    }
    this.undo(mark);
    return false;
  }

  private tryEach(state: State): boolean {
    for (const candidate of this.candidates(state)) {
      const mark = this.placed.length;
      if (this.goOn(this.place(candidate, state))) return true;
      this.undo(mark);
      if (this.way.mostTries === 0) return false;
      this.gaveUp ||= this.tries > this.acts.length + this.way.mostTries;
      if (this.gaveUp) return false;
    }
    return false;
  }

  /** (i) an opening that may be taken; (ii) the first joining or signature, a signature only when no opening is left. */
  private takenAtOnce(state: State): number | null {
    const openings = this.others.filter((index) => this.left[index] && this.at(index).row.part === 'OPENING');
    const opening = openings.find(
      (index) => this.mayBeTaken(this.at(index), state) && this.atOnce(this.at(index), index),
    );
    if (opening !== undefined) return opening;
    while (this.firstJoining < this.joinings.length && !this.left[this.joinings[this.firstJoining] ?? 0])
      this.firstJoining += 1;
    for (let i = this.firstJoining; i < this.joinings.length; i += 1) {
      const index = this.joinings[i] as number;
      if (!this.left[index]) continue;
      const act = this.at(index);
      if (act.row.part === 'SIGNATURE' && openings.length > 0) continue;
      if (this.mayBeTaken(act, state) && this.atOnce(act, index)) return index;
    }
    return null;
  }

  /** While a reinstatement or supersession is left: before all that is left, and before each end still to be set. */
  private atOnce({ range }: Act, self: number): boolean {
    const follows = this.others.some(
      (index) => this.left[index] && index !== self && FOLLOWERS.includes(this.at(index).event.type),
    );
    if (!follows) return true;
    const left = this.acts.filter((_act, index) => this.left[index] && index !== self);
    return left.every((other) => {
      const set = other.row.movesEnd ? endRange(endAfter(other, this.setting.firstEnd), null) : null;
      return (other.covering || range.e < other.range.l) && (set === null || range.e < set.l);
    });
  }

  /** What may stand here: its status allows it, and it can be no later than what is left, the end and the suspension's end. */
  private mayBeTaken(act: Act, state: State): boolean {
    if (!this.isAllowed(act, state)) return false;
    const end = this.endIn(state);
    const { e } = this.rangeIn(act, state, end);
    const fromDraft = act.event.type === 'AgreementAbandoned' && state.status === 'DRAFT';
    const bound = !fromDraft && !hasEnded(state.status) && !act.covering;
    if (bound && end !== null && act.range.e > end.l) return false;
    if (act.row.part === 'ENDING' && !this.isWithinLastEnd(state)) return false;
    if (state.until !== null && e > state.until + 1) return false;
    if (e > this.leastLatest()) return false;
    if (act.until !== null && Math.max(e, state.enteredFrom) > act.until) return false;
    return !act.row.movesEnd || this.movesWithinEnds(act, state, end);
  }

  /** Nothing in a stretch is after the last end that is set in it; a stretch that has ended had it judged then. */
  private isWithinLastEnd(state: State): boolean {
    const end = this.endIn(state);
    return end === null || hasEnded(state.status) || state.floor <= end.l;
  }

  /** What moves the end is after the last one that did, not after the end that it moves, nor after the one that it sets. */
  private movesWithinEnds(act: Act, state: State, end: Range | null): boolean {
    const from = this.movesFrom(act, state, end);
    const set = endRange(endAfter(act, state.end), state.entry);
    if (set !== null && from > set.l) return false;
    if (end === null || act.row.part === 'RETURN') return true;
    // What covers a gap is the first thing on the day after the end: the entry that it needs is not.
    return act.covering ? state.enteredFrom <= end.l : from <= end.l;
  }

  private movesFrom(act: Act, state: State, end: Range | null): number {
    const { e } = this.rangeIn(act, state, end);
    if (act.row.part === 'RETURN') return Math.max(e, state.floor);
    return Math.max(e, state.movedFrom, act.row.from.includes('DRAFT') ? -Infinity : state.enteredFrom);
  }

  private isAllowed(act: Act, state: State): boolean {
    const { row, organizationId } = act;
    const { status } = state;
    switch (row.part) {
      case 'OPENING':
        return (
          !state.opened &&
          this.signed.size === 0 &&
          (status === 'DRAFT' || (state.retroactive && LIVE.includes(status)))
        );
      case 'SIGNATURE':
      case 'ACCESSION':
        return (
          row.from.includes(status) &&
          (act.returning ||
            !(this.signed.has(organizationId ?? '') || this.acceded.has(organizationId ?? '')))
        );
      case 'RATIFICATION':
        return (
          row.from.includes(status) &&
          this.signed.has(organizationId ?? '') &&
          !this.ratified.has(organizationId ?? '')
        );
      case 'ENTRY':
        return row.from.includes(status) && state.entry === null && this.hasTwo(act);
      case 'RETURN':
        return row.from.includes(status) && state.entry !== null;
      case 'MOVE':
        return row.from.includes(status) && (!act.covering || this.endIn(state) !== null);
      case 'PAUSE':
      case 'ENDING':
        return row.from.includes(status);
      default:
        return row.part satisfies never;
    }
  }

  /** An entry needs two joinings of two organisations: before it, or, where it is retroactive, agreed no later than it. */
  private hasTwo(entry: Act): boolean {
    if (!entry.retroactive) return this.joined().size >= 2;
    const latest = rangeOf(entry.event.occurred).l;
    const organizations = new Set<string>();
    for (const index of this.joinings) {
      const act = this.at(index);
      if (this.joins(act) && rangeOf(act.event.occurred).e <= latest)
        organizations.add(act.organizationId ?? '');
    }
    return organizations.size >= 2;
  }

  /** The organisations whose joinings are taken. */
  private joined(): { readonly size: number } {
    const binding = this.setting.bindingOn === 'RATIFICATION' ? this.ratified : this.signed;
    return { size: binding.size + this.acceded.size };
  }

  private joins({ row, returning }: Act): boolean {
    if (returning) return false;
    return (
      row.part === 'ACCESSION' ||
      row.part === (this.setting.bindingOn === 'RATIFICATION' ? 'RATIFICATION' : 'SIGNATURE')
    );
  }

  private endIn({ end, entry }: State): Range | null {
    return endRange(end, entry);
  }

  /** The bounds of an act where it would stand: what covers a gap stands on the day after the end. */
  private rangeIn(act: Act, state: State, end: Range | null): Range {
    if (!act.covering || end === null) return act.range;
    return later({ ...end, e: Math.max(end.e, state.floor) }, 1);
  }

  /** The earliest of the latest days of all that is left. */
  private leastLatest(): number {
    while (this.firstByLatest < this.byLatest.length && !this.left[this.byLatest[this.firstByLatest] ?? 0])
      this.firstByLatest += 1;
    const first = this.byLatest[this.firstByLatest];
    return first === undefined ? Infinity : this.at(first).range.l;
  }

  /** (iii) all that may stand here, by key: acts, the expiry, the end of a suspension by itself. */
  private candidates(state: State): readonly (number | 'EXPIRY' | 'UNTIL')[] {
    const found: {
      readonly what: number | 'EXPIRY' | 'UNTIL';
      readonly key: Range;
      readonly place: number;
    }[] = [];
    for (const [index, act] of this.acts.entries())
      if (this.left[index] && this.mayBeTaken(act, state))
        found.push({ what: index, key: rangeOf(act.event.effective), place: index });
    const end = this.endIn(state);
    if (
      end !== null &&
      LIVE.includes(state.status) &&
      this.isWithinLastEnd(state) &&
      Math.max(end.e, state.floor) + 1 <= this.leastLatest()
    )
      found.push({
        what: 'EXPIRY',
        key: { e: -Infinity, l: -Infinity, p: end.p + 1 },
        place: this.acts.length,
      });
    if (state.until !== null && state.until + 1 <= this.leastLatest())
      found.push({ what: 'UNTIL', key: onDay(state.until + 1), place: this.acts.length });
    return found.toSorted((a, b) => compareKeys(a.key, b.key) || a.place - b.place).map(({ what }) => what);
  }

  private place(candidate: number | 'EXPIRY' | 'UNTIL', state: State): State {
    if (candidate === 'EXPIRY') {
      const end = this.endIn(state) as Range;
      this.placed.push({ kind: 'EXPIRY', end: state.end });
      return { ...state, status: 'EXPIRED', until: null, floor: Math.max(end.e, state.floor) + 1 };
    }
    if (candidate === 'UNTIL') {
      const day = (state.until as number) + 1;
      this.placed.push({ kind: 'UNTIL', day });
      return { ...state, status: 'IN_FORCE', until: null, floor: Math.max(day, state.floor) };
    }
    return this.take(candidate, state);
  }

  private take(index: number, state: State): State {
    this.tries += 1;
    const act = this.at(index);
    this.left[index] = false;
    this.leftCount -= 1;
    const { event, row, organizationId } = act;
    if (row.part === 'SIGNATURE' && !act.returning) this.signed.add(organizationId ?? '');
    if (row.part === 'ACCESSION' && !act.returning) this.acceded.add(organizationId ?? '');
    if (row.part === 'RATIFICATION') this.ratified.add(organizationId ?? '');
    const { e } = this.rangeIn(act, state, act.covering ? this.endIn(state) : null);
    const opening = event.type === 'AgreementOpenedForSignature' ? event.data : null;
    const eligible = opening ? listOf(opening.eligible) : state.eligible;
    const status = this.statusAfter(act, state, eligible);
    const end = endAfter(act, state.end);
    this.placed.push({ kind: 'ACT', act, status, end });
    return {
      status,
      end,
      entry: event.type === 'AgreementEnteredIntoForce' ? event.effective : state.entry,
      retroactive: state.retroactive || act.retroactive,
      until: row.part === 'PAUSE' ? act.until : status === 'SUSPENDED' ? state.until : null,
      opened: state.opened || opening !== null,
      eligible,
      floor: Math.max(e, state.floor),
      openedFrom: opening ? act.range.e : state.openedFrom,
      joinedFrom: this.joins(act)
        ? twoLeast(state.joinedFrom, Math.max(e, state.openedFrom))
        : state.joinedFrom,
      enteredFrom: row.part === 'ENTRY' ? this.entersFrom(act, state) : state.enteredFrom,
      movedFrom: row.movesEnd ? this.movesFrom(act, state, this.endIn(state)) : state.movedFrom,
    };
  }

  private entersFrom({ range, retroactive }: Act, { openedFrom, joinedFrom }: State): number {
    return retroactive ? range.e : Math.max(range.e, openedFrom, joinedFrom[1]);
  }

  private statusAfter(act: Act, { status }: State, eligible: readonly string[] | null): AgreementStatus {
    const { part, to } = act.row;
    if (part === 'OPENING') return status === 'DRAFT' ? 'OPEN_FOR_SIGNATURE' : status;
    if (part !== 'SIGNATURE') return to ?? status;
    if (status !== 'DRAFT' && status !== 'OPEN_FOR_SIGNATURE') return status;
    const all = eligible ? eligible.every((id) => this.signed.has(id)) : this.signed.size >= 2;
    return all ? 'SIGNED' : 'OPEN_FOR_SIGNATURE';
  }

  /** Takes back whatever was placed after a mark. */
  private undo(mark: number): void {
    while (this.placed.length > mark) {
      const last = this.placed.pop();
      if (last?.kind !== 'ACT') continue;
      const { act } = last;
      const index = this.acts.indexOf(act);
      this.left[index] = true;
      this.leftCount += 1;
      if (act.row.part === 'SIGNATURE' && !act.returning) this.signed.delete(act.organizationId ?? '');
      if (act.row.part === 'ACCESSION' && !act.returning) this.acceded.delete(act.organizationId ?? '');
      if (act.row.part === 'RATIFICATION') this.ratified.delete(act.organizationId ?? '');
    }
    this.firstByLatest = 0;
    this.firstJoining = 0;
  }

  private keyOf(state: State): string {
    const left = this.left.flatMap((isLeft, index) => (isLeft ? [index] : []));
    const end = this.endIn(state);
    return JSON.stringify([
      left,
      state.status,
      state.until,
      end && [end.e, end.l, end.p],
      String(state.floor),
    ]);
  }

  private at(index: number): Act {
    return this.acts[index] as Act;
  }
}

function twoLeast([a, b]: readonly [number, number], day: number): readonly [number, number] {
  return day < a ? [day, a] : day < b ? [a, day] : [a, b];
}

function isJoiningLike({ row }: Act): boolean {
  return row.part === 'SIGNATURE' || row.part === 'RATIFICATION' || row.part === 'ACCESSION';
}

function listOf(eligible: readonly string[] | undefined): readonly string[] | null {
  return eligible && eligible.length > 0 ? eligible : null;
}
