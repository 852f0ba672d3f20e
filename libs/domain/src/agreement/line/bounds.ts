import type { UncertainDate } from '../../time/uncertain-date.js';
import type { Act } from './act.js';
import { endRange, notBefore, type End } from './end.js';
import type { ActEvent } from './lifecycle.js';
import type { Placed, Setting } from './order.js';
import { later, type Range } from './span.js';

/** An act with its bounds fitted to those of the acts that it needs and that need it, and the end that holds after it. */
export interface Fitted {
  readonly act: Act;
  readonly range: Range;
  readonly end: End;
}

/** The end of a suspension by itself, the day after its last day. */
export interface Lifted {
  readonly suspension: Act;
  readonly day: number;
}

/** An expiry: the day after the last day of the term that ran out. */
export interface Expiry {
  readonly end: End;
  readonly range: Range;
}

/** A stretch: from the beginning, or from a reinstatement that leaves a gap, to its expiry or ending. */
export interface Stretch {
  readonly begin: Fitted | null;
  readonly opening: Fitted | null;
  readonly signatures: readonly Fitted[];
  readonly ratifications: readonly Fitted[];
  readonly accessions: readonly Fitted[];
  readonly entry: Fitted | null;
  readonly moves: readonly Fitted[];
  /** Suspensions and resumptions in their order, and the ends of suspensions by themselves among them. */
  readonly pauses: readonly (Fitted | Lifted)[];
  readonly ending: Fitted | null;
  readonly expiry: Expiry | null;
}

/** The fitted line: its stretches, and the effective date of the entry into force as far as it had to wait. */
export interface FittedLine {
  readonly stretches: readonly Stretch[];
  readonly entry: UncertainDate | null;
  /** The event of the term that holds from the beginning. */
  readonly firstTerm: ActEvent | null;
}

/** A stretch while it is fitted: its acts in the order found. */
interface Open {
  begin: Act | null;
  acts: { readonly act: Act; readonly end: End; readonly endBefore: End }[];
  pauses: (Act | Lifted)[];
  ending: Act | null;
  expires: boolean;
  end: End;
  /** The status from which nothing expires any more, or the line has no end. */
  endBefore: End;
}

/** Fits the bounds of an order's acts to each other: section 3.4 of `docs/semantics.md`. */
export function fitBounds(
  placed: readonly Placed[],
  setting: Setting & { readonly firstTerm: ActEvent | null },
  canExpire: boolean,
): FittedLine {
  const open = stretchesOf(placed, setting.firstEnd, canExpire);
  const forwards = new Forwards(open, setting.bindingOn);
  const backwards = new Backwards(open, forwards, setting.bindingOn);
  return {
    stretches: open.map((stretch) => closed(stretch, backwards)),
    entry: forwards.entryDate,
    firstTerm: setting.firstTerm,
  };
}

function stretchesOf(placed: readonly Placed[], firstEnd: End, canExpire: boolean): readonly Open[] {
  const begun = (begin: Act | null, end: End): Open => ({
    begin,
    acts: [],
    pauses: [],
    ending: null,
    expires: false,
    end,
    endBefore: end,
  });
  const stretches: Open[] = [begun(null, firstEnd)];
  let last = stretches[0] as Open;
  for (const one of placed) {
    if (one.kind === 'EXPIRY') last.expires = true;
    else if (one.kind === 'UNTIL') last.pauses.push({ suspension: runningIn(last), day: one.day });
    else if (one.act.row.part === 'RETURN') {
      const before = last.end;
      last = begun(one.act, one.end);
      last.endBefore = before;
      stretches.push(last);
    } else {
      last.acts.push({ act: one.act, end: one.end, endBefore: last.end });
      last.end = one.end;
      if (one.act.row.part === 'PAUSE') last.pauses.push(one.act);
      if (one.act.row.part === 'ENDING') last.ending = one.act;
    }
  }
  if (canExpire && !last.ending && !last.expires) last.expires = true;
  for (const { pauses } of stretches) {
    const running = pauses.at(-1);
    if (running && 'row' in running && running.until !== null)
      pauses.push({ suspension: running, day: running.until + 1 });
  }
  return stretches;
}

function runningIn(stretch: Open): Act {
  return stretch.pauses.findLast((pause): pause is Act => 'row' in pause) as Act;
}

/** E: the greatest of an act's earliest day and of those of what it needs. */
class Forwards {
  private readonly from = new Map<Act, number>();
  private readonly expiries = new Map<Open, number>();
  entryDate: UncertainDate | null = null;

  constructor(
    stretches: readonly Open[],
    private readonly bindingOn: 'SIGNATURE' | 'RATIFICATION',
  ) {
    let before = -Infinity;
    for (const stretch of stretches) before = this.fit(stretch, before);
  }

