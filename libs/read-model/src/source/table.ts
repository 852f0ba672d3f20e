import type { Basis, EventData } from '@entente/domain';
import { int, json, orNull, position, text, timelessTable, uuid, yes } from '../schema/table.js';

/** A deposited source. */
export const SOURCE = timelessTable(
  'source',
  {
    source_id: text(),
    deposit: json<EventData['SourceDeposited']>(),
    event_id: uuid(),
    /** The deposit is annulled: the source is shown only where others cite it. */
    annulled: yes(),
    deposited_at: position(),
    kind: text(),
    sha256: text(),
    /** How many lines its text has; null where none is deposited. */
    text_lines: orNull(int()),
    /** Folded words of id, issuer, kind and file, each after a space. */
    search: text(),
  },
  ['(deposited_at)', '(sha256)', 'using gin (search public.gin_trgm_ops)'],
);

/** What an event in effect cites, one row a citation; a source that its own stream cites is not cited by anybody. */
export const SOURCE_CITATION = timelessTable(
  'source_citation',
  {
    stream: text(),
    source_id: text(),
    event_id: uuid(),
    cited_at: position(),
    /** Its place among the event's citations; after them, what evidence attaches. */
    place: int(),
    line_from: orNull(int()),
    line_to: orNull(int()),
    /** How the source supports it; null where evidence attaches it. */
    kind: orNull(text<Basis>()),
  },
  ['(source_id, cited_at, place)'],
);
