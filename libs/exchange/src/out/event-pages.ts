import { writePosition } from '@entente/ledger';
import { listEvents, type AsOf, type EventFilter, type EventRow, type ReadModel } from '@entente/read-model';
import type { ExportedEvent } from './tables.js';

const PAGE = 500;

/** The events that pass a filter and were known then, oldest first, a page at a time. */
export async function* eventPages(
  readModel: Pick<ReadModel, 'ask'>,
  filter: EventFilter,
  { position }: Pick<AsOf, 'position'>,
): AsyncGenerator<readonly EventRow[]> {
  let after: readonly string[] | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listEvents>> = await readModel.ask((db) =>
      listEvents(db, { filter, position, page: { first: PAGE, after } }),
    );
    yield page.rows.map(({ node }) => node);
    const last = page.rows.at(-1);
    if (!page.hasNextPage || !last) return;
    after = last.keys;
  }
}

/** All events known then, as a table has them: what is sealed in them stays so. */
export async function* loggedEvents(
  readModel: Pick<ReadModel, 'ask'>,
  asOf: Pick<AsOf, 'position'>,
): AsyncGenerator<readonly ExportedEvent[]> {
  for await (const page of eventPages(readModel, {}, asOf))
    yield page.map(({ envelope, hash, position }) => ({
      id: envelope.id,
      position: writePosition(envelope.ledger, BigInt(position)),
      stream: envelope.stream,
      revision: envelope.rev,
      type: envelope.type,
      occurred: envelope.occurred,
      effective: envelope.effective,
      recordedAt: envelope.recorded,
      recordedBy: envelope.actor,
      hash,
      sources: envelope.provenance.map(({ source, from, to, kind }) => ({
        sourceId: source,
        from,
        to,
        kind,
      })),
      data: envelope.data,
      overrides: envelope.overrides.map(({ rule }) => ({ rule, reason: null })),
    }));
}
