import { RefusedError, refusalsOf, unreachable } from './refusal.js';

/** Asks what is no part of the GraphQL API; null where nothing is answered. Raises a {@link RefusedError}. */
export async function send(path: string, method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!response) throw new RefusedError([unreachable()]);
  const answer = (await response.json().catch(() => null)) as { errors?: [] } | null;
  if (response.ok) return answer;
  throw new RefusedError(answer?.errors ? refusalsOf(answer.errors) : [unreachable()]);
}
