import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { firstInstant, loadDemonstration, readScenario } from '@entente/demonstration';
import { LEDGER_STREAMS, type Command } from '@entente/domain';
import { parsePosition } from '@entente/event-store';
import type { Outcome } from '@entente/ledger';
import { systemClock } from '@entente/platform';
import {
  agreementsByIds,
  BatchWriter,
  firstEventsOf,
  LEDGER_READ_MODEL,
  countOrganizations,
  FencedError,
  inTransaction,
  listAgreements,
  liveVersion,
  listVersions,
  namesOf,
  openReadModel,
  organizationsNamed,
  ProjectionBehindError,
  readIncoming,
  rebuild,
  rolesOfPersons,
  startRunner,
  type ReadModel,
  type Runner,
} from '@entente/read-model';
import { Client, type PoolClient } from 'pg';
import {
  assembleLedger,
  environmentOn,
  untilState,
  type AssembledLedger,
  type AssembledOptions,
  ownersPool,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until } from '../support/ledger-process.js';
import { everyRow, forbidTwoAnswers } from '../support/read-model-tables.js';

const PATIENCE_MS = 120_000;
const scenario = readScenario();
const RUNNER_LOCK = 7_205_924;

let server: TestPostgres;
let ledgers = 0;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startPostgres();
}, PATIENCE_MS);

afterAll(() => server.dispose(), PATIENCE_MS);

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
}, PATIENCE_MS);

async function ledgerOf(options: AssembledOptions = {}): Promise<AssembledLedger> {
  ledgers += 1;
  const made = await assembleLedger({
    env: await environmentOn(server, `read_model_${ledgers}`, options),
    ...options,
  });
  open.push(() => made.dispose());
  return made;
}

/** A ledger whose log holds the scenario; nothing of it is projected yet. The lookups of its commands are not needed. */
async function loadedLedger(options: AssembledOptions = {}): Promise<AssembledLedger> {
  const made = await ledgerOf({ scenario, ...options });
  const runner = runnerOf(made);
  await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
  await made.caughtUp();
  await runner.stop();
  return made;
}

function runnerOf({ assembly }: AssembledLedger, batchSize?: number): Runner {
  const runner = startRunner({ ...assembly.runnerParts, ...(batchSize !== undefined && { batchSize }) });
  open.push(() => runner.stop());
  return runner;
}

function give({ assembly }: AssembledLedger, name: string, input: object, at?: Date): Promise<Outcome> {
  return assembly.ledger.execute({ name, input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
    ...(at && { at }),
  });
}

async function recordSource(made: AssembledLedger, at?: Date): Promise<bigint> {
  const outcome = await give(made, 'depositSource', { kind: 'TEST', sha256: '0'.repeat(64) }, at);
  if (outcome.refused) throw new Error(outcome.code);
  return outcome.position.commit;
}

const NAME = { text: 'Un nom', lang: 'fr' };
const TEST = { sourceId: 'test' };

async function deposited(made: AssembledLedger): Promise<void> {
  await recorded(made, 'depositSource', { ...TEST, kind: 'TEST', sha256: '0'.repeat(64) });
}

/** Records something that must be taken; gives the id of what it was recorded of. */
async function recorded(made: AssembledLedger, name: string, input: object): Promise<string> {
  const outcome = await give(made, name, input);
  if (outcome.refused) throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  return outcome.subjectId;
}

/** The live version as it was before anything was applied: an empty one beside it, made live. */
async function startOver(made: AssembledLedger): Promise<void> {
  const pool = ownersPool(made.assembly);
  const version = await liveVersion(pool);
  const schema = `read_model_v${version?.version}`;
  const { rows } = await pool.query<{ table_name: string }>(
    `select table_name::text from information_schema.tables where table_schema = $1`,
    [schema],
  );
  await pool.query(`truncate ${rows.map(({ table_name }) => `${schema}.${table_name}`).join(', ')}`);
  await pool.query(`update read_model.version set checkpoint = null, position = -1, known = null where live`);
}

