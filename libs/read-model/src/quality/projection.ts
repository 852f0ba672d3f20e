import {
  correctionsIn,
  factOfType,
  isNotice,
  referencesIn,
  streamNamed,
  subjectMember,
  type DomainEvent,
} from '@entente/domain';
import { factsOf, pastEventsOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type NewRow } from '../schema/table.js';
import { FACT } from './table.js';

type FactRow = NewRow<typeof FACT>;

/** From a stream's history to its facts in effect: no corrections, and no notices of the ledger itself. */
export const qualityProjection = {
  kind: 'every',
  tables: [FACT],
  project(stream, history) {
    const corrections = correctionsIn(pastEventsOf(history));
    const rows = factsOf(history).flatMap((fact) => {
      const recorded = history[fact.order];
      return recorded ? (rowOf(stream, fact, recorded, corrections.has(fact.id)) ?? []) : [];
    });
    return [rowsOf(FACT, rows)];
  },
} as const satisfies Projection;

// A fact that is not corrected again has the same row: a history of thousands is gone on with from its last event.
const rowsMade = new WeakMap<DomainEvent, FactRow>();

function rowOf(
  stream: string,
  fact: DomainEvent,
  { envelope }: RecordedEvent,
  rectified: boolean,
): FactRow | null {
  const known = rowsMade.get(fact);
  if (known?.rectified === rectified) return known;
  const declared = factOfType(fact.type);
  if (!declared || isNotice(declared)) return null;
  const { occurred, data, id } = fact;
  const named = referencesIn(declared.members, data, subjectMember(declared)).map(({ kind, id: other }) =>
    streamNamed(kind, other),
  );
  const cited = envelope.provenance.map(({ source }) => streamNamed('source', source));
  const row: FactRow = {
    stream,
    event_id: id,
    basis: occurred.basis,
    precision: occurred.precision,
    happened_by: occurred.latest ?? occurred.point,
    recorded_ms: BigInt(Date.parse(envelope.recorded)),
    rectified,
    names: [...new Set([...named, ...cited])].filter((other) => other !== stream),
  };
  rowsMade.set(fact, row);
  return row;
}
