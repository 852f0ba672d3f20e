import { randomUUID } from 'node:crypto';
import type { Command } from '@entente/domain';
import { projectInThread } from '@entente/assembly';
import { liveVersion, startRunner } from '@entente/read-model';
import {
  assembleLedger,
  environmentOn,
  ownersPool,
  untilState,
  type AssembledLedger,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until } from '../support/ledger-process.js';
import { logStores, type LogPlace } from '../support/log-stores.js';

const PATIENCE_MS = 120_000;
const TESTS = 3;

describe.each(logStores('Projecting in a thread', TESTS))(
  'projecting in a thread of its own, the log in $name',
  (store) => {
    let postgres: TestPostgres;
    let place: LogPlace;
    let made: AssembledLedger;

    beforeAll(async () => {
      postgres = await startPostgres();
    }, PATIENCE_MS);

    beforeEach(async () => {
      place = await store.open();
      const own = await environmentOn(postgres, `thread_${randomUUID().slice(0, 8)}`);
      made = await assembleLedger({ env: { ...own, ...place.env } });
    }, PATIENCE_MS);

    afterEach(async () => {
      await made.dispose();
      await place.dispose();
    }, PATIENCE_MS);

    afterAll(() => postgres?.dispose(), PATIENCE_MS);

    async function deposit(sourceId: string): Promise<void> {
      const input = { sourceId, kind: 'TEST', sha256: '0'.repeat(64) };
      const outcome = await made.assembly.ledger.execute(
        { name: 'depositSource', input } as unknown as Command,
        {
          commandId: randomUUID(),
          caller: { actor: 'secretariat:test' },
        },
      );
      if (outcome.refused) throw new Error(outcome.code);
    }

    const errors = (): readonly string[] => made.lines.filter((line) => /^\S+ error /u.test(line));

    it(
      'projects what is recorded, and leaves its turn to the next once it is stopped',
      async () => {
        const { runner } = made.assembly.startWorker({ projectsInThread: true });
        await untilState(runner, 'RUNNING');
        const second = startRunner(made.assembly.runnerParts);
        await untilState(second, 'STANDING_BY');
        await deposit('one');
        const reached = await made.caughtUp();
        expect(await liveVersion(ownersPool(made.assembly))).toMatchObject({
          position: reached,
          poison: null,
        });
        await runner.stop();
        expect(runner.state()).toEqual({ kind: 'STOPPED' });
        await untilState(second, 'RUNNING');
        await deposit('two');
        expect(await made.caughtUp()).toBeGreaterThan(reached);
        await second.stop();
        expect(errors()).toEqual([]);
      },
      PATIENCE_MS,
    );

    it(
      'stops at an event that it cannot apply, and says which',
      async () => {
        await made.assembly.store.append('source-damaged', 'none', [
          { id: randomUUID(), type: 'SourceDeposited', bytes: Buffer.from('{}') },
        ]);
        const { runner } = made.assembly.startWorker({ projectsInThread: true });
        await untilState(runner, 'POISONED');
        expect(runner.state()).toMatchObject({ reason: expect.stringContaining('source-damaged@0') });
        expect(errors()).toContainEqual(expect.stringContaining('the read model stopped: source-damaged@0'));
        expect(await liveVersion(ownersPool(made.assembly))).toMatchObject({
          poison: expect.stringContaining('source-damaged@0'),
        });
        await runner.stop();
      },
      PATIENCE_MS,
    );

    it(
      'is started again when it ends, until it is stopped',
      async () => {
        const said: string[] = [];
        const log = { info: () => {}, warn: () => {}, error: (line: string) => said.push(line) };
        const runner = projectInThread(
          {
            eventStore: { kind: 'eventstoredb', url: 'esdb://localhost:1?tlsCaFile=/not-there.crt' },
            databases: made.databases,
            ledgerId: made.assembly.ledger.identity.ledgerId,
          },
          log,
        );
        await until('it has ended twice', () => said.length > 1);
        expect(said[0]).toMatch(
          /^The thread that projects has ended, and is started again: ENTENTE_EVENT_STORE_URL cannot be used/u,
        );
        expect(runner.state()).toMatchObject({
          kind: 'RETRYING',
          reason: expect.stringContaining('cannot be used'),
        });
        await runner.stop();
        expect(runner.state()).toEqual({ kind: 'STOPPED' });
      },
      PATIENCE_MS,
    );
  },
);
