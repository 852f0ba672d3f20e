import { CommandHandler } from '@nestjs/cqrs';
import { LedgerCommand, LedgerCommandHandler } from './ledger-command.js';

/** The mutation `registerOrganization`. */
export class RegisterOrganization extends LedgerCommand<'registerOrganization'> {
  readonly name = 'registerOrganization';
}
@CommandHandler(RegisterOrganization)
export class RegisterOrganizationHandler extends LedgerCommandHandler<'registerOrganization'> {}

/** The mutation `addOrganizationAlias`. */
export class AddOrganizationAlias extends LedgerCommand<'addOrganizationAlias'> {
  readonly name = 'addOrganizationAlias';
}
@CommandHandler(AddOrganizationAlias)
export class AddOrganizationAliasHandler extends LedgerCommandHandler<'addOrganizationAlias'> {}

/** The mutation `addOrganizationIdentifier`. */
export class AddOrganizationIdentifier extends LedgerCommand<'addOrganizationIdentifier'> {
  readonly name = 'addOrganizationIdentifier';
}
@CommandHandler(AddOrganizationIdentifier)
export class AddOrganizationIdentifierHandler extends LedgerCommandHandler<'addOrganizationIdentifier'> {}

/** The mutation `renameOrganization`. */
export class RenameOrganization extends LedgerCommand<'renameOrganization'> {
  readonly name = 'renameOrganization';
}
@CommandHandler(RenameOrganization)
export class RenameOrganizationHandler extends LedgerCommandHandler<'renameOrganization'> {}

/** The mutation `recordOrganizationRelation`. */
export class RecordOrganizationRelation extends LedgerCommand<'recordOrganizationRelation'> {
  readonly name = 'recordOrganizationRelation';
}
@CommandHandler(RecordOrganizationRelation)
export class RecordOrganizationRelationHandler extends LedgerCommandHandler<'recordOrganizationRelation'> {}

/** The mutation `observeDesignation`. */
export class ObserveDesignation extends LedgerCommand<'observeDesignation'> {
  readonly name = 'observeDesignation';
}
@CommandHandler(ObserveDesignation)
export class ObserveDesignationHandler extends LedgerCommandHandler<'observeDesignation'> {}

/** The handlers of the commands on an organization. */
export const ORGANIZATION_HANDLERS = [
  RegisterOrganizationHandler,
  AddOrganizationAliasHandler,
  AddOrganizationIdentifierHandler,
  RenameOrganizationHandler,
  RecordOrganizationRelationHandler,
  ObserveDesignationHandler,
];
