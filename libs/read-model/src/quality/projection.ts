import {
  factOfType,
  growing,
  isNotice,
  referencesIn,
  streamNamed,
  subjectMember,
  type DomainEvent,
} from '@entente/domain';
import { factsOf, pastEventOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type NewRow } from '../schema/table.js';
import { FACT } from './table.js';

type FactRow = NewRow<typeof FACT>;

/** From a stream's history to its facts in effect: no corrections, and no notices of the ledger itself. */
export const qualityProjection = {
  kind: 'every',
  tables: [FACT],
  project(stream, history) {
    const rows = factRows(factsOf(history), { stream, history });
    return [rowsOf(FACT, rows)];
  },
} as const satisfies Projection;

/** A stream, and what was recorded of it. */
interface Recorded {
  readonly stream: string;
  readonly history: readonly RecordedEvent[];
}

// A fact that is corrected again is another object: what was made of the others stays.
const factRows = growing<DomainEvent, readonly FactRow[], Recorded>((come, before, recorded) => [
  ...(before ?? []),
  ...come.flatMap((fact) => rowOf(fact, recorded) ?? []),
]);

function rowOf(fact: DomainEvent, { stream, history }: Recorded): FactRow | null {
  const recorded = history[fact.order];
  if (!recorded) return null;
  const { envelope } = recorded;
  const declared = factOfType(fact.type);
  if (!declared || isNotice(declared)) return null;
  const { occurred, data, id } = fact;
  const named = referencesIn(declared.members, data, subjectMember(declared)).map(({ kind, id: other }) =>
    streamNamed(kind, other),
  );
  const cited = envelope.provenance.map(({ source }) => streamNamed('source', source));
  return {
    stream,
    event_id: id,
    basis: occurred.basis,
    precision: occurred.precision,
    happened_by: occurred.latest ?? occurred.point,
    recorded_ms: BigInt(Date.parse(envelope.recorded)),
    rectified: fact !== pastEventOf(envelope),
    names: [...new Set([...named, ...cited])].filter((other) => other !== stream),
  };
}
