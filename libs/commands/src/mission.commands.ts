import { CommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';

/** The mutation `recordMission`. */
export class RecordMission extends BusCommand<'recordMission'> {
  readonly name = 'recordMission';
}
@CommandHandler(RecordMission)
export class RecordMissionHandler extends BusCommandHandler<'recordMission'> {}

/** The handlers of the commands on a mission. */
export const MISSION_HANDLERS = [RecordMissionHandler];
