import { AgreementTextDeposited, growing, recorded, type Day, type DomainEvent } from '@entente/domain';
import { pastEventOf, type RecordedEvent } from '@entente/ledger';
import type { NewRow } from '../schema/table.js';
import type { AGREEMENT_EVIDENCE, CITED_SOURCE, EVIDENCE_DAY } from './table.js';

/** What the ledger notes by itself: no evidence of anything. */
const NOTICES: ReadonlySet<string> = new Set(['AgreementExpired', 'PartnerIntentLapsed', 'PartnerWithdrew']);

/** What evidence there is of an agreement, whatever the day. */
export function evidenceRows(
  agreementId: string,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof AGREEMENT_EVIDENCE>[] {
  return [
    {
      agreement_id: agreementId,
      text_deposited: recorded(facts, AgreementTextDeposited).length > 0,
    },
  ];
}

type EvidenceDays = Map<Day, NewRow<typeof EVIDENCE_DAY>>;

const evidenceDays = growing<DomainEvent, EvidenceDays, string>((come, before, agreementId) => {
  const days: EvidenceDays = before ?? new Map();
  for (const { type, occurred } of come) {
    const { basis, point: day } = occurred;
    if (basis === 'SYSTEM' || NOTICES.has(type) || days.has(day)) continue;
    days.set(day, { agreement_id: agreementId, day });
  }
  return days;
});

/** The days of which sources say something of an agreement, each once; a day of the ledger's own clock is none of them. */
export function evidenceDayRows(
  agreementId: string,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof EVIDENCE_DAY>[] {
  return [...evidenceDays(facts, agreementId).values()];
}

/** Sources, each where it is cited first, and whether something that cites it is in effect. */
type Cited = Map<string, { first_cited: bigint; in_effect: boolean }>;

function cite(cited: Cited, { envelope, position }: RecordedEvent, inEffect: boolean): void {
  const event = pastEventOf(envelope);
  const attached = event.type === 'EvidenceAttached' ? [event.data.sourceId] : [];
  for (const source of [...envelope.provenance.map((citation) => citation.source), ...attached]) {
    const known = cited.get(source);
    if (known) known.in_effect ||= inEffect;
    else cited.set(source, { first_cited: position.commit, in_effect: inEffect });
  }
}

/** What a history without corrections cites. */
const citedByAll = growing<RecordedEvent, Cited>((come, before) => {
  const cited: Cited = before ?? new Map();
  for (const event of come) cite(cited, event, true);
  return cited;
});

function citedBySome(history: readonly RecordedEvent[], facts: readonly DomainEvent[]): Cited {
  const inEffect = new Set(facts.map(({ id }) => id));
  const cited: Cited = new Map();
  for (const event of history) cite(cited, event, inEffect.has(event.envelope.id));
  return cited;
}

/** The sources that the events of an agreement cite, annulled ones too, each where it is cited first. */
export function citedSourceRows(
  agreementId: string,
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
): readonly NewRow<typeof CITED_SOURCE>[] {
  const cited = facts.length === history.length ? citedByAll(history) : citedBySome(history, facts);
  return [...cited].map(([source_id, one]) => ({ agreement_id: agreementId, source_id, ...one }));
}
