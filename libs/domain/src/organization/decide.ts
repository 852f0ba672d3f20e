import {
  checkEvidence,
  checkExistence,
  checkShape,
  readActDates,
  readDate,
  type ActDates,
} from '../rules/act.js';
import {
  accept,
  refuse,
  type Confidential,
  type Decision,
  type DecisionContext,
  type Reference,
  type Refusal,
} from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import { Policies } from '../rules/policies.js';
import type {
  OrganizationCommand,
  OrganizationCommandInputs,
  OrganizationNameInput,
  RelationInput,
} from './commands.js';
import {
  RELATION_TYPES,
  type Identifier,
  type OrganizationDraft,
  type OrganizationEvent,
  type OrganizationEventData,
  type OrganizationEventType,
  type OrganizationName,
  type Relation,
} from './events.js';

type OrganizationDecision = Decision<OrganizationDraft>;
type Inputs = OrganizationCommandInputs;

/** What a command on an organisation refers to elsewhere, its evidence apart. */
export function organizationReferences(command: OrganizationCommand): readonly Reference[] {
  const other = (id: string, field: string): Reference => ({ kind: 'organization', id, field });
  switch (command.name) {
    case 'registerOrganization':
      return (command.input.relations ?? []).map(({ organizationId }, index) =>
        other(organizationId, `relations.${index}.organizationId`),
      );
    case 'recordOrganizationRelation':
      return [other(command.input.relation.organizationId, 'relation.organizationId')];
    case 'addOrganizationAlias':
    case 'addOrganizationIdentifier':
    case 'renameOrganization':
    case 'observeDesignation':
      return [];
    default:
      return command satisfies never;
  }
}

/** Decides a command on an organisation from what its stream has recorded. */
export function decideOrganization(
  events: readonly OrganizationEvent[],
  command: OrganizationCommand,
  context: DecisionContext,
): OrganizationDecision {
  const shape = checkShape(command.input, {
    names: 'NAME_REQUIRED',
    alias: 'NAME_REQUIRED',
    name: 'NAME_REQUIRED',
  });
  if (shape) return shape;
  switch (command.name) {
    case 'registerOrganization':
      return registerOrganization(events, command.input, context);
    case 'addOrganizationAlias':
      return addOrganizationAlias(events, command.input, context);
    case 'addOrganizationIdentifier':
      return addOrganizationIdentifier(events, command.input, context);
    case 'renameOrganization':
      return renameOrganization(events, command.input, context);
    case 'recordOrganizationRelation':
      return recordOrganizationRelation(events, command.input, context);
    case 'observeDesignation':
      return observeDesignation(events, command.input, context);
    default:
      return command satisfies never;
  }
}

function draft<T extends OrganizationEventType>(
  type: T,
  dates: Pick<ActDates, 'occurred' | 'effective' | 'confidential'>,
  data: OrganizationEventData[T],
  confidential: readonly Confidential[] = [],
) {
  return draftEvent(type, dates, data, confidential);
}

function notRegistered(events: readonly OrganizationEvent[], id: string): Refusal | null {
  return events.some((event) => event.type === 'OrganizationRegistered')
    ? null
    : refuse('ORGANIZATION_NOT_FOUND', 'organizationId', { id });
}

function named({ text, lang, use }: OrganizationNameInput): OrganizationName {
  return { text, lang, use: use ?? 'OFFICIAL' };
}

function isSameIdentifier(a: Identifier, b: Identifier): boolean {
  return a.scheme === b.scheme && a.value === b.value;
}

/** Every name that the stream has recorded, whatever its use. */
function namesOf(events: readonly OrganizationEvent[]): readonly OrganizationName[] {
  return events.flatMap((event): readonly OrganizationName[] => {
    switch (event.type) {
      case 'OrganizationRegistered':
        return event.data.names;
      case 'OrganizationAliasAdded':
        return [event.data.alias];
      case 'OrganizationRenamed':
        return [event.data.name];
      default:
        return [];
    }
  });
}

function identifiersOf(events: readonly OrganizationEvent[]): readonly Identifier[] {
  return events.flatMap((event): readonly Identifier[] => {
    switch (event.type) {
      case 'OrganizationRegistered':
        return event.data.identifiers ?? [];
      case 'OrganizationIdentifierAdded':
        return [event.data.identifier];
      default:
        return [];
    }
  });
}

/** The relation when its type is known and it leads to another organisation, else the refusal. */
function readRelation(input: RelationInput, field: string, organizationId: string): Relation | Refusal {
  const type = RELATION_TYPES.find((known) => known === input.type);
  if (!type)
    return refuse('VALIDATION_FAILED', `${field}.type`, {
      problem: 'NOT_ONE_OF',
      words: RELATION_TYPES,
    });
  if (input.organizationId === organizationId)
    return refuse('VALIDATION_FAILED', `${field}.organizationId`, {
      problem: 'RELATION_TO_ITSELF',
    });
  return { type, organizationId: input.organizationId };
}

