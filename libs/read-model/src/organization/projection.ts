import {
  addDays,
  normalizeName,
  type Day,
  type OrganizationEvent,
  type OrganizationName,
} from '@entente/domain';
import { pastEventOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { bitemporalTable, rowsBySegment, stableJson, type Row } from '../schema/bitemporal.js';

/** What is known of an organisation besides its names. */
export const ORGANIZATION = bitemporalTable(
  'organization',
  { organization_id: 'text', kind: 'text', details: 'json', registered_by: 'uuid', first_name_key: 'text' },
  { timeless: true, indexes: ['(first_name_key, organization_id)'] },
);

/** The words of a name's key that the index of names holds: three of them, and no more characters than a b-tree takes. */
export function firstWords(key: string): string {
  return Array.from(key.split(' ', 3).join(' ')).slice(0, 200).join('');
}

/**
 * Its names; only a renaming splits valid time. `name_key` is the name without accents, case and punctuation; it may be longer
 * than a b-tree takes, so that names are looked up by `first_words`. `renamed_on` is the day of the renaming that a name came
 * with; null for a name of the registration and for an alias.
 */
export const ORGANIZATION_NAME = bitemporalTable(
  'organization_name',
  {
    organization_id: 'text',
    place: 'int',
    text: 'text',
    lang: 'text',
    use: 'text',
    name_key: 'text',
    first_words: 'text',
    event_id: 'uuid',
    renamed_on: 'date',
  },
  { indexes: ['(first_words)', 'using gin (name_key public.gin_trgm_ops)'] },
);

interface KnownName extends OrganizationName {
  readonly event: RecordedEvent;
  /** An alias is knowledge, which holds on every day; only the names it was registered or renamed with end. */
  readonly alias: boolean;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** From an organisation's history to its rows. */
export const organizationProjection: Projection = {
  prefix: 'organization-',
  tables: [ORGANIZATION, ORGANIZATION_NAME],
  rowsOf(organizationId, history) {
    const events = history.map(({ envelope }) => pastEventOf(envelope) as OrganizationEvent);
    return [organizationRows(organizationId, events), nameRows(organizationId, history, events)];
  },
};

function organizationRows(organizationId: string, events: readonly OrganizationEvent[]): readonly Row[] {
  const registered = events.find((event) => event.type === 'OrganizationRegistered');
  if (!registered) return [];
  const { kind, jurisdiction, foundedOn, identifiers, names } = registered.data;
  const details = {
    ...(jurisdiction !== undefined && { jurisdiction }),
    ...(foundedOn && { foundedOn }),
    identifiers: [
      ...(identifiers ?? []),
      ...events.flatMap((e) => (e.type === 'OrganizationIdentifierAdded' ? [e.data.identifier] : [])),
    ],
  };
  const key = normalizeName(names[0]?.text ?? '').slice(0, 200);
  return [[organizationId, kind ?? null, stableJson(details), registered.id, key]];
}

function nameRows(
  organizationId: string,
  history: readonly RecordedEvent[],
  events: readonly OrganizationEvent[],
): readonly Row[] {
  const names: KnownName[] = [];
  for (const [index, event] of events.entries()) {
    const recorded = history[index] as RecordedEvent;
    if (event.type === 'OrganizationRegistered')
      names.push(
        ...event.data.names.map((name) => ({ ...name, event: recorded, alias: false, from: null, to: null })),
      );
    if (event.type === 'OrganizationAliasAdded')
      names.push({ ...event.data.alias, event: recorded, alias: true, from: null, to: null });
  }
  const renamings = events
    .flatMap((event, index) =>
      event.type === 'OrganizationRenamed'
        ? [{ name: event.data.name, from: event.effective.point, event: history[index] as RecordedEvent }]
        : [],
    )
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { name, from, event } of renamings) {
    for (const [index, earlier] of names.entries())
      if (
        !earlier.alias &&
        earlier.use === name.use &&
        earlier.lang === name.lang &&
        earlier.to === null &&
        name.use === 'OFFICIAL'
      )
        names[index] = { ...earlier, to: from };
    names.push({ ...name, event, alias: false, from, to: null });
  }
  return names.flatMap((name, place) =>
    rowsBySegment(
      [name.from, name.to].filter((day) => day !== null),
      (day) =>
        (name.from === null || name.from <= day) && (name.to === null || day < name.to)
          ? [
              [
                organizationId,
                String(place),
                name.text,
                name.lang,
                name.use,
                normalizeName(name.text),
                firstWords(normalizeName(name.text)),
                name.event.envelope.id,
                name.from,
              ],
            ]
          : [],
      (day) => addDays(day, -1),
    ),
  );
}
