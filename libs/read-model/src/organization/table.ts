import type { Certainty, Claim, RelationType, UncertainDate } from '@entente/domain';
import {
  day,
  int,
  json,
  orNull,
  position,
  table,
  text,
  timelessTable,
  uuid,
  words,
  yes,
} from '../schema/table.js';

/** What is known of an organisation besides its names. */
export interface OrganizationDetails {
  readonly legalPersonality?: boolean;
  readonly foundedOn?: UncertainDate;
  readonly identifiers: readonly Claim[];
}

/** What is known of an organisation besides its names. */
export const ORGANIZATION = timelessTable(
  'organization',
  {
    organization_id: text(),
    kind: orNull(text()),
    jurisdiction: orNull(text()),
    regions: words(),
    details: json<OrganizationDetails>(),
    /** The values of its identifiers as they are compared, whatever their schemes: to find it by. */
    identifier_values: words(),
    registered_by: uuid(),
    first_name_key: text(),
    /** The registration is annulled: the organisation is shown only where others name it. */
    annulled: yes(),
  },
  ['(first_name_key, organization_id)', 'using gin (identifier_values)'],
);

/**
 * The names that it bears, by day; only a renaming splits valid time. `renamed_on` is the day of the renaming that a name
 * came with; null for a name of the registration and for an alias. `given_at` is where the log has the event that brought it.
 */
export const ORGANIZATION_NAME = table('organization_name', {
  organization_id: text(),
  place: int(),
  text: text(),
  lang: text(),
  use: text(),
  certainty: text<Certainty>(),
  event_id: uuid(),
  given_at: position(),
  renamed_on: orNull(day()),
});

/** Its relations to other organisations; of a type and other organisation, the last. */
export const ORGANIZATION_RELATION = table('organization_relation', {
  organization_id: text(),
  place: int(),
  type: text<RelationType>(),
  other: text(),
  event_id: uuid(),
});

/** The designations that it was seen to have; of one that was seen again, the last observation. */
export const ORGANIZATION_DESIGNATION = table('organization_designation', {
  organization_id: text(),
  place: int(),
  event_id: uuid(),
});

/** The organisations that are linked below it as the same, by the log alone: the links hold on every day. */
export const ORGANIZATION_LINK = timelessTable(
  'organization_link',
  { organization_id: text(), same_id: text(), event_id: uuid() },
  ['(same_id)'],
);

/** The organisations that had merged into it, from the day of the merger on. */
export const ORGANIZATION_MERGER = table(
  'organization_merger',
  {
    organization_id: text(),
    place: int(),
    predecessor_id: text(),
    certainty: text<Certainty>(),
    event_id: uuid(),
  },
  ['(predecessor_id, known_from, valid_from)'],
);

/**
 * Every name and alias that it ever had, to find it by, whether or not it bears it on some day. `name_key` may be longer than
 * a b-tree takes; it is looked up by its first words. `same_keys` and `near_keys` are those of `names/likeness.ts`.
 */
export const ORGANIZATION_FOUND_BY = timelessTable(
  'organization_found_by',
  {
    organization_id: text(),
    place: int(),
    text: text(),
    name_key: text(),
    first_words: text(),
    /** A space and the folded letters, so that each word begins after a space. */
    search: text(),
    same_keys: words(),
    near_keys: words(),
  },
  [
    '(first_words)',
    'using gin (search public.gin_trgm_ops)',
    'using gin (same_keys)',
    'using gin (near_keys)',
  ],
);
