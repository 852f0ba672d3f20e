import { ask } from '../../asking/ask.js';
import { graphql } from '../../asking/graphql.js';
import type { SourceInHand } from '../drafts/draft.js';

const BY_HASH = graphql(`
  query SourceByHash($sha256: String!) {
    sources(filter: { sha256: $sha256 }, first: 1) {
      nodes {
        sourceId
        sha256
        kind
        issuer
        publishedOn
        lang
        depositedAt
        textLines
      }
    }
  }
`);

const BY_ID = graphql(`
  query SourceInHand($id: ID!) {
    source(id: $id) {
      sourceId
      sha256
      kind
      issuer
      publishedOn
      lang
      depositedAt
      text
    }
  }
`);

/** A source that is deposited already, and when. */
export interface Deposited {
  readonly source: SourceInHand;
  readonly depositedAt: string;
}

async function sourceOfHash(sha256: string): Promise<Deposited | null> {
  const { data } = await ask(BY_HASH, { sha256 });
  const [found] = data.sources?.nodes ?? [];
  if (!found) return null;
  const { sourceId, issuer, publishedOn, lang, depositedAt } = found;
  return { depositedAt, source: inHand({ sourceId, sha256, issuer, publishedOn, lang }) };
}

/** The deposited source of a hash, if there is one; `unchecked` where the ledger could not be asked: it says so when it is sent the deposit. */
export async function lookUpHash(
  sha256: string,
): Promise<{ readonly source?: SourceInHand | undefined; readonly unchecked?: true }> {
  try {
    const found = await sourceOfHash(sha256);
    return { source: found?.source };
  } catch {
    return { unchecked: true };
  }
}

/** A deposited source with its text, where that is deposited too. */
export async function sourceOfId(id: string): Promise<Deposited | null> {
  const { data } = await ask(BY_ID, { id });
  if (!data.source) return null;
  const { depositedAt, text, ...found } = data.source;
  return { depositedAt, source: { ...inHand(found), ...(text !== null && { text }) } };
}

function inHand(found: {
  readonly sourceId: string;
  readonly sha256: string;
  readonly issuer: string | null;
  readonly publishedOn: string | null;
  readonly lang: string | null;
}): SourceInHand {
  const { sourceId, sha256, issuer, publishedOn, lang } = found;
  return {
    sourceId,
    sha256,
    ...(issuer !== null && { issuer }),
    ...(publishedOn !== null && { publishedOn }),
    ...(lang !== null && { lang }),
  };
}
