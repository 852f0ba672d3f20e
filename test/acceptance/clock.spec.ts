import { randomUUID } from 'node:crypto';
import type { Command } from '@entente/domain';
import { systemClock, type Clock } from '@entente/platform';
import {
  assembleLedger,
  environmentOn,
  type AssembledLedger,
  ownersPool,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until } from '../support/ledger-process.js';

const PATIENCE_MS = 120_000;
const HOUR = 3_600_000;

let server: TestPostgres;
let ledgers = 0;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startPostgres();
}, PATIENCE_MS);
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
}, PATIENCE_MS);
afterAll(() => server?.dispose(), PATIENCE_MS);

/** The machine's clock, which somebody sets: `off` milliseconds ahead, or behind. */
function settable(): Clock & { off: number } {
  return {
    off: 0,
    now() {
      return new Date(systemClock.now().getTime() + this.off);
    },
    elapsed: systemClock.elapsed,
  };
}

async function ledgerWith(clock: Clock, env?: Readonly<Record<string, string>>) {
  ledgers += 1;
  const used = env ?? (await environmentOn(server, `clock_${ledgers}`));
  // As `assemble` is given it: without what holds it.
  const handed: Clock = { now: () => clock.now(), elapsed: () => clock.elapsed() };
  const made = await assembleLedger({ env: used, clock: handed });
  open.push(() => made.dispose());
  return { made, env: used };
}

function deposit({ assembly }: AssembledLedger) {
  const input = { sourceId: `s-${randomUUID()}`, kind: 'TEST', sha256: '0'.repeat(64) };
  return assembly.ledger.execute({ name: 'depositSource', input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
}

const checkOf = ({ assembly }: AssembledLedger) => assembly.checks['clock']?.();

async function becomesTrusted(made: AssembledLedger): Promise<void> {
  await until('the clock is trusted', async () => (await checkOf(made))?.ok === true);
}

const saidOf = ({ lines }: AssembledLedger) =>
  lines.filter((line) => /clock can(not)? be trusted/.test(line));

it.each([
  ['ahead', HOUR],
  ['behind', -HOUR],
])(
  'a clock that is set %s while the ledger runs is noticed at once, and trusted again when it is set back',
  async (_how, off) => {
    const clock = settable();
    const { made } = await ledgerWith(clock);
    expect(await deposit(made)).toMatchObject({ refused: false });

    clock.off = off;
    expect(await deposit(made)).toMatchObject({ code: 'CLOCK_UNTRUSTED', details: { reason: 'JUMPED' } });
    const check = await checkOf(made);
    expect(check).toMatchObject({
      ok: false,
      kind: 'JUMPED',
      reason: expect.stringContaining('Set it right'),
    });
    expect(Math.abs(Number(check?.['offMs']) - off)).toBeLessThan(60_000);

    clock.off = 0;
    await becomesTrusted(made);
    expect(await deposit(made)).toMatchObject({ refused: false });
    expect(saidOf(made).map((line) => line.split(' ')[1])).toEqual(['error', 'info']);
  },
  PATIENCE_MS,
);

it.each([
  ['ahead of', 5_000],
  ['behind', -15_000],
])(
  'a start whose clock is %s the database server’s records nothing, and says so',
  async (_how, off) => {
    const clock = settable();
    const { made, env } = await ledgerWith(clock);
    await deposit(made);
    open.splice(0);
    await made.dispose();

    clock.off = off;
    const { made: again } = await ledgerWith(clock, env);
    expect(await deposit(again)).toMatchObject({
      code: 'CLOCK_UNTRUSTED',
      details: { reason: 'NOT_THE_DATABASES' },
    });
    expect(await checkOf(again)).toMatchObject({ ok: false, kind: 'NOT_THE_DATABASES' });
    open.splice(0);
    await again.dispose();

    // The way out: the clock is set right, and the process started again.
    clock.off = 0;
    const { made: right } = await ledgerWith(clock, env);
    expect(await checkOf(right)).toEqual({ ok: true });
    expect(await deposit(right)).toMatchObject({ refused: false });
  },
  PATIENCE_MS,
);

it(
  'a machine whose clock is behind what is recorded records nothing until it is set right',
  async () => {
    const clock = settable();
    const { made } = await ledgerWith(clock);
    made.assembly.startWorker();
    await deposit(made);
    await made.caughtUp();
    const known = (seconds: number) =>
      ownersPool(made.assembly).query(
        `update read_model.version set known = known + make_interval(secs => $1) where live`,
        [seconds],
      );
    // As if the last event had been recorded an hour from now, by a clock that was ahead.
    await known(3_600);
    await until('it is noticed', async () => (await checkOf(made))?.ok === false);
    expect(await checkOf(made)).toMatchObject({ kind: 'BEFORE_THE_LOG' });
    expect(await deposit(made)).toMatchObject({
      code: 'CLOCK_UNTRUSTED',
      details: { reason: 'BEFORE_THE_LOG' },
    });
    await known(-3_600);
    await becomesTrusted(made);
    expect(await deposit(made)).toMatchObject({ refused: false });
  },
  PATIENCE_MS,
);
