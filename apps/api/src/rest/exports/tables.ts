import type { Role } from '@entente/access';
import {
  AGREEMENTS_TABLE,
  EVENTS_TABLE,
  PARTIES_TABLE,
  partiesIn,
  readAgreements,
  type AgreementRecord,
  type Columns,
  type ExportedEvent,
  type ListedPage,
  type PackageKind,
  PACKAGE_FORMS,
  TABLE_FORMS,
  writePackage,
  writeTable,
  type TableForm,
} from '@entente/exchange';
import { readPosition } from '@entente/ledger';
import type { ApiParts } from '../../api-parts.js';

/** How the API is asked for a list that is exported. */
export interface AskedList {
  readonly roles: readonly [Role, ...Role[]];
  /** Goes on by `$after`; takes `$asOf` where it is as of two dates. */
  readonly query: string;
  readonly asOf: boolean;
  /** What a filter may have, where the schema does not say so. */
  readonly filteredBy: readonly string[] | null;
  /** The variables that the filter of an address gives. */
  readonly variablesOf: (filter: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** A list that is exported, and how what is answered is written. */
export interface Exported extends AskedList {
  /** The forms that it has, each with its media type. */
  readonly forms: Readonly<Record<string, string>>;
  readonly write: (
    pages: AsyncGenerator<readonly never[]>,
    as: WrittenAs,
  ) => AsyncGenerator<string | Uint8Array>;
}

/** Under which name, in which form and language a list is written. */
export interface WrittenAs {
  readonly name: string;
  readonly form: string;
  readonly language: 'fr' | 'en';
  readonly parts: ApiParts;
}

/** An agreement of a list, with the dates at which the list was answered. */
interface ListedAgreement {
  readonly agreementId: string;
  readonly asOf: { readonly validOn: string; readonly position: string };
}

const EVERYBODY: AskedList['roles'] = ['secretariat', 'auditor', 'dashboard'];
const DATE = '{ edtf point earliest latest basis }';
const OCCURRED = '{ edtf point earliest latest basis precision }';

/** An event as the API lists it: what it cites stands in objects of their own. */
interface ListedEvent extends Omit<ExportedEvent, 'sources'> {
  readonly provenance: readonly {
    readonly source: { readonly sourceId: string };
    readonly lines: { readonly from: number; readonly to: number } | null;
    readonly kind: string;
  }[];
}

/** A list of agreements, of which more is read at the dates that it was answered for. */
const LISTED_AGREEMENTS: AskedList = {
  roles: EVERYBODY,
  asOf: true,
  filteredBy: null,
  query: `query ($asOf: AsOf, $filter: AgreementFilter, $after: String) {
    agreements(asOf: $asOf, filter: $filter, first: 200, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { agreementId asOf { validOn position } } } }`,
  variablesOf: (filter) => ({ filter }),
};

const LISTED_EVENTS: AskedList = {
  roles: ['secretariat', 'auditor'],
  // The log has no dates: it is all that was recorded.
  asOf: false,
  filteredBy: [
    'types',
    'stream',
    'recordedBy',
    'recordedFrom',
    'recordedBefore',
    'about',
    'overridden',
    'lateDays',
  ],
  query: `query ($types: [String!], $stream: ID, $recordedBy: String, $recordedFrom: DateTime, $recordedBefore: DateTime,
      $about: ID, $overridden: Boolean, $lateDays: Int, $after: String) {
    events(types: $types, stream: $stream, recordedBy: $recordedBy, recordedFrom: $recordedFrom,
        recordedBefore: $recordedBefore, about: $about, overridden: $overridden, lateDays: $lateDays,
        direction: ASC, first: 200, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id position stream revision type occurred ${OCCURRED} effective ${DATE} recordedAt recordedBy hash data
        provenance { source { sourceId } lines { from to } kind } overrides { rule reason } } } }`,
  variablesOf: (filter) => filter,
};

function table<Listed, Node>(
  asked: AskedList,
  columns: Columns<Node>,
  nodesOf: (page: readonly Listed[], parts: ApiParts) => Promise<readonly Node[]>,
): Exported {
  return {
    ...asked,
    forms: TABLE_FORMS,
    write: (pages: AsyncGenerator<readonly Listed[]>, { name, form, language, parts }) => {
      const nodes = mapped(pages, (page) => nodesOf(page, parts));
      return writeTable({ name, columns, pages: nodes, language }, form as TableForm);
    },
  };
}

/** A package of linked data: of the same list, which a table has rows of. */
function linkedData(kind: PackageKind): Exported {
  return {
    ...LISTED_AGREEMENTS,
    forms: PACKAGE_FORMS,
    write: (pages: AsyncGenerator<readonly ListedAgreement[]>, { parts: { readModel, ledger } }) => {
      const { ledgerId } = ledger.identity;
      const listed = mapped(pages, async (page) => listedPage(page, ledgerId));
      return writePackage(kind, listed, { readModel, ledgerId });
    },
  };
}

/** What is exported, by its name in an address. */
export const EXPORTS: Readonly<Record<string, Exported>> = {
  agreements: table(LISTED_AGREEMENTS, AGREEMENTS_TABLE, recordsOf),
  parties: table(LISTED_AGREEMENTS, PARTIES_TABLE, async (page: readonly ListedAgreement[], parts) =>
    partiesIn(await recordsOf(page, parts)),
  ),
  events: table(LISTED_EVENTS, EVENTS_TABLE, async (page: readonly ListedEvent[]) => page.map(exportedEvent)),
  records: linkedData('records'),
  releases: linkedData('releases'),
};

function exportedEvent({ provenance, ...event }: ListedEvent): ExportedEvent {
  const sources = provenance.map(({ source, lines, kind }) => ({
    sourceId: source.sourceId,
    from: lines?.from ?? null,
    to: lines?.to ?? null,
    kind,
  }));
  return { ...event, sources };
}

/** What was known of the agreements of a page, at its dates. */
async function recordsOf(
  page: readonly ListedAgreement[],
  { readModel, ledger }: ApiParts,
): Promise<readonly AgreementRecord[]> {
  const { ids, asOf } = listedPage(page, ledger.identity.ledgerId);
  return readModel.ask((db) => readAgreements(db, ids, asOf));
}

/** The ids of a page, and the dates for which it was answered. */
function listedPage(page: readonly ListedAgreement[], ledgerId: string): ListedPage {
  const [first] = page;
  if (!first) return { ids: [], asOf: { validOn: '0001-01-01', position: -1n } };
  const position = readPosition(ledgerId, first.asOf.position);
  if (position === null) throw new Error('a list was answered at a position of another ledger');
  return {
    ids: page.map(({ agreementId }) => agreementId),
    asOf: { validOn: first.asOf.validOn, position },
  };
}

async function* mapped<From, To>(
  pages: AsyncGenerator<From>,
  to: (page: From) => Promise<To>,
): AsyncGenerator<To> {
  for await (const page of pages) yield await to(page);
}