  of(act: Act): number {
    return this.from.get(act) ?? act.range.e;
  }

  ofExpiry(stretch: Open): number {
    return this.expiries.get(stretch) ?? -Infinity;
  }

  private fit(stretch: Open, before: number): number {
    const begin = stretch.begin ? this.set(stretch.begin, before) : -Infinity;
    const only = (part: Act['row']['part']) => stretch.acts.filter(({ act }) => act.row.part === part);
    const opening = only('OPENING')[0]?.act;
    const opened = opening ? this.set(opening, begin) : -Infinity;
    const signed = new Map<string, number>();
    for (const { act } of only('SIGNATURE')) {
      const from = this.set(act, Math.max(opened, begin));
      // One that left and signed again had signed before.
      if (!act.returning) signed.set(act.organizationId ?? '', from);
    }
    for (const { act } of only('RATIFICATION'))
      this.set(act, Math.max(begin, signed.get(act.organizationId ?? '') ?? -Infinity));
    for (const { act } of only('ACCESSION')) this.set(act, begin);
    const entered = this.enter(stretch, opened);
    let moved = -Infinity;
    for (const { act, endBefore } of only('MOVE')) moved = this.move(act, endBefore, begin, entered, moved);
    let paused = Math.max(begin, entered);
    for (const pause of stretch.pauses)
      paused = 'row' in pause ? this.set(pause, paused) : Math.max(paused, pause.day);
    const all = Math.max(
      begin,
      ...stretch.acts.filter(({ act }) => act !== stretch.ending).map(({ act }) => this.of(act)),
    );
    return this.close(stretch, all);
  }

  private enter(stretch: Open, opened: number): number {
    const entry = stretch.acts.find(({ act }) => act.row.part === 'ENTRY')?.act;
    if (!entry) return -Infinity;
    const day = entry.retroactive
      ? this.set(entry, -Infinity)
      : this.set(
          entry,
          Math.max(opened, secondOf(joiningsIn(stretch, this.bindingOn).map((act) => this.of(act)))),
        );
    this.entryDate = notBefore(entry.event.effective, day);
    return day;
  }

  private move(act: Act, endBefore: End, begin: number, entered: number, moved: number): number {
    const needs = Math.max(begin, moved, act.row.from.includes('DRAFT') ? -Infinity : entered);
    if (!act.covering) return this.set(act, needs);
    const end = endRange(endBefore, this.entryDate);
    this.from.set(act, 1 + Math.max(end?.e ?? -Infinity, needs));
    return this.of(act);
  }

  private close(stretch: Open, all: number): number {
    if (stretch.ending && !stretch.expires) return this.set(stretch.ending, all);
    const end = endRange(stretch.end, this.entryDate);
    if (!stretch.expires || end === null) return all;
    const expired = 1 + Math.max(end.e, all);
    this.expiries.set(stretch, expired);
    return stretch.ending ? this.set(stretch.ending, expired) : expired;
  }

  private set(act: Act, needs: number): number {
    const day = Math.max(act.range.e, needs);
    this.from.set(act, day);
    return day;
  }
}

/** L and P: the least of an act's latest day, of the ends that it lies within, and of what needs it. */
class Backwards {
  private readonly ranges = new Map<Act, Range>();
  private readonly expiries = new Map<Open, Range>();

  constructor(
    stretches: readonly Open[],
    private readonly forwards: Forwards,
    private readonly bindingOn: 'SIGNATURE' | 'RATIFICATION',
  ) {
    let after: Limit = NO_LIMIT;
    for (const stretch of stretches.toReversed()) after = this.fit(stretch, after);
  }

  of(act: Act): Range {
    return this.ranges.get(act) ?? act.range;
  }

  ofExpiry(stretch: Open): Range | null {
    return this.expiries.get(stretch) ?? null;
  }

