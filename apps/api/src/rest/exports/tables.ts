import type { Role } from '@entente/access';
import type { Cell } from './csv.js';

interface Dated {
  readonly edtf: string;
  readonly point: string;
  readonly earliest: string | null;
  readonly latest: string | null;
}
interface ExportedParty {
  readonly organization: { readonly organizationId: string; readonly name: string };
  readonly role: string;
  readonly certainty: string;
  readonly capacity: string | null;
  readonly since: Dated;
}
interface ExportedAgreement {
  readonly agreementId: string;
  readonly title: string | null;
  readonly kind: string;
  readonly status: {
    readonly status: string;
    readonly certainty: string;
    readonly inForce: string;
    readonly since: Dated | null;
  };
  readonly term: { readonly startsOn: Dated | null; readonly currentEndsOn: Dated | null } | null;
  readonly parties?: readonly ExportedParty[];
}
interface ExportedEvent {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurred: Dated;
  readonly effective: Dated;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly hash: string;
  readonly data: unknown;
}

/** A table that is exported: how the API is asked for it, and its rows, by the names of their columns. */
export interface ExportedTable {
  readonly roles: readonly [Role, ...Role[]];
  /** Goes on by `$after`; takes `$asOf` where it is as of two dates, and `$lang` where it has texts. */
  readonly query: string;
  readonly asOf: boolean;
  readonly rowsOf: (node: never) => readonly Readonly<Record<string, Cell>>[];
}

const DATE = '{ edtf point earliest latest }';
const EVERYBODY = ['secretariat', 'auditor', 'dashboard'] as const;
const OF_AGREEMENT = `agreementId title(lang: $lang) kind status { status certainty inForce since ${DATE} }
  term { startsOn ${DATE} currentEndsOn ${DATE} }`;

/** The tables that are exported, by their names in an address. */
export const TABLES = {
  agreements: {
    roles: EVERYBODY,
    asOf: true,
    query: `query ($asOf: AsOf, $lang: LanguageTag, $after: String) {
      agreements(asOf: $asOf, first: 200, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { ${OF_AGREEMENT} } } }`,
    rowsOf: (node: ExportedAgreement) => [
      {
        agreementId: node.agreementId,
        title: node.title,
        kind: node.kind,
        status: node.status.status,
        certainty: node.status.certainty,
        inForce: node.status.inForce,
        ...columnsOf('since', node.status.since),
        ...columnsOf('starts', node.term?.startsOn ?? null),
        ...columnsOf('ends', node.term?.currentEndsOn ?? null),
      },
    ],
  },
  parties: {
    roles: EVERYBODY,
    asOf: true,
    // Some agreements have hundreds of parties: an answer holds so many values and no more.
    query: `query ($asOf: AsOf, $lang: LanguageTag, $after: String) {
      agreements(asOf: $asOf, first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { agreementId title(lang: $lang) parties {
          organization { organizationId name(lang: $lang) } role certainty capacity since ${DATE} } } } }`,
    rowsOf: ({ agreementId, title, parties = [] }: ExportedAgreement) =>
      parties.map(({ organization, role, certainty, capacity, since }) => ({
        agreementId,
        title,
        organizationId: organization.organizationId,
        name: organization.name,
        role,
        certainty,
        capacity,
        ...columnsOf('since', since),
      })),
  },
  events: {
    roles: ['secretariat', 'auditor'],
    asOf: false,
    query: `query ($after: String) {
      events(direction: ASC, first: 200, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { position stream revision type occurred ${DATE} effective ${DATE} recordedAt recordedBy hash data } } }`,
    rowsOf: ({ occurred, effective, data, ...event }: ExportedEvent) => [
      {
        ...event,
        ...columnsOf('occurred', occurred),
        ...columnsOf('effective', effective),
        data: JSON.stringify(data),
      },
    ],
  },
} as const satisfies Readonly<Record<string, ExportedTable>>;

/** An uncertain date as columns: the day, its bounds, and all that is known of it, as EDTF writes it. */
function columnsOf(name: string, date: Dated | null): Readonly<Record<string, Cell>> {
  return {
    [name]: date?.point ?? null,
    [`${name}Earliest`]: date?.earliest ?? null,
    [`${name}Latest`]: date?.latest ?? null,
    [`${name}Edtf`]: date?.edtf ?? null,
  };
}
