import { int, orNull, position, text, timelessTable, uuid, uuids, yes } from '../schema/table.js';

/** A dispute about what was recorded, whoever is right: knowledge, which holds on every day. */
export const DISPUTE = timelessTable(
  'dispute',
  {
    stream: text(),
    /** What raised it: an AssertionDisputed, or evidence that contradicts. */
    event_id: uuid(),
    /** The event to show it at: the first that it names and that is in effect, else the first. */
    target: uuid(),
    targets: uuids(),
    /** Null: it is about the whole record. */
    member: orNull(text()),
    open: yes(),
    resolved_by: orNull(uuid()),
    recorded_at: position(),
    revision: int(),
  },
  ['(recorded_at, revision)', 'using gin (targets)'],
);