  /** Fits a stretch and answers what its reinstatement is limited by: the expiry before it comes no later. */
  private fit(stretch: Open, after: Limit): Limit {
    const entry = this.forwards.entryDate;
    const end = endRange(stretch.end, entry);
    const cap = this.close(stretch, end, after);
    const only = (part: Act['row']['part']) => stretch.acts.filter(({ act }) => act.row.part === part);
    const inside: Limit[] = [];

    let next: Limit = NO_LIMIT;
    for (const pause of stretch.pauses.toReversed()) {
      if (!('row' in pause)) continue;
      const resumes = pause.until === null ? this.resumedBy(stretch, pause) : Infinity;
      next = this.set(pause, least(cap, next, { l: resumes, p: resumes }));
      inside.push(next);
    }
    const paused = next;
    next = NO_LIMIT;
    const needEntry: Limit[] = [paused];
    for (const { act, end: set, endBefore } of only('MOVE').toReversed()) {
      const moved = this.move(act, endRange(endBefore, entry), endRange(set, entry), least(cap, next));
      // Like an expiry, what covers a gap comes on the day after all that it needs.
      next = act.covering ? { l: moved.l - 1, p: moved.p - 1 } : moved;
      inside.push(next);
      if (!act.row.from.includes('DRAFT')) needEntry.push(next);
    }
    if (stretch.ending && stretch.ending.row.from.includes('IN_FORCE')) needEntry.push(cap);
    const entered = only('ENTRY')[0]?.act;
    const entryLimit = entered ? this.set(entered, least(cap, ...needEntry)) : null;
    if (entryLimit) inside.push(entryLimit);
    inside.push(...this.joinings(stretch, cap, entered ?? null));
    const opening = only('OPENING')[0]?.act;
    if (opening) {
      const signatures = only('SIGNATURE').map(({ act }) => this.of(act));
      const before = entered && !entered.retroactive && entryLimit ? [entryLimit] : [];
      inside.push(this.set(opening, least(cap, ...signatures, ...before)));
    }
    if (!stretch.begin) return NO_LIMIT;
    const newEnd = endRange(
      stretch.acts.length > 0 ? (stretch.acts[0]?.endBefore as End) : stretch.end,
      entry,
    );
    return this.set(stretch.begin, least(cap, ...inside, newEnd ? { l: newEnd.l, p: newEnd.l } : NO_LIMIT));
  }

  /** A resumption is not after the day on which the suspension would have ended by itself. */
  private resumedBy(stretch: Open, pause: Act): number {
    const index = stretch.pauses.indexOf(pause);
    const before = stretch.pauses[index - 1];
    return before && 'row' in before && before.until !== null ? before.until + 1 : Infinity;
  }

  /** The limit of all that lies within a stretch: its ending, or its last day in force. */
  private close(stretch: Open, end: Range | null, after: Limit): Limit {
    const { ending } = stretch;
    const last = end === null ? NO_LIMIT : { l: end.l, p: end.l };
    if (ending && !stretch.expires) {
      const fromDraft = ending.event.type === 'AgreementAbandoned' && !opened(stretch);
      return this.set(ending, fromDraft ? NO_LIMIT : last);
    }
    if (!stretch.expires || end === null) return NO_LIMIT;
    const follows = ending ? this.set(ending, NO_LIMIT) : after;
    const e = this.forwards.ofExpiry(stretch);
    const l = Math.max(e, Math.min(end.l + 1, follows.l));
    const p = Math.max(e, Math.min(end.p + 1, l, follows.p));
    this.expiries.set(stretch, { e, l, p });
    return { l: l - 1, p: p - 1 };
  }

  private move(act: Act, before: Range | null, set: Range | null, cap: Limit): Limit {
    const to = set ? { l: set.l, p: set.l } : NO_LIMIT;
    if (act.covering && before) return this.fitTo(act, later(before, 1), least(cap, to));
    return this.set(act, least(cap, to, before ? { l: before.l, p: before.l } : NO_LIMIT));
  }

  /** Joinings, those that the entry needs no later than it; then the signatures of those who ratified. */
  private joinings(stretch: Open, cap: Limit, entry: Act | null): readonly Limit[] {
    const joinings = joiningsIn(stretch, this.bindingOn);
    const needed = entry && !entry.retroactive ? entry : null;
    const from = joinings.map((act) => this.forwards.of(act)).toSorted((a, b) => a - b);
    const done: Limit[] = [];
    const ratified = new Map<string, Limit>();
    const setAll = (acts: readonly Act[], mostOf: (act: Act) => Limit) => {
      for (const act of acts) {
        const first = act.row.part === 'SIGNATURE' && !act.returning;
        const limit = first ? ratified.get(act.organizationId ?? '') : undefined;
        done.push(this.set(act, least(cap, mostOf(act), limit ?? NO_LIMIT)));
      }
    };
    const own = new Set(joinings);
    const others = stretch.acts.map(({ act }) => act).filter((act) => isJoiningLike(act) && !own.has(act));
    const ratifications = (acts: readonly Act[]) => {
      for (const act of acts)
        if (act.row.part === 'RATIFICATION') ratified.set(act.organizationId ?? '', this.of(act));
    };
    const setJoinings = () => {
      setAll(joinings, (act) => (needed ? this.beforeEntry(act, needed, from) : NO_LIMIT));
      if (needed) this.moveTheTwo(joinings, this.of(needed).p);
      ratifications(joinings);
    };
    const setOthers = () => {
      setAll(others, () => NO_LIMIT);
      ratifications(others);
    };
    // A signature comes before the ratification of the same organisation, whichever of them makes it a party.
    for (const set of this.bindingOn === 'RATIFICATION' ? [setJoinings, setOthers] : [setOthers, setJoinings])
      set();
    return [...done, ...joinings.map((act) => this.of(act))];
  }

