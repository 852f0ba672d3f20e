import { v4 as newId } from 'uuid';
import type { Deposit, SourceInHand } from '../drafts/draft.js';
import { sourceIdOf } from './canonical.js';
import { languageOf } from './published.js';

/** A source that is still to be deposited: it is with the first fact that cites it. */
export function newSource(
  sha256: string,
  given: {
    readonly text?: string | undefined;
    readonly issuer?: string;
    readonly kind?: string;
  } & Partial<Pick<Deposit, 'file' | 'withoutText' | 'unchecked'>>,
): SourceInHand {
  const { text, issuer = '', kind = 'PRESS_RELEASE', ...more } = given;
  const lang = text === undefined ? 'fr' : languageOf(text);
  return {
    sourceId: sourceIdOf(sha256),
    sha256,
    lang,
    ...(text !== undefined && { text }),
    ...(issuer !== '' && { issuer }),
    deposit: { commandId: newId(), kind, issuer, publishedOn: '', lang, ...more },
  };
}
