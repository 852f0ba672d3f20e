import {
  addDays,
  BylawAdopted,
  CommitteeDissolved,
  CommitteeEstablished,
  ConflictDeclared,
  foldLetters,
  foldName,
  isOf,
  mandatesOf,
  type Bounds,
  type DomainEvent,
} from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { untilSaidAgain } from '../schema/said.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { BYLAW, COMMITTEE, CONFLICT, MANDATE } from './table.js';

/** From a committee's history to its rows. */
export const committeeProjection = {
  kind: 'committee',
  tables: [COMMITTEE, BYLAW, MANDATE, CONFLICT],
  project(committeeId, history) {
    const { facts, annulled } = shownOf(history);
    return [
      committeeRows(committeeId, facts, annulled),
      bylawRows(committeeId, facts),
      mandateRows(committeeId, facts),
      conflictRows(committeeId, facts),
    ];
  },
} as const satisfies Projection;

function committeeRows(committeeId: string, facts: readonly DomainEvent[], annulled: boolean): TableRows {
  const established = facts.find((fact) => isOf(CommitteeEstablished, fact));
  if (!established) return rowsOf(COMMITTEE, []);
  const dissolved = facts.find((fact) => isOf(CommitteeDissolved, fact));
  const { kind, title = [], programmeId } = established.data;
  const named = [...title.map(({ text }) => text), committeeId];
  return rowsOf(COMMITTEE, [
    {
      committee_id: committeeId,
      kind,
      programme_id: programmeId ?? null,
      established_day: established.effective.point,
      established: established.effective,
      event_id: established.id,
      dissolved_day: dissolved?.effective.point ?? null,
      dissolved: dissolved?.effective ?? null,
      dissolved_by: dissolved?.id ?? null,
      details: established.data,
      title_key: foldName(named[0] ?? '').slice(0, 200),
      search: ` ${foldLetters(named.join(' '))}`,
      annulled,
    },
  ]);
}

function bylawRows(committeeId: string, facts: readonly DomainEvent[]): TableRows {
  const adopted = facts
    .filter((fact) => isOf(BylawAdopted, fact))
    .map(({ id, effective }) => ({ eventId: id, from: effective.point, key: '' }));
  return rowsOf(
    BYLAW,
    untilSaidAgain(adopted).map(({ eventId, valid_from, valid_to }) => ({
      committee_id: committeeId,
      event_id: eventId,
      valid_from,
      valid_to,
    })),
  );
}

function mandateRows(committeeId: string, facts: readonly DomainEvent[]): TableRows {
  return rowsOf(
    MANDATE,
    mandatesOf(facts).map(({ event, began, ended, endedBy }, place) => ({
      committee_id: committeeId,
      place,
      mandate_id: event.data.mandateId,
      person_id: event.data.personId,
      seat: event.data.seat,
      granted_by: event.id,
      ended_by: endedBy?.id ?? null,
      began: boundsAlone(began),
      ended: ended && boundsAlone(ended),
      first_day: began.point,
      last_day: ended && addDays(ended.point, -1),
    })),
  );
}

function boundsAlone({ earliest, latest, point }: Bounds): Bounds {
  return { earliest, latest, point };
}

function conflictRows(committeeId: string, facts: readonly DomainEvent[]): TableRows {
  const declared = facts
    .filter((fact) => isOf(ConflictDeclared, fact))
    .map(({ id, effective, data }) => ({
      eventId: id,
      from: effective.point,
      key: [data.personId, data.matterKind, data.matterId].join(' '),
    }));
  return rowsOf(
    CONFLICT,
    untilSaidAgain(declared).map(({ eventId, place, valid_from, valid_to }) => ({
      committee_id: committeeId,
      place,
      event_id: eventId,
      valid_from,
      valid_to,
    })),
  );
}
