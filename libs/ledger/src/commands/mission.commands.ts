import { CommandHandler } from '@nestjs/cqrs';
import { LedgerCommand, LedgerCommandHandler } from './ledger-command.js';

/** The mutation `recordMission`. */
export class RecordMission extends LedgerCommand<'recordMission'> {
  readonly name = 'recordMission';
}
@CommandHandler(RecordMission)
export class RecordMissionHandler extends LedgerCommandHandler<'recordMission'> {}

/** The handlers of the commands on a mission. */
export const MISSION_HANDLERS = [RecordMissionHandler];
