import { addDays, dayInZone, daysBetween, periodOn, type AgreementStatus, type Day } from '@entente/domain';
import type { FlagFacts } from './flag-facts.js';
import type { StatusRow } from './queries.js';
import type { TermContent } from './table.js';

/** What else a reader of a status should know, in the order of the schema. */
export const FLAGS = [
  'EXPIRING',
  'NOTICE_WINDOW',
  'PRESUMED',
  'DISPUTED',
  'DORMANT',
  'RECORDED_LATE',
  'TEXT_MISSING',
  'DATE_UNCERTAIN',
  'TERM_UNKNOWN',
  'PASSED_OVER',
  'PARTIES_BELOW_TWO',
  'PARTLY_SUSPENDED',
  'RECTIFIED',
] as const;
export type Flag = (typeof FLAGS)[number];

/** From when a flag is raised. */
export interface FlagThresholds {
  /** EXPIRING: so many days before the last day in force. */
  readonly expiringDays: number;
  /** RECORDED_LATE: where more days lie between an act and its record. */
  readonly recordedLateDays: number;
  /** DORMANT: after so many years without evidence. */
  readonly dormantYears: number;
}

/** What holds where nothing is configured. */
export const FLAG_THRESHOLDS: FlagThresholds = { expiringDays: 90, recordedLateDays: 30, dormantYears: 5 };

const DAYS_OF_A_YEAR = 365.25;
/** How long before the last day for a notice it is time to think of it. */
export const NOTICE_WINDOW_DAYS = 90;

export const LIVE: readonly AgreementStatus[] = ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'];
export const IN_FORCE: readonly AgreementStatus[] = ['IN_FORCE', 'SUSPENDED'];

/** An agreement of which the last evidence is before this day is dormant on another. */
export function dormantBefore(validOn: Day, { dormantYears }: FlagThresholds): Day {
  return addDays(validOn, -Math.floor(dormantYears * DAYS_OF_A_YEAR));
}

/** What the flags of a status are computed from. */
export interface FlagInput {
  readonly validOn: Day;
  readonly status: Pick<
    StatusRow,
    | 'status'
    | 'ends_on'
    | 'governing'
    | 'decided'
    | 'date_uncertain'
    | 'parties'
    | 'partly_suspended'
    | 'rectified'
    | 'decided_by'
    | 'term'
  >;
  readonly facts: FlagFacts | null;
  readonly timeZone: string;
}

/**
 * The flags of a status, in the order of the schema. `flag-conditions.ts` says the same to the database, for lists; a property
 * test holds the two together.
 */
export function flagsOf(input: FlagInput, thresholds: FlagThresholds = FLAG_THRESHOLDS): readonly Flag[] {
  const { validOn, status, facts, timeZone } = input;
  const live = LIVE.includes(status.status);
  const inForce = IN_FORCE.includes(status.status);
  const left = status.ends_on === 'infinity' ? null : daysBetween(validOn, status.ends_on);
  const registered = facts?.registered ? dayInZone(facts.registered, timeZone) : null;
  const period = status.governing?.tacit ? periodOn(status.governing, validOn) : null;
  const raised: { readonly [F in Flag]: boolean } = {
    EXPIRING: live && left !== null && left >= 0 && left <= thresholds.expiringDays,
    NOTICE_WINDOW: live && isNoticeDue(status, period?.endsOn.point ?? null, validOn),
    PRESUMED: status.decided.some(({ presumed }) => presumed) || (live && (period?.number ?? 0) >= 1),
    DISPUTED: (facts?.disputed ?? []).some(
      (id) => status.decided_by.includes(id) || status.term?.setBy === id,
    ),
    DORMANT: live && !!facts?.lastEvidence && facts.lastEvidence < dormantBefore(validOn, thresholds),
    RECORDED_LATE: status.decided.some(
      ({ recorded, happenedBy }) =>
        daysBetween(laterDay(happenedBy, registered), dayInZone(new Date(recorded), timeZone)) >
        thresholds.recordedLateDays,
    ),
    TEXT_MISSING: facts !== null && !facts.textDeposited,
    DATE_UNCERTAIN: status.date_uncertain,
    TERM_UNKNOWN: inForce && !isTermKnown(status.governing),
    PASSED_OVER: facts?.passedOver ?? false,
    PARTIES_BELOW_TWO: inForce && status.parties < 2,
    PARTLY_SUSPENDED: status.partly_suspended,
    RECTIFIED: status.rectified,
  };
  return FLAGS.filter((flag) => raised[flag]);
}

/** What happened before the agreement was registered here could not be recorded before. */
function laterDay(day: Day, registered: Day | null): Day {
  return registered !== null && registered > day ? registered : day;
}

/** While a notice is still in time, from some days before the last day for it. */
function isNoticeDue(
  { governing, ends_on }: FlagInput['status'],
  periodEndsOn: Day | null,
  validOn: Day,
): boolean {
  const noticeDays = governing?.noticeDays ?? null;
  const end = periodEndsOn ?? (ends_on === 'infinity' ? null : ends_on);
  if (noticeDays === null || end === null) return false;
  const left = daysBetween(validOn, addDays(end, -noticeDays));
  return left >= 0 && left <= NOTICE_WINDOW_DAYS;
}

function isTermKnown(governing: TermContent | null): boolean {
  return governing !== null && (governing.endsOn !== null || governing.openEnded || governing.tacit !== null);
}
