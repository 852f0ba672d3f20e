import { fromDayNumber, type Day } from '../../time/day.js';
import { dayAfter, type UncertainDate } from '../../time/uncertain-date.js';
import { expiringEnd } from './end.js';
import type { Fitted, FittedLine } from './bounds.js';
import type { LineEvent, LineEventOf } from './line-event.js';
import { boundsOf, onPoint, type Bounds } from './span.js';
import { LIFECYCLE_ORDER, type AgreementStatus, type Certainty } from './status.js';
import type { RangeStep } from './steps.js';

export type YesNoUnknown = 'YES' | 'NO' | 'UNKNOWN';

/** A step of the line: the status from its day on, and what made it so. */
export interface Step extends Bounds {
  readonly status: AgreementStatus;
  /** Since when it is so: the date of what made it so, with the day of the step as its point. */
  readonly since: UncertainDate;
  /** The events that made it so. */
  readonly decidedBy: readonly LineEvent[];
  /** The last day in force before an expiry; null for any other step. */
  readonly endsOn: UncertainDate | null;
}

/** What is so on one day. */
export interface StatusOn {
  readonly status: AgreementStatus;
  /** All that the bounds allow that day, in the order of the lifecycle. */
  readonly possible: readonly AgreementStatus[];
  readonly certainty: Certainty;
  readonly inForce: YesNoUnknown;
  readonly since: UncertainDate | null;
  readonly decidedBy: readonly LineEvent[];
  /** The last day in force, where it has expired. */
  readonly endsOn: UncertainDate | null;
}

/** A step with its days as the calendar has them. */
export function stepOf(step: RangeStep, line: FittedLine): Step {
  const bounds = boundsOf(step.range);
  const made = madeBy(step, line);
  return { status: step.status, ...bounds, ...made, since: onPoint(made.since, bounds.point) };
}

function madeBy({ by, range }: RangeStep, line: FittedLine): Pick<Step, 'since' | 'decidedBy' | 'endsOn'> {
  switch (by.kind) {
    case 'ACT':
      return { since: by.event.effective, decidedBy: [by.event], endsOn: null };
    case 'LIFTED':
      return { since: dayOf(range.p), decidedBy: [by.event], endsOn: null };
    case 'SIGNATURES': {
      const event = lastByKey(by.acts.filter((signature) => signature.range.p === range.p));
      return { since: event.effective, decidedBy: [event], endsOn: null };
    }
    case 'EXPIRY': {
      const { stretch } = by;
      const end = stretch.expiry?.end;
      const endsOn = end ? expiringEnd(end, line.entry) : null;
      const setBy = stretch.moves.at(-1)?.act.event ?? stretch.begin?.act.event ?? line.firstTerm;
      const entry = end?.fromEntry ? line.stretches.find((one) => one.entry)?.entry?.act.event : undefined;
      return {
        since: endsOn ? dayAfter(endsOn) : dayOf(range.p),
        decidedBy: [...(setBy ? [setBy] : []), ...(entry ? [entry] : [])],
        endsOn,
      };
    }
    default:
      return by satisfies never;
  }
}

/** The last of some acts by key; there is at least one. */
function lastByKey(acts: readonly Fitted[]): LineEvent {
  return acts.map(({ act }) => act).reduce((last, act) => (act.place > last.place ? act : last)).event;
}

function dayOf(number: number): UncertainDate {
  const day = fromDayNumber(number);
  return { edtf: day, point: day, earliest: day, latest: day, precision: 'DAY', basis: 'COMPUTED' };
}

/** The line as far as the status needs it. */
interface StatusLine {
  readonly registration: LineEventOf<'AgreementRegistered'> | null;
  readonly steps: readonly Step[];
}

/** What is so on a day; UNKNOWN_TO_LEDGER for an agreement that is not registered. */
export function statusOn({ registration, steps }: StatusLine, day: Day): StatusOn {
  if (!registration)
    return {
      status: 'UNKNOWN_TO_LEDGER',
      possible: ['UNKNOWN_TO_LEDGER'],
      certainty: 'CERTAIN',
      inForce: 'UNKNOWN',
      since: null,
      decidedBy: [],
      endsOn: null,
    };
  const before: AgreementStatus = registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
  const possible = possibleOn(steps, before, day);
  const decisive = decisiveOn(steps, day);
  const status = decisive?.status ?? before;
  return {
    status,
    possible,
    certainty: possible.length === 1 ? 'CERTAIN' : 'POSSIBLE',
    inForce: !possible.includes('IN_FORCE') ? 'NO' : possible.length === 1 ? 'YES' : 'UNKNOWN',
    since: decisive?.since ?? null,
    decidedBy:
      decisive?.decidedBy ??
      (status === 'NOT_YET' ? (steps[0]?.decidedBy ?? [registration]) : [registration]),
    endsOn: decisive?.endsOn ?? null,
  };
}

/** The status on a day, by points. */
export function statusByPoints(
  registration: LineEventOf<'AgreementRegistered'>,
  steps: readonly Step[],
  day: Day,
): AgreementStatus {
  return decisiveOn(steps, day)?.status ?? (registration.effective.point <= day ? 'DRAFT' : 'NOT_YET');
}

/** A status is possible when its step may have come and every later one may still be to come. */
function possibleOn(steps: readonly Step[], before: AgreementStatus, day: Day): readonly AgreementStatus[] {
  const possible = new Set<AgreementStatus>();
  for (const step of steps.toReversed()) {
    if (step.earliest === null || step.earliest <= day) possible.add(step.status);
    if (step.latest !== null && step.latest <= day) return inOrder(possible);
  }
  possible.add(before);
  return inOrder(possible);
}

function inOrder(statuses: ReadonlySet<AgreementStatus>): readonly AgreementStatus[] {
  return LIFECYCLE_ORDER.filter((status) => statuses.has(status));
}

/** The last step, by points, that changed the status. */
function decisiveOn(steps: readonly Step[], day: Day): Step | null {
  let decisive: Step | null = null;
  for (const step of steps) if (step.point <= day && step.status !== decisive?.status) decisive = step;
  return decisive;
}
