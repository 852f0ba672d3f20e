import type { Day, EventData, Text, UncertainDate } from '@entente/domain';
import { day, json, orNull, text, timelessTable, uuid, uuids, yes } from '../schema/table.js';

/** What the record of a meeting says, as the read model keeps it; of one that was only scheduled, what that says. */
export interface MeetingDetails extends Omit<
  EventData['MeetingHeld'],
  'meetingId' | 'agreementId' | 'guests'
> {
  readonly guests: NonNullable<EventData['MeetingHeld']['guests']>;
  readonly actionTracks: readonly {
    readonly code: string;
    readonly text: readonly Text[];
    readonly ownerId?: string;
    readonly due?: Day;
  }[];
}

/** What had become of a meeting on a day. */
export type MeetingState = 'SCHEDULED' | 'HELD' | 'CANCELLED';

/** A meeting as its events leave it: the day on which it was held, for which it is scheduled, on which it was cancelled. */
export const MEETING = timelessTable(
  'meeting',
  {
    meeting_id: text(),
    agreement_id: orNull(text()),
    held_day: orNull(day()),
    held: orNull(json<UncertainDate>()),
    scheduled_day: orNull(day()),
    scheduled_for: orNull(json<UncertainDate>()),
    scheduled_by: orNull(uuid()),
    cancelled_day: orNull(day()),
    /** The event that says what it was about: held, else scheduled. */
    event_id: uuid(),
    /** The events that deposited its minutes. */
    minutes: uuids(),
    details: json<MeetingDetails>(),
    /** Folded words of its id, titles and place, each after a space. */
    search: text(),
    /** Its first record is annulled: it is shown only where others name it. */
    annulled: yes(),
  },
  [
    '(agreement_id, held_day, meeting_id)',
    '(held_day, meeting_id)',
    '(scheduled_day, meeting_id)',
    'using gin (search public.gin_trgm_ops)',
  ],
);
