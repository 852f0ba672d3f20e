import { CommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';

/** The mutation `depositSource`. */
export class DepositSource extends BusCommand<'depositSource'> {
  readonly name = 'depositSource';
}
@CommandHandler(DepositSource)
export class DepositSourceHandler extends BusCommandHandler<'depositSource'> {}

/** The handlers of the commands on a source. */
export const SOURCE_HANDLERS = [DepositSourceHandler];
