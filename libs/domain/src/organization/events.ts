import type { DraftEvent, PastEvent, Text } from '../rules/decision.js';
import type { UncertainDate } from '../time/uncertain-date.js';

/** A name of an organisation; `use` tells what for: OFFICIAL, OFFICIAL_TRANSLATION, ACRONYM, VARIANT … */
export interface OrganizationName extends Text {
  readonly use: string;
}

/** An identifier in a register kept by others, such as an enterprise number; unique in the ledger for ever. */
export interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

/** How an organisation stands to another: a section or a unit of it, hosted by it, or acting for it. */
export type RelationType = 'SECTION_OF' | 'UNIT_OF' | 'HOSTED_BY' | 'MANDATARY_OF';
export const RELATION_TYPES: readonly RelationType[] = ['SECTION_OF', 'UNIT_OF', 'HOSTED_BY', 'MANDATARY_OF'];

/** A relation as it is recorded; `organizationId` is the other organisation. */
export interface Relation {
  readonly type: RelationType;
  readonly organizationId: string;
}

/** The clear data of each event of an organisation's stream, by its stored type. */
export interface OrganizationEventData {
  readonly OrganizationRegistered: {
    readonly organizationId: string;
    readonly names: readonly OrganizationName[];
    readonly kind?: string;
    readonly jurisdiction?: string;
    readonly foundedOn?: UncertainDate;
    readonly identifiers?: readonly Identifier[];
    readonly relations?: readonly Relation[];
  };
  readonly OrganizationAliasAdded: { readonly organizationId: string; readonly alias: OrganizationName };
  readonly OrganizationIdentifierAdded: { readonly organizationId: string; readonly identifier: Identifier };
  readonly OrganizationRenamed: { readonly organizationId: string; readonly name: OrganizationName };
  readonly OrganizationRelationRecorded: { readonly organizationId: string; readonly relation: Relation };
  readonly DesignationObserved: {
    readonly organizationId: string;
    readonly designation: Text;
    readonly grantedBy?: Text;
  };
}

export type OrganizationEventType = keyof OrganizationEventData;

/** An event of an organisation as a decider makes it. */
export type OrganizationDraft = {
  [T in OrganizationEventType]: DraftEvent<T, OrganizationEventData[T]>;
}[OrganizationEventType];

/** An event of an organisation as it was recorded. */
export type OrganizationEvent = {
  [T in OrganizationEventType]: PastEvent<T, OrganizationEventData[T]>;
}[OrganizationEventType];
