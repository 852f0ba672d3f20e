import {
  AgreementRegistered,
  AgreementSuperseded,
  AgreementTextDeposited,
  foldAgreement,
  foldLetters,
  identifierKey,
  keptWith,
  recorded,
  type AgreementLine,
  type DomainEvent,
  type EventOf,
} from '@entente/domain';
import { shownOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type ContentOf, type TableRows } from '../schema/table.js';
import { expiryRows, lapseRows, withdrawalRows } from './due-rows.js';
import { citedSourceRows, evidenceDayRows, evidenceRows } from './evidence-rows.js';
import { intentRows, participationRows } from './participation-rows.js';
import { calendarRows, tacitTermRows } from '../calendar/agreement-days.js';
import { CALENDAR_ENTRY, TACIT_TERM } from '../calendar/table.js';
import { countedRows, sectorRows } from './counted-rows.js';
import { suspensionRows } from './suspension-rows.js';
import { decidingActs, leadRows, statusRows, termContents } from './status-rows.js';
import { amendmentRows, contentRows, reviewRows, textsOfAll } from './content-rows.js';
import {
  AGREEMENT,
  AGREEMENT_CONTENT,
  AGREEMENT_COUNTED,
  AGREEMENT_EVIDENCE,
  AGREEMENT_RECORDED,
  AGREEMENT_STATUS,
  AGREEMENT_TEXT,
  AMENDMENT,
  CITED_SOURCE,
  EVIDENCE_DAY,
  EXPIRY_DUE,
  INTENT,
  LAPSE_DUE,
  LEAD,
  OPENING,
  PARTICIPATION,
  PASSED_OVER,
  REVIEW,
  SECTOR,
  SUPERSESSION,
  SUSPENSION,
  TERM,
  WITHDRAWAL_DUE,
} from './table.js';

/** From an agreement's history to its rows, through the fold that deciders use. */
export const agreementProjection = {
  kind: 'agreement',
  tables: [
    AGREEMENT,
    AGREEMENT_CONTENT,
    AMENDMENT,
    REVIEW,
    AGREEMENT_STATUS,
    AGREEMENT_COUNTED,
    SECTOR,
    PARTICIPATION,
    INTENT,
    LEAD,
    OPENING,
    AGREEMENT_TEXT,
    TERM,
    SUSPENSION,
    SUPERSESSION,
    PASSED_OVER,
    AGREEMENT_EVIDENCE,
    EVIDENCE_DAY,
    CITED_SOURCE,
    AGREEMENT_RECORDED,
    EXPIRY_DUE,
    LAPSE_DUE,
    WITHDRAWAL_DUE,
    CALENDAR_ENTRY,
    TACIT_TERM,
  ],
  project(agreementId, history, warn) {
    const { facts: known, annulled } = shownOf(history);
    // Nothing is known any more of an agreement whose registration is annulled: its content alone is shown, where others name it.
    const facts = annulled ? [] : known;
    const line = foldAgreement(facts);
    const shownLine = annulled ? foldAgreement(known) : line;
    if (line.gaveUp)
      warn(
        `agreement ${agreementId}: the order of its acts was not found in time; the order by date was taken`,
      );
    const acts = decidingActs(facts, history);
    return [
      agreementRows(agreementId, shownLine, known, annulled),
      rowsOf(AGREEMENT_CONTENT, contentRows(agreementId, shownLine)),
      rowsOf(AMENDMENT, amendmentRows(agreementId, line)),
      rowsOf(REVIEW, reviewRows(agreementId, facts)),
      rowsOf(AGREEMENT_STATUS, statusRows(agreementId, line, acts)),
      rowsOf(AGREEMENT_COUNTED, countedRows(agreementId, line)),
      rowsOf(SECTOR, sectorRows(agreementId, line, history)),
      rowsOf(PARTICIPATION, participationRows(agreementId, line)),
      rowsOf(INTENT, intentRows(agreementId, line, history)),
      rowsOf(LEAD, leadRows(agreementId, line)),
      openingRows(agreementId, line),
      textRows(agreementId, facts),
      rowsOf(
        TERM,
        termContents(line.terms).map((content, place) => ({
          agreement_id: agreementId,
          place,
          event_id: content.setBy,
          content,
        })),
      ),
      rowsOf(SUSPENSION, suspensionRows(agreementId, line)),
      supersessionRows(agreementId, line, facts),
      rowsOf(
        PASSED_OVER,
        [...line.passedOver, ...line.passedOverBeside].map(({ event, because }) => ({
          agreement_id: agreementId,
          event_id: event.id,
          because,
        })),
      ),
      rowsOf(AGREEMENT_EVIDENCE, annulled ? [] : evidenceRows(agreementId, facts)),
      rowsOf(EVIDENCE_DAY, evidenceDayRows(agreementId, facts)),
      rowsOf(CITED_SOURCE, citedSourceRows(agreementId, history, facts)),
      annulled ? rowsOf(AGREEMENT_RECORDED, []) : recordedRows(agreementId, history),
      rowsOf(EXPIRY_DUE, expiryRows(agreementId, line, facts)),
      rowsOf(LAPSE_DUE, lapseRows(agreementId, line, facts)),
      rowsOf(WITHDRAWAL_DUE, withdrawalRows(agreementId, line, facts)),
      rowsOf(CALENDAR_ENTRY, calendarRows(agreementId, line, facts)),
      rowsOf(TACIT_TERM, tacitTermRows(agreementId, line)),
    ];
  },
} as const satisfies Projection;

// With each event of an agreement its registration is asked for, which is one and the same.
const rowsMade = keptWith<DomainEvent, TableRows>();

function agreementRows(
  agreementId: string,
  line: AgreementLine,
  facts: readonly DomainEvent[],
  annulled: boolean,
): TableRows {
  const registered = recorded(facts, AgreementRegistered)[0];
  if (!registered) return rowsOf(AGREEMENT, []);
  const amended = line.contents.length > 1;
  const known = annulled || amended ? undefined : rowsMade.get(registered);
  if (known) return known;
  const row = { ...agreementRow(agreementId, line, registered), annulled, amended };
  const made = rowsOf(AGREEMENT, [row]);
  if (!annulled && !amended) rowsMade.set(registered, made);
  return made;
}

function agreementRow(
  agreementId: string,
  line: AgreementLine,
  { id, data }: EventOf<typeof AgreementRegistered>,
): Omit<ContentOf<typeof AGREEMENT>, 'annulled' | 'amended'> {
  const identifiers = data.identifiers ?? [];
  return {
    agreement_id: agreementId,
    kind: data.kind,
    registration: data,
    search: ` ${foldLetters([agreementId, ...identifiers.map(({ value }) => value), ...textsOfAll(line)].join(' '))}`,
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

function supersessionRows(
  agreementId: string,
  { steps }: AgreementLine,
  facts: readonly DomainEvent[],
): TableRows {
  const step = steps.find(({ status }) => status === 'SUPERSEDED');
  const superseded = recorded(facts, AgreementSuperseded).find(({ id }) => id === step?.decidedBy[0]?.id);
  return rowsOf(
    SUPERSESSION,
    step && superseded
      ? [
          {
            agreement_id: agreementId,
            successor_id: superseded.data.successorAgreementId,
            event_id: superseded.id,
            valid_from: step.point,
            valid_to: 'infinity',
          },
        ]
      : [],
  );
}

function textRows(agreementId: string, facts: readonly DomainEvent[]): TableRows {
  const deposits = recorded(facts, AgreementTextDeposited);
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
