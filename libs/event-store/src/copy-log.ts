import type { EventStore, LogFilter, Position, StoredEvent } from './port.js';

/** The log to copy to holds something that the log to copy from does not, or holds otherwise. */
export class OtherLogError extends Error {
  /** @param index how many events of both are the same before it */
  constructor(
    readonly index: number,
    readonly stream: string,
  ) {
    super(`the log to copy to holds another event after the first ${index}, in ${stream}`);
    this.name = 'OtherLogError';
  }
}

/** What was copied: how many events were there before, and how many came. */
export interface CopiedLog {
  readonly before: number;
  readonly copied: number;
}

const PAGE = 500;

/**
 * Copies a log from one store to another: each event with its id and its bytes as they are, in the order of the log, so that the
 * tree over it keeps its root. What is there already has to be the beginning of it; a copy that was stopped goes on from there.
 *
 * @throws {OtherLogError} where the store to copy to holds anything else; nothing is written
 */
export async function copyLog({
  from,
  to,
  filter,
  dryRun = false,
  onProgress = () => {},
}: {
  readonly from: Pick<EventStore, 'readAll'>;
  readonly to: Pick<EventStore, 'readAll' | 'append'>;
  readonly filter: LogFilter;
  /** Reads and compares, writes nothing, and says what would be copied. */
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number) => void;
}): Promise<CopiedLog> {
  let before = 0;
  let copied = 0;
  let there: Position | null = null;
  let whole = false;
  for await (const page of pagesOf(from, filter)) {
    const known: readonly StoredEvent[] = whole ? [] : await to.readAll(there, filter, page.length);
    for (const [index, event] of known.entries())
      if (!isSame(event, page[index])) throw new OtherLogError(before + index, event.stream);
    before += known.length;
    there = known.at(-1)?.position ?? there;
    whole ||= known.length < page.length;
    const rest = page.slice(known.length);
    if (!dryRun) for (const run of runsOf(rest)) await appendRun(to, run);
    copied += rest.length;
    onProgress(before + copied);
  }
  const [more] = whole ? [] : await to.readAll(there, filter, 1);
  if (more) throw new OtherLogError(before, more.stream);
  return { before, copied };
}

async function* pagesOf(
  store: Pick<EventStore, 'readAll'>,
  filter: LogFilter,
): AsyncGenerator<readonly StoredEvent[]> {
  let last: Position | null = null;
  for (;;) {
    const page = await store.readAll(last, filter, PAGE);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.position ?? last;
  }
}

function isSame(one: StoredEvent, other: StoredEvent | undefined): boolean {
  return (
    other !== undefined &&
    one.id === other.id &&
    one.stream === other.stream &&
    one.revision === other.revision &&
    Buffer.compare(one.bytes, other.bytes) === 0
  );
}

/** Neighbours of one stream are one append: what stands between events of others keeps its place. */
function runsOf(events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const runs: StoredEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0]?.stream === event.stream) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

async function appendRun(to: Pick<EventStore, 'append'>, run: readonly StoredEvent[]): Promise<void> {
  const [first] = run;
  if (!first) return;
  const expected = first.revision === 0 ? 'none' : first.revision - 1;
  await to.append(
    first.stream,
    expected,
    run.map(({ id, type, bytes }) => ({ id, type, bytes })),
  );
}
