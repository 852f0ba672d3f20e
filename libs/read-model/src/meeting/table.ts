import type { Day, EventData, Text, UncertainDate } from '@entente/domain';
import { day, json, orNull, text, timelessTable, uuid } from '../schema/table.js';

/** The details of a meeting as the read model keeps them. */
export interface MeetingDetails {
  readonly title?: readonly Text[];
  readonly place?: string;
  readonly hostOrganizationId?: string;
  readonly ordinal?: number;
  readonly attendance: EventData['MeetingHeld']['attendance'];
  readonly guests: NonNullable<EventData['MeetingHeld']['guests']>;
  readonly actionTracks: readonly {
    readonly code: string;
    readonly text: readonly Text[];
    readonly ownerId?: string;
    readonly due?: Day;
  }[];
}

/** A meeting as its last event leaves it; `held_day` is null while it is only scheduled, or cancelled. */
export const MEETING = timelessTable(
  'meeting',
  {
    meeting_id: text(),
    agreement_id: orNull(text()),
    state: text<'SCHEDULED' | 'HELD' | 'CANCELLED'>(),
    held_day: orNull(day()),
    held: orNull(json<UncertainDate>()),
    /** The event that says when: held, else scheduled. */
    event_id: uuid(),
    details: json<MeetingDetails>(),
  },
  ['(agreement_id, held_day, meeting_id)', '(held_day, meeting_id)'],
);
