import type { FastifyInstance } from 'fastify';
import type { ApiContext } from '../graphql/loading/context.js';

/** A page of a list, as the API answers it. */
export interface Page<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

/**
 * All pages of the one list that a query asks for, which goes on by `$after`: as of one moment, in the name of a caller.
 * @throws what the API refuses
 */
export async function* pagesOf<Node>(
  server: FastifyInstance,
  contextOf: () => ApiContext,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): AsyncGenerator<readonly Node[]> {
  let after: string | null = null;
  do {
    const page: Page<Node> = await pageOf(server, contextOf(), query, { ...variables, after });
    yield page.nodes;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

async function pageOf<Node>(
  server: FastifyInstance,
  context: ApiContext,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Page<Node>> {
  const { data, errors } = await server.graphql(query, context, variables);
  const [page] = Object.values((data ?? {}) as Readonly<Record<string, Page<Node> | null>>);
  if (!page) throw errors?.[0] ?? new Error('a list was not answered');
  return page;
}
