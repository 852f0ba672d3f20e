import { AgreementRegistered, foldAgreement, foldLetters, isOf, type DomainEvent } from '@entente/domain';
import { factsOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { expiryRows, lapseRows } from './due-rows.js';
import { citedSourceRows, evidenceDayRows, evidenceRows } from './evidence-rows.js';
import { intentRows, participationRows } from './participation-rows.js';
import { leadRows, statusRows, termContent } from './status-rows.js';
import {
  AGREEMENT,
  AGREEMENT_EVIDENCE,
  AGREEMENT_RECORDED,
  AGREEMENT_STATUS,
  CITED_SOURCE,
  EVIDENCE_DAY,
  EXPIRY_DUE,
  INTENT,
  LAPSE_DUE,
  LEAD,
  PARTICIPATION,
  PASSED_OVER,
  TERM,
} from './table.js';

/** From an agreement's history to its rows, through the fold that deciders use. */
export const agreementProjection = {
  kind: 'agreement',
  tables: [
    AGREEMENT,
    AGREEMENT_STATUS,
    PARTICIPATION,
    INTENT,
    LEAD,
    TERM,
    PASSED_OVER,
    AGREEMENT_EVIDENCE,
    EVIDENCE_DAY,
    CITED_SOURCE,
    AGREEMENT_RECORDED,
    EXPIRY_DUE,
    LAPSE_DUE,
  ],
  project(agreementId, history, warn) {
    const facts = factsOf(history);
    const line = foldAgreement(facts);
    if (line.gaveUp)
      warn(
        `agreement ${agreementId}: the order of its acts was not found in time; the order by date was taken`,
      );
    const recorded = new Map(history.map((event) => [event.envelope.id, event]));
    return [
      agreementRows(agreementId, facts),
      rowsOf(AGREEMENT_STATUS, statusRows(agreementId, line, recorded)),
      rowsOf(PARTICIPATION, participationRows(agreementId, line)),
      rowsOf(INTENT, intentRows(agreementId, line, recorded)),
      rowsOf(LEAD, leadRows(agreementId, line)),
      rowsOf(
        TERM,
        line.terms.map((term, place) => ({
          agreement_id: agreementId,
          place,
          event_id: term.setBy.id,
          content: termContent(term),
        })),
      ),
      rowsOf(
        PASSED_OVER,
        [...line.passedOver, ...line.leavingsPassedOver].map(({ event, because }) => ({
          agreement_id: agreementId,
          event_id: event.id,
          because,
        })),
      ),
      rowsOf(AGREEMENT_EVIDENCE, evidenceRows(agreementId, facts)),
      rowsOf(EVIDENCE_DAY, evidenceDayRows(agreementId, facts)),
      rowsOf(CITED_SOURCE, citedSourceRows(agreementId, history, facts)),
      recordedRows(agreementId, history),
      rowsOf(EXPIRY_DUE, expiryRows(agreementId, line, facts)),
      rowsOf(LAPSE_DUE, lapseRows(agreementId, line, facts)),
    ];
  },
} as const satisfies Projection;

function agreementRows(agreementId: string, facts: readonly DomainEvent[]): TableRows {
  const registered = facts.find((fact) => isOf(AgreementRegistered, fact));
  if (!registered) return rowsOf(AGREEMENT, []);
  const { data } = registered;
  const texts = [
    ...data.title,
    ...(data.objectives ?? []).flatMap(({ texts: of }) => of),
    ...(data.sectors ?? []),
  ];
  return rowsOf(AGREEMENT, [
    {
      agreement_id: agreementId,
      kind: data.kind,
      registration: data,
      search: ` ${foldLetters(`${agreementId} ${texts.map(({ text }) => text).join(' ')}`)}`,
      registered_by: registered.id,
    },
  ]);
}

function recordedRows(agreementId: string, history: readonly RecordedEvent[]): TableRows {
  const last = history.at(-1);
  return rowsOf(
    AGREEMENT_RECORDED,
    last ? [{ agreement_id: agreementId, last_recorded: last.position.commit }] : [],
  );
}
