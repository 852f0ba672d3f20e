/**
 * The conformance suite: every promise of the port as a named case that runs on any store. A case is never skipped for a
 * store; where stores differ (`densePositions`, `findsById`), the case checks what each says of itself. No case passes on a
 * store that does nothing: a meta-test proves it.
 */
import { appendingCases } from './appending.js';
import { runCase, type ConformanceCase, type StoreUnderTest } from './case.js';
import { endingCases } from './ending.js';
import { racingCases } from './racing.js';
import { readingCases } from './reading.js';
import { subscribingCases } from './subscribing.js';

export * from './case.js';
export { writeUntilKilled } from './writer.js';

/** Every case, in the order in which they run. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...appendingCases,
  ...racingCases,
  ...readingCases,
  ...subscribingCases,
  ...endingCases,
];

/** The suite bound to one store. */
export interface BoundSuite {
  readonly name: string;
  readonly cases: readonly { readonly name: string; run(): Promise<void> }[];
  /** The names of the cases that have passed so far. */
  passed(): readonly string[];
  /** Disposes of the store, if any case has opened it. */
  close(): Promise<void>;
}

/** How long one case may take on a slow machine. */
export const CASE_TIMEOUT_MS = 60_000;

/** Binds the suite to a store that is opened at the first case and shared by all: each writes to streams of its own. */
export function eventStoreConformance(
  name: string,
  open: () => Promise<StoreUnderTest>,
  timeoutMs = CASE_TIMEOUT_MS,
): BoundSuite {
  let opened: Promise<StoreUnderTest> | null = null;
  const passed: string[] = [];
  return {
    name,
    cases: conformanceCases.map((one) => ({
      name: one.name,
      async run() {
        opened ??= open();
        await runCase(one, await opened, timeoutMs);
        passed.push(one.name);
      },
    })),
    passed: () => passed,
    async close() {
      await (await opened)?.dispose();
    },
  };
}
