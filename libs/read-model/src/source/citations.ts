import { correctedIn, correctionsIn, EvidenceAttached, isOf, keptWith, streamNamed } from '@entente/domain';
import { pastEventOf, pastEventsOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type NewRow } from '../schema/table.js';
import { SOURCE_CITATION } from './table.js';

type CitationRow = NewRow<typeof SOURCE_CITATION>;

/** From a stream's history to what its events cite; those that are annulled cite nothing. */
export const citationProjection = {
  kind: 'every',
  tables: [SOURCE_CITATION],
  project(stream, history) {
    const corrections = correctionsIn(pastEventsOf(history));
    const rows = history.flatMap((recorded) =>
      correctedIn(corrections, recorded.envelope.id).annulledBy ? [] : citationsIn(stream, recorded),
    );
    return [rowsOf(SOURCE_CITATION, rows)];
  },
} as const satisfies Projection;

// What an event cites never changes: a history of thousands is gone on with from its last event.
const rowsMade = keptWith<RecordedEvent, readonly CitationRow[]>();

function citationsIn(stream: string, recorded: RecordedEvent): readonly CitationRow[] {
  const known = rowsMade.get(recorded);
  if (known) return known;
  const rows = citedIn(recorded)
    .map((citation, place) => ({
      stream,
      event_id: recorded.envelope.id,
      cited_at: recorded.position.commit,
      place,
      ...citation,
    }))
    .filter(({ source_id }) => streamNamed('source', source_id) !== stream);
  rowsMade.set(recorded, rows);
  return rows;
}

/** What an event rests on, in its order, and what it attaches as evidence of others. */
function citedIn({
  envelope,
}: RecordedEvent): readonly Pick<CitationRow, 'source_id' | 'line_from' | 'line_to' | 'kind'>[] {
  const event = pastEventOf(envelope);
  const attached = isOf(EvidenceAttached, event) ? [event.data.sourceId] : [];
  return [
    ...envelope.provenance.map(({ source, from, to, kind }) => ({
      source_id: source,
      line_from: from,
      line_to: to,
      kind,
    })),
    ...attached.map((source_id) => ({ source_id, line_from: null, line_to: null, kind: null })),
  ];
}
