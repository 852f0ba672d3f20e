import { randomUUID } from 'node:crypto';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import type { Command } from '@entente/domain';
import { agreementIdsOf, importLog, readAgreements } from '@entente/exchange';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import { systemClock } from '@entente/platform';
import { LEDGER_READ_MODEL, verify } from '@entente/read-model';
import { assembleLedger, type AssembledLedger, ownersPool } from '../support/assembled-ledger.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';
import { logStores } from '../support/log-stores.js';
import { graphqlAsker, libraryAsker, loadedCount, type Asker } from './scenario-askers.js';

const PATIENCE_MS = 120_000;

const scenario = readScenario();

const EXPECTATIONS = numbers('X', 1, 26);
const REFUSED = [...numbers('P', 1, 5), ...numbers('P', 7, 13)];
const RANKED = ['amcham-qc', 'accd', 'uvm', 'technum', 'distriq', 'c2mi', 'iseq', 'usherbrooke', 'cpq'];

function numbers(letter: string, first: number, last: number): readonly string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `${letter}${String(first + index).padStart(2, '0')}`,
  );
}

function expectation(id: string) {
  const found = scenario.expectations.find((one) => one.id === id);
  if (!found) throw new Error(`the scenario has no expectation ${id}`);
  return found;
}

function probe(id: string) {
  const found = scenario.commandProbes.find((one) => one.id === id);
  if (!found) throw new Error(`the scenario has no probe ${id}`);
  return found;
}

/** What a ledger knows now of all its agreements, for a day. */
async function agreementsOn({ assembly: { readModel } }: AssembledLedger, validOn: string) {
  const asOf = { validOn, position: (await readModel.projected()).position };
  const found: unknown[] = [];
  for await (const { ids } of agreementIdsOf(readModel, asOf))
    found.push(...(await readModel.ask((db) => readAgreements(db, ids, asOf))));
  expect(found).toHaveLength(4);
  return found;
}

const stores = logStores('The scenario', 2 * (EXPECTATIONS.length + REFUSED.length) + 12);

