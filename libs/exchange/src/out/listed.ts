import { listAgreements, type AsOf, type ReadModel } from '@entente/read-model';
import type { ListedPage } from './packages/write-package.js';

const PAGE = 200;

/** All agreements known at two dates, by title, a page of ids at a time. */
export async function* agreementIdsOf(
  readModel: Pick<ReadModel, 'ask'>,
  asOf: AsOf,
): AsyncGenerator<ListedPage> {
  let after: readonly string[] | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listAgreements>> = await readModel.ask((db) =>
      listAgreements(db, { filter: {}, sort: 'TITLE', asOf, page: { first: PAGE, after } }),
    );
    yield { ids: page.rows.map(({ node }) => node), asOf };
    const last = page.rows.at(-1);
    if (!page.hasNextPage || !last) return;
    after = last.keys;
  }
}
