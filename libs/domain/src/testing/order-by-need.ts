import {
  byKey,
  compareBounds,
  canExpire,
  hasEnded,
  statusAfter,
  type Act,
  type Acts,
  type Bounds,
  type WorldStatus,
} from './acts.js';

/** An act of the order, the expiry of a stretch that something follows, or the end of a suspension by itself. */
export type Step = Act | 'EXPIRY' | 'UNTIL';

interface Place {
  readonly left: number;
  readonly status: WorldStatus;
  /** The suspension that runs. */
  readonly suspension: Act | null;
  readonly end: Bounds | null;
  /** No act that is still to come can be before this day. */
  readonly day: number;
}

/** After more tries than this the order is not looked for any further. */
const MOST_TRIES = 20_000;

/**
 * The order of 2.2, in which the acts are taken: worlds take from it how suspensions and resumptions follow one another,
 * how ends do, and on which side of an expiry an act lies. Null where no order holds.
 *
 * What (i) and (ii) take at once is never taken back, for cost; in one of some 20,000 histories that loses the order, so
 * that what is defined (that there is one) is then looked for without them.
 */
export function orderByNeed(acts: Acts): readonly Step[] | null {
  return searchOrder(acts, true) ?? searchOrder(acts, false);
}

function searchOrder(acts: Acts, takesAtOnce: boolean): readonly Step[] | null {
  const all = (1 << acts.list.length) - 1;
  const deadEnds = new Set<string>();
  let tries = 0;

  const goOn = (place: Place): readonly Step[] | null => {
    if (place.left === 0) return staysWithinEnd(place) ? [] : null;
    const key = keyOf(place);
    if (deadEnds.has(key) || (tries += 1) > MOST_TRIES) return null;
    for (const step of choices(place)) {
      const next = take(place, step);
      const rest = next && goOn(next);
      if (rest) return [step, ...rest];
    }
    deadEnds.add(key);
    return null;
  };

  const isLeft = (place: Place, act: Act) => (place.left & bitOf(act)) !== 0;
  const bitOf = (act: Act) => 1 << acts.list.indexOf(act);

  const choices = (place: Place): readonly Step[] => {
    const left = acts.list.filter((act) => isLeft(place, act)).toSorted(byKey);
    const atOnce = takesAtOnce ? takenAtOnce(place, left) : undefined;
    if (atOnce) return [atOnce];
    const { end, suspension } = place;
    const byThemselves: readonly (readonly [Step, Bounds])[] = [
      ...(suspension && suspension.until < Infinity
        ? [['UNTIL', exactly(suspension.until + 1)] as const]
        : []),
      ...(end && canExpire(place.status)
        ? [['EXPIRY', { first: -Infinity, last: -Infinity, point: end.point + 1 }] as const]
        : []),
    ];
    // Where the keys are the same, what happens by itself comes last.
    return [...left.map((act) => [act, act.effective] as const), ...byThemselves]
      .toSorted(([, a], [, b]) => compareBounds(a, b))
      .map(([step]) => step);
  };

  /** (i) and (ii): an opening, else a joining or signature, that can wait for nothing. */
  const takenAtOnce = (place: Place, left: readonly Act[]): Act | undefined => {
    const openings = left.filter(({ type }) => type === 'AgreementOpenedForSignature');
    return (
      openings.find((act) => mayBeTaken(place, act, left)) ??
      left.find(
        (act) =>
          (act.type === 'PartnerAcceded' ||
            act.type === 'PartnerRatified' ||
            (act.type === 'PartnerSigned' && openings.length === 0)) &&
          mayBeTaken(place, act, left),
      )
    );
  };

  const mayBeTaken = (place: Place, act: Act, left: readonly Act[]): boolean => {
    const { first } = act.effective;
    const others = left.filter((one) => one !== act);
    const crosses = others.some(
      ({ type }) => type === 'AgreementReinstated' || type === 'AgreementSuperseded',
    );
    const before = (day: number) => (crosses ? first < day : first <= day);
    const runsUntil = place.suspension?.until ?? Infinity;
    return (
      take(place, act) !== null &&
      others.every((one) => before(lastDayOf(one))) &&
      (!crosses || others.every(({ end }) => end === null || first < end.last)) &&
      (place.end === null || first <= place.end.last) &&
      first <= runsUntil + 1
    );
  };

  const take = (place: Place, step: Step): Place | null => {
    if (step === 'EXPIRY') return expire(place);
    const { end, suspension } = place;
    const runsUntil = suspension?.until ?? Infinity;
    if (step === 'UNTIL')
      return { ...place, status: 'IN_FORCE', suspension: null, day: Math.max(place.day, runsUntil + 1) };
    const status = statusAfter(acts, step, place.status, all & ~place.left);
    if (status === null) return null;
    const day = Math.max(
      place.day,
      step.covers ? Math.max(end?.first ?? -Infinity, place.day) + 1 : step.effective.first,
    );
    if (day > lastDayOf(step) || (step.type === 'AgreementResumed' && day > runsUntil + 1)) return null;
    if (!endAllows(place, step, day)) return null;
    const left = place.left & ~bitOf(step);
    if (acts.list.some((one) => (left & bitOf(one)) !== 0 && lastDayOf(one) < day)) return null;
    return {
      left,
      status,
      suspension: step.type === 'AgreementSuspended' ? step : status === 'SUSPENDED' ? suspension : null,
      end: step.setsEnd ? step.end : hasEnded(status) ? null : end,
      day,
    };
  };

  const endAllows = (place: Place, step: Act, day: number): boolean => {
    const last = place.end?.last ?? Infinity;
    if (step.setsEnd && step.end && day > step.end.last) return false;
    if (step.covers) return place.end !== null && day <= last + 1;
    if (step.type === 'AgreementReinstated') return true;
    if (step.type === 'AgreementAbandoned' && place.status === 'DRAFT') return staysWithinEnd(place);
    return day <= last;
  };

  return goOn({
    left: all,
    status: 'DRAFT',
    suspension: null,
    end: acts.firstTerm?.end ?? null,
    day: -Infinity,
  });
}

function staysWithinEnd({ end, day }: Place): boolean {
  return end === null || day <= end.last;
}

function expire(place: Place): Place | null {
  if (!place.end || !canExpire(place.status) || !staysWithinEnd(place)) return null;
  return {
    left: place.left,
    status: 'EXPIRED',
    suspension: null,
    end: null,
    day: Math.max(place.day, place.end.first) + 1,
  };
}

function lastDayOf(act: Act): number {
  return act.covers ? Infinity : Math.min(act.effective.last, act.until);
}

function keyOf({ left, status, suspension, end, day }: Place): string {
  return [left, status, suspension?.id, end?.first, end?.last, day].join(' ');
}

function exactly(day: number): Bounds {
  return { first: day, last: day, point: day };
}