  /** A joining is no later than the entry where too few others can be, and where its point is not after the entry's. */
  private beforeEntry(act: Act, entry: Act, from: readonly number[]): Limit {
    const { l } = this.of(entry);
    const soon = countUpTo(from, l) - (this.forwards.of(act) <= l ? 1 : 0);
    // An entry that had to be earlier than its point may be before what its point would follow.
    const canBe = this.forwards.of(act) <= l;
    return soon < 2 || (canBe && act.range.p <= entry.range.p) ? { l, p: Infinity } : NO_LIMIT;
  }

  /** The two first joinings by points are no later than the entry; equal days are treated alike. */
  private moveTheTwo(joinings: readonly Act[], entered: number): void {
    const near = joinings.filter((act) => this.forwards.of(act) <= entered);
    const second = secondOf(near.map((act) => this.of(act).p));
    for (const act of near) {
      const range = this.of(act);
      if (range.p <= second)
        this.ranges.set(act, { ...range, p: Math.max(range.e, Math.min(range.p, entered)) });
    }
  }

  private set(act: Act, limit: Limit): Range {
    return this.fitTo(act, act.range, limit);
  }

  private fitTo(act: Act, range: Range, limit: Limit): Range {
    const e = this.forwards.of(act);
    const l = Math.max(e, Math.min(range.l, limit.l));
    const p = Math.max(e, Math.min(range.p, l, limit.p));
    const fitted = e === range.e && l === range.l && p === range.p ? range : { e, l, p };
    this.ranges.set(act, fitted);
    return fitted;
  }
}

/** What something is no later than: for its latest day, and for its point. */
interface Limit {
  readonly l: number;
  readonly p: number;
}

const NO_LIMIT: Limit = { l: Infinity, p: Infinity };

function least(...limits: readonly Limit[]): Limit {
  let [l, p] = [Infinity, Infinity];
  for (const limit of limits) {
    if (limit.l < l) ({ l } = limit);
    if (limit.p < p) ({ p } = limit);
  }
  return { l, p };
}

function opened(stretch: Open): boolean {
  return stretch.acts.some(({ act }) => act.row.part === 'OPENING' || act.row.part === 'SIGNATURE');
}

function isJoiningLike({ row }: Act): boolean {
  return row.part === 'SIGNATURE' || row.part === 'RATIFICATION' || row.part === 'ACCESSION';
}

/** The joinings of a stretch that an entry into force counts: one for each organisation. */
function joiningsIn({ acts }: Open, bindingOn: 'SIGNATURE' | 'RATIFICATION'): readonly Act[] {
  const binding = bindingOn === 'RATIFICATION' ? 'RATIFICATION' : 'SIGNATURE';
  return acts
    .map(({ act }) => act)
    .filter(({ row, returning }) => !returning && (row.part === 'ACCESSION' || row.part === binding));
}

/** The second smallest of some numbers; infinite where there are fewer. */
function secondOf(numbers: readonly number[]): number {
  let [first, second] = [Infinity, Infinity];
  for (const number of numbers)
    if (number < first) [first, second] = [number, first];
    else if (number < second) second = number;
  return second;
}

/** How many of some sorted numbers are at most another. */
function countUpTo(sorted: readonly number[], most: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}

function closed(stretch: Open, backwards: Backwards): Stretch {
  const fitted = (act: Act, end: End): Fitted => ({ act, range: backwards.of(act), end });
  const only = (part: Act['row']['part']): readonly Fitted[] =>
    stretch.acts.filter(({ act }) => act.row.part === part).map(({ act, end }) => fitted(act, end));
  const expiry = backwards.ofExpiry(stretch);
  return {
    begin: stretch.begin && fitted(stretch.begin, stretch.acts[0]?.endBefore ?? stretch.end),
    opening: only('OPENING')[0] ?? null,
    signatures: only('SIGNATURE'),
    ratifications: only('RATIFICATION'),
    accessions: only('ACCESSION'),
    entry: only('ENTRY')[0] ?? null,
    moves: only('MOVE'),
    pauses: stretch.pauses.map((pause) => ('row' in pause ? fitted(pause, stretch.end) : pause)),
    ending: stretch.ending && fitted(stretch.ending, stretch.end),
    expiry: expiry && { end: stretch.end, range: expiry },
  };
}
