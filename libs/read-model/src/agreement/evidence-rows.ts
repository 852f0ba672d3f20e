import type { Day, DomainEvent } from '@entente/domain';
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
      text_deposited: facts.some((fact) => fact.type === 'AgreementTextDeposited'),
    },
  ];
}

/** The days of which sources say something of an agreement, each once; a day of the ledger's own clock is none of them. */
export function evidenceDayRows(
  agreementId: string,
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
): readonly NewRow<typeof EVIDENCE_DAY>[] {
  return [...passed(history, facts, said(agreementId)).values()];
}

/** The sources that the events of an agreement cite, annulled ones too, each where it is cited first. */
export function citedSourceRows(
  agreementId: string,
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
): readonly NewRow<typeof CITED_SOURCE>[] {
  const firstCited = passed(history, facts, cited);
  return [...firstCited].map(([source_id, one]) => ({ agreement_id: agreementId, source_id, ...one }));
}

/** What is gathered from the events of an agreement, one after the other. */
interface Gathering<G> {
  readonly begin: () => G;
  readonly add: (gathered: G, recorded: RecordedEvent, fact: DomainEvent | null) => void;
  /** What was gathered from a history so far: it only grows. */
  readonly known: WeakMap<readonly RecordedEvent[], { readonly gathered: G; length: number }>;
}

type EvidenceDays = Map<Day, NewRow<typeof EVIDENCE_DAY>>;

const saidSoFar: Gathering<EvidenceDays>['known'] = new WeakMap();

const said = (agreementId: string): Gathering<EvidenceDays> => ({
  begin: () => new Map(),
  add(days, _recorded, fact) {
    if (!fact || fact.occurred.basis === 'SYSTEM' || NOTICES.has(fact.type)) return;
    const { point: day } = fact.occurred;
    if (!days.has(day)) days.set(day, { agreement_id: agreementId, day });
  },
  known: saidSoFar,
});

const cited: Gathering<Map<string, { first_cited: bigint; in_effect: boolean }>> = {
  begin: () => new Map(),
  add(firstCited, recorded, fact) {
    const { provenance } = recorded.envelope;
    const event = pastEventOf(recorded.envelope);
    const attached = event.type === 'EvidenceAttached' ? [event.data.sourceId] : [];
    for (const source of [...provenance.map((citation) => citation.source), ...attached]) {
      const known = firstCited.get(source);
      if (known) known.in_effect ||= fact !== null;
      else firstCited.set(source, { first_cited: recorded.position.commit, in_effect: fact !== null });
    }
  },
  known: new WeakMap(),
};

/** Gathers from a history; where it holds no correction, which is nearly always, from the last event that was gathered on. */
function passed<G>(
  history: readonly RecordedEvent[],
  facts: readonly DomainEvent[],
  { begin, add, known }: Gathering<G>,
): G {
  if (facts.length !== history.length) {
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    const gathered = begin();
    for (const recorded of history) add(gathered, recorded, byId.get(recorded.envelope.id) ?? null);
    return gathered;
  }
  const so = known.get(history) ?? { gathered: begin(), length: 0 };
  for (; so.length < history.length; so.length += 1) {
    const [recorded, fact] = [history[so.length], facts[so.length]];
    if (recorded && fact) add(so.gathered, recorded, fact);
  }
  known.set(history, so);
  return so.gathered;
}
