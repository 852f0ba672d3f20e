import type { DomainEvent } from '@entente/domain';
import type { RecordedEvent } from '@entente/ledger';
import type { NewRow } from '../schema/table.js';
import type { AGREEMENT_EVIDENCE, CITED_SOURCE, EVIDENCE_DAY } from './table.js';

/** What the ledger notes by itself: no evidence of anything. */
const NOTICES: readonly string[] = ['AgreementExpired', 'PartnerIntentLapsed', 'PartnerWithdrew'];

/** What evidence there is of an agreement, whatever the day. */
export function evidenceRows(
  agreementId: string,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof AGREEMENT_EVIDENCE>[] {
  const contradicting = facts
    .filter((fact) => fact.type === 'EvidenceAttached')
    .filter(({ data }) => data.strength === 'CONTRADICTS');
  return [
    {
      agreement_id: agreementId,
      text_deposited: facts.some((fact) => fact.type === 'AgreementTextDeposited'),
      contradicted: [...new Set(contradicting.flatMap(({ data }) => data.supports))],
    },
  ];
}

/** The days of which sources say something of an agreement, each once; a day of the ledger's own clock is none of them. */
export function evidenceDayRows(
  agreementId: string,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof EVIDENCE_DAY>[] {
  const evidence = facts.filter(
    ({ type, occurred }) => !NOTICES.includes(type) && occurred.basis !== 'SYSTEM',
  );
  const days = new Set(evidence.map(({ occurred }) => occurred.point));
  return [...days].map((day) => ({ agreement_id: agreementId, day }));
}

/** The sources that the events of an agreement cite, each where it is cited first. */
export function citedSourceRows(
  agreementId: string,
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
): readonly NewRow<typeof CITED_SOURCE>[] {
  const firstCited = new Map<string, bigint>();
  for (const [index, { envelope, position }] of history.entries()) {
    const fact = facts[index];
    const cite = (source: string) => {
      if (!firstCited.has(source)) firstCited.set(source, position.commit);
    };
    for (const { source } of envelope.provenance) cite(source);
    if (fact?.type === 'EvidenceAttached') cite(fact.data.sourceId);
  }
  return [...firstCited].map(([source_id, first_cited]) => ({
    agreement_id: agreementId,
    source_id,
    first_cited,
  }));
}
