import { CommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';

/** The mutation `registerOrganization`. */
export class RegisterOrganization extends BusCommand<'registerOrganization'> {
  readonly name = 'registerOrganization';
}
@CommandHandler(RegisterOrganization)
export class RegisterOrganizationHandler extends BusCommandHandler<'registerOrganization'> {}

/** The mutation `addOrganizationAlias`. */
export class AddOrganizationAlias extends BusCommand<'addOrganizationAlias'> {
  readonly name = 'addOrganizationAlias';
}
@CommandHandler(AddOrganizationAlias)
export class AddOrganizationAliasHandler extends BusCommandHandler<'addOrganizationAlias'> {}

/** The mutation `addOrganizationIdentifier`. */
export class AddOrganizationIdentifier extends BusCommand<'addOrganizationIdentifier'> {
  readonly name = 'addOrganizationIdentifier';
}
@CommandHandler(AddOrganizationIdentifier)
export class AddOrganizationIdentifierHandler extends BusCommandHandler<'addOrganizationIdentifier'> {}

/** The mutation `renameOrganization`. */
export class RenameOrganization extends BusCommand<'renameOrganization'> {
  readonly name = 'renameOrganization';
}
@CommandHandler(RenameOrganization)
export class RenameOrganizationHandler extends BusCommandHandler<'renameOrganization'> {}

/** The mutation `recordOrganizationRelation`. */
export class RecordOrganizationRelation extends BusCommand<'recordOrganizationRelation'> {
  readonly name = 'recordOrganizationRelation';
}
@CommandHandler(RecordOrganizationRelation)
export class RecordOrganizationRelationHandler extends BusCommandHandler<'recordOrganizationRelation'> {}

/** The mutation `observeDesignation`. */
export class ObserveDesignation extends BusCommand<'observeDesignation'> {
  readonly name = 'observeDesignation';
}
@CommandHandler(ObserveDesignation)
export class ObserveDesignationHandler extends BusCommandHandler<'observeDesignation'> {}

/** The handlers of the commands on an organization. */
export const ORGANIZATION_HANDLERS = [
  RegisterOrganizationHandler,
  AddOrganizationAliasHandler,
  AddOrganizationIdentifierHandler,
  RenameOrganizationHandler,
  RecordOrganizationRelationHandler,
  ObserveDesignationHandler,
];
