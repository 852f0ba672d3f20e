import type { UncertainDate } from '@entente/domain';
import { day, position, text, timelessTable, uuid, words, yes } from '../schema/table.js';

/** Each fact in effect, with how well it is known: what the quality of the data is counted from. */
export const FACT = timelessTable('fact', {
  stream: text(),
  event_id: uuid(),
  basis: text<UncertainDate['basis']>(),
  precision: text<UncertainDate['precision']>(),
  /** The last day on which it can have happened, else the day used for it. */
  happened_by: day(),
  /** When it was recorded, in milliseconds since 1970. */
  recorded_ms: position(),
  rectified: yes(),
  /** The other subjects that it names, the sources that it cites too, by their streams. */
  names: words(),
});
