import { randomUUID } from 'node:crypto';
import { startReactor, type Reactor } from '@entente/assembly';
import { addDays, dayInZone, type Command, type Day } from '@entente/domain';
import { ownCommandId } from '@entente/ledger';
import { scriptedClock, systemClock } from '@entente/platform';
import { intentsOf, startRunner, statusesOf } from '@entente/read-model';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';

const PATIENCE_MS = 120_000;
const DUE = 500;
const TODAY = dayInZone(new Date(), 'America/Toronto');
const MONTH_AGO = addDays(TODAY, -31);
const YESTERDAY = addDays(TODAY, -1);
const EVIDENCE = [{ sourceId: 's0' }];

let server: TestPostgres;
let made: AssembledLedger;
const reactors: Reactor[] = [];

async function record(name: string, input: object): Promise<void> {
  const outcome = await made.assembly.ledger.execute({ name, input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused) throw new Error(`${name} was refused: ${outcome.code}`);
}

function reactorOf(clock = systemClock): Reactor {
  const { ledger, readModel } = made.assembly;
  const reactor = startReactor({ ledger, readModel, clock, log: made.log });
  reactors.push(reactor);
  return reactor;
}

async function inForceUntil(agreementId: string, lastDay: Day | null): Promise<void> {
  await record('registerAgreement', {
    agreementId,
    kind: 'MOU',
    title: [{ text: agreementId, lang: 'fr' }],
    openToAccession: true,
    evidence: EVIDENCE,
  });
  const act = { agreementId, occurredOn: { edtf: '2020-01-15' }, evidence: EVIDENCE };
  await record('recordSignature', { ...act, organizationId: 'a' });
  await record('recordSignature', { ...act, organizationId: 'b' });
  await record('recordEntryIntoForce', { ...act, basis: 'STATED' });
  if (lastDay !== null) await record('setTerm', { ...act, endsOn: { edtf: lastDay } });
}

async function events(type: string) {
  const log = await made.assembly.store.readAll(null, { types: [type] }, 10_000);
  return log.map(({ stream, bytes }) => ({
    stream,
    envelope: JSON.parse(Buffer.from(bytes).toString('utf8')) as {
      readonly recorded: string;
      readonly actor: string;
      readonly cause: { readonly command: string };
      readonly data: Readonly<Record<string, unknown>>;
      readonly occurred: object;
      readonly effective: object;
    },
  }));
}

const due = Array.from({ length: DUE }, (_, index) => `due-${String(index).padStart(3, '0')}`);

async function answers(ids: readonly string[]) {
  await made.caughtUp();
  const { position } = await made.assembly.readModel.projected();
  const all: unknown[] = [];
  for (const validOn of [
    '2020-01-14',
    '2020-01-15',
    MONTH_AGO,
    addDays(MONTH_AGO, 1),
    YESTERDAY,
    TODAY,
    addDays(TODAY, 400),
  ])
    for (const row of await made.assembly.readModel.ask((db) => statusesOf(db, ids, { validOn, position }))) {
      const { agreement_id, status, possible, certainty, in_force, since, decided_by, ends_on } = row;
      all.push({ validOn, agreement_id, status, possible, certainty, in_force, since, decided_by, ends_on });
    }
  return all.map((one) => JSON.stringify(one)).toSorted();
}

beforeAll(async () => {
  server = await startPostgres();
  made = await assembleLedger({ env: await environmentOn(server, 'expiry') });
  const runner = startRunner(made.assembly.runnerParts);
  const { dispose } = made;
  made = { ...made, dispose: () => runner.stop().then(dispose) };
  await record('depositSource', { sourceId: 's0', kind: 'TEST', sha256: '0'.repeat(64) });
  for (const organizationId of ['a', 'b', 'c', 'd'])
    await record('registerOrganization', {
      organizationId,
      names: [{ text: organizationId, lang: 'fr' }],
      evidence: EVIDENCE,
    });
  const waiting = [...due];
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await inForceUntil(id, MONTH_AGO);
    }),
  );
  await inForceUntil('endless', null);
  await inForceUntil('today', TODAY);
  await inForceUntil('yesterday', YESTERDAY);
  await made.caughtUp();
}, PATIENCE_MS);

afterEach(async () => {
  for (const reactor of reactors.splice(0)) await reactor.stop();
});

afterAll(async () => {
  await made?.dispose();
  await server?.dispose();
}, PATIENCE_MS);

