import { textIn, type Json, type UncertainDate } from '@entente/domain';
import { PARTY_ROLES } from '@entente/read-model';
import type { AgreementRecord, RecordedParty } from './agreement-record.js';
import { dateColumns, type Columns } from './cell.js';

type Dated = Omit<UncertainDate, 'precision'>;

/** A party, with the agreement that it is a party of. */
export interface PartyOfAgreement {
  readonly agreement: AgreementRecord;
  readonly party: RecordedParty;
}

/** An event of the log as a table has it. */
export interface ExportedEvent {
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurred: UncertainDate;
  readonly effective: Dated;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly hash: string;
  /** The sources that it rests on, and which of their lines. */
  readonly sources: readonly {
    readonly sourceId: string;
    readonly from: number | null;
    readonly to: number | null;
    readonly kind: string;
  }[];
  readonly data: Json;
  /** The rules that were set aside for it; a reason that is sealed to whoever exports is null. */
  readonly overrides: readonly { readonly rule: string; readonly reason: string | null }[];
}

/** An agreement a row. */
export const AGREEMENTS_TABLE: Columns<AgreementRecord> = {
  agreementId: ({ agreementId }) => agreementId,
  title: ({ titles }, language) => textIn(titles, language),
  kind: ({ kind }) => kind,
  status: ({ status }) => status.status,
  certainty: ({ status }) => status.certainty,
  inForce: ({ status }) => status.inForce,
  ...dateColumns<AgreementRecord>('since', ({ status }) => status.since),
  ...dateColumns<AgreementRecord>('starts', ({ term }) => term?.startsOn ?? null),
  ...dateColumns<AgreementRecord>('ends', ({ term }) => term?.endsOn ?? null),
};

/** A party of an agreement a row. */
export const PARTIES_TABLE: Columns<PartyOfAgreement> = {
  agreementId: ({ agreement }) => agreement.agreementId,
  title: ({ agreement }, language) => textIn(agreement.titles, language),
  organizationId: ({ party }) => party.organizationId,
  name: ({ party }, language) => textIn(party.names, language) ?? party.organizationId,
  role: ({ party }) => party.role,
  certainty: ({ party }) => party.certainty,
  capacity: ({ party }) => party.capacity,
  ...dateColumns<PartyOfAgreement>('since', ({ party }) => party.since),
};

/** An event a row, its sources and its data as JSON. */
export const EVENTS_TABLE: Columns<ExportedEvent> = {
  id: ({ id }) => id,
  position: ({ position }) => position,
  stream: ({ stream }) => stream,
  revision: ({ revision }) => revision,
  type: ({ type }) => type,
  recordedAt: ({ recordedAt }) => recordedAt,
  recordedBy: ({ recordedBy }) => recordedBy,
  hash: ({ hash }) => hash,
  ...dateColumns<ExportedEvent>('occurred', ({ occurred }) => occurred),
  occurredBasis: ({ occurred }) => occurred.basis,
  occurredPrecision: ({ occurred }) => occurred.precision,
  ...dateColumns<ExportedEvent>('effective', ({ effective }) => effective),
  effectiveBasis: ({ effective }) => effective.basis,
  sources: ({ sources }) => JSON.stringify(sources),
  data: ({ data }) => JSON.stringify(data),
  overrides: ({ overrides }) => JSON.stringify(overrides),
};

/** The parties that agreements have then, one that has notified its withdrawal too. */
export function partiesIn(agreements: readonly AgreementRecord[]): readonly PartyOfAgreement[] {
  return agreements.flatMap((agreement) =>
    agreement.participants
      .filter(({ role }) => PARTY_ROLES.some((one) => one === role))
      .map((party) => ({ agreement, party })),
  );
}
