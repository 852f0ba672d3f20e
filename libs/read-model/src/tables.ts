import type {
  AGREEMENT,
  AGREEMENT_EVIDENCE,
  AGREEMENT_RECORDED,
  AGREEMENT_STATUS,
  CITED_SOURCE,
  EVIDENCE_DAY,
  EXPIRY_DUE,
  INTENT,
  LAPSE_DUE,
  LEAD,
  PARTICIPATION,
  PASSED_OVER,
  TERM,
} from './agreement/table.js';
import type { EventTableRow } from './event/table.js';
import type { MEETING } from './meeting/table.js';
import type { MISSION, MISSION_ORGANIZATION } from './mission/table.js';
import type { ORGANIZATION, ORGANIZATION_FOUND_BY, ORGANIZATION_NAME } from './organization/table.js';
import type { PERSON, ROLE_OBSERVATION } from './person/table.js';
import type { RowOf, Table } from './schema/table.js';
import type { SOURCE } from './source/table.js';

type Named<T extends Table> = { readonly [N in T['name']]: RowOf<Extract<T, { readonly name: N }>> };

/** The tables of one version of the read model, for Kysely; the types of their rows come from the tables. */
export type Tables = { readonly event: EventTableRow } & Named<
  | typeof AGREEMENT
  | typeof AGREEMENT_STATUS
  | typeof PARTICIPATION
  | typeof INTENT
  | typeof LEAD
  | typeof TERM
  | typeof PASSED_OVER
  | typeof AGREEMENT_EVIDENCE
  | typeof EVIDENCE_DAY
  | typeof CITED_SOURCE
  | typeof AGREEMENT_RECORDED
  | typeof EXPIRY_DUE
  | typeof LAPSE_DUE
> &
  Named<typeof ORGANIZATION | typeof ORGANIZATION_NAME | typeof ORGANIZATION_FOUND_BY> &
  Named<typeof PERSON | typeof ROLE_OBSERVATION> &
  Named<typeof MEETING> &
  Named<typeof MISSION | typeof MISSION_ORGANIZATION> &
  Named<typeof SOURCE>;
