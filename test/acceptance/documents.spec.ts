import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@entente/access';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import { systemClock } from '@entente/platform';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** The queries of the documents, each asked of the demonstration as whoever reads that document would. */
const PATIENCE_MS = 120_000;
const ROOT = join(import.meta.dirname, '../..');
const DOCUMENTS: readonly (readonly [path: string, role: Role])[] = [
  ['README.md', 'secretariat'],
  ['docs/dashboards.md', 'dashboard'],
  ['docs/staff.md', 'depositary'],
];

/** An operation of a document, and the answer that stands below it; null where none does. */
interface Shown {
  readonly name: string;
  readonly query: string;
  readonly answer: object | null;
}

function shownIn(path: string): readonly Shown[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const blocks = text.matchAll(/```graphql\n(.*?)```(?:\s*```json\n(.*?)```)?/gs);
  return [...blocks].map(([, query = '', answer], index) => ({
    name: /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? `number ${index + 1}`,
    query,
    answer: answer === undefined ? null : (JSON.parse(answer) as object),
  }));
}

describe.each(DOCUMENTS)('%s', (path, role) => {
  let made: AssembledLedger;
  let ledger: ServedLedger;
  beforeAll(async () => {
    const scenario = readScenario();
    made = await assembleLedger({ scenario });
    const { runner } = made.assembly.startWorker();
    await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
    ledger = await serveLedger(made.assembly, { runner, role });
  }, PATIENCE_MS);
  afterAll(async () => {
    await ledger?.close();
    await made?.dispose();
  }, PATIENCE_MS);

  it('shows operations', () => {
    expect(shownIn(path).length).toBeGreaterThan(3);
  });

  it.each(shownIn(path).map((shown) => [shown.name, shown] as const))(
    'says what is answered: %s',
    async (_name, { query, answer }) => {
      await made.caughtUp();
      const { data, errors } = await ledger.gql(query);
      expect(errors).toEqual([]);
      if (answer) expect(data).toMatchObject(answer);
    },
  );
});
