import { CommandHandler } from '@nestjs/cqrs';
import { LedgerCommand, LedgerCommandHandler } from './ledger-command.js';

/** The mutation `registerPerson`. */
export class RegisterPerson extends LedgerCommand<'registerPerson'> {
  readonly name = 'registerPerson';
}
@CommandHandler(RegisterPerson)
export class RegisterPersonHandler extends LedgerCommandHandler<'registerPerson'> {}

/** The mutation `observeRole`. */
export class ObserveRole extends LedgerCommand<'observeRole'> {
  readonly name = 'observeRole';
}
@CommandHandler(ObserveRole)
export class ObserveRoleHandler extends LedgerCommandHandler<'observeRole'> {}

/** The handlers of the commands on a person. */
export const PERSON_HANDLERS = [RegisterPersonHandler, ObserveRoleHandler];
