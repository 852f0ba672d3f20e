import { CommandHandler } from '@nestjs/cqrs';
import { LedgerCommand, LedgerCommandHandler } from './ledger-command.js';

/** The mutation `depositSource`. */
export class DepositSource extends LedgerCommand<'depositSource'> {
  readonly name = 'depositSource';
}
@CommandHandler(DepositSource)
export class DepositSourceHandler extends LedgerCommandHandler<'depositSource'> {}

/** The handlers of the commands on a source. */
export const SOURCE_HANDLERS = [DepositSourceHandler];
