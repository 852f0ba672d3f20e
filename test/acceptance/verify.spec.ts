import { randomUUID } from 'node:crypto';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import type { Command } from '@entente/domain';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import type { RowsWatch } from '@entente/assembly';
import { systemClock } from '@entente/platform';
import {
  LEDGER_READ_MODEL,
  knownDamage,
  rebuild,
  schemaOf,
  verify,
  type Damage,
  type ReadModelDefinition,
  type Runner,
} from '@entente/read-model';
import {
  assembleLedger,
  environmentOn,
  type AssembledLedger,
  ownersPool,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { serveLedger } from '../support/served-ledger.js';

const PATIENCE_MS = 120_000;
const scenario = readScenario();
const CORRIDOR = 'agreement-corridor-ne';

let server: TestPostgres;
let env: Readonly<Record<string, string>>;
let made: AssembledLedger;
let rows: RowsWatch;
let runner: Runner;

/** Starts the worker, whose own look at the rows comes only when a test calls for it: what a test changes is its own to find. */
async function startWorker(): Promise<void> {
  ({ rows, runner } = made.assembly.startWorker());
  await rows.stop();
}

beforeAll(async () => {
  server = await startPostgres();
  env = await environmentOn(server, 'verify', { logInDatabase: true });
  made = await assembleLedger({ env, scenario, logInDatabase: true });
  await startWorker();
  await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
  await made.caughtUp();
}, PATIENCE_MS);
afterAll(async () => {
  await made?.dispose();
  await server?.dispose();
}, PATIENCE_MS);

/** What a verification finds. */
async function verified() {
  const { store, ledger } = made.assembly;
  const pool = ownersPool(made.assembly);
  const found: Damage[] = [];
  const result = await verify({
    store,
    pool,
    // Nothing that was remembered: each event is read from its bytes.
    events: createEventReader(STORED_EVENTS, ledger.identity.ledgerId),
    readModel: LEDGER_READ_MODEL,
    onDamage: (damage) => found.push(damage),
    onProgress: () => {},
  });
  return { result, found };
}

/** Changes something as no program of the ledger does, finds out what is found, and takes it back. */
async function foundWhen(change: string, back: string): Promise<readonly Damage[]> {
  await behindItsBack(change);
  const { result, found } = await verified();
  await behindItsBack(back);
  expect(result.damage).toBe(found.length);
  return found;
}

async function behindItsBack(change: string): Promise<void> {
  const { readModel } = made.assembly;
  const pool = ownersPool(made.assembly);
  const { version } = await readModel.projected();
  const client = await pool.connect();
  try {
    await client.query(`set session_replication_role = replica`);
    await client.query(change.replaceAll('READ_MODEL', schemaOf(version)));
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

const said = (found: readonly Damage[]) =>
  found.map(({ place, stream, revision, problem }) => `${place} ${stream}@${revision ?? ''} ${problem.en}`);

/** What is known to be damaged, asked without waiting for what was looked up to be old. */
const health = (check: 'log' | 'rows') =>
  knownDamage(ownersPool(made.assembly), check === 'log' ? 'LOG' : 'READ_MODEL');

describe('a ledger that is whole', () => {
  it(
    'verifies, every event and every row of it, and remembers no damage',
    async () => {
      const { result, found } = await verified();
      expect(said(found)).toEqual([]);
      const head = await made.assembly.store.head({});
      const { readModel } = made.assembly;
      const pool = ownersPool(made.assembly);
      const { version } = await readModel.projected();
      let rows = 0;
      const { projections }: ReadModelDefinition = LEDGER_READ_MODEL;
      for (const { name } of projections.flatMap(({ tables }) => tables)) {
        const counted = await pool.query<{ n: number }>(
          `select count(*)::int as n from ${schemaOf(version)}.${name}`,
        );
        rows += counted.rows[0]?.n ?? 0;
      }
      expect(result).toMatchObject({
        events: Number(head?.commit),
        comparedTo: head?.commit,
        rows,
        damage: 0,
      });
      expect(result.streams).toBeGreaterThan(20);
      expect(await health('log')).toBeNull();
    },
    PATIENCE_MS,
  );
});

describe('the worker, which compares rows with the log again and again', () => {
  it(
    'finds nothing in a ledger that is whole, and names the table, row, column and event of what was changed until a rebuild mends it',
    async () => {
      expect(await rows.look()).toEqual([]);
      await behindItsBack(
        `update READ_MODEL.participation set role = 'WITHDRAWN'
         where agreement_id = 'corridor-ne' and organization_id = 'uvm' and known_to = 9223372036854775807;
         update READ_MODEL.agreement_recorded set last_recorded = 0
         where agreement_id = 'corridor-ne' and known_to = 9223372036854775807`,
      );
      const found = said(await rows.look());
      expect(found).toEqual([
        expect.stringMatching(
          /^READ_MODEL agreement-corridor-ne@ the table participation has in role, row \[organization_id=uvm\], on 2025-01-28, something else than the event [0-9a-f-]{36} of the log says$/,
        ),
        // What no replay gives the rows of is compared with what the projections make of the log.
        expect.stringContaining('the table participation is not what the history'),
        expect.stringContaining('the table agreement_recorded is not what the history'),
      ]);
      expect(await made.assembly.checks['rows']?.()).toMatchObject({
        ok: false,
        stream: CORRIDOR,
        reason: expect.stringContaining('projections rebuild'),
      });
      await rebuild(made.assembly.runnerParts);
      expect(await rows.look()).toEqual([]);
      expect(await health('rows')).toBeNull();
    },
    PATIENCE_MS,
  );
});

describe('the last verifications', () => {
  const last = async (role: 'auditor' | 'dashboard') => {
    const served = await serveLedger(made.assembly, { runner, role });
    const { data } = await served.gql<{
      ledger: {
        verifications: readonly { kind: string; finished: string; streams: number; damage: number }[];
      };
    }>('{ ledger { verifications { kind finished streams damage } } }');
    await served.close();
    return data?.ledger.verifications ?? [];
  };

  it(
    'are those that came to their end since the read model was built, each with what it found, and nothing for dashboards',
    async () => {
      await rebuild(made.assembly.runnerParts);
      expect(await last('auditor')).toEqual([]);
      const began = new Date();
      await rows.look();
      const { result } = await verified();
      const whole = await last('auditor');
      expect(whole).toMatchObject([
        { kind: 'ROWS', streams: result.streams, damage: 0 },
        { kind: 'WHOLE', streams: result.streams, damage: 0 },
      ]);
      for (const { finished } of whole) expect(new Date(finished) >= began).toBe(true);
      await behindItsBack(
        `update READ_MODEL.participation set role = 'WITHDRAWN'
         where agreement_id = 'corridor-ne' and organization_id = 'uvm' and known_to = 9223372036854775807`,
      );
      const found = await rows.look();
      expect(await last('auditor')).toMatchObject([
        { kind: 'ROWS', damage: found.length },
        { kind: 'WHOLE', damage: 0 },
      ]);
      expect(await last('dashboard')).toEqual([]);
      await rebuild(made.assembly.runnerParts);
      expect(await last('auditor')).toEqual([]);
      expect((await verified()).found).toEqual([]);
    },
    PATIENCE_MS,
  );
});

it(
  'verifies the tables of a program that kept no verifications',
  async () => {
    const pool = ownersPool(made.assembly);
    await pool.query('alter table read_model.verification rename to elsewhere');
    try {
      expect((await verified()).found).toEqual([]);
    } finally {
      await pool.query('alter table read_model.elsewhere rename to verification');
    }
  },
  PATIENCE_MS,
);

describe('damage of the log', () => {
  const whole = `create table kept as select * from log.event`;
  const back = `delete from log.event; insert into log.event select * from kept; drop table kept;
    update log.head set position = (select max(position) from log.event)`;

  it.each([
    [
      'a byte that is another',
      `update log.event set bytes = set_byte(bytes, 40, 33) where stream = '${CORRIDOR}' and revision = 3`,
      [/^LOG agreement-corridor-ne@3 the hash beside the bytes is not theirs$/],
    ],
    [
      'an event that is gone',
      `delete from log.event where stream = '${CORRIDOR}' and revision = 3`,
      [
        /^LOG .* the log holds nothing at the positions (\d+) to \1, just before the event$/,
        /^LOG agreement-corridor-ne@4 the event stands where revision 3 should be$/,
        /^READ_MODEL agreement-corridor-ne@3 the read model has an event that the log lacks/,
      ],
    ],
    [
      'the end of the log that is gone',
      `delete from log.event where position = (select max(position) from log.event)`,
      [
        /^LOG .* the log holds nothing at the positions (\d+) to \1, after its last event$/,
        /^READ_MODEL ledger@1 the read model has an event that the log lacks/,
      ],
    ],
    [
      'a head before the last event',
      `update log.head set position = 5`,
      [/^LOG ledger@1 the log says that it ends at the position 5, before the event$/],
    ],
    [
      'bytes under another event’s name',
      `update log.event set type = 'PartnerAcceded' where stream = '${CORRIDOR}' and revision = 3`,
      [/^LOG agreement-corridor-ne@3 the bytes are those of another event/],
    ],
  ])(
    'is found: %s',
    async (_what, change, expected) => {
      const found = said(await foundWhen(`${whole}; ${change}`, back));
      expect(found).toEqual(expect.arrayContaining(expected.map((text) => expect.stringMatching(text))));
    },
    PATIENCE_MS,
  );

  it(
    'stays known over a restart, in both languages, until a verification finds it mended',
    async () => {
      const change = `update log.event set bytes = set_byte(bytes, 40, 33) where stream = '${CORRIDOR}' and revision = 3`;
      await foundWhen(`${whole}; ${change}`, back);
      await made.dispose();
      made = await assembleLedger({ env, scenario, logInDatabase: true });
      await startWorker();
      expect(await made.assembly.checks['log']?.()).toMatchObject({
        ok: false,
        stream: CORRIDOR,
        revision: 3,
        reason: expect.stringContaining('entente -- verify'),
      });
      expect((await health('log'))?.first.problem.fr).toBe('l’empreinte à côté des octets n’est pas la leur');
      await verified();
      expect(await health('log')).toBeNull();
    },
    PATIENCE_MS,
  );

  it(
    'that a reader came upon is known as well',
    async () => {
      const { store, onDamage } = made.assembly;
      const [stored] = await store.readStream(CORRIDOR, 3, 'forwards', 1);
      const events = createEventReader(STORED_EVENTS);
      const found = await Promise.resolve()
        .then(() => events.read({ ...stored!, hash: '0'.repeat(64) }))
        .catch((error: unknown) => error);
      onDamage(found as Parameters<typeof onDamage>[0]);
      const deadline = performance.now() + 10_000;
      while ((await health('log')) === null && performance.now() < deadline);
      expect(await health('log')).toMatchObject({ count: 1, first: { stream: CORRIDOR, revision: 3 } });
      await verified();
      expect(await health('log')).toBeNull();
    },
    PATIENCE_MS,
  );
});

describe('damage of the read model', () => {
  it.each([
    [
      'an event that it has otherwise',
      `update READ_MODEL.event set recorded = recorded + interval '1 s' where stream = '${CORRIDOR}' and revision = 2`,
      [`READ_MODEL ${CORRIDOR}@2 the read model has something else than the log in recorded`],
    ],
    [
      'an event that it lacks',
      `delete from READ_MODEL.event where stream = '${CORRIDOR}' and revision = 2`,
      [`READ_MODEL ${CORRIDOR}@2 the read model lacks this event`],
    ],
    [
      'a row that says something else',
      `update READ_MODEL.agreement_status set status = 'WITHDRAWN'
         where (known_from, ordinal) = (select known_from, ordinal from READ_MODEL.agreement_status
           where agreement_id = 'corridor-ne' order by known_from, ordinal limit 1)`,
      [
        `READ_MODEL ${CORRIDOR}@ the table agreement_status is not what the history of the stream gives; rows missing: 1; rows too many: 1`,
      ],
    ],
    [
      'a row that no longer stood and is gone',
      `delete from READ_MODEL.agreement_status
         where (known_from, ordinal) = (select known_from, ordinal from READ_MODEL.agreement_status
           where agreement_id = 'corridor-ne' and known_to < 9223372036854775807 limit 1)`,
      [
        `READ_MODEL ${CORRIDOR}@ the table agreement_status is not what the history of the stream gives; rows missing: 1; rows too many: 0`,
      ],
    ],
    [
      'rows that no event is about',
      `insert into READ_MODEL.cited_source select (jsonb_populate_record(c,
         '{"agreement_id": "nowhere", "known_from": 0}'::jsonb)).* from READ_MODEL.cited_source c limit 1`,
      [`READ_MODEL agreement-nowhere@ the table cited_source has rows that no event is about`],
    ],
  ])(
    'is found, stays known, and is mended by a rebuild: %s',
    async (_what, change, expected) => {
      await behindItsBack(change);
      const { found } = await verified();
      expect(said(found)).toEqual(expected);
      expect(await health('rows')).toMatchObject({ count: 1, first: { place: 'READ_MODEL' } });
      await rebuild(made.assembly.runnerParts);
      expect(await health('rows')).toBeNull();
      expect((await verified()).found).toEqual([]);
    },
    PATIENCE_MS,
  );
});

it(
  'verifies beside a ledger that records',
  async () => {
    const stop = new AbortController();
    const recording = (async () => {
      for (let n = 0; !stop.signal.aborted; n += 1) {
        const input = { sourceId: `meanwhile-${n}`, kind: 'TEST', sha256: '0'.repeat(64) };
        const outcome = await made.assembly.ledger.execute(
          { name: 'depositSource', input } as unknown as Command,
          { commandId: randomUUID(), caller: { actor: 'secretariat:test' } },
        );
        if (outcome.refused) throw new Error(JSON.stringify(outcome));
      }
    })();
    for (let n = 0; n < 3; n += 1) expect((await verified()).found).toEqual([]);
    stop.abort();
    await recording;
    await made.caughtUp();
  },
  PATIENCE_MS,
);