describe.each(stores)('the scenario, on $name', (store) => {
  let askers: Readonly<Record<'libraries' | 'GraphQL', Asker>>;
  let loaded: unknown;
  let made: AssembledLedger;
  let served: ServedLedger;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const place = await store.open();
    closing.push(() => place.dispose());
    made = await assembleLedger({ env: place.env, scenario });
    closing.push(() => made.dispose());
    const { assembly } = made;
    const { runner } = assembly.startWorker();
    loaded = await loadDemonstration(assembly.ledger, scenario, { now: systemClock.now });
    served = await serveLedger(assembly, { runner, role: 'depositary' });
    closing.push(() => served.close());
    askers = {
      libraries: libraryAsker(assembly),
      GraphQL: graphqlAsker(served.gql),
    };
  }, PATIENCE_MS);

  afterAll(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  }, PATIENCE_MS);

  it('gives the same answers in an empty ledger that imported its log, once', async () => {
    const exported = await fetch(`${served.url}/export/events.jsonl`, {
      headers: { authorization: `Bearer ${served.token}` },
    });
    const log = await exported.text();
    const other = await assembleLedger();
    closing.push(() => other.dispose());
    other.assembly.startWorker();
    const importing = { ledger: other.assembly.ledger, caller: { actor: 'operator:import' }, dryRun: false };
    const rehearsed = await importLog(log, { ...importing, dryRun: true });
    expect(rehearsed.faults.map(({ line, type, message }) => `${line} ${type}: ${message.en}`)).toEqual([]);
    expect(await importLog(log, importing)).toMatchObject({ recorded: rehearsed.facts, faults: [] });
    expect(await importLog(log, importing)).toMatchObject({ recorded: 0, repeated: rehearsed.facts });
    await other.caughtUp();
    for (const validOn of [
      '2019-06-04',
      '2024-06-04',
      '2024-06-05',
      '2025-01-28',
      '2025-04-16',
      '2026-11-20',
    ])
      expect(await agreementsOn(other, validOn)).toEqual(await agreementsOn(made, validOn));
  });

  it('says on which days anything was recorded, by the end of each', async () => {
    interface Recorded {
      readonly position: string;
      readonly recordedAt: string;
    }
    const { data } = await served.gql<{
      readonly ledger: { readonly timeZone: string; readonly recordingDays: readonly Recorded[] };
      readonly events: { readonly nodes: readonly Recorded[] };
    }>(`{ ledger { timeZone recordingDays { position recordedAt } }
          events(first: 200) { nodes { position recordedAt } } }`);
    const last = new Map<string, Recorded>();
    let known = '';
    for (const { position, recordedAt } of data?.events.nodes ?? []) {
      // What is known does not go back where an event was recorded with an earlier time.
      if (recordedAt > known) known = recordedAt;
      const day = new Date(known).toLocaleDateString('sv-SE', { timeZone: data?.ledger.timeZone ?? '' });
      last.set(day, { position, recordedAt: known });
    }
    expect(last.size).toBeGreaterThan(2);
    expect(data?.ledger.recordingDays).toEqual([...last.values()].toReversed());
  });

  it('is recorded whole, each fact once', () => {
    expect(loaded).toEqual({ recorded: loadedCount(scenario), repeated: 0 });
  });

  describe.each(['libraries', 'GraphQL'] as const)('asked through the %s', (way) => {
    it.each(EXPECTATIONS)('answers %s', async (id) => {
      const { query, args, expect: wanted } = expectation(id);
      const { flags, ...rest } = wanted as { readonly flags?: readonly string[] };
      const answer = await askers[way].ask(query, args);
      expect(answer).toMatchObject(rest);
      // Flags are the API's; there may be more than those that the scenario names.
      if (flags && way === 'GraphQL') expect(answer['flags']).toEqual(expect.arrayContaining([...flags]));
    });

    it('lists the signatories by their rank', async () => {
      const { query, args } = expectation('X03');
      expect(await askers[way].ask(query, args)).toMatchObject({ inOrder: RANKED });
    });
  });

  describe('told what is against its rules', () => {
    beforeAll(async () => {
      await askers.GraphQL.give('DepositSource', {
        sourceId: 'TEST',
        kind: 'TEST',
        sha256: '0'.repeat(64),
      });
    }, PATIENCE_MS);

    it('records P06 with a warning, since its name is near another, and refuses the same name a second time', async () => {
      const { command, args } = probe('P06');
      expect(await askers.libraries.give(command, args)).toMatchObject({
        events: ['OrganizationRegistered'],
      });
      expect(await askers.GraphQL.give(command, args)).toMatchObject({
        error: 'ORGANIZATION_DUPLICATE_SUSPECTED',
      });
    });

    it.each(REFUSED.flatMap((id) => (['libraries', 'GraphQL'] as const).map((way) => [id, way] as const)))(
      'refuses %s through the %s',
      async (id, way) => {
        const { command, args, expect: wanted } = probe(id);
        expect(await askers[way].give(command, args)).toMatchObject({ error: wanted.error });
      },
    );
  });

  describe('told of a project and of an envelope', () => {
    const evidence = [{ sourceId: 'test' }];
    const occurredOn = { edtf: '2026-11-22' };

    /** Records what a probe takes for granted, by the libraries. */
    async function record(name: string, input: object): Promise<void> {
      const outcome = await made.assembly.ledger.execute(
        { name, input: { occurredOn, evidence, ...input } } as unknown as Command,
        { commandId: randomUUID(), caller: { actor: 'depositary:test' } },
      );
      if (outcome.refused) throw new Error(`${name}: ${outcome.code} ${JSON.stringify(outcome.details)}`);
    }

    it('refuses P14: a project that the regional committee has not approved is not submitted', async () => {
      const title = [{ text: 'Projet d’essai', lang: 'fr' }];
      await record('proposeProject', { projectId: 'x', programmeId: 'accord', promoterId: 'apf', title });
      await record('establishCommittee', { committeeId: 'creneau', kind: 'CLUSTER', programmeId: 'accord' });
      await record('proposeResolution', {
        resolutionId: 'r1',
        committeeId: 'creneau',
        title,
        matterKind: 'project',
        matterId: 'x',
      });
      await record('adoptResolution', { resolutionId: 'r1', tally: { for: 5, against: 0, abstain: 0 } });
      await record('approveProject', {
        projectId: 'x',
        approval: 'CLUSTER_COMMITTEE_RESOLUTION',
        resolutionId: 'r1',
      });
      const { expect: wanted } = probe('P14');
      for (const asker of Object.values(askers))
        expect(
          await asker.give('SubmitProject', { projectId: 'x', occurredOn: '2026-11-22', evidence }),
        ).toMatchObject({
          error: wanted.error,
          strength: 'INVARIANT',
        });
    });

    it('refuses P15: an envelope has no more than it was allotted', async () => {
      const envelope = { fund: 'fsdce', region: 'test' };
      await record('allotEnvelope', {
        ...envelope,
        regionClass: 'STANDARD',
        programmeId: 'accord',
        amount: { value: '4000000', currency: 'CAD' },
      });
      const { expect: wanted } = probe('P15');
      for (const asker of Object.values(askers))
        expect(
          await asker.give('CommitEnvelope', {
            ...envelope,
            amount: { value: '4000001', currency: 'CAD' },
            occurredOn: '2026-11-22',
            evidence,
          }),
        ).toMatchObject({ error: wanted.error });
    });
  });

  it('records the correction of P17: the term and the entry are put right together', async () => {
    const { args, expect: wanted } = probe('P17');
    const history = await made.assembly.ledger.reader.read('agreement-amq-mbi');
    const idOf = (type: string) => history.find(({ envelope }) => envelope.type === type)?.envelope.id;
    const day = { edtf: '2019-06-05' };
    const answer = await askers.GraphQL.give('RectifyRecord', {
      stream: 'agreement-amq-mbi',
      records: [
        { eventId: idOf('AgreementTermSet'), set: { startsOn: day } },
        { eventId: idOf('AgreementEnteredIntoForce'), set: { occurredOn: day } },
      ],
      reason: args['reason'],
      evidence: [{ sourceId: 'test' }],
    });
    expect(answer).toMatchObject({ events: wanted.events });
    expect(wanted.then).toHaveLength(3);
    for (const { query, args: asked, expect: then } of wanted.then ?? [])
      for (const asker of Object.values(askers)) expect(await asker.ask(query, asked)).toMatchObject(then);
  });

  it('records the accession of P16: ten parties from that day, and its intent is open no more', async () => {
    const { command, args, expect: wanted } = probe('P16');
    const answer = await askers.GraphQL.give(command, args);
    expect(answer).toMatchObject({ events: wanted.events });
    expect(wanted.then).toHaveLength(4);
    for (const { query, args: asked, expect: then } of wanted.then ?? []) {
      const position = 'position' in answer ? answer.position : '';
      expect(await askers.GraphQL.ask(query, { ...asked, position })).toMatchObject(then);
      expect(await askers.libraries.ask(query, asked)).toMatchObject(then);
    }
  });

  it('keeps what it answered before: as known then, neither P16 nor P17 is there', async () => {
    for (const asker of Object.values(askers))
      for (const id of ['X07', 'X08', 'X11', 'X12']) {
        const { query, args, expect: wanted } = expectation(id);
        expect(await asker.ask(query, args)).toMatchObject(wanted);
      }
  });

  it('is whole at the end: every event of the log, and every row of the read model', async () => {
    await made.caughtUp();
    const { store: log, ledger } = made.assembly;
    const pool = ownersPool(made.assembly);
    const found: unknown[] = [];
    const verified = await verify({
      store: log,
      pool,
      events: createEventReader(STORED_EVENTS, ledger.identity.ledgerId),
      readModel: LEDGER_READ_MODEL,
      onDamage: (damage) => found.push(damage),
      onProgress: () => {},
    });
    expect(found).toEqual([]);
    expect(verified.events).toBeGreaterThan(loadedCount(scenario));
  });
});