describe('the rows of the read model', () => {
  it(
    'never hold two answers to one question, the scenario being recorded',
    async () => {
      const made = await ledgerOf({ scenario });
      await forbidTwoAnswers(made.assembly);
      const runner = runnerOf(made);
      await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
      await made.caughtUp();
      expect(runner.state().kind).toBe('RUNNING');
      expect((await everyRow(made.assembly))['agreement_status']?.length).toBeGreaterThan(5);
    },
    PATIENCE_MS,
  );

  it(
    'are the same in batches of one, of seven and of all, and when they are built again',
    async () => {
      const made = await loadedLedger();
      const first = await everyRow(made.assembly);
      expect(first['event']?.length).toBeGreaterThan(80);
      for (const batchSize of [1, 7, 1_000]) {
        await rebuild({ ...made.assembly.runnerParts, batchSize });
        expect(await everyRow(made.assembly)).toEqual(first);
      }
    },
    PATIENCE_MS,
  );

  it(
    'are the same when the runner was stopped in the middle, again and again',
    async () => {
      const made = await loadedLedger();
      const whole = await everyRow(made.assembly);
      const { position: end } = await made.assembly.readModel.projected();
      await startOver(made);
      let stops = 0;
      for (let reached = -1n; reached < end; stops += 1) {
        const goal = reached + 20n < end ? reached + 20n : end;
        const runner = runnerOf(made, 3);
        await made.assembly.readModel.waitFor(goal, 30_000);
        await runner.stop();
        reached = (await made.assembly.readModel.projected()).position;
      }
      expect(stops).toBeGreaterThan(2);
      expect(await everyRow(made.assembly)).toEqual(whole);
    },
    PATIENCE_MS,
  );

  it(
    'are the same when the connection of the runner was cut in the middle',
    async () => {
      const made = await loadedLedger();
      const whole = await everyRow(made.assembly);
      const { position: end } = await made.assembly.readModel.projected();
      await startOver(made);
      const runner = runnerOf(made, 2);
      for (const share of [4n, 2n]) {
        await made.assembly.readModel.waitFor(end / share, 30_000);
        await ownersPool(made.assembly).query(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1 and granted
         and database = (select oid from pg_database where datname = current_database())`,
          [RUNNER_LOCK],
        );
      }
      await made.assembly.readModel.waitFor(end, 30_000);
      expect(await everyRow(made.assembly)).toEqual(whole);
      await untilState(runner, 'RUNNING');
    },
    PATIENCE_MS,
  );

  it(
    'are not changed by events that are applied a second time',
    async () => {
      const made = await loadedLedger();
      const { store } = made.assembly;
      const { pool } = made.assembly.runnerParts;
      const whole = await everyRow(made.assembly);
      await startOver(made);
      const before = await liveVersion(pool);
      if (!before) throw new Error('no live version');
      const batch = (await store.readAll(null, LEDGER_STREAMS, 10_000)).map((event) =>
        readIncoming(event, made.assembly.runnerParts.events),
      );
      const writer = () => new BatchWriter(before.version, true, LEDGER_READ_MODEL.projections);
      const after = await inTransaction(pool, (client) => writer().apply(client, batch, before));
      expect(await everyRow(made.assembly)).toEqual(whole);
      await expect(
        inTransaction(pool, (client) => writer().apply(client, batch, before)),
      ).rejects.toBeInstanceOf(FencedError);
      for (const event of batch)
        await expect(inTransaction(pool, (client) => writer().apply(client, [event], after))).rejects.toThrow(
          /stands where/,
        );
      expect(await everyRow(made.assembly)).toEqual(whole);
    },
    PATIENCE_MS,
  );
});

describe('a rebuild', () => {
  it(
    'runs beside the live version, which goes on, and then takes its place without going back',
    async () => {
      const made = await loadedLedger();
      const { assembly } = made;
      const runner = runnerOf(made);
      await untilState(runner, 'RUNNING');
      const before = await assembly.readModel.projected();
      const recorded: Promise<bigint>[] = [];
      let answered = 0;
      const rebuilt = rebuild({ ...assembly.runnerParts, batchSize: 5 }, () => {
        recorded.push(recordSource(made));
      });
      let done = false;
      const asking = (async () => {
        let reached = -1n;
        while (!done) {
          const { position } = await assembly.readModel.projected();
          expect(position >= reached).toBe(true);
          reached = position;
          await assembly.readModel.ask((db) =>
            db.selectFrom('agreement_status').select('status').limit(1).execute(),
          );
          answered += 1;
        }
      })();
      const rebuilding = async () => {
        const version = await rebuilt;
        const positions = await Promise.all(recorded);
        for (const position of positions) await assembly.readModel.waitFor(position, 30_000);
        return { version, positions };
      };
      // Whatever fails, it is asked no more once the ledger is gone.
      const asked = rebuilding().finally(() => {
        done = true;
      });
      const [{ version, positions }] = await Promise.all([asked, asking]);
      expect(positions.length).toBeGreaterThan(5);
      expect(answered).toBeGreaterThan(1);
      expect(version.version).toBeGreaterThan(before.version);
      expect((await listVersions(ownersPool(assembly))).map((one) => [one.version, one.live])).toEqual([
        [version.version, true],
      ]);
      const after = await made.caughtUp();
      expect(after).toBeGreaterThan(before.position);
      await runner.stop();
      const followed = await everyRow(assembly);
      await rebuild(assembly.runnerParts);
      expect(await everyRow(assembly)).toEqual(followed);
    },
    PATIENCE_MS,
  );

  it(
    'is asked by the same questions, over the same connections, as the version before it',
    async () => {
      const made = await loadedLedger();
      const { readModel, runnerParts } = made.assembly;
      await rebuild(runnerParts);
      const { position } = await readModel.projected();
      const agreements = await readModel.ask((db) =>
        db.selectFrom('agreement').select('agreement_id').orderBy('agreement_id').execute(),
      );
      const [one = '', ...others] = agreements.map(({ agreement_id }) => agreement_id);
      // More at once than the pool has connections, so that each has been asked each question.
      const ask = () =>
        Promise.all(
          Array.from({ length: 2 * readModel.pool.options.max }, (_none, n) => {
            const asOf = { validOn: `2025-01-${String(1 + n).padStart(2, '0')}`, position };
            return readModel.ask(async (db) => [
              await agreementsByIds(db, [one], asOf),
              await agreementsByIds(db, others, asOf),
              await firstEventsOf(db, [`agreement-${one}`], { position: position - BigInt(n), first: 5 }),
            ]);
          }),
        );
      const before = await ask();
      await rebuild(runnerParts);
      // Known to have been replaced: a connection on which the old version is asked is given up.
      await readModel.projected();
      expect(await ask()).toEqual(before);
      expect(before[0]?.map((rows) => rows.length > 0)).toEqual([true, true, true]);
    },
    PATIENCE_MS,
  );
});

describe('what nothing of the read model is to be stopped by', () => {
  it(
    'a runner that waited while a rebuild took its version’s place writes no more into it',
    async () => {
      const made = await loadedLedger();
      const { store } = made.assembly;
      const { pool } = made.assembly.runnerParts;
      const live = await liveVersion(pool);
      if (!live) throw new Error('no live version');
      await recordSource(made);
      const from = live.checkpoint === null ? null : parsePosition(live.checkpoint);
      const batch = (await store.readAll(from, LEDGER_STREAMS, 10)).map((event) =>
        readIncoming(event, made.assembly.runnerParts.events),
      );
      const replaced = async (client: PoolClient) => {
        await client.query('update read_model.version set live = false where live');
        await new BatchWriter(live.version, true, LEDGER_READ_MODEL.projections).apply(client, batch, live);
      };
      await expect(inTransaction(pool, replaced)).rejects.toBeInstanceOf(FencedError);
      expect(batch).toHaveLength(1);
    },
    PATIENCE_MS,
  );

  it(
    'a name too long for an index is projected, and found',
    async () => {
      const made = await ledgerOf();
      runnerOf(made);
      await deposited(made);
      const text = Array.from({ length: 1_990 }, (_none, n) =>
        String.fromCodePoint(0x4e00 + ((n * 7_919 + ((n * n) % 613)) % 20_000)),
      ).join('');
      await recorded(made, 'registerOrganization', {
        organizationId: 'long',
        names: [NAME],
        evidence: [TEST],
      });
      const alias = { text, lang: 'zh', use: 'OFFICIAL' };
      await recorded(made, 'addOrganizationAlias', { organizationId: 'long', alias, evidence: [TEST] });
      const position = await made.caughtUp();
      const asOf = { validOn: '2025-01-28', position };
      const { readModel } = made.assembly;
      expect(await readModel.ask((db) => organizationsNamed(db, text, asOf))).toEqual(['long']);
      const longer = `${text.slice(0, -1)}丁`;
      expect(await readModel.ask((db) => organizationsNamed(db, longer, asOf))).toEqual([]);
      expect(await readModel.lookups.similarNames([{ text, use: 'OFFICIAL' }])).toEqual([
        { organizationId: 'long', text },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'as many long names as a registration may have are looked up, and a shorter one inside them is found',
    async () => {
      const made = await ledgerOf();
      runnerOf(made);
      await deposited(made);
      const names = Array.from({ length: 200 }, (_none, n) =>
        Array.from({ length: 40 }, (_word, word) => `w${n}x${word}`).join(' '),
      );
      const inside = { text: 'W7x3 w7x4 w7x5', lang: 'fr' };
      const evidence = [TEST];
      await recorded(made, 'registerOrganization', { organizationId: 'inside', names: [inside], evidence });
      const asked = names.map((text) => ({ text, use: 'OFFICIAL' }));
      expect(await made.assembly.readModel.lookups.similarNames(asked)).toEqual([
        { organizationId: 'inside', text: inside.text },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'a question takes ten seconds at most',
    async () => {
      const made = await ledgerOf();
      const { rows } = await made.assembly.readModel.pool.query('show statement_timeout');
      expect(rows).toEqual([{ statement_timeout: '10s' }]);
      const runner = await made.assembly.runnerParts.pool.query('show statement_timeout');
      expect(runner.rows).toEqual([{ statement_timeout: '0' }]);
    },
    PATIENCE_MS,
  );

  it(
    'a database that cannot be listened to is reported at once',
    async () => {
      const made = await ledgerOf();
      const { store } = made.assembly;
      const pool = ownersPool(made.assembly);
      const connectionString = 'postgres://nobody@127.0.0.1:1/none';
      await expect(openReadModel({ pool, store, connectionString })).rejects.toThrow('ECONNREFUSED');
    },
    PATIENCE_MS,
  );
});

describe('what is known of organisations', () => {
  it(
    'keeps an official alias beside a renaming, is found by words only, and tells when a role may have ended',
    async () => {
      const made = await ledgerOf();
      runnerOf(made);
      await deposited(made);
      const organizationId = 'o1';
      const evidence = [TEST];
      await recorded(made, 'registerOrganization', { organizationId, names: [NAME], evidence });
      const alias = { text: 'Dit aussi', lang: 'fr', use: 'OFFICIAL' };
      await recorded(made, 'addOrganizationAlias', { organizationId, alias, evidence });
      const renaming = { name: { text: 'Renommé', lang: 'fr' }, occurredOn: { edtf: '2024-01-01' } };
      await recorded(made, 'renameOrganization', { organizationId, ...renaming, evidence });
      const personId = await recorded(made, 'registerPerson', { displayName: 'A B', evidence });
      const observe = (current: boolean, occurredOn: object) =>
        recorded(made, 'observeRole', { personId, organizationId, current, occurredOn, evidence });
      await observe(true, { edtf: '2024-01-01' });
      await observe(false, { edtf: '2024-06', basis: 'INFERRED' });
      const position = await made.caughtUp();
      const { readModel } = made.assembly;
      const on = (validOn: string) => ({ validOn, position });

      const named = async (validOn: string) =>
        (await readModel.ask((db) => namesOf(db, [organizationId], on(validOn)))).map((row) => [
          row.text,
          row.renamed_on,
        ]);
      expect(await named('2023-12-31')).toEqual([
        [NAME.text, null],
        ['Dit aussi', null],
      ]);
      expect(await named('2024-01-01')).toEqual([
        ['Dit aussi', null],
        ['Renommé', '2024-01-01'],
      ]);

      const role = async (validOn: string) =>
        (await readModel.ask((db) => rolesOfPersons(db, [personId], on(validOn)))).map((row) => [
          row.current,
          row.may_have_ended,
        ]);
      expect(await role('2024-05-31')).toEqual([[true, false]]);
      expect(await role('2024-06-01')).toEqual([[true, true]]);
      expect(await role('2024-06-29')).toEqual([[true, true]]);
      expect(await role('2024-06-30')).toEqual([[false, false]]);

      const page = { first: 5, after: null };
      const found = (text: string | null) =>
        readModel.ask((db) => countOrganizations(db, text, on('2024-06-01')));
      expect([await found(null), await found('renomme'), await found('…')]).toEqual([1, 1, 0]);
      const listed = await readModel.ask((db) =>
        listAgreements(db, { filter: { text: '—' }, sort: 'TITLE', asOf: on('2024-06-01'), page }),
      );
      expect(listed.rows).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('two runners', () => {
  it(
    'take turns: one stands by, and goes on when the other stops',
    async () => {
      const made = await ledgerOf();
      const one = runnerOf(made);
      await untilState(one, 'RUNNING');
      const two = runnerOf(made);
      await untilState(two, 'STANDING_BY');
      await made.assembly.readModel.waitFor(await recordSource(made));
      expect([one.state().kind, two.state().kind]).toEqual(['RUNNING', 'STANDING_BY']);
      await one.stop();
      expect(one.state().kind).toBe('STOPPED');
      await untilState(two, 'RUNNING');
      await made.assembly.readModel.waitFor(await recordSource(made));
    },
    PATIENCE_MS,
  );
});

describe('a runner that has stopped', () => {
  it(
    'leaves no listener behind on the connections of its pool',
    async () => {
      const made = await ledgerOf();
      const { pool } = made.assembly.runnerParts;
      const listeners = async () => {
        const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
        const counts = clients.map((client) => client.listenerCount('error'));
        for (const client of clients) client.release();
        return counts;
      };
      const before = await listeners();
      for (let n = 0; n < 3; n += 1) {
        const runner = runnerOf(made);
        await untilState(runner, 'RUNNING');
        await runner.stop();
      }
      expect(await listeners()).toEqual(before);
    },
    PATIENCE_MS,
  );
});

describe('an event that cannot be applied', () => {
  it(
    'stops the runner, is reported with its stream and revision, and once it is mended the runner goes on',
    async () => {
      const made = await loadedLedger({ logInDatabase: true });
      const { assembly } = made;
      const pool = ownersPool(assembly);
      await recordSource(made);
      const victim = await give(made, 'depositSource', {
        sourceId: 'victim',
        kind: 'TEST',
        sha256: '0'.repeat(64),
      });
      if (victim.refused) throw new Error(victim.code);
      const id = victim.events[0]?.envelope.id;
      const last = await recordSource(made);
      const { rows: tables } = await pool.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where t.tgname = 'append_only'`,
      );
      const log = tables[0]?.name ?? '';
      const { rows } = await pool.query<{ bytes: Buffer }>(`select bytes from ${log} where id = $1`, [id]);
      const write = async (bytes: Buffer) => {
        await pool.query(`alter table ${log} disable trigger append_only`);
        await pool.query(`update ${log} set bytes = $2 where id = $1`, [id, bytes]);
        await pool.query(`alter table ${log} enable trigger append_only`);
      };
      const good = rows[0]?.bytes ?? Buffer.alloc(0);
      await write(Buffer.concat([good, Buffer.from(' ')]));

      const runner = runnerOf(made);
      await untilState(runner, 'POISONED');
      expect(runner.state()).toMatchObject({ reason: expect.stringContaining('source-victim@0') });
      expect(made.lines.filter((line) => /\berror\b/.test(line))).toEqual([
        expect.stringContaining('source-victim@0'),
      ]);
      const stopped = await assembly.readModel.projected();
      expect(stopped).toMatchObject({
        position: victim.position.commit - 1n,
        poison: expect.stringContaining('source-victim@0'),
        poisonPosition: String(victim.position.commit),
      });
      await expect(assembly.readModel.waitFor(last, 1)).rejects.toBeInstanceOf(ProjectionBehindError);
      // What the log has not come to is not waited for, however long one would.
      const far = assembly.readModel.waitFor(last + 1_000_000n, 10 * PATIENCE_MS);
      await expect(far).rejects.toBeInstanceOf(ProjectionBehindError);
      await runner.stop();

      const again = runnerOf(made);
      await untilState(again, 'POISONED');
      await again.stop();

      await write(good);
      const mended = runnerOf(made);
      await assembly.readModel.waitFor(last, 30_000);
      await untilState(mended, 'RUNNING');
      expect(await assembly.readModel.projected()).toMatchObject({ poison: null, poisonPosition: null });
      const followed = await everyRow(assembly);
      await mended.stop();
      await rebuild(assembly.runnerParts);
      expect(await everyRow(assembly)).toEqual(followed);
    },
    PATIENCE_MS,
  );
});

describe('a position that is asked for', () => {
  it(
    'is waited for, and refused when it does not come in time',
    async () => {
      const made = await ledgerOf();
      const { readModel } = made.assembly;
      const position = await recordSource(made);
      await expect(readModel.waitFor(position, 50)).rejects.toMatchObject({
        name: 'ProjectionBehindError',
        wanted: position,
      });
      const waiting = readModel.waitFor(position, 30_000);
      runnerOf(made);
      await waiting;
      expect((await readModel.projected()).position).toBe(position);
    },
    PATIENCE_MS,
  );
});

describe('the head of what is projected', () => {
  const { now } = performance;
  // What is known is asked again after a second: here none passes.
  beforeEach(() => {
    const instant = performance.now();
    performance.now = () => instant;
  });
  afterEach(() => {
    performance.now = now;
  });

  /** Counts what is asked of the database from now on. */
  function questionsTo({ pool }: ReadModel): () => number {
    let asked = 0;
    const query = pool.query.bind(pool);
    pool.query = ((...given: Parameters<typeof query>) => {
      asked += 1;
      return query(...given);
    }) as typeof pool.query;
    return () => asked;
  }

  it(
    'is known from notices, without asking the database',
    async () => {
      const made = await ledgerOf();
      const { readModel } = made.assembly;
      runnerOf(made);
      await made.caughtUp();
      await readModel.head();
      // The notice of what came before may still be on its way.
      const notices: bigint[] = [];
      const heard = new EventEmitter();
      readModel.onProjected((position) => {
        notices.push(position);
        heard.emit('notice');
      });
      const position = await recordSource(made);
      while (!notices.includes(position)) await once(heard, 'notice');
      const asked = questionsTo(readModel);
      expect([await readModel.head(), asked()]).toEqual([position, 0]);
    },
    PATIENCE_MS,
  );

  it(
    'is asked where the connection that is notified was lost',
    async () => {
      const made = await ledgerOf();
      const { readModel } = made.assembly;
      await readModel.head();
      const { rowCount } = await readModel.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen entente_projected' and datname = current_database()",
      );
      expect(rowCount).toBe(1);
      const asked = questionsTo(readModel);
      await until('the head is asked', async () => {
        await readModel.head();
        return asked() > 0;
      });
    },
    PATIENCE_MS,
  );
});

