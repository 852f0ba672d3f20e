import type { Claim, Content, Text, UncertainDate } from '@entente/domain';
import {
  agreementsByIds,
  contentsOf,
  lastLiveDay,
  leadsOf,
  namesOf,
  officialOf,
  participationsOf,
  runningPeriod,
  statusesOf,
  supersededBy,
  type AsOf,
  type Db,
  type ParticipationRow,
  type StatusRow,
} from '@entente/read-model';

/** An organisation that takes part in an agreement, or took part. */
export interface RecordedParty {
  readonly organizationId: string;
  /** Its official names then, the one in use first. */
  readonly names: readonly Text[];
  readonly role: ParticipationRow['role'];
  readonly certainty: ParticipationRow['certainty'];
  readonly capacity: string | null;
  readonly since: UncertainDate;
  readonly until: UncertainDate | null;
}

/** What the ledger knew of an agreement at two dates, without persons, sources and sealed fields. */
export interface AgreementRecord {
  readonly agreementId: string;
  readonly kind: string;
  readonly titles: readonly Text[];
  readonly sectors: readonly Text[];
  readonly binding: Content['binding'];
  readonly identifiers: readonly Claim[];
  readonly status: Pick<StatusRow, 'status' | 'certainty' | 'possible' | 'since'> & {
    readonly inForce: StatusRow['in_force'];
  };
  readonly term: {
    readonly startsOn: UncertainDate | null;
    /** The last day of the period that runs; of a term that does not renew itself, its end. */
    readonly endsOn: UncertainDate | null;
    readonly duration: string | null;
    readonly renewal: string | null;
    readonly openEnded: boolean;
  } | null;
  readonly participants: readonly RecordedParty[];
  readonly leads: readonly { readonly organizationId: string; readonly role: string | null }[];
  readonly supersededBy: string | null;
}

/** What was known of agreements at two dates, in the order of their ids here; those that were not known are left out. */
export async function readAgreements(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly AgreementRecord[]> {
  if (ids.length === 0) return [];
  const [rows, statuses, contents, participations, leads, successors] = await Promise.all([
    agreementsByIds(db, ids, asOf),
    statusesOf(db, ids, asOf),
    contentsOf(db, ids, asOf),
    participationsOf(db, ids, asOf),
    leadsOf(db, ids, asOf),
    supersededBy(db, ids, asOf),
  ]);
  const names = await readNames(
    db,
    participations.map(({ organization_id }) => organization_id),
    asOf,
  );
  const participating = Map.groupBy(participations, ({ agreement_id }) => agreement_id);
  const leading = Map.groupBy(leads, ({ agreement_id }) => agreement_id);
  const row = byAgreement(rows);
  const statusOf = byAgreement(statuses);
  const amended = byAgreement(contents);
  const successor = byAgreement(successors);
  return ids.flatMap((agreementId) => {
    const found = row.get(agreementId);
    const status = statusOf.get(agreementId);
    if (!found || found.annulled || !status) return [];
    const { registration } = found;
    const content = (found.amended ? amended.get(agreementId)?.content : null) ?? registration;
    return {
      agreementId,
      kind: registration.kind,
      titles: content.title,
      sectors: content.sectors ?? [],
      binding: content.binding,
      identifiers: registration.identifiers ?? [],
      status: {
        status: status.status,
        certainty: status.certainty,
        possible: status.possible,
        since: status.since,
        inForce: status.in_force,
      },
      term: termOf(status, asOf),
      participants: (participating.get(agreementId) ?? []).map((party) => ({
        organizationId: party.organization_id,
        names: names.get(party.organization_id) ?? [],
        role: party.role,
        certainty: party.certainty,
        capacity: party.capacity,
        since: party.since,
        until: party.until,
      })),
      leads: (leading.get(agreementId) ?? []).map(({ organization_id, role }) => ({
        organizationId: organization_id,
        role,
      })),
      supersededBy: successor.get(agreementId)?.successor_id ?? null,
    };
  });
}

/** The official names of organisations, in every language, the one in use first. */
export async function readNames(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, readonly Text[]>> {
  const ids = [...new Set(organizationIds)];
  if (ids.length === 0) return new Map();
  const rows = Map.groupBy(await namesOf(db, ids, asOf), ({ organization_id }) => organization_id);
  return new Map(
    [...rows].map(([id, names]) => [id, officialOf(names).map(({ text, lang }) => ({ text, lang }))]),
  );
}

function termOf(status: StatusRow, asOf: AsOf): AgreementRecord['term'] {
  const { term } = status;
  if (!term) return null;
  const { startsOn, duration, renewal, openEnded } = term;
  const endsOn = runningPeriod(term, lastLiveDay(status, asOf.validOn))?.endsOn ?? null;
  return { startsOn, endsOn, duration, renewal, openEnded };
}

function byAgreement<Row extends { readonly agreement_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.agreement_id, row]));
}
