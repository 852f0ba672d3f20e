import {
  changeDays,
  daysOfParticipation,
  daysOfSpan,
  daysOfSuspensions,
  growing,
  intentOn,
  isPartyOn,
  roleOn,
  type AgreementLine,
  type Day,
  type IntentLine,
  type Participation,
} from '@entente/domain';
import type { RecordedEvent } from '@entente/ledger';
import { segments } from '../schema/segments.js';
import type { NewRow } from '../schema/table.js';
import { isShownSuspended } from './suspension-rows.js';
import type { INTENT, PARTICIPATION } from './table.js';

/** Who takes part: each one's rows are cut at its own days alone, so that a thousand parties cost a thousand times one. */
export function participationRows(
  agreementId: string,
  line: AgreementLine,
): readonly NewRow<typeof PARTICIPATION>[] {
  const { participations, intents } = line;
  const suspended = suspendedOf(line);
  const rowsOf = (one: Participation) =>
    rowsOfOne(agreementId, one, {
      all: participations,
      suspended: suspended.get(one.organizationId) ?? NEVER,
    });
  const parties = suspended.size > 0 ? participations.flatMap(rowsOf) : partyRows(participations, rowsOf);
  if (intents.length === 0) return parties;
  const byOrganization = Map.groupBy(participations, ({ organizationId }) => organizationId);
  return [
    ...parties,
    ...intents.flatMap((intent) =>
      prospectiveRows(agreementId, intent, byOrganization.get(intent.organizationId) ?? []),
    ),
  ];
}

const NOBODY: readonly string[] = [];

type ParticipationRows = readonly NewRow<typeof PARTICIPATION>[];

// A joining more adds one participation to those that were, and leaves them what they are.
const partyRows = growing<Participation, ParticipationRows, (one: Participation) => ParticipationRows>(
  (come, before, rowsOf) => [...(before ?? []), ...come.flatMap(rowsOf)],
);

/** When an organisation is suspended, and on which days that may change. */
interface Suspended {
  readonly days: readonly Day[];
  readonly on: (day: Day) => boolean;
}

const NEVER: Suspended = { days: [], on: () => false };

/** The organisations that are ever suspended though the agreement is not. */
function suspendedOf(line: AgreementLine): ReadonlyMap<string, Suspended> {
  const named = new Set(line.suspensions.flatMap(({ organizationIds }) => organizationIds));
  if (named.size === 0) return new Map();
  const days = [...daysOfSuspensions(line.suspensions), ...changeDays(line)];
  return new Map([...named].map((id) => [id, { days, on: (day) => isShownSuspended(line, id, day) }]));
}

/** What the rows of one participation need to know of the others, and of the agreement. */
interface Beside {
  readonly all: readonly Participation[];
  readonly suspended: Suspended;
}

function rowsOfOne(agreementId: string, one: Participation, { suspended, all }: Beside): ParticipationRows {
  const { organizationId, event, began, since, decidedBy, joined } = one;
  const signed = event.type === 'PartnerSigned' ? event.data : null;
  const rank = rankOf(one, all);
  return segments([...daysOfParticipation(one), ...suspended.days], (day) => {
    const on = roleOn(one, day);
    return (
      on && {
        agreement_id: agreementId,
        organization_id: organizationId,
        role: on.role,
        certainty: on.certainty,
        signatory_rank: rank,
        since_day: began.point,
        since,
        decided_by: decidedBy.id,
        joined,
        capacity: capacityOf(one),
        name_as_signed: signed?.nameAsSigned ?? null,
        signed_by: signed?.signedBy ?? NOBODY,
        event_id: event.id,
        ...leavingOn(one, day),
        succeeds: event.type === 'PartnerSucceeded' ? event.data.predecessorId : null,
        suspended: suspended.on(day) && isPartyOn(one, day),
      }
    );
  });
}

/** Its place among the signatories; a successor has that of whom it succeeds. */
function rankOf({ event }: Participation, all: readonly Participation[]): number | null {
  if (event.type === 'PartnerSigned') return event.data.signatoryRank ?? null;
  if (event.type !== 'PartnerSucceeded') return null;
  const predecessor = all.find(({ left }) => left?.event.id === event.id);
  return predecessor ? rankOf(predecessor, all) : null;
}

/** What is known on a day of how it leaves: from the day on which it was notified or agreed. */
function leavingOn({ left, notices }: Participation, day: Day) {
  const leaving = left && left.event.occurred.point <= day ? left : null;
  const notified = notices.find(({ from, to }) => from <= day && (to === null || day < to))?.event;
  const withdrawal = leaving?.event.type === 'PartnerWithdrawalNotified' ? leaving.event : null;
  return {
    until: leaving && { ...leaving.event.effective, point: leaving.point },
    left_by: leaving?.event.id ?? null,
    notified_by: (notified ?? withdrawal)?.id ?? null,
    succeeded_by: leaving?.event.type === 'PartnerSucceeded' ? leaving.event.data.successorId : null,
  };
}

function capacityOf({ event }: Participation): string | null {
  switch (event.type) {
    case 'PartnerSigned':
      return event.data.capacity ?? null;
    case 'PartnerAcceded':
      return 'ACCEDED';
    case 'PartnerRatified':
      return 'RATIFIED';
    case 'PartnerSucceeded':
      return 'SUCCESSOR';
    default:
      return event satisfies never;
  }
}

/** Whoever intends to join and takes part in no other way. */
function prospectiveRows(
  agreementId: string,
  intent: IntentLine,
  own: readonly Participation[],
): readonly NewRow<typeof PARTICIPATION>[] {
  const { organizationId, event, began } = intent;
  return segments([...daysOfSpan(intent), ...own.flatMap(daysOfParticipation)], (day) => {
    const on = intentOn(intent, day);
    if (on?.state !== 'OPEN' || own.some((one) => isIn(one, day))) return null;
    return {
      agreement_id: agreementId,
      organization_id: organizationId,
      role: 'PROSPECTIVE' as const,
      certainty: on.certainty,
      signatory_rank: null,
      since_day: began.point,
      since: event.effective,
      decided_by: event.id,
      joined: event.effective,
      capacity: null,
      name_as_signed: null,
      signed_by: NOBODY,
      event_id: event.id,
      until: null,
      left_by: null,
      notified_by: null,
      succeeds: null,
      succeeded_by: null,
      suspended: false,
    };
  });
}

function isIn(one: Participation, day: string): boolean {
  const role = roleOn(one, day)?.role;
  return role !== undefined && role !== 'WITHDRAWN' && role !== 'SUCCEEDED';
}

/** Intents and what became of them. */
export function intentRows(
  agreementId: string,
  { intents }: AgreementLine,
  history: readonly RecordedEvent[],
): readonly NewRow<typeof INTENT>[] {
  return intents.flatMap((intent) =>
    segments(daysOfSpan(intent), (day) => {
      const on = intentOn(intent, day);
      const { organizationId, event, began } = intent;
      return (
        on && {
          agreement_id: agreementId,
          organization_id: organizationId,
          event_id: event.id,
          state: on.state,
          certainty: on.certainty,
          declared_day: began.point,
          declared: event.effective,
          declared_position: history[event.order]?.position.commit ?? 0n,
          horizon: event.data.horizon ?? [],
          expected_by: event.data.expectedBy ?? null,
        }
      );
    }),
  );
}
