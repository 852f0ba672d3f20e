import { checkEvidence, checkExistence, checkShape, readActDates } from '../rules/act.js';
import { accept, refuse, type Decision, type DecisionContext, type Reference } from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import type { PersonCommand, PersonCommandInputs } from './commands.js';
import type { PersonDraft, PersonEvent } from './events.js';

type PersonDecision = Decision<PersonDraft>;
type Inputs = PersonCommandInputs;

/** What a command on a person refers to elsewhere, its evidence apart. */
export function personReferences(command: PersonCommand): readonly Reference[] {
  switch (command.name) {
    case 'registerPerson':
      return [];
    case 'observeRole': {
      const { organizationId } = command.input;
      return organizationId === undefined
        ? []
        : [{ kind: 'organization', id: organizationId, field: 'organizationId' }];
    }
    default:
      return command satisfies never;
  }
}

/** Decides a command on a person from what the person's stream has recorded. */
export function decidePerson(
  events: readonly PersonEvent[],
  command: PersonCommand,
  context: DecisionContext,
): PersonDecision {
  const shape = checkShape(command.input, { displayName: 'NAME_REQUIRED' });
  if (shape) return shape;
  switch (command.name) {
    case 'registerPerson':
      return registerPerson(events, command.input, context);
    case 'observeRole':
      return observeRole(events, command.input, context);
    default:
      return command satisfies never;
  }
}

function registerPerson(
  events: readonly PersonEvent[],
  input: Inputs['registerPerson'],
  context: DecisionContext,
): PersonDecision {
  const personId = input.personId ?? context.newId;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { displayName } = input;
  const refused =
    (events.length > 0 ? refuse('PERSON_ALREADY_EXISTS', 'personId', { id: personId }) : null) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent('PersonRegistered', dates, { personId }, [
      { pointer: '/data/displayName', value: displayName, personId },
    ]),
  ]);
}

function observeRole(
  events: readonly PersonEvent[],
  input: Inputs['observeRole'],
  context: DecisionContext,
): PersonDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { personId, organizationId, title, current } = input;
  const known = events.some((event) => event.type === 'PersonRegistered');
  const refused =
    (known ? null : refuse('PERSON_NOT_FOUND', 'personId', { id: personId })) ??
    checkExistence(personReferences({ name: 'observeRole', input }), context) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent('RoleObserved', dates, {
      personId,
      ...(organizationId !== undefined && { organizationId }),
      ...(title && { title }),
      current,
    }),
  ]);
}
