import { writePosition } from '@entente/ledger';
import { knownAtPositions, type AsOf, type ReadModel } from '@entente/read-model';
import { readAgreements } from '../agreement-record.js';
import { eventPages } from '../event-pages.js';
import { CONTEXT } from './context.js';
import { compiledRelease, linkedRelease, releaseOf } from './releases.js';
import {
  PACKAGE_VERSION,
  type LinkedRelease,
  type PackageHead,
  type RecordOfAgreement,
  type Release,
} from './schema.js';

/** The packages that are written, and what they are called on the web. */
export const PACKAGE_FORMS = { jsonld: 'application/ld+json; charset=utf-8' } as const;
export type PackageKind = 'records' | 'releases';

/** Agreements of a list, and the dates at which the list was answered: the same for every page. */
export interface ListedPage {
  readonly ids: readonly string[];
  readonly asOf: AsOf;
}

/** What packages are read from. */
export interface PackageSources {
  readonly readModel: Pick<ReadModel, 'ask'>;
  readonly ledgerId: string;
}

const TYPES = { records: 'RecordPackage', releases: 'ReleasePackage' } as const;

/** Writes a package as it is read: one JSON text, a record or a release a line, in the order of the agreements listed. */
export async function* writePackage(
  kind: PackageKind,
  pages: AsyncIterable<ListedPage>,
  sources: PackageSources,
): AsyncGenerator<string> {
  let before = '';
  for await (const { ids, asOf } of pages) {
    if (before === '' && ids.length > 0) {
      yield opening(kind, await headOf(asOf, sources));
      before = '\n';
    }
    for await (const part of kind === 'records'
      ? recordsOf(ids, asOf, sources)
      : releasesOf(ids, asOf, sources)) {
      yield `${before}${JSON.stringify(part)}`;
      before = ',\n';
    }
  }
  if (before === '') yield opening(kind, { ...head(sources), asOf: null });
  yield '\n]}\n';
}

/** All but the end of the package: its members, and the beginning of its list. */
function opening(kind: PackageKind, of: PackageHead): string {
  const whole = JSON.stringify({ ...of, '@type': TYPES[kind], [kind]: [] });
  return whole.slice(0, -2);
}

function head({ ledgerId }: PackageSources): Omit<PackageHead, 'asOf'> {
  return { '@context': CONTEXT, version: PACKAGE_VERSION, ledger: ledgerId };
}

async function headOf(asOf: AsOf, sources: PackageSources): Promise<PackageHead> {
  const known = await sources.readModel.ask((db) => knownAtPositions(db, [asOf.position]));
  return {
    ...head(sources),
    asOf: {
      validOn: asOf.validOn,
      knownAt: known.get(asOf.position)?.toISOString() ?? null,
      position: writePosition(sources.ledgerId, asOf.position),
    },
  };
}

async function* recordsOf(
  ids: readonly string[],
  asOf: AsOf,
  { readModel, ledgerId }: PackageSources,
): AsyncGenerator<RecordOfAgreement> {
  for (const agreement of await readModel.ask((db) => readAgreements(db, ids, asOf))) {
    const { agreementId } = agreement;
    const releases: LinkedRelease[] = [];
    for await (const page of eventPages(readModel, { stream: `agreement-${agreementId}` }, asOf))
      releases.push(...page.map(linkedRelease));
    yield {
      '@id': `urn:entente:${ledgerId}:agreement-${agreementId}`,
      '@type': 'Record',
      agreementId,
      releases,
      compiledRelease: compiledRelease(ledgerId, agreement),
    };
  }
}

async function* releasesOf(
  ids: readonly string[],
  asOf: AsOf,
  { readModel }: PackageSources,
): AsyncGenerator<Release> {
  for (const id of ids)
    for await (const page of eventPages(readModel, { stream: `agreement-${id}` }, asOf))
      yield* page.map(releaseOf);
}
