import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';
import { RefusedError, refusalsOf, unreachable, type Refusal } from './refusal.js';

/** What was answered: the parts that were refused are null, and say why. */
export interface Answer<Data> {
  readonly data: Data;
  readonly refusals: readonly Refusal[];
}

const texts = new WeakMap<object, string>();

/** The text of a document, printed once. */
export function textOf(document: TadaDocumentNode<never, never> | object): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = print(document as Parameters<typeof print>[0]);
  texts.set(document, text);
  return text;
}

/**
 * Asks the ledger. The session's cookie goes with it by itself. Raises a {@link RefusedError} where nothing at all was
 * answered; where parts were, they are given together with the refusals of the others.
 */
export async function ask<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const body = JSON.stringify({ query: textOf(document), variables });
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new RefusedError([unreachable()]);
  });
  const answer = (await response.json().catch(() => null)) as {
    data?: Data | null;
    errors?: Parameters<typeof refusalsOf>[0];
  } | null;
  if (!answer) throw new RefusedError([unreachable()]);
  const refusals = refusalsOf(answer.errors);
  const nothing = !answer.data || Object.values(answer.data).every((value) => value === null);
  if (nothing && refusals.length > 0) throw new RefusedError(refusals);
  if (!answer.data) throw new RefusedError([unreachable()]);
  return { data: answer.data, refusals };
}
