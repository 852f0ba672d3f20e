import {
  CommitteeDissolved,
  CommitteeEstablished,
  foldLetters,
  foldName,
  isOf,
  type DomainEvent,
} from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { COMMITTEE } from './table.js';

/** From a committee's history to its rows. */
export const committeeProjection = {
  kind: 'committee',
  tables: [COMMITTEE],
  project(committeeId, history) {
    const { facts, annulled } = shownOf(history);
    return [committeeRows(committeeId, facts, annulled)];
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
