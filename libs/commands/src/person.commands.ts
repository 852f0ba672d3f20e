import { CommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';

/** The mutation `registerPerson`. */
export class RegisterPerson extends BusCommand<'registerPerson'> {
  readonly name = 'registerPerson';
}
@CommandHandler(RegisterPerson)
export class RegisterPersonHandler extends BusCommandHandler<'registerPerson'> {}

/** The mutation `observeRole`. */
export class ObserveRole extends BusCommand<'observeRole'> {
  readonly name = 'observeRole';
}
@CommandHandler(ObserveRole)
export class ObserveRoleHandler extends BusCommandHandler<'observeRole'> {}

/** The handlers of the commands on a person. */
export const PERSON_HANDLERS = [RegisterPersonHandler, ObserveRoleHandler];
