import { textIn, type Json, type LoggedDate } from './facts.js';
import { LIVE } from './line/acts.js';
import { dayOf, numberOf } from './line/window.js';
import type { Replaying } from './of-the-line.js';
import { isPartyOn, roleOn, statusBy, type Party } from './parties.js';
import { cutAt, type Statement } from './statement.js';
import { isSuspendedOn } from './suspensions.js';

/** What each participant is from day to day: a signatory, a party, about to leave, gone. */
export function participationStatements(read: Replaying): readonly Statement[] {
  return read.parties.flatMap((party) =>
    cutAt('participation', [...daysOf(party), ...daysOfSuspensions(read, party)], (day) => {
      const on = roleOn(party, day);
      return on && { by: party.by.id, values: { ...on, ...valuesOf(party), ...changing(read, party, day) } };
    }),
  );
}

function valuesOf(party: Party): Readonly<Record<string, Json>> {
  const { organizationId, by, decidedBy, began } = party;
  const since = { ...decidedBy.effective, point: dayOf(began.point) };
  return {
    organization_id: organizationId,
    since_day: since.point,
    since: since as unknown as Json,
    decided_by: decidedBy.id,
    joined: by.effective as unknown as Json,
    event_id: by.id,
    succeeds: by.type === 'PartnerSucceeded' ? textIn(by, 'predecessorId') : null,
  };
}

/** How it leaves is known from the day on which that was notified or agreed. */
function changing(read: Replaying, party: Party, day: number): Readonly<Record<string, Json>> {
  const leaving = party.left && numberOf(party.left.fact.occurred.point) <= day ? party.left : null;
  const notice = party.notices.find(({ from, to }) => from <= day && (to === null || day < to))?.fact;
  const withdrawal = leaving?.fact.type === 'PartnerWithdrawalNotified' ? leaving.fact : null;
  const until: LoggedDate | null = leaving && {
    ...leaving.fact.effective,
    point: dayOf(leaving.window.point) ?? leaving.fact.effective.point,
  };
  return {
    until: until as unknown as Json,
    left_by: leaving?.fact.id ?? null,
    notified_by: (notice ?? withdrawal)?.id ?? null,
    succeeded_by: leaving?.fact.type === 'PartnerSucceeded' ? textIn(leaving.fact, 'successorId') : null,
    suspended: isPartyOn(party, day) && isShownSuspended(read, party, day),
  };
}

/** Whether a party is suspended: shown while the agreement is live. */
export function isShownSuspended({ line, suspensions }: Replaying, party: Party, day: number): boolean {
  return isSuspendedOn(suspensions, party.organizationId, day) && LIVE.includes(statusBy(line, day));
}

function daysOf({ began, ended, left, notices, again }: Party): readonly number[] {
  return [
    ...[began, ...(ended ? [ended] : [])].flatMap(({ earliest, latest, point }) => [earliest, latest, point]),
    ...(left ? [numberOf(left.fact.occurred.point)] : []),
    ...notices.flatMap(({ from, to }) => [from, to ?? Infinity]),
    again ?? Infinity,
  ];
}

function daysOfSuspensions({ line, suspensions }: Replaying, party: Party): readonly number[] {
  const own = suspensions.filter(({ organizationIds }) => organizationIds.includes(party.organizationId));
  if (own.length === 0) return [];
  return [
    ...own.flatMap(({ begins, ended }) =>
      [begins, ...(ended ? [ended.date] : [])].map((one) => numberOf(one.point)),
    ),
    ...line.steps.map(({ point }) => point),
  ];
}
