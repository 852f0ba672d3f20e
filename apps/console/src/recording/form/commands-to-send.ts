import type { Day } from '@entente/domain';
import { readDay } from '../../days/read-day.js';
import type { SourceInHand } from '../drafts/draft.js';

/** The input of the deposit that goes before the first fact of a source. */
export function depositInput(
  source: SourceInHand,
  { withText }: { readonly withText: boolean },
): object | null {
  const { sourceId, sha256, text, deposit } = source;
  if (!deposit) return null;
  const publishedOn: Day | null = readDay(deposit.publishedOn);
  const issuer = deposit.issuer.trim();
  return {
    commandId: deposit.commandId,
    sourceId,
    kind: deposit.kind,
    sha256,
    lang: deposit.lang,
    ...(issuer !== '' && { issuer }),
    ...(publishedOn !== null && { publishedOn }),
    ...(deposit.file !== undefined && { file: deposit.file }),
    ...(withText && !deposit.withoutText && text !== undefined && { text }),
  };
}