function registerOrganization(
  events: readonly OrganizationEvent[],
  input: Inputs['registerOrganization'],
  context: DecisionContext,
): OrganizationDecision {
  const organizationId = input.organizationId ?? context.newId;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  if (input.names.length === 0) return refuse('NAME_REQUIRED', 'names');
  const founded = input.foundedOn ? readDate(input.foundedOn, 'foundedOn', '/data/foundedOn') : null;
  if (founded?.refused) return founded;
  const identifiers = input.identifiers ?? [];
  const repeated = identifiers.findIndex((one, index) =>
    identifiers.slice(0, index).some((earlier) => isSameIdentifier(earlier, one)),
  );
  if (repeated >= 0)
    return refuse('VALIDATION_FAILED', `identifiers.${repeated}`, {
      problem: 'IDENTIFIER_REPEATED',
    });
  const relations: Relation[] = [];
  for (const [index, given] of (input.relations ?? []).entries()) {
    const relation = readRelation(given, `relations.${index}`, organizationId);
    if ('refused' in relation) return relation;
    relations.push(relation);
  }
  const policies = new Policies(input);
  const refused =
    checkExistence(organizationReferences({ name: 'registerOrganization', input }), context) ??
    (events.length > 0
      ? refuse('ORGANIZATION_ALREADY_EXISTS', 'organizationId', { id: organizationId })
      : null) ??
    firstTaken(identifiers, context) ??
    suspectedDuplicate(organizationId, policies, context) ??
    dates.late ??
    founded?.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  const registered = draft(
    'OrganizationRegistered',
    dates,
    {
      organizationId,
      names: input.names.map(named),
      ...(input.kind !== undefined && { kind: input.kind }),
      ...(input.jurisdiction !== undefined && { jurisdiction: input.jurisdiction }),
      ...(founded && { foundedOn: founded.date }),
      ...(input.identifiers && { identifiers }),
      ...(input.relations && { relations }),
    },
    founded?.confidential,
  );
  return accept([registered], policies);
}

function firstTaken(identifiers: readonly Identifier[], context: DecisionContext): Refusal | null {
  for (const [index, { scheme, value }] of identifiers.entries())
    if (context.takenIdentifiers.some((taken) => isSameIdentifier(taken, { scheme, value })))
      return refuse('IDENTIFIER_TAKEN', `identifiers.${index}`, { scheme, value });
  return null;
}

function suspectedDuplicate(
  organizationId: string,
  policies: Policies,
  context: DecisionContext,
): Refusal | null {
  const similar = context.similarNames.filter((known) => known.organizationId !== organizationId);
  if (similar.length === 0) return null;
  return policies.check('ORGANIZATION_DUPLICATE_SUSPECTED', 'names', {
    organizationIds: [...new Set(similar.map((known) => known.organizationId))],
    names: [...new Set(similar.map((known) => known.name))],
  });
}

function addOrganizationAlias(
  events: readonly OrganizationEvent[],
  input: Inputs['addOrganizationAlias'],
  context: DecisionContext,
): OrganizationDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { organizationId } = input;
  const alias = named(input.alias);
  const known = namesOf(events).some((name) => name.text === alias.text && name.lang === alias.lang);
  const refused =
    notRegistered(events, organizationId) ??
    (known ? refuse('ALIAS_ALREADY_KNOWN', 'alias', { text: alias.text, lang: alias.lang }) : null) ??
    dates.late ??
    checkEvidence(input, context);
  return refused ?? accept([draft('OrganizationAliasAdded', dates, { organizationId, alias })]);
}

function addOrganizationIdentifier(
  events: readonly OrganizationEvent[],
  input: Inputs['addOrganizationIdentifier'],
  context: DecisionContext,
): OrganizationDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { organizationId } = input;
  const { scheme, value } = input.identifier;
  const taken = [...context.takenIdentifiers, ...identifiersOf(events)];
  const refused =
    notRegistered(events, organizationId) ??
    (taken.some((one) => isSameIdentifier(one, { scheme, value }))
      ? refuse('IDENTIFIER_TAKEN', 'identifier', { scheme, value })
      : null) ??
    dates.late ??
    checkEvidence(input, context);
  return (
    refused ??
    accept([draft('OrganizationIdentifierAdded', dates, { organizationId, identifier: { scheme, value } })])
  );
}

function renameOrganization(
  events: readonly OrganizationEvent[],
  input: Inputs['renameOrganization'],
  context: DecisionContext,
): OrganizationDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { organizationId } = input;
  const name = named(input.name);
  const refused = notRegistered(events, organizationId) ?? dates.late ?? checkEvidence(input, context);
  return refused ?? accept([draft('OrganizationRenamed', dates, { organizationId, name })]);
}

function recordOrganizationRelation(
  events: readonly OrganizationEvent[],
  input: Inputs['recordOrganizationRelation'],
  context: DecisionContext,
): OrganizationDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { organizationId } = input;
  const relation = readRelation(input.relation, 'relation', organizationId);
  if ('refused' in relation) return relation;
  const refused =
    notRegistered(events, organizationId) ??
    checkExistence(organizationReferences({ name: 'recordOrganizationRelation', input }), context) ??
    dates.late ??
    checkEvidence(input, context);
  return refused ?? accept([draft('OrganizationRelationRecorded', dates, { organizationId, relation })]);
}

function observeDesignation(
  events: readonly OrganizationEvent[],
  input: Inputs['observeDesignation'],
  context: DecisionContext,
): OrganizationDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { organizationId, designation, grantedBy } = input;
  const refused = notRegistered(events, organizationId) ?? dates.late ?? checkEvidence(input, context);
  return (
    refused ??
    accept([
      draft('DesignationObserved', dates, { organizationId, designation, ...(grantedBy && { grantedBy }) }),
    ])
  );
}
