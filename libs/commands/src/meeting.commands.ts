import { CommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';

/** The mutation `scheduleMeeting`. */
export class ScheduleMeeting extends BusCommand<'scheduleMeeting'> {
  readonly name = 'scheduleMeeting';
}
@CommandHandler(ScheduleMeeting)
export class ScheduleMeetingHandler extends BusCommandHandler<'scheduleMeeting'> {}

/** The mutation `recordMeeting`. */
export class RecordMeeting extends BusCommand<'recordMeeting'> {
  readonly name = 'recordMeeting';
}
@CommandHandler(RecordMeeting)
export class RecordMeetingHandler extends BusCommandHandler<'recordMeeting'> {}

/** The mutation `cancelMeeting`. */
export class CancelMeeting extends BusCommand<'cancelMeeting'> {
  readonly name = 'cancelMeeting';
}
@CommandHandler(CancelMeeting)
export class CancelMeetingHandler extends BusCommandHandler<'cancelMeeting'> {}

/** The mutation `identifyActionTrack`. */
export class IdentifyActionTrack extends BusCommand<'identifyActionTrack'> {
  readonly name = 'identifyActionTrack';
}
@CommandHandler(IdentifyActionTrack)
export class IdentifyActionTrackHandler extends BusCommandHandler<'identifyActionTrack'> {}

/** The mutation `depositMinutes`. */
export class DepositMinutes extends BusCommand<'depositMinutes'> {
  readonly name = 'depositMinutes';
}
@CommandHandler(DepositMinutes)
export class DepositMinutesHandler extends BusCommandHandler<'depositMinutes'> {}

/** The handlers of the commands on a meeting. */
export const MEETING_HANDLERS = [
  ScheduleMeetingHandler,
  RecordMeetingHandler,
  CancelMeetingHandler,
  IdentifyActionTrackHandler,
  DepositMinutesHandler,
];
