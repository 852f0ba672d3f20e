import type { Doubt } from '../rules/problems.js';
import { addDuration, type CalendarDuration, type Day } from './day.js';
import type { Today, UncertainDate } from './uncertain-date.js';

/** A date that hardly can be, and why: what the warning `DATE_IMPLAUSIBLE` says. */
export type Implausible = { readonly field: string } & Doubt;

/** A date of a command beside those of its act, under the path of its member: `endsOn`, `records.0.set.endsOn`. */
export interface NamedDate {
  readonly field: string;
  readonly date: UncertainDate | Day;
}

/** The dates of an act, each as the decider has read it. */
export interface DatesToDoubt {
  readonly occurred: UncertainDate;
  /** Only where it was given: a copy of `occurred` or of a named date is not judged twice. */
  readonly effective?: UncertainDate;
  readonly named?: readonly NamedDate[];
  /** The organisations that the act names and whose day of foundation is known. */
  readonly founded?: readonly { readonly organizationId: string; readonly foundedOn: UncertainDate }[];
}

/** No agreement of the ledger is older; a year of three digits is a slip of the hand. */
const FIRST_DAY: Day = '1800-01-01';
/** How far ahead a day may be planned, and how long an agreement may last, before one asks whether the year is right. */
const FAR: CalendarDuration = { years: 50, months: 0, days: 0 };
const LONG: CalendarDuration = { years: 100, months: 0, days: 0 };

/** What is asked of a date by the name of its member; a member that is not among them is not judged. */
const OLD = ['startsOn', 'endsOn', 'newEndsOn'];
const AHEAD = ['startsOn', 'closesOn', 'expectedBy', 'dueOn'];
const ENDS = ['endsOn', 'newEndsOn', 'until'];

/**
 * The dates of an act that hardly can be right. They are warnings and refuse nothing. An uncertain date is doubted as old
 * when even its latest day is, as ahead by its point, and as published or founded ahead when even its earliest day is.
 */
export function implausible(act: DatesToDoubt, now: Today): readonly Implausible[] {
  const { occurred, effective, named = [], founded = [] } = act;
  const start = named.find(({ field }) => memberOf(field) === 'startsOn');
  const found: Implausible[] = [];
  const doubt = (field: string, isDoubtful: boolean, why: Doubt) => {
    if (isDoubtful) found.push({ field, ...why });
  };

  doubt('occurredOn', isOld(occurred), { problem: 'BEFORE_1800' });
  if (effective) {
    doubt('effectiveOn', isOld(effective), { problem: 'BEFORE_1800' });
    doubt('effectiveOn', isAfter(effective, now.today, FAR), { problem: 'FAR_AHEAD' });
  }
  for (const { field, date } of named) {
    const member = memberOf(field);
    const from = member !== 'startsOn' && start ? pointOf(start.date) : now.today;
    doubt(field, OLD.includes(member) && isOld(date), { problem: 'BEFORE_1800' });
    doubt(field, AHEAD.includes(member) && isAfter(date, now.today, FAR), { problem: 'FAR_AHEAD' });
    doubt(field, ENDS.includes(member) && isAfter(date, from, LONG), { problem: 'FAR_AHEAD' });
    doubt(field, member === 'foundedOn' && isToCome(date, now.latest), { problem: 'FOUNDED_AHEAD' });
    doubt(field, member === 'publishedOn' && isToCome(date, now.latest), { problem: 'PUBLISHED_AHEAD' });
  }
  const unfounded = founded
    .filter(({ foundedOn }) => isBefore(occurred, foundedOn))
    .map(({ organizationId }) => organizationId);
  doubt('occurredOn', unfounded.length > 0, {
    problem: 'BEFORE_FOUNDATION',
    organizationIds: [...new Set(unfounded)],
  });
  return found;
}

/**
 * The sources that an act cites, by id, when none of them can know of it: each was published before the act's earliest day.
 * Empty when one may, or when nobody knows when one was published.
 */
export function sourcesPredate(
  occurred: UncertainDate,
  cited: readonly { readonly sourceId: string; readonly publishedOn?: UncertainDate | Day }[],
): readonly string[] {
  const { earliest } = occurred;
  if (earliest === null) return [];
  const predates = cited.every(({ publishedOn }) => {
    const latest = publishedOn === undefined ? null : latestOf(publishedOn);
    return latest !== null && latest < earliest;
  });
  return predates ? [...new Set(cited.map(({ sourceId }) => sourceId))] : [];
}

function memberOf(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

function pointOf(date: UncertainDate | Day): Day {
  return typeof date === 'string' ? date : date.point;
}

function earliestOf(date: UncertainDate | Day): Day | null {
  return typeof date === 'string' ? date : date.earliest;
}

function latestOf(date: UncertainDate | Day): Day | null {
  return typeof date === 'string' ? date : date.latest;
}

function isOld(date: UncertainDate | Day): boolean {
  const latest = latestOf(date);
  return latest !== null && latest < FIRST_DAY;
}

function isAfter(date: UncertainDate | Day, from: Day, by: CalendarDuration): boolean {
  return pointOf(date) > addDuration(from, by);
}

function isToCome(date: UncertainDate | Day, latest: Day): boolean {
  const earliest = earliestOf(date);
  return earliest !== null && earliest > latest;
}

function isBefore(date: UncertainDate, other: UncertainDate): boolean {
  return date.latest !== null && other.earliest !== null && date.latest < other.earliest;
}
