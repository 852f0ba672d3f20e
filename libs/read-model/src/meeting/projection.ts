import type { MeetingEvent } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { bitemporalTable, stableJson } from '../schema/bitemporal.js';

/** A meeting as its last event leaves it; `held_day` is null while it is only scheduled, or cancelled. */
export const MEETING = bitemporalTable(
  'meeting',
  {
    meeting_id: 'text',
    agreement_id: 'text',
    state: 'text',
    held_day: 'date',
    /** The event that says when: held, else scheduled. */
    event_id: 'uuid',
    details: 'json',
  },
  { timeless: true, indexes: ['(agreement_id, held_day, meeting_id)', '(held_day, meeting_id)'] },
);

/** From a meeting's history to its row. */
export const meetingProjection: Projection = {
  prefix: 'meeting-',
  tables: [MEETING],
  rowsOf(meetingId, history) {
    const events = history.map(({ envelope }) => pastEventOf(envelope) as MeetingEvent);
    const held = events.find((event) => event.type === 'MeetingHeld');
    const scheduled = events.find((event) => event.type === 'MeetingScheduled');
    const said = held ?? scheduled;
    if (!said) return [[]];
    const cancelled = events.some((event) => event.type === 'MeetingCancelled');
    const { agreementId, title, place, hostOrganizationId } = said.data;
    const details = {
      ...(title && { title }),
      ...(place !== undefined && { place }),
      ...(hostOrganizationId !== undefined && { hostOrganizationId }),
      ...(held?.data.ordinal !== undefined && { ordinal: held.data.ordinal }),
      attendance: held?.data.attendance ?? [],
      guests: held?.data.guests ?? [],
      actionTracks: events.flatMap((event) => {
        if (event.type !== 'ActionTrackIdentified') return [];
        const { code, text, ownerId, due } = event.data;
        return [{ code, text, ...(ownerId !== undefined && { ownerId }), ...(due !== undefined && { due }) }];
      }),
    };
    const agreement = agreementId ?? scheduled?.data.agreementId ?? null;
    const state = held ? 'HELD' : cancelled ? 'CANCELLED' : 'SCHEDULED';
    return [[[meetingId, agreement, state, held?.effective.point ?? null, said.id, stableJson(details)]]];
  },
};