describe('the expiry reactor, after a month without one', () => {
  it(
    'records each end that is past once, with two of them racing, and changes no answer',
    async () => {
      const ids = [...due, 'endless', 'today', 'yesterday'];
      const before = await answers(ids);
      expect(before.filter((row) => row.includes('"EXPIRED"')).length).toBeGreaterThan(DUE * 3);
      const [one, two] = [reactorOf(), reactorOf()];
      const counts = await Promise.all([one.look(), two.look()]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(DUE + 1);
      expect([one.failure(), two.failure()]).toEqual([null, null]);
      const recorded = await events('AgreementExpired');
      expect(recorded.map(({ stream }) => stream).toSorted()).toEqual(
        [...due, 'yesterday'].map((id) => `agreement-${id}`).toSorted(),
      );
      expect(await answers(ids)).toEqual(before);
      expect(await Promise.all([one.look(), two.look()])).toEqual([0, 0]);
      expect(await events('AgreementExpired')).toHaveLength(DUE + 1);
    },
    PATIENCE_MS,
  );

  it('tells what ended, when, and that it comes late', async () => {
    const first = (await events('AgreementExpired')).find(({ stream }) => stream === 'agreement-due-000');
    expect(first?.envelope).toMatchObject({
      actor: 'system:expiry-scheduler',
      data: {
        agreementId: 'due-000',
        lastDayInForce: MONTH_AGO,
        reason: 'TERM_ENDED',
        scheduledFor: addDays(MONTH_AGO, 1),
        detectedLate: true,
      },
      occurred: { edtf: MONTH_AGO, point: MONTH_AGO },
      effective: { edtf: addDays(MONTH_AGO, 1), point: addDays(MONTH_AGO, 1), basis: 'COMPUTED' },
    });
  });

  it('has nothing more to do for an end that the secretariat has recorded', async () => {
    await inForceUntil('by-hand', MONTH_AGO);
    await record('expireAgreement', { agreementId: 'by-hand' });
    await made.caughtUp();
    expect(await reactorOf().look()).toBe(0);
  });

  it('records a later end again, when that is past too', async () => {
    await inForceUntil('moved', MONTH_AGO);
    await made.caughtUp();
    const reactor = reactorOf();
    expect(await reactor.look()).toBe(1);
    await record('setTerm', {
      agreementId: 'moved',
      occurredOn: { edtf: MONTH_AGO },
      endsOn: { edtf: YESTERDAY },
      evidence: EVIDENCE,
    });
    await made.caughtUp();
    expect(await reactor.look()).toBe(1);
    await made.caughtUp();
    expect(await reactor.look()).toBe(0);
    const moved = (await events('AgreementExpired')).filter(({ stream }) => stream === 'agreement-moved');
    expect(moved.map(({ envelope }) => envelope.data['lastDayInForce'])).toEqual([MONTH_AGO, YESTERDAY]);
  });

  it('judges by the day in the ledger’s zone: a last day is in force until its end', async () => {
    let lastMinute = Date.now();
    while (dayInZone(new Date(lastMinute + 60_000), 'America/Toronto') === TODAY) lastMinute += 60_000;
    expect(await reactorOf(scriptedClock(new Date(lastMinute))).look()).toBe(0);
    expect(made.lines.filter((line) => line.includes('was not recorded'))).toEqual([]);
  });

  it('records intents that lapsed, once', async () => {
    await inForceUntil('awaited', null);
    for (const [organizationId, expectedBy] of [
      ['c', YESTERDAY],
      ['d', TODAY],
    ])
      await record('declareIntent', {
        agreementId: 'awaited',
        organizationId,
        expectedBy,
        occurredOn: { edtf: '2021-01-01' },
        evidence: EVIDENCE,
      });
    const position = await made.caughtUp();
    const state = () =>
      made.assembly.readModel.ask(async (db) =>
        (await intentsOf(db, ['awaited'], { validOn: TODAY, position })).map((row) => row.state).toSorted(),
      );
    expect(await state()).toEqual(['LAPSED', 'OPEN']);
    const counts = await Promise.all([reactorOf().look(), reactorOf().look()]);
    expect(counts.toSorted()).toEqual([0, 1]);
    await made.caughtUp();
    expect(await reactorOf().look()).toBe(0);
    expect(
      (await events('PartnerIntentLapsed')).map(({ envelope }) => envelope.data['organizationId']),
    ).toEqual(['c']);
    expect(await state()).toEqual(['LAPSED', 'OPEN']);
  });

  it('records several lapses of one organisation in the order of their days, each by its own command', async () => {
    await inForceUntil('often', null);
    for (const year of [2021, 2022, 2023, 2024, 2025])
      await record('declareIntent', {
        agreementId: 'often',
        organizationId: 'c',
        expectedBy: `${year}-06-30`,
        occurredOn: { edtf: `${year}-01-01` },
        evidence: EVIDENCE,
      });
    await made.caughtUp();
    expect(await reactorOf().look()).toBe(5);
    const lapses = (await events('PartnerIntentLapsed')).filter(({ stream }) => stream === 'agreement-often');
    const { ledgerId } = made.assembly.ledger.identity;
    expect(lapses.map(({ envelope }) => envelope.cause.command)).toEqual(
      lapses.map(({ envelope: { data } }) =>
        ownCommandId(ledgerId, `lapse:${String(data['intentEventId'])}:${String(data['expectedBy'])}`),
      ),
    );
  });
});
