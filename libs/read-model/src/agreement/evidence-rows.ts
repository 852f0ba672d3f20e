import type { Day, DomainEvent } from '@entente/domain';
import { pastEventsOf, type RecordedEvent } from '@entente/ledger';
import type { NewRow } from '../schema/table.js';
import type { AGREEMENT_EVIDENCE, CITED_SOURCE, EVIDENCE_DAY } from './table.js';

/** What the ledger notes by itself: no evidence of anything. */
const NOTICES: ReadonlySet<string> = new Set(['AgreementExpired', 'PartnerIntentLapsed', 'PartnerWithdrew']);

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
  const days = new Set<Day>();
  for (const { type, occurred } of facts)
    if (!days.has(occurred.point) && occurred.basis !== 'SYSTEM' && !NOTICES.has(type))
      days.add(occurred.point);
  return [...days].map((day) => ({ agreement_id: agreementId, day }));
}

/** The sources that the events of an agreement cite, annulled ones too, each where it is cited first. */
export function citedSourceRows(
  agreementId: string,
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
): readonly NewRow<typeof CITED_SOURCE>[] {
  const firstCited = new Map<string, { first_cited: bigint; in_effect: boolean }>();
  const cite = (source: string, { position }: RecordedEvent, counts: boolean): void => {
    const known = firstCited.get(source);
    if (known) known.in_effect ||= counts;
    else firstCited.set(source, { first_cited: position.commit, in_effect: counts });
  };
  const events = pastEventsOf(history);
  // Without corrections all count, which is nearly always.
  const counting = facts.length === history.length ? null : new Set(facts.map(({ id }) => id));
  for (const [index, recorded] of history.entries()) {
    const counts = counting?.has(recorded.envelope.id) ?? true;
    for (const { source } of recorded.envelope.provenance) cite(source, recorded, counts);
    const event = events[index];
    if (event?.type === 'EvidenceAttached') cite(event.data.sourceId, recorded, counts);
  }
  return [...firstCited].map(([source_id, cited]) => ({ agreement_id: agreementId, source_id, ...cited }));
}
