import { CommandHandler } from '@nestjs/cqrs';
import { LedgerCommand, LedgerCommandHandler } from './ledger-command.js';

/** The mutation `scheduleMeeting`. */
export class ScheduleMeeting extends LedgerCommand<'scheduleMeeting'> {
  readonly name = 'scheduleMeeting';
}
@CommandHandler(ScheduleMeeting)
export class ScheduleMeetingHandler extends LedgerCommandHandler<'scheduleMeeting'> {}

/** The mutation `recordMeeting`. */
export class RecordMeeting extends LedgerCommand<'recordMeeting'> {
  readonly name = 'recordMeeting';
}
@CommandHandler(RecordMeeting)
export class RecordMeetingHandler extends LedgerCommandHandler<'recordMeeting'> {}

/** The mutation `cancelMeeting`. */
export class CancelMeeting extends LedgerCommand<'cancelMeeting'> {
  readonly name = 'cancelMeeting';
}
@CommandHandler(CancelMeeting)
export class CancelMeetingHandler extends LedgerCommandHandler<'cancelMeeting'> {}

/** The mutation `identifyActionTrack`. */
export class IdentifyActionTrack extends LedgerCommand<'identifyActionTrack'> {
  readonly name = 'identifyActionTrack';
}
@CommandHandler(IdentifyActionTrack)
export class IdentifyActionTrackHandler extends LedgerCommandHandler<'identifyActionTrack'> {}

/** The mutation `depositMinutes`. */
export class DepositMinutes extends LedgerCommand<'depositMinutes'> {
  readonly name = 'depositMinutes';
}
@CommandHandler(DepositMinutes)
export class DepositMinutesHandler extends LedgerCommandHandler<'depositMinutes'> {}

/** The handlers of the commands on a meeting. */
export const MEETING_HANDLERS = [
  ScheduleMeetingHandler,
  RecordMeetingHandler,
  CancelMeetingHandler,
  IdentifyActionTrackHandler,
  DepositMinutesHandler,
];
