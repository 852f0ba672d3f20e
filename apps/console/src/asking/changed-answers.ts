import {
  hashKey,
  type FetchInfiniteQueryOptions,
  type InfiniteData,
  type Query,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';

/** What an answer says of itself: for which position it is, and where its list goes on. That moves with every fact, whatever the fact is about. */
const OF_ITSELF = new Set(['asOf', 'position', 'endCursor']);

/** Whether two answers say the same, whatever positions they are for. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return textOf(one) === textOf(other);
}

const textOf = (answer: unknown): string =>
  JSON.stringify(answer, (name, value: unknown) => (OF_ITSELF.has(name) ? undefined : value));

/**
 * Asks again what the page that is open shows, without showing it, and gives what is answered otherwise now. What asks for a
 * moment of knowledge never is; what is to stay still has its own way of saying so.
 */
export async function changedAnswers(client: QueryClient): Promise<readonly QueryKey[]> {
  const shown = client
    .getQueryCache()
    .findAll({ type: 'active', predicate: (query) => follows(query) && query.state.data !== undefined });
  const changed = await Promise.all(
    shown.map(async (query) => {
      const now = await askedAgain(client, query).catch(() => undefined);
      return now !== undefined && !saysTheSame(now, query.state.data);
    }),
  );
  return shown.filter((query, index) => changed[index] && query.isActive()).map(({ queryKey }) => queryKey);
}

/** Has what no page shows now asked for anew when one does. */
export function forgetUnseen(client: QueryClient): void {
  void client.invalidateQueries({ type: 'inactive', predicate: follows, refetchType: 'none' });
}

function follows({ queryKey: [kind, , variables], meta }: Query): boolean {
  const { asOf } = (variables ?? {}) as { asOf?: { knownAt?: unknown; position?: unknown } };
  return (
    (kind === 'answer' || kind === 'pages') && meta?.['still'] !== true && !asOf?.knownAt && !asOf?.position
  );
}

/** The answer as it is now, with as many pages of a list as are shown. */
function askedAgain(client: QueryClient, { queryKey, options, state }: Query): Promise<unknown> {
  const apart = ['again', ...queryKey];
  const asked = { ...options, queryKey: apart, queryHash: hashKey(apart), staleTime: 0, gcTime: 0 };
  const { pages } = state.data as Partial<InfiniteData<unknown>>;
  if (pages === undefined) return client.fetchQuery(asked);
  const askedPages: unknown = { ...asked, pages: pages.length };
  return client.fetchInfiniteQuery(askedPages as FetchInfiniteQueryOptions);
}