describe('the position that stands for a knowledge time', () => {
  const NOON = new Date(firstInstant(scenario).getTime() + 3_600_000);

  /** A ledger whose last event was recorded years ago by its own account, as nothing after it fixes. */
  async function oldLedger(
    options: AssembledOptions = {},
  ): Promise<{ made: AssembledLedger; positions: readonly bigint[] }> {
    const made = await ledgerOf({ scenario, ...options });
    runnerOf(made);
    const positions: bigint[] = [];
    for (const minutes of [0, 10, 20])
      positions.push(await recordSource(made, new Date(NOON.getTime() + minutes * 60_000)));
    await made.caughtUp();
    return { made, positions };
  }
  const after = (minutes: number, ms = 0) => new Date(NOON.getTime() + minutes * 60_000 + ms);

  it(
    'is the last one recorded by then, and −1 before all',
    async () => {
      const { made, positions } = await oldLedger();
      const { readModel } = made.assembly;
      expect((await readModel.positionKnownAt(new Date(0))).position).toBe(-1n);
      expect((await readModel.positionKnownAt(after(0))).position).toBe(positions[0]);
      expect((await readModel.positionKnownAt(after(10, -1))).position).toBe(positions[0]);
      expect((await readModel.positionKnownAt(after(10))).position).toBe(positions[1]);
      expect((await readModel.positionKnownAt(after(19))).position).toBe(positions[1]);
      expect((await readModel.positionKnownAt(after(20))).position).toBe(positions[2]);
    },
    PATIENCE_MS,
  );

  it(
    'is the head for the future and for the last ten seconds',
    async () => {
      const { made } = await oldLedger();
      const { readModel } = made.assembly;
      await give(made, 'completeDemonstration', { scenarioId: 'x' }, new Date());
      const head = await recordSource(made);
      await readModel.waitFor(head);
      expect((await readModel.positionKnownAt(new Date('2999-01-01T00:00:00Z'))).position).toBe(head);
      expect((await readModel.positionKnownAt(new Date(Date.now() - 5_000))).position).toBe(head);
      const settled = async (instant: Date) => (await readModel.positionKnownAt(instant)).settled;
      expect(await settled(new Date('2999-01-01T00:00:00Z'))).toBe(false);
      expect(await settled(new Date(Date.now() - 5_000))).toBe(false);
      expect(await settled(new Date(Date.now() - 15_000))).toBe(true);
    },
    PATIENCE_MS,
  );

  it(
    'stays what it was, whatever is recorded later',
    async () => {
      const { made } = await oldLedger();
      const { readModel } = made.assembly;
      const asked = [-1, 0, 5, 10, 15, 20, 25, 60].map((minutes) => after(minutes));
      const ask = () => Promise.all(asked.map((instant) => readModel.positionKnownAt(instant)));
      const before = await ask();
      await give(made, 'completeDemonstration', { scenarioId: 'x' }, new Date());
      await readModel.waitFor(await recordSource(made));
      expect(await ask()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    'follows the running maximum where a later event says that it was recorded before',
    async () => {
      const { made, positions } = await oldLedger();
      const { readModel } = made.assembly;
      const late = await recordSource(made, after(5));
      await readModel.waitFor(late);
      expect((await readModel.positionKnownAt(after(5))).position).toBe(positions[0]);
      expect((await readModel.positionKnownAt(after(20))).position).toBe(late);
    },
    PATIENCE_MS,
  );

  it(
    'waits at the tail for an append that is under way',
    async () => {
      const { made, positions } = await oldLedger({ logInDatabase: true });
      const { readModel } = made.assembly;
      const pool = ownersPool(made.assembly);
      const { rows } = await pool.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relname = 'head' and c.relkind = 'r'`,
      );
      const appending = new Client({ connectionString: made.databases.ownerUrl });
      await appending.connect();
      open.push(() => appending.end());
      await appending.query('begin');
      await appending.query(`select * from ${rows[0]?.name} for update`);
      let answered = false;
      const tail = readModel.positionKnownAt(after(30)).then(({ position }) => {
        answered = true;
        return position;
      });
      await until('somebody waits for the head', async () => {
        const waiting = await pool.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return waiting.rowCount === 1;
      });
      expect(answered).toBe(false);
      await appending.query('commit');
      expect(await tail).toBe(positions[2]);
      // What a later event has fixed does not wait for anybody.
      await appending.query('begin');
      await appending.query(`select * from ${rows[0]?.name} for update`);
      expect((await readModel.positionKnownAt(after(15))).position).toBe(positions[1]);
      await appending.query('commit');
    },
    PATIENCE_MS,
  );
});
