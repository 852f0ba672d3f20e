import type { CommandInput, Text } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import type { DateInput } from '../time/uncertain-date.js';
import type { Attendance, Guest } from './events.js';

/** The input of each command on a meeting, by the name of its mutation. Ids are folded to lower case before. */
export interface MeetingCommandInputs {
  readonly scheduleMeeting: CommandInput & {
    readonly meetingId?: string;
    readonly agreementId?: string;
    /** When it is to be held; may lie in the future. */
    readonly scheduledFor: DateInput;
    readonly title?: readonly Text[];
    readonly place?: string;
    readonly hostOrganizationId?: string;
  };
  readonly recordMeeting: CommandInput & {
    readonly meetingId?: string;
    readonly agreementId?: string;
    readonly title?: readonly Text[];
    readonly ordinal?: number;
    readonly place?: string;
    readonly hostOrganizationId?: string;
    readonly attendance: readonly Attendance[];
    readonly guests?: readonly Guest[];
  };
  readonly cancelMeeting: CommandInput & { readonly meetingId: string; readonly reason?: string };
  readonly identifyActionTrack: CommandInput & {
    readonly meetingId: string;
    readonly code: string;
    readonly text: readonly Text[];
    readonly ownerId?: string;
    readonly due?: Day;
  };
  readonly depositMinutes: CommandInput & {
    readonly meetingId: string;
    readonly docHash: string;
    readonly lang: string;
    readonly pages?: number;
    readonly text?: string;
  };
}

/** A command on a meeting: the mutation's name and its input. */
export type MeetingCommand = {
  [N in keyof MeetingCommandInputs]: { readonly name: N; readonly input: MeetingCommandInputs[N] };
}[keyof MeetingCommandInputs];
