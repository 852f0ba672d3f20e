import {
  changesOf,
  foldName,
  isOf,
  namesOn,
  nameSpans,
  nearKeys,
  OrganizationAliasAdded,
  OrganizationIdentifierAdded,
  OrganizationRegistered,
  OrganizationRenamed,
  sameKeys,
  type DomainEvent,
  type NameKnown,
} from '@entente/domain';
import { factsOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { segments } from '../schema/segments.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { ORGANIZATION, ORGANIZATION_FOUND_BY, ORGANIZATION_NAME } from './table.js';

/** The words of a name's key that the index of names holds: three of them, and no more characters than a b-tree takes. */
export function firstWords(key: string): string {
  return Array.from(key.split(' ', 3).join(' ')).slice(0, 200).join('');
}

/** From an organisation's history to its rows. */
export const organizationProjection = {
  kind: 'organization',
  tables: [ORGANIZATION, ORGANIZATION_NAME, ORGANIZATION_FOUND_BY],
  project(organizationId, history) {
    const facts = factsOf(history);
    const names = namesIn(facts);
    return [
      organizationRows(organizationId, facts),
      nameRows(organizationId, names, history),
      foundByRows(organizationId, names),
    ];
  },
} as const satisfies Projection;

function organizationRows(organizationId: string, facts: readonly DomainEvent[]): TableRows {
  const registered = facts.find((fact) => isOf(OrganizationRegistered, fact));
  if (!registered) return rowsOf(ORGANIZATION, []);
  const { kind, jurisdiction, foundedOn, identifiers, names } = registered.data;
  const added = facts.filter((fact) => isOf(OrganizationIdentifierAdded, fact));
  const details = {
    ...(jurisdiction !== undefined && { jurisdiction }),
    ...(foundedOn && { foundedOn }),
    identifiers: [...(identifiers ?? []), ...added.map(({ data }) => data.identifier)],
  };
  return rowsOf(ORGANIZATION, [
    {
      organization_id: organizationId,
      kind: kind ?? null,
      details,
      registered_by: registered.id,
      first_name_key: foldName(names[0]?.text ?? '').slice(0, 200),
    },
  ]);
}

/** A name, what it came with, and the event that brought it. */
interface NamedBy extends NameKnown {
  readonly eventId: string;
}

/** Every name in the order of the log: what it came with, and from which day a renaming made it the name. */
function namesIn(facts: readonly DomainEvent[]): readonly NamedBy[] {
  return facts.flatMap((fact): readonly NamedBy[] => {
    if (isOf(OrganizationRegistered, fact))
      return fact.data.names.map((name) => ({ name, by: 'FIRST', effective: null, eventId: fact.id }));
    if (isOf(OrganizationAliasAdded, fact))
      return [{ name: fact.data.alias, by: 'ALIAS', effective: null, eventId: fact.id }];
    if (isOf(OrganizationRenamed, fact))
      return [{ name: fact.data.name, by: 'RENAMING', effective: fact.effective, eventId: fact.id }];
    return [];
  });
}

function nameRows(
  organizationId: string,
  names: readonly NamedBy[],
  history: readonly RecordedEvent[],
): TableRows {
  const positions = new Map(history.map(({ envelope, position }) => [envelope.id, position.commit]));
  const spans = nameSpans(names);
  return rowsOf(
    ORGANIZATION_NAME,
    spans.flatMap((span, place) => {
      const known = names[place] as NamedBy;
      return segments(changesOf(span), (day) => {
        const [on] = namesOn([span], day);
        return on
          ? {
              organization_id: organizationId,
              place,
              text: known.name.text,
              lang: known.name.lang,
              use: known.name.use,
              certainty: on.certainty,
              event_id: known.eventId,
              given_at: positions.get(known.eventId) ?? 0n,
              renamed_on: known.effective?.point ?? null,
            }
          : null;
      });
    }),
  );
}

function foundByRows(organizationId: string, names: readonly NamedBy[]): TableRows {
  return rowsOf(
    ORGANIZATION_FOUND_BY,
    names.map(({ name: { text } }, place) => {
      const key = foldName(text);
      return {
        organization_id: organizationId,
        place,
        text,
        name_key: key,
        first_words: firstWords(key),
        search: ` ${key}`,
        same_keys: sameKeys(text),
        near_keys: nearKeys(text).kept,
      };
    }),
  );
}
