import {
  AgreementRegistered,
  AgreementTextDeposited,
  foldAgreement,
  foldLetters,
  identifierKey,
  isOf,
  type AgreementLine,
  type DomainEvent,
  type EventOf,
} from '@entente/domain';
import { factsOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type ContentOf, type TableRows } from '../schema/table.js';
import { expiryRows, lapseRows } from './due-rows.js';
import { citedSourceRows, evidenceDayRows, evidenceRows } from './evidence-rows.js';
import { intentRows, participationRows } from './participation-rows.js';
import { leadRows, statusRows, termContent } from './status-rows.js';
import {
  AGREEMENT,
  AGREEMENT_EVIDENCE,
  AGREEMENT_RECORDED,
  AGREEMENT_STATUS,
  AGREEMENT_TEXT,
  CITED_SOURCE,
  EVIDENCE_DAY,
  EXPIRY_DUE,
  INTENT,
  LAPSE_DUE,
  LEAD,
  OPENING,
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
    OPENING,
    AGREEMENT_TEXT,
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
      openingRows(agreementId, line),
      textRows(agreementId, facts),
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

// With each event of an agreement its registration is asked for, which is one and the same.
const rowsMade = new WeakMap<DomainEvent, TableRows>();

function agreementRows(agreementId: string, facts: readonly DomainEvent[]): TableRows {
  const registered = facts.find((fact) => isOf(AgreementRegistered, fact));
  if (!registered) return rowsOf(AGREEMENT, []);
  const known = rowsMade.get(registered);
  if (known) return known;
  const made = rowsOf(AGREEMENT, [agreementRow(agreementId, registered)]);
  rowsMade.set(registered, made);
  return made;
}

function agreementRow(
  agreementId: string,
  { id, data }: EventOf<typeof AgreementRegistered>,
): ContentOf<typeof AGREEMENT> {
  const texts = [
    ...data.title,
    ...(data.objectives ?? []).flatMap(({ texts: of }) => of),
    ...(data.sectors ?? []),
  ].map(({ text }) => text);
  const identifiers = data.identifiers ?? [];
  return {
    agreement_id: agreementId,
    kind: data.kind,
    registration: data,
    search: ` ${foldLetters([agreementId, ...identifiers.map(({ value }) => value), ...texts].join(' '))}`,
    identifiers: identifiers.map(identifierKey),
    registered_by: id,
  };
}

function openingRows(agreementId: string, { opening }: AgreementLine): TableRows {
  return rowsOf(
    OPENING,
    opening ? [{ agreement_id: agreementId, opened_day: opening.effective.point, event_id: opening.id }] : [],
  );
}

function textRows(agreementId: string, facts: readonly DomainEvent[]): TableRows {
  const deposits = facts.filter((fact) => isOf(AgreementTextDeposited, fact));
  return rowsOf(
    AGREEMENT_TEXT,
    deposits.map(({ id }, place) => ({ agreement_id: agreementId, place, event_id: id })),
  );
}

function recordedRows(agreementId: string, history: readonly RecordedEvent[]): TableRows {
  const last = history.at(-1);
  return rowsOf(
    AGREEMENT_RECORDED,
    last ? [{ agreement_id: agreementId, last_recorded: last.position.commit }] : [],
  );
}
