import type { Day } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import type { OrganizationName } from '../facts/organization-name.js';

/** A name as it became known, in the order of the log. */
export interface NameKnown<N extends OrganizationName = OrganizationName> {
  readonly name: N;
  /** FIRST: borne until a renaming ends it. ALIAS: knowledge, which holds on every day and never ends. */
  readonly by: 'FIRST' | 'ALIAS' | 'RENAMING';
  /** The day on which a renaming took effect; null for the others. */
  readonly effective: UncertainDate | null;
}

/** The days on which a name was borne, by the points of the renamings: from the first day to the day before `to`. */
export interface NameSpan<N extends OrganizationName = OrganizationName> {
  readonly name: N;
  readonly from: Day | null;
  readonly to: Day | null;
  /** The renaming that made the name and the one that ended it; null where there is none. */
  readonly made: UncertainDate | null;
  readonly ended: UncertainDate | null;
}

/** A name borne on a day. POSSIBLE: the day lies within what is not known of the renamings. */
export interface NameBorne<N extends OrganizationName = OrganizationName> {
  readonly name: N;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
}

/**
 * When each name was borne, in the order given. A renaming ends the names of the same use and the same primary language
 * («fr-CA» ends «fr»). Of two renamings on one day the later recorded stands from that day on; the earlier is borne on no day
 * (its `from` is its `to`), and is to be found all the same.
 */
export function nameSpans<N extends OrganizationName>(
  names: readonly NameKnown<N>[],
): readonly NameSpan<N>[] {
  const renamings = names
    .flatMap(({ name, effective }, order) => (effective === null ? [] : [{ name, effective, order }]))
    .toSorted((a, b) => compare(a.effective.point, b.effective.point) || a.order - b.order);
  return names.map(({ name, by, effective: made }, order) => {
    const before = renamings.findIndex((renaming) => renaming.order === order);
    const next =
      by === 'ALIAS' ? undefined : renamings.slice(before + 1).find((later) => replaces(later.name, name));
    const ended = next?.effective ?? null;
    return { name, from: made?.point ?? null, to: ended?.point ?? null, made, ended };
  });
}

/** The names borne on a day, in the order of the spans. */
export function namesOn<N extends OrganizationName>(
  spans: readonly NameSpan<N>[],
  day: Day,
): readonly NameBorne<N>[] {
  return spans
    .filter(({ from, to }) => (from === null || from <= day) && (to === null || day < to))
    .map((span) => ({ name: span.name, certainty: certaintyOn(span, day) }));
}

/** The days on which what {@link namesOn} says of a name may change: where a row of it is cut. */
export function changesOf(span: NameSpan): readonly Day[] {
  const { from, to, made, ended } = span;
  const days = [from, to, made?.latest ?? null, ended?.earliest ?? null].filter((day) => day !== null);
  return [...new Set(days)].toSorted();
}

function certaintyOn({ made, ended }: NameSpan, day: Day): NameBorne['certainty'] {
  const mayNotHaveBegun = made !== null && (made.latest === null || day < made.latest);
  const mayHaveEnded = ended !== null && (ended.earliest === null || ended.earliest <= day);
  return mayNotHaveBegun || mayHaveEnded ? 'POSSIBLE' : 'CERTAIN';
}

function replaces(later: OrganizationName, name: OrganizationName): boolean {
  return later.use === name.use && primaryLanguage(later.lang) === primaryLanguage(name.lang);
}

function primaryLanguage(tag: string): string {
  return tag.toLowerCase().split('-', 1)[0] ?? tag;
}

function compare(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
