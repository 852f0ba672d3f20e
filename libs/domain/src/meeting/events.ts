import type { DraftEvent, PastEvent, Text } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import type { UncertainDate } from '../time/uncertain-date.js';

/** An organisation that attended, and as what: SIGNATORY, PROSPECTIVE … */
export interface Attendance {
  readonly organizationId: string;
  readonly capacity?: string;
}

/** A person who attended, and as what: SPEAKER, OBSERVER … */
export interface Guest {
  readonly personId: string;
  readonly capacity?: string;
}

/** The clear data of each event of a meeting's stream, by its stored type. Reasons and minutes are sealed. */
export interface MeetingEventData {
  readonly MeetingScheduled: {
    readonly meetingId: string;
    readonly agreementId?: string;
    readonly scheduledFor: UncertainDate;
    readonly title?: readonly Text[];
    readonly place?: string;
    readonly hostOrganizationId?: string;
  };
  readonly MeetingHeld: {
    readonly meetingId: string;
    readonly agreementId?: string;
    readonly title?: readonly Text[];
    readonly ordinal?: number;
    readonly place?: string;
    readonly hostOrganizationId?: string;
    readonly attendance: readonly Attendance[];
    readonly guests?: readonly Guest[];
  };
  readonly MeetingCancelled: { readonly meetingId: string };
  readonly ActionTrackIdentified: {
    readonly meetingId: string;
    readonly code: string;
    readonly text: readonly Text[];
    readonly ownerId?: string;
    readonly due?: Day;
  };
  readonly MinutesDeposited: {
    readonly meetingId: string;
    readonly docHash: string;
    readonly lang: string;
    readonly pages?: number;
  };
}

export type MeetingEventType = keyof MeetingEventData;

/** An event of a meeting as a decider makes it. */
export type MeetingDraft = { [T in MeetingEventType]: DraftEvent<T, MeetingEventData[T]> }[MeetingEventType];

/** An event of a meeting as it was recorded. */
export type MeetingEvent = { [T in MeetingEventType]: PastEvent<T, MeetingEventData[T]> }[MeetingEventType];
