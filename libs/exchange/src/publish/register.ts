import { foldName, type Text, type UncertainDate } from '@entente/domain';
import { treesOf, type AsOf, type ReadModel } from '@entente/read-model';
import { readNames, type RecordedParty } from '../out/agreement-record.js';
import { agreementIdsOf } from '../out/listed.js';
import { readPublic, type PublicAgreement } from './public-agreement.js';

/** A register to publish: what people call it, and the dates for which it is written. */
export interface Register {
  readonly name: string | null;
  readonly asOf: { readonly validOn: string; readonly knownAt: string; readonly position: string };
}

/** An agreement as lists have it. */
export interface PublicSummary extends Pick<PublicAgreement, 'agreementId' | 'titles' | 'status'> {
  readonly endsOn: UncertainDate | null;
  readonly parties: number;
}

/** An organisation that is named in a published agreement, with all of those. */
export interface PublicOrganization {
  readonly organizationId: string;
  readonly names: readonly Text[];
  readonly agreements: readonly {
    readonly agreement: PublicSummary;
    readonly role: RecordedParty['role'];
    readonly since: UncertainDate;
  }[];
}

/** Everything that is public, in short. */
export interface PublicRegister {
  readonly agreements: ReadonlyMap<string, PublicSummary>;
  readonly organizations: readonly PublicOrganization[];
  /** The page on which an organisation stands: that of the one which is shown for all that are the same. */
  readonly pageOf: (organizationId: string) => string;
  /** How many agreements are known and not published. */
  readonly withheld: number;
}

/** What a register is read from, and what of it is held back. */
export interface RegisterSources {
  readonly readModel: Pick<ReadModel, 'ask'>;
  readonly asOf: AsOf;
  readonly heldBack: ReadonlySet<string>;
}

/** The published agreements a page at a time, by title; `withheld` counts those of the page that are not. */
export async function* publicPages({
  readModel,
  asOf,
  heldBack,
}: RegisterSources): AsyncGenerator<Awaited<ReturnType<typeof readPublic>>> {
  for await (const { ids } of agreementIdsOf(readModel, asOf))
    yield await readModel.ask((db) => readPublic(db, ids, asOf, heldBack));
}

/** Reads everything that is public once, to know what may be linked to. */
export async function readRegister(sources: RegisterSources): Promise<PublicRegister> {
  const agreements = new Map<string, PublicSummary>();
  const taking = new Map<string, PublicOrganization['agreements'][number][]>();
  let withheld = 0;
  for await (const page of publicPages(sources)) {
    withheld += page.withheld;
    for (const agreement of page.agreements) {
      const summary = summaryOf(agreement);
      agreements.set(agreement.agreementId, summary);
      for (const { organizationId, role, since } of agreement.participants) {
        const of = taking.get(organizationId) ?? [];
        of.push({ agreement: summary, role, since });
        taking.set(organizationId, of);
      }
    }
  }
  const { readModel, asOf } = sources;
  const ids = [...taking.keys()];
  const trees = await readModel.ask((db) => treesOf(db, ids, asOf));
  const rootOf = new Map(trees.map(({ id, root }) => [id, root]));
  const pageOf = (id: string) => rootOf.get(id) ?? id;
  const byPage = Map.groupBy(ids, pageOf);
  const names = await readModel.ask((db) => readNames(db, [...byPage.keys()], asOf));
  const organizations = [...byPage].map(([organizationId, members]) => ({
    organizationId,
    names: names.get(organizationId) ?? [],
    agreements: members.flatMap((id) => taking.get(id) ?? []),
  }));
  return { agreements, organizations: organizations.toSorted(byName), pageOf, withheld };
}

function summaryOf({ agreementId, titles, status, term, participants }: PublicAgreement): PublicSummary {
  const parties = participants.filter(({ role }) => role === 'PARTY' || role === 'WITHDRAWAL_NOTIFIED');
  return { agreementId, titles, status, endsOn: term?.endsOn ?? null, parties: parties.length };
}

function byName(one: PublicOrganization, other: PublicOrganization): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : Number(a > b);
}

function sortKey({ organizationId, names }: PublicOrganization): string {
  return `${foldName(names[0]?.text ?? organizationId)} ${organizationId}`;
}
