import { messageOf, type Refusal } from '@entente/domain';
import type { Ledger, Recorded as Outcome, Requested } from '@entente/ledger';
import { fault, WHOLE_FILE, type Fault } from '../phrases.js';
import type { ImportPlan } from '../plan/plan.js';
import type { PlannedRow, Watched } from '../plan/rehearsed-rows.js';
import type { SeenRow } from '../plan/seen.js';
import { isNotThere, WAVES, waveOf } from '../plan/rehearsed.js';

/** What recording a plan came to. */
export interface Recorded {
  /** Rows that are in the ledger now. */
  readonly rows: number;
  readonly events: number;
  /** Commands that had been recorded before, by a run that was stopped. */
  readonly repeated: number;
  /** Whether all rows were tried; false where it was stopped before. */
  readonly isWhole: boolean;
  /** What the ledger refused after all: somebody else recorded something since the plan was made. */
  readonly faults: readonly Fault[];
}

/** Where a plan is recorded. */
export interface RecordOptions extends Watched {
  readonly ledger: Pick<Ledger, 'executeTogether'>;
  /** Called with a row once it is in the ledger. */
  readonly remember: (row: SeenRow) => Promise<void>;
}

const AT_ONCE = 32;
/** After as many refusals no other row is tried: somebody has to look at what happened meanwhile. */
const MOST_REFUSED = 1_000;

/** Refusals that the next row would meet as well. */
const OUT_OF_ORDER: ReadonlySet<string> = new Set(['STORE_UNAVAILABLE', 'CLOCK_UNTRUSTED', 'LOG_DIFFERS']);

/**
 * Records a plan: its source, its organisations, then its rows, each in one append. Stopped at any moment, it goes on where it
 * was when it is called again with the same file.
 */
export async function recordPlan(plan: ImportPlan, options: RecordOptions): Promise<Recorded> {
  const tally = createTally(options);
  const rows = plan.counts.toRecord;
  if (rows + plan.organizations.length === 0) return tally.result(true);
  await tally.source(plan.source);
  // Those that resemble others come after them, as they were rehearsed.
  for (let wave = 0; wave < WAVES; wave += 1)
    await each(
      plan.organizations.filter(({ command }) => waveOf(command) === wave),
      tally.isStopped,
      (one) => tally.append([one], null),
    );
  let done = 0;
  await each(plan.rows(), tally.isStopped, async (row) => {
    await tally.row(row);
    done += 1;
    options.onProgress?.(done, rows);
  });
  return tally.result(done === rows);
}

/**
 * Works through what comes, some at once, until it is to stop: what comes is asked for when somebody is free for it. Where one
 * fails, those that were begun are ended first: nothing is recorded any more once it has thrown.
 */
async function each<T>(
  items: AsyncIterable<T> | Iterable<T>,
  isStopped: () => boolean,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = toAsync(items);
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0 && !isStopped()) {
      const next = await queue.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      failures.push(error);
    }),
  );
  await Promise.all(workers);
  await queue.return(undefined);
  if (failures.length > 0) throw failures[0];
}

async function* toAsync<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, undefined> {
  yield* items;
}

function createTally({ ledger, remember, isStopping = () => false }: RecordOptions) {
  let rows = 0;
  let events = 0;
  let repeated = 0;
  let stopped = false;
  const faults: Fault[] = [];

  const report = ({ code, strength, details }: Refusal, line: number | null): void => {
    stopped ||= OUT_OF_ORDER.has(code) || faults.length + 1 >= MOST_REFUSED;
    faults.push(
      fault(
        'LEDGER_REFUSES',
        { ...WHOLE_FILE, line },
        { message: messageOf(code, details) },
        { code, strength },
      ),
    );
  };

  const count = (outcomes: readonly Outcome[]): void => {
    for (const one of outcomes) {
      if (one.repeated) repeated += 1;
      else events += one.events.length;
    }
  };

  const append = async (commands: readonly Requested[], line: number | null): Promise<boolean> => {
    const outcome = await ledger.executeTogether(commands);
    if (outcome.refused) {
      report(outcome.refusal, line);
      return false;
    }
    count(outcome.outcomes);
    return true;
  };

  const source = async (asked: Requested): Promise<void> => {
    const outcome = await ledger.executeTogether([asked]);
    if (!outcome.refused) count(outcome.outcomes);
    else if (isNotThere(outcome.refusal)) report(outcome.refusal, null);
  };

  const row = async ({ row: { line }, appends, seen }: PlannedRow): Promise<void> => {
    for (const commands of appends) if (!(await append(commands, line))) return;
    rows += 1;
    await remember(seen);
  };

  return {
    source,
    append,
    row,
    isStopped: () => stopped || isStopping(),
    result: (isWhole: boolean): Recorded => ({ rows, events, repeated, isWhole, faults }),
  };
}
