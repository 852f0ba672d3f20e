import { addDays, dayInZone, daysBetween, type AgreementStatus, type Day } from '@entente/domain';
import type { Envelope } from '@entente/ledger';
import type { Configuration } from '@entente/platform';
import type { FlagFacts, StatusRow } from '@entente/read-model';
import type { StatusFlag } from '../vocabulary/enums.js';

export type Flag = keyof typeof StatusFlag;

/** From when a flag is raised. */
export type FlagThresholds = Configuration['flags'];

/** What holds where nothing is configured. */
export const FLAG_THRESHOLDS: FlagThresholds = { expiringDays: 90, recordedLateDays: 30, dormantYears: 5 };

const DAYS_OF_A_YEAR = 365.25;

const LIVE: readonly AgreementStatus[] = ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'];

/** What the flags of a status are computed from. */
export interface FlagInput {
  readonly validOn: Day;
  readonly status: Pick<StatusRow, 'status' | 'certainty' | 'since' | 'ends_on'>;
  readonly facts: FlagFacts | null;
  /** The events that decided the status. */
  readonly decidedBy: readonly Envelope[];
  /** The notice of the term in effect, in days. */
  readonly noticeDays: number | null;
  readonly timeZone: string;
}

/** The flags of a status, in the order of the schema. */
export function flagsOf(input: FlagInput, thresholds: FlagThresholds = FLAG_THRESHOLDS): readonly Flag[] {
  const { validOn, status, facts, decidedBy, noticeDays, timeZone } = input;
  const live = LIVE.includes(status.status);
  const left = status.ends_on === 'infinity' ? null : daysBetween(validOn, status.ends_on);
  const within = (days: number) => live && left !== null && left >= 0 && left <= days;
  const raised: { readonly [F in Flag]: boolean } = {
    EXPIRING: within(thresholds.expiringDays),
    NOTICE_WINDOW: noticeDays !== null && within(noticeDays),
    PRESUMED: decidedBy.some(isPresumed),
    DISPUTED: (facts?.contradicted ?? []).some((id) => decidedBy.some((event) => event.id === id)),
    DORMANT:
      live &&
      !!facts?.lastEvidence &&
      facts.lastEvidence < addDays(validOn, -Math.floor(thresholds.dormantYears * DAYS_OF_A_YEAR)),
    RECORDED_LATE: decidedBy.some(
      ({ recorded, occurred }) =>
        daysBetween(occurred.latest ?? occurred.point, dayInZone(new Date(recorded), timeZone)) >
        thresholds.recordedLateDays,
    ),
    TEXT_MISSING: facts !== null && !facts.textDeposited,
    DATE_UNCERTAIN: status.since !== null && status.since.earliest !== status.since.latest,
  };
  return (Object.keys(raised) as Flag[]).filter((flag) => raised[flag]);
}

function isPresumed({ effective, data }: Envelope): boolean {
  const basis = data['basis'];
  return effective.basis === 'PRESUMED' || (typeof basis === 'string' && basis.startsWith('PRESUMED'));
}
