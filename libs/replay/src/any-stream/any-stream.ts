import { NOTICES_OF_LINE, type Shown } from '../facts.js';
import type { Replayed } from '../statement.js';
import { citationStatements } from './citations.js';
import { correctedStatements, correctionStatements } from './corrections.js';
import { disputeStatements } from './disputes.js';
import { factStatements } from './known-facts.js';

/**
 * What the log says of the events of a stream, of whatever kind it is: what they cite, what was corrected and disputed, and how
 * well each fact is known.
 *
 * @param overtaken the notices that no longer say what the subject does; undefined where that is not known
 */
export function replayAnyStream(stream: string, shown: Shown, overtaken?: readonly string[]): Replayed {
  const hasNotices = shown.recorded.some(({ type }) => NOTICES_OF_LINE.includes(type));
  const stale = hasNotices ? overtaken : [];
  return {
    statements: [
      ...citationStatements(stream, shown),
      ...factStatements(stream, shown),
      ...disputeStatements(shown),
      ...correctionStatements(shown),
      ...(stale ? correctedStatements(shown, stale) : []),
    ],
    notReplayed: stale
      ? []
      : [{ tables: ['corrected_event'], because: 'which of its notices still hold is not known' }],
  };
}
