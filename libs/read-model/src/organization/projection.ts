import {
  changesOf,
  DesignationObserved,
  foldIdentifier,
  foldName,
  isOf,
  linksIn,
  namesOn,
  nameSpans,
  nearKeys,
  OrganizationAliasAdded,
  OrganizationIdentifierAdded,
  OrganizationRegistered,
  OrganizationRelationRecorded,
  OrganizationRenamed,
  OrganizationsMerged,
  sameKeys,
  type DomainEvent,
  type NameKnown,
  type RelationType,
} from '@entente/domain';
import { shownOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { untilSaidAgain } from '../schema/said.js';
import { segments } from '../schema/segments.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import {
  ORGANIZATION,
  ORGANIZATION_DESIGNATION,
  ORGANIZATION_FOUND_BY,
  ORGANIZATION_LINK,
  ORGANIZATION_MERGER,
  ORGANIZATION_NAME,
  ORGANIZATION_RELATION,
} from './table.js';

/** The words of a name's key that the index of names holds: three of them, and no more characters than a b-tree takes. */
export function firstWords(key: string): string {
  return Array.from(key.split(' ', 3).join(' ')).slice(0, 200).join('');
}

/** From an organisation's history to its rows. */
export const organizationProjection = {
  kind: 'organization',
  tables: [
    ORGANIZATION,
    ORGANIZATION_NAME,
    ORGANIZATION_FOUND_BY,
    ORGANIZATION_RELATION,
    ORGANIZATION_DESIGNATION,
    ORGANIZATION_LINK,
    ORGANIZATION_MERGER,
  ],
  project(organizationId, history) {
    const { facts, annulled } = shownOf(history);
    const names = namesIn(facts);
    return [
      organizationRows(organizationId, facts, annulled),
      nameRows(organizationId, names, history),
      // Nobody finds by its name what is known no more.
      foundByRows(organizationId, annulled ? [] : names),
      relationRows(organizationId, facts),
      designationRows(organizationId, facts),
      // What it stands for is no more shown in its place where it is known no more.
      linkRows(organizationId, annulled ? [] : facts),
      mergerRows(organizationId, facts),
    ];
  },
} as const satisfies Projection;

function organizationRows(
  organizationId: string,
  facts: readonly DomainEvent[],
  annulled: boolean,
): TableRows {
  const registered = facts.find((fact) => isOf(OrganizationRegistered, fact));
  if (!registered) return rowsOf(ORGANIZATION, []);
  const { kind, jurisdiction, regions, legalPersonality, foundedOn, identifiers, names } = registered.data;
  const added = facts.filter((fact) => isOf(OrganizationIdentifierAdded, fact));
  const details = {
    ...(legalPersonality !== undefined && { legalPersonality }),
    ...(foundedOn && { foundedOn }),
    identifiers: [...(identifiers ?? []), ...added.map(({ data }) => data.identifier)],
  };
  return rowsOf(ORGANIZATION, [
    {
      organization_id: organizationId,
      kind: kind ?? null,
      jurisdiction: jurisdiction ?? null,
      regions: regions ?? [],
      details,
      identifier_values: details.identifiers.map((one) => foldIdentifier(one).value).toSorted(),
      registered_by: registered.id,
      first_name_key: foldName(names[0]?.text ?? '').slice(0, 200),
      annulled,
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

function relationRows(organizationId: string, facts: readonly DomainEvent[]): TableRows {
  const said = facts.flatMap((fact) => {
    const said = (
      relation: { readonly type: RelationType; readonly organizationId: string },
      from: string,
    ) => ({
      eventId: fact.id,
      from,
      key: `${relation.type} ${relation.organizationId}`,
      ...relation,
    });
    // What a registration says is knowledge, as the first name is: it holds on every day.
    if (isOf(OrganizationRegistered, fact))
      return (fact.data.relations ?? []).map((relation) => said(relation, '-infinity'));
    return isOf(OrganizationRelationRecorded, fact) ? [said(fact.data.relation, fact.effective.point)] : [];
  });
  return rowsOf(
    ORGANIZATION_RELATION,
    untilSaidAgain(said).map(({ eventId, place, type, organizationId: other, valid_from, valid_to }) => ({
      organization_id: organizationId,
      place,
      type,
      other,
      event_id: eventId,
      valid_from,
      valid_to,
    })),
  );
}

function designationRows(organizationId: string, facts: readonly DomainEvent[]): TableRows {
  const said = facts
    .filter((fact) => isOf(DesignationObserved, fact))
    .map(({ id, effective, data }) => ({
      eventId: id,
      from: effective.point,
      key: foldName(data.designation.text),
    }));
  return rowsOf(
    ORGANIZATION_DESIGNATION,
    untilSaidAgain(said).map(({ eventId, place, valid_from, valid_to }) => ({
      organization_id: organizationId,
      place,
      event_id: eventId,
      valid_from,
      valid_to,
    })),
  );
}

function linkRows(organizationId: string, facts: readonly DomainEvent[]): TableRows {
  return rowsOf(
    ORGANIZATION_LINK,
    linksIn(facts).map(({ id, by }) => ({ organization_id: organizationId, same_id: id, event_id: by.id })),
  );
}

function mergerRows(organizationId: string, facts: readonly DomainEvent[]): TableRows {
  const mergers = facts.filter((fact) => isOf(OrganizationsMerged, fact));
  const merged = mergers.flatMap((by) => by.data.predecessorIds.map((id) => ({ id, by })));
  return rowsOf(
    ORGANIZATION_MERGER,
    merged.flatMap(({ id, by: { id: eventId, effective } }, place) => {
      const { point, latest } = effective;
      return segments(latest === null ? [point] : [point, latest], (day) =>
        day < point
          ? null
          : {
              organization_id: organizationId,
              place,
              predecessor_id: id,
              certainty: latest === null || day < latest ? 'POSSIBLE' : 'CERTAIN',
              event_id: eventId,
            },
      );
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
