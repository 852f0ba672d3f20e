import {
  ActionTrackIdentified,
  isOf,
  MeetingCancelled,
  MeetingHeld,
  MeetingScheduled,
  MinutesDeposited,
  type DomainEvent,
  type EventOf,
} from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { foundBy } from '../schema/search-text.js';
import { MEETING, type MeetingDetails } from './table.js';

/** From a meeting's history to its row. */
export const meetingProjection = {
  kind: 'meeting',
  tables: [MEETING],
  project(meetingId, history) {
    const { facts, annulled } = shownOf(history);
    const held = facts.find((fact) => isOf(MeetingHeld, fact));
    const scheduled = facts.find((fact) => isOf(MeetingScheduled, fact));
    const said = held ?? scheduled;
    if (!said) return [rowsOf(MEETING, [])];
    const cancelled = facts.find((fact) => isOf(MeetingCancelled, fact));
    const { agreementId } = said.data;
    const details = detailsOf(facts, held, scheduled);
    return [
      rowsOf(MEETING, [
        {
          meeting_id: meetingId,
          agreement_id: agreementId ?? scheduled?.data.agreementId ?? null,
          held_day: held?.effective.point ?? null,
          held: held?.effective ?? null,
          scheduled_day: scheduled?.data.scheduledFor.point ?? null,
          scheduled_for: scheduled?.data.scheduledFor ?? null,
          scheduled_by: scheduled?.id ?? null,
          cancelled_day: cancelled?.effective.point ?? null,
          event_id: said.id,
          minutes: facts.filter((fact) => isOf(MinutesDeposited, fact)).map(({ id }) => id),
          details,
          search: foundBy([meetingId, details.place, ...(details.title ?? []).map(({ text }) => text)]),
          annulled,
        },
      ]),
    ];
  },
} as const satisfies Projection;

function detailsOf(
  facts: readonly DomainEvent[],
  held: EventOf<typeof MeetingHeld> | undefined,
  scheduled: EventOf<typeof MeetingScheduled> | undefined,
): MeetingDetails {
  const actionTracks = facts
    .filter((fact) => isOf(ActionTrackIdentified, fact))
    .map(({ data: { meetingId: _of, ...track } }) => track);
  if (held) {
    const { meetingId: _of, agreementId: _about, guests = [], ...said } = held.data;
    return { ...said, guests, actionTracks };
  }
  const { title, place, hostOrganizationId } = scheduled?.data ?? {};
  return {
    ...(title && { title }),
    ...(place !== undefined && { place }),
    ...(hostOrganizationId !== undefined && { hostOrganizationId }),
    attendance: [],
    guests: [],
    actionTracks,
  };
}
