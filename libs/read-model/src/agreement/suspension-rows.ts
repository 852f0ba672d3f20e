import { isPartyOn, isSuspendedOn, LIVE, statusOn, type AgreementLine, type Day } from '@entente/domain';
import type { NewRow } from '../schema/table.js';
import type { SUSPENSION } from './table.js';

/** Every suspension that counts, in the order in which they began. */
export function suspensionRows(
  agreementId: string,
  { suspensions }: AgreementLine,
): readonly NewRow<typeof SUSPENSION>[] {
  return suspensions
    .toSorted((a, b) => (a.from.point < b.from.point ? -1 : a.from.point > b.from.point ? 1 : 0))
    .map(({ event, organizationIds, from, until, ended }, place) => ({
      agreement_id: agreementId,
      place,
      event_id: event.id,
      organization_ids: organizationIds,
      begins: from,
      last_day: until,
      ended: ended?.date ?? null,
      ended_by: ended?.by?.id ?? null,
    }));
}

/** Whether a party is suspended on a day: shown while it is a party and the agreement is live. */
export function isShownSuspended(line: AgreementLine, organizationId: string, day: Day): boolean {
  return isSuspendedOn(line.suspensions, organizationId, day) && LIVE.includes(statusOn(line, day).status);
}

/** Whether some party is suspended on a day though the agreement is not. */
export function isPartlySuspended(line: AgreementLine, day: Day): boolean {
  return line.participations.some(
    (one) => isPartyOn(one, day) && isShownSuspended(line, one.organizationId, day),
  );
}
