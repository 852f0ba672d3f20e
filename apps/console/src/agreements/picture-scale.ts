import { addDays, daysBetween, fromDayNumber, toDayNumber, type Day } from '@entente/domain';

/** A rectangle of days and knowledge, as the ledger answers it. */
export interface Piece {
  /** Its first day; null: it has no beginning. */
  readonly validFrom: Day | null;
  /** The day after its last; null: it has no end. */
  readonly validTo: Day | null;
  readonly knownFrom: { readonly position: string };
  readonly knownTo: { readonly position: string } | null;
}

/** The pieces that were known at a position, by their days. Positions of one log compare as texts. */
export function knownAt<P extends Piece>(pieces: readonly P[], position: string): readonly P[] {
  return pieces
    .filter(
      ({ knownFrom, knownTo }) =>
        knownFrom.position <= position && (knownTo === null || position < knownTo.position),
    )
    .toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
}

/** The days on which the answer changes, in their order, by what was known at a position. */
export function changesIn(pieces: readonly Piece[], position: string): readonly Day[] {
  return knownAt(pieces, position).flatMap(({ validFrom }) => (validFrom === null ? [] : [validFrom]));
}

/** From which day to which a picture goes. */
export interface Scale {
  readonly from: Day;
  readonly to: Day;
}

const LEAST_DAYS = 60;

/** The days of a picture: all at which an answer changes and the day of the page, with a margin. */
export function scaleOf(pieces: readonly Piece[], day: Day): Scale {
  const days = [
    day,
    ...pieces.flatMap(({ validFrom, validTo }) => [validFrom, validTo]).filter((one) => one !== null),
  ].toSorted();
  const [first = day, last = day] = [days[0], days.at(-1)];
  const margin = Math.max(Math.ceil(daysBetween(first, last) * 0.08), LEAST_DAYS);
  return { from: addDays(first, -margin), to: addDays(last, margin) };
}

/** Where a day stands in a picture, from 0 to 100; an open end stands at the edge. */
export function placeOf(day: Day | null, scale: Scale, edge: 0 | 100): number {
  if (day === null) return edge;
  const place = (daysBetween(scale.from, day) / daysBetween(scale.from, scale.to)) * 100;
  return Math.min(Math.max(place, 0), 100);
}

/** The day at a place of a picture. */
export function dayAt(place: number, scale: Scale): Day {
  const days = Math.floor((place / 100) * daysBetween(scale.from, scale.to));
  return fromDayNumber(toDayNumber(scale.from) + days);
}

/** The years whose first days are marked: at most eight of them. */
export function yearsIn({ from, to }: Scale): readonly Day[] {
  const [first, last] = [Number(from.slice(0, 4)) + 1, Number(to.slice(0, 4))];
  const every = Math.max(1, Math.ceil((last - first + 1) / 8));
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return years.filter((year) => year % every === 0).map((year) => `${String(year).padStart(4, '0')}-01-01`);
}
