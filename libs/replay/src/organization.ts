import type { Day } from './days.js';
import { ofType, textIn, textsIn, type Json, type LoggedEvent, type Shown } from './facts.js';
import { always, type Replayed, type Statement } from './statement.js';

interface Name {
  readonly text: string;
  readonly lang: string;
  readonly use: string;
}

/** A name, in the order of the log, and the event that brought it. */
interface Known {
  readonly name: Name;
  readonly by: LoggedEvent;
  /** An alias holds for ever; what a renaming brings, from its day. */
  readonly how: 'FIRST' | 'ALIAS' | 'RENAMING';
}

/** What the log says of an organisation. */
export function replayOrganization({ facts, annulled }: Shown): Replayed {
  const registration = ofType(facts, 'OrganizationRegistered')[0];
  const names = facts.flatMap(namesIn);
  return {
    statements: [
      ...(registration ? [organization(registration, facts, annulled)] : []),
      ...nameStatements(names),
      ...(annulled ? [] : linkStatements(facts)),
      ...mergerStatements(facts),
      ...relationStatements(facts),
    ],
    notReplayed: [],
  };
}

function organization(
  registration: LoggedEvent,
  facts: readonly LoggedEvent[],
  annulled: boolean,
): Statement {
  const { data } = registration;
  const listed = (data['identifiers'] ?? []) as readonly Json[];
  const added = ofType(facts, 'OrganizationIdentifierAdded').map((one) => one.data['identifier'] as Json);
  return always('organization', registration, {
    kind: textIn(registration, 'kind'),
    jurisdiction: textIn(registration, 'jurisdiction'),
    regions: textsIn(registration, 'regions'),
    'details.identifiers': [...listed, ...added],
    'details.foundedOn': data['foundedOn'] ?? null,
    'details.legalPersonality': data['legalPersonality'] ?? null,
    registered_by: registration.id,
    annulled,
  });
}

function namesIn(by: LoggedEvent): readonly Known[] {
  const { type, data } = by;
  if (type === 'OrganizationRegistered')
    return (data['names'] as unknown as readonly Name[]).map((name) => ({ name, by, how: 'FIRST' }));
  if (type === 'OrganizationAliasAdded')
    return [{ name: data['alias'] as unknown as Name, by, how: 'ALIAS' }];
  if (type === 'OrganizationRenamed') return [{ name: data['name'] as unknown as Name, by, how: 'RENAMING' }];
  return [];
}

/** A renaming ends the names of its use and primary language, from its day on. */
function nameStatements(names: readonly Known[]): readonly Statement[] {
  return names.flatMap((known, place): readonly Statement[] => {
    const from = known.how === 'RENAMING' ? known.by.effective.point : '-infinity';
    const ends = names.flatMap((other, otherPlace): readonly Day[] => {
      if (known.how === 'ALIAS' || other.how !== 'RENAMING' || other === known || !sameUse(other, known))
        return [];
      const day = other.by.effective.point;
      const comesAfter = known.how === 'FIRST' || day > from || (day === from && otherPlace > place);
      return comesAfter ? [day] : [];
    });
    const to = ends.toSorted()[0] ?? 'infinity';
    const { text, lang, use } = known.name;
    const values = { place, text, lang, use, event_id: known.by.id };
    return from === to ? [] : [{ table: 'organization_name', from, to, values, by: known.by.id }];
  });
}

function sameUse({ name: one }: Known, { name: other }: Known): boolean {
  const primary = (lang: string) => lang.toLowerCase().split('-', 1)[0];
  return one.use === other.use && primary(one.lang) === primary(other.lang);
}

function linkStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const linked = new Map<string, LoggedEvent>();
  for (const fact of ofType(facts, 'OrganizationsLinkedAsSame', 'OrganizationLinkSevered'))
    for (const id of textsIn(fact, 'sameIds'))
      if (fact.type === 'OrganizationsLinkedAsSame') linked.set(id, fact);
      else linked.delete(id);
  return [...linked].map(([same_id, by]) => always('organization_link', by, { same_id, event_id: by.id }));
}

function mergerStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  return ofType(facts, 'OrganizationsMerged')
    .flatMap((by) => textsIn(by, 'predecessorIds').map((predecessor_id) => ({ predecessor_id, by })))
    .map(({ predecessor_id, by }, place) => ({
      table: 'organization_merger',
      from: by.effective.point,
      to: 'infinity',
      values: { place, predecessor_id, event_id: by.id },
      by: by.id,
    }));
}

interface Relation {
  readonly type: string;
  readonly organizationId: string;
}

/** Of a type and other organisation the last: what a registration says holds from the beginning. */
function relationStatements(facts: readonly LoggedEvent[]): readonly Statement[] {
  const said = facts.flatMap((by) => {
    const { type, data, effective } = by;
    if (type === 'OrganizationRegistered')
      return relationsIn(data['relations'] ?? []).map((relation) => ({ by, from: '-infinity', relation }));
    if (type !== 'OrganizationRelationRecorded') return [];
    return relationsIn([data['relation'] ?? null]).map((relation) => ({
      by,
      from: effective.point,
      relation,
    }));
  });
  return said.flatMap(
    ({ by, from, relation: { type, organizationId: other } }, place): readonly Statement[] => {
      const ends = said.flatMap((one, index) => {
        const same = one.relation.type === type && one.relation.organizationId === other;
        return same && (one.from > from || (one.from === from && index > place)) ? [one.from] : [];
      });
      const to = ends.toSorted()[0] ?? 'infinity';
      const values = { place, type, other, event_id: by.id };
      return from === to ? [] : [{ table: 'organization_relation', from, to, values, by: by.id }];
    },
  );
}

function relationsIn(value: Json): readonly Relation[] {
  return value as unknown as readonly Relation[];
}
