import type { CommandInput, Text } from '../rules/decision.js';
import type { DateInput } from '../time/uncertain-date.js';
import type { Identifier } from './events.js';

/** A name as a caller gives it; `use` is OFFICIAL unless given. */
export interface OrganizationNameInput extends Text {
  readonly use?: string;
}

/** A relation as a caller gives it; the type is checked against those that the ledger knows. */
export interface RelationInput {
  readonly type: string;
  readonly organizationId: string;
}

/** The input of each command on an organisation, by the name of its mutation. Ids are folded to lower case before. */
export interface OrganizationCommandInputs {
  readonly registerOrganization: CommandInput & {
    readonly organizationId?: string;
    readonly names: readonly OrganizationNameInput[];
    readonly kind?: string;
    readonly jurisdiction?: string;
    readonly foundedOn?: DateInput;
    readonly identifiers?: readonly Identifier[];
    readonly relations?: readonly RelationInput[];
  };
  readonly addOrganizationAlias: CommandInput & {
    readonly organizationId: string;
    readonly alias: OrganizationNameInput;
  };
  readonly addOrganizationIdentifier: CommandInput & {
    readonly organizationId: string;
    readonly identifier: Identifier;
  };
  readonly renameOrganization: CommandInput & {
    readonly organizationId: string;
    readonly name: OrganizationNameInput;
  };
  readonly recordOrganizationRelation: CommandInput & {
    readonly organizationId: string;
    readonly relation: RelationInput;
  };
  readonly observeDesignation: CommandInput & {
    readonly organizationId: string;
    readonly designation: Text;
    readonly grantedBy?: Text;
  };
}

/** A command on an organisation: the mutation's name and its input. */
export type OrganizationCommand = {
  [N in keyof OrganizationCommandInputs]: { readonly name: N; readonly input: OrganizationCommandInputs[N] };
}[keyof OrganizationCommandInputs];
