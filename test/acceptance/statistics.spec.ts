import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { foldLetters, type Command, type Day } from '@entente/domain';
import { dayNumber } from '../../libs/domain/src/testing/worlds.js';
import {
  LEDGER_READ_MODEL,
  keepSummary,
  schemaOf,
  verify,
  type Damage,
  type ReadModelDefinition,
} from '@entente/read-model';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';
import { readLog, type LoggedEvent } from './naive-as-of.js';
import { naiveLedger, naiveStats, type NaiveCounts, type NaiveStats } from './naive-counts.js';

/** Counts, series and the network, against a naive recount of the log at every few positions. */
const PATIENCE_MS = 180_000;
const EVIDENCE = [{ sourceId: 's0' }];
const ORGANIZATIONS = ['a', 'b', 'c', 'd', 'e', 'f'];
const DAYS = Array.from({ length: 14 }, (_, index) => dayNumber(index - 1));
const HISTORIES = 40;

const day = fc.integer({ min: 1, max: 9 });
/** A day between two, or a few days from there on. */
const between = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.constantFrom(0, 0, 0, 2)).map(([first, width]) => {
    const [from, to] = [dayNumber(first), dayNumber(first + width)];
    return width === 0 ? { edtf: from } : { edtf: `[${from}..${to}]`, point: from, basis: 'INFERRED' };
  });
const uncertain = between(1, 9);
const early = between(1, 3);
const organizationId = fc.constantFrom(...ORGANIZATIONS);
const exact = day.map((number) => ({ edtf: dayNumber(number) }));
const late = fc.constantFrom(7, 8, 9).map((number) => ({ edtf: dayNumber(number) }));

const fact = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      name: fc.constant('recordSignature'),
      occurredOn: uncertain,
      more: fc.record({ organizationId }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('recordAccession'),
      occurredOn: uncertain,
      more: fc.record({ organizationId }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('declareIntent'),
      occurredOn: exact,
      more: fc.record({ organizationId }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('recordWithdrawal'),
      occurredOn: exact,
      more: fc.record({ organizationId, effectiveOn: exact }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('terminateAgreement'),
      occurredOn: late,
      more: fc.constant({ mode: 'CONSENT' }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('amendAgreement'),
      occurredOn: exact,
      more: fc
        .constantFrom('Eau', 'ÉNERGIE', 'Énergie')
        .map((text) => ({ changes: [{ member: 'sectors', sectors: [{ text, lang: 'fr' }] }] })),
    }),
  },
);
const history = fc.record({
  kind: fc.constantFrom('MOU', 'CONVENTION'),
  sectors: fc.subarray(['Énergie', 'eau', 'Quantum'], { minLength: 0 }),
  registered: exact,
  first: fc.tuple(early, early),
  entry: fc.tuple(between(4, 6), fc.boolean()),
  facts: fc.array(fact, { minLength: 1, maxLength: 4 }),
});

let made: AssembledLedger;
let ledger: ServedLedger;
let log: readonly LoggedEvent[];
let positions: readonly bigint[];

async function give(name: string, input: object): Promise<void> {
  const outcome = await made.assembly.ledger.execute(
    { name, input: { evidence: EVIDENCE, ...input } } as unknown as Command,
    { commandId: randomUUID(), caller: { actor: 'depositary:test' } },
  );
  if (outcome.refused && (outcome.code === 'VALIDATION_FAILED' || name === 'registerOrganization'))
    throw new Error(`${name}: ${JSON.stringify(outcome)}`);
}

beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  await give('depositSource', { sourceId: 's0', kind: 'TEST', sha256: '0'.repeat(64), evidence: undefined });
  for (const [index, id] of ORGANIZATIONS.entries())
    await give('registerOrganization', {
      organizationId: id,
      names: [{ text: `Institut ${id.repeat(5)}`, lang: 'fr' }],
      ...(index % 3 !== 2 && { jurisdiction: index % 2 === 0 ? 'CA-QC' : 'US-VT' }),
      regions: [['estrie'], ['estrie', 'montreal'], [], ['montreal', 'gaspe']][index % 4],
    });
  for (const [index, one] of fc.sample(history, { seed: 20_261_128, numRuns: HISTORIES }).entries()) {
    const agreementId = `h${index}`;
    await give('registerAgreement', {
      agreementId,
      kind: one.kind,
      title: [{ text: `Titre ${index % 7} ${index}`, lang: 'fr' }],
      sectors: one.sectors.map((text) => ({ text, lang: 'fr' })),
      openToAccession: true,
      occurredOn: one.registered,
    });
    for (const [place, occurredOn] of one.first.entries())
      await give('recordSignature', {
        agreementId,
        organizationId: ORGANIZATIONS[(index + place * (1 + (index % 4))) % 6],
        occurredOn,
      });
    const [entered, retroactive] = one.entry;
    await give('recordEntryIntoForce', {
      agreementId,
      occurredOn: entered,
      ...(retroactive && index % 5 === 0 && { effectiveOn: { edtf: dayNumber(1) } }),
      basis: 'STATED',
    });
    for (const { name, occurredOn, more } of one.facts)
      await give(name, { agreementId, occurredOn, ...more });
    if (index === 8) await give('linkOrganizations', { organizationId: 'a', sameIds: ['b'] });
    if (index === 14) await give('linkOrganizations', { organizationId: 'c', sameIds: ['a'] });
    if (index === 20) await give('severOrganizationLink', { organizationId: 'c', sameIds: ['a'] });
    if (index === 24) await give('linkOrganizations', { organizationId: 'd', sameIds: ['e', 'f'] });
  }
  await made.caughtUp();
  log = await readLog(made.assembly.store);
  // The first registration of all is annulled at last: a known agreement less, from there on alone.
  const registered = log.find(({ event }) => event.type === 'AgreementRegistered');
  await give('annulRecord', {
    stream: 'agreement-h0',
    eventId: registered?.event.id,
    reason: 'twice',
    overrides: [{ rule: 'RECORD_HAS_FOLLOWERS', reason: 'all of it' }],
  });
  await made.caughtUp();
  log = await readLog(made.assembly.store);
  const all = log.map(({ position }) => position);
  positions = [...all.filter((_, index) => index % 41 === 20), ...all.slice(-2)];
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

type Counts = Omit<NaiveCounts, 'byStatus'> & { readonly byStatus: { status: string; count: number }[] };
type Keyed = readonly { readonly key: string; readonly counts: Counts }[];
type Stats = { readonly asOf: { readonly validOn: Day } } & Readonly<Record<keyof NaiveStats['by'], Keyed>> &
  Pick<NaiveStats, 'openIntents' | 'organizations'> & { readonly agreements: Counts };

const COUNTS = '{ known signed inForce perhapsInForce byStatus { status count } }';
const KEYED = `{ key counts ${COUNTS} }`;
const STATS = `{ asOf { validOn } agreements ${COUNTS} byKind ${KEYED} byJurisdiction ${KEYED} byRegion ${KEYED}
  bySector ${KEYED} bySignatureYear ${KEYED} openIntents organizations meetingsHeld fundingAwarded { value currency } }`;

const plain = ({ byStatus, ...counts }: Counts): NaiveCounts => ({
  ...counts,
  byStatus: Object.fromEntries(byStatus.map(({ status, count }) => [status, count])),
});
const keyed = (of: Keyed, keyOf = (key: string) => key) =>
  Object.fromEntries(of.map(({ key, counts }) => [keyOf(key), plain(counts)]));
const seen = (stats: Stats): Omit<NaiveStats, 'edges'> => ({
  agreements: plain(stats.agreements),
  by: {
    byKind: keyed(stats.byKind),
    byJurisdiction: keyed(stats.byJurisdiction),
    byRegion: keyed(stats.byRegion),
    bySector: keyed(stats.bySector, foldLetters),
    bySignatureYear: keyed(stats.bySignatureYear),
  },
  openIntents: stats.openIntents,
  organizations: stats.organizations,
});

const SERIES = `query ($from: Date!, $to: Date!, $asOf: AsOf) {
  statsSeries(from: $from, to: $to, every: "P1D", asOf: $asOf) ${STATS} }`;

/** Keeps the counts of the ledger as known at a position, as its runner does where much has been recorded. */
async function keepAt(position: bigint): Promise<void> {
  const { version } = await made.assembly.readModel.projected();
  for (const summary of LEDGER_READ_MODEL.summaries)
    await keepSummary(ownersPool(made.assembly), { summary, version, position }, { againAfter: 0 });
}

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await ledger.gql<T>(query, variables as Record<string, unknown>);
  if (!data || errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}
const positionText = (position: bigint): string =>
  `${made.assembly.ledger.identity.ledgerId.slice(0, 8)}-${position.toString(16).padStart(16, '0')}`;
const without = ({ edges: _edges, ...rest }: NaiveStats) => rest;

describe('the counts of the ledger', () => {
  it('are kept without going through one table for each row of another, whatever its statistics say', async () => {
    const pool = ownersPool(made.assembly);
    const { version, position } = await made.assembly.readModel.projected();
    const planned = `create table read_model.planned as select current_setting('enable_nestloop') as nestloop`;
    for (const one of LEDGER_READ_MODEL.summaries) {
      const summary = { ...one, keep: () => ({ sql: planned, parameters: [] }) as never };
      await keepSummary(pool, { summary, version, position }, { againAfter: 0 });
    }
    const { rows } = await pool.query('select nestloop from read_model.planned');
    await pool.query('drop table read_model.planned');
    expect(rows).toEqual([{ nestloop: 'off' }]);
  });

  it(
    'are those of a naive recount, on every day, as known at many positions, one by one and in a series',
    async () => {
      let compared = 0;
      for (const position of positions) {
        const naive = naiveLedger(log, position);
        const asOf = { position: positionText(position) };
        const { statsSeries } = await ask<{ statsSeries: readonly Stats[] }>(SERIES, {
          from: DAYS[0],
          to: DAYS.at(-1),
          asOf,
        });
        expect(statsSeries.map((one) => one.asOf.validOn)).toEqual(DAYS);
        for (const [index, validOn] of DAYS.entries()) {
          const wanted = without(naiveStats(naive, validOn));
          expect({ validOn, position, ...seen(statsSeries[index] as Stats) }).toEqual({
            validOn,
            position,
            ...wanted,
          });
          compared += 1;
          if (index % 4 !== 0) continue;
          const { stats } = await ask<{ stats: Stats }>(
            `query ($asOf: AsOf) { stats(asOf: $asOf) ${STATS} }`,
            {
              asOf: { ...asOf, validOn },
            },
          );
          expect(seen(stats)).toEqual(wanted);
        }
      }
      expect(compared).toBeGreaterThan(50);
    },
    PATIENCE_MS,
  );

  it(
    'are the same from what is kept of them at a position, be it before or after the one that is asked for',
    async () => {
      for (const at of [positions[2], positions.at(-3), positions.at(-1)]) {
        await keepAt(at as bigint);
        for (const position of positions) {
          const naive = naiveLedger(log, position);
          const asOf = { position: positionText(position) };
          const { statsSeries } = await ask<{ statsSeries: readonly Stats[] }>(SERIES, {
            from: DAYS[0],
            to: DAYS.at(-1),
            asOf,
          });
          const wanted = DAYS.map((validOn) => without(naiveStats(naive, validOn)));
          expect({ at, position, days: statsSeries.map(seen) }).toEqual({ at, position, days: wanted });
          const { stats } = await ask<{ stats: Stats }>(
            `query ($asOf: AsOf) { stats(asOf: $asOf) ${STATS} }`,
            { asOf: { ...asOf, validOn: DAYS[6] } },
          );
          expect(seen(stats)).toEqual(wanted[6]);
        }
      }
    },
    PATIENCE_MS,
  );

  it('are made from what is kept, and whoever changes that is found by verifying', async () => {
    const pool = ownersPool(made.assembly);
    const { version } = await made.assembly.readModel.projected();
    const count = async (): Promise<number> =>
      (await ask<{ stats: Stats }>(`{ stats { agreements ${COUNTS} } }`)).stats.agreements.known;
    const found = async (readModel: ReadModelDefinition = LEDGER_READ_MODEL): Promise<readonly string[]> => {
      const damage: string[] = [];
      const { store, runnerParts } = made.assembly;
      const { events } = runnerParts;
      const onDamage = ({ problem }: Damage) => void damage.push(problem.en);
      await verify({ store, events, pool, readModel, onDamage, onProgress: () => {} });
      return damage;
    };
    const known = await count();
    expect(await found()).toEqual([]);
    // They are compared as they are kept: without nested loops.
    const nested = `select (current_setting('enable_nestloop') = 'on')::int as missing, 0 as surplus`;
    const summaries = LEDGER_READ_MODEL.summaries.map((one) => ({
      ...one,
      compare: () => ({ sql: nested, parameters: [] }) as never,
    }));
    expect(await found({ ...LEDGER_READ_MODEL, summaries })).toEqual([]);
    await pool.query(
      `insert into ${schemaOf(version)}.kept_count (dimension, key, status, in_force, signed, day, agreements)
       values ('KIND', 'MOU', 'IN_FORCE', 'YES', true, '2020-01-01', 5)`,
    );
    expect(await count()).toBe(known + 5);
    expect(await found()).toEqual([
      'the counts that are kept are not those that the rows give; missing: 0; too many: 1',
    ]);
    await keepAt(positions.at(-1) as bigint);
    expect(await count()).toBe(known);
  });

  it('are worth comparing: each kind of key has several, and every count differs from another', async () => {
    const { stats } = await ask<{ stats: Stats }>(`query ($asOf: AsOf) { stats(asOf: $asOf) ${STATS} }`, {
      asOf: { validOn: dayNumber(7) },
    });
    const { agreements, by } = seen(stats);
    expect(agreements.known).toBe(HISTORIES - 1);
    expect(agreements.inForce).toBeGreaterThan(2);
    expect(agreements.perhapsInForce).toBeGreaterThan(0);
    expect(agreements.signed).toBeGreaterThan(agreements.inForce);
    for (const keys of Object.values(by).slice(0, 4)) expect(Object.keys(keys).length).toBeGreaterThan(1);
    expect(new Set(log.map(({ event }) => event.type)).size).toBeGreaterThan(10);
  });

  it('are what the lists of agreements count, with the same filter', async () => {
    for (const filter of [
      {},
      { kind: ['MOU'] },
      { partyId: 'd' },
      { partyId: 'e' },
      { status: ['IN_FORCE', 'SIGNED'] },
      { text: 'titre 3' },
      { partyId: 'a', kind: ['MOU'], inForce: ['YES', 'UNKNOWN'] },
    ]) {
      const { stats, ...lists } = await ask<{
        stats: { agreements: Counts };
        known: { totalCount: number };
        yes: { totalCount: number };
        unknown: { totalCount: number };
      }>(
        `query ($filter: AgreementFilter, $yes: AgreementFilter, $unknown: AgreementFilter, $asOf: AsOf) {
          stats(filter: $filter, asOf: $asOf) { agreements ${COUNTS} }
          known: agreements(filter: $filter, asOf: $asOf) { totalCount }
          yes: agreements(filter: $yes, asOf: $asOf) { totalCount }
          unknown: agreements(filter: $unknown, asOf: $asOf) { totalCount } }`,
        {
          filter,
          yes: { ...filter, inForce: ['YES'] },
          unknown: { ...filter, inForce: ['UNKNOWN'] },
          asOf: { validOn: dayNumber(6) },
        },
      );
      const { known, inForce, perhapsInForce } = stats.agreements;
      expect({ filter, known, inForce, perhapsInForce }).toEqual({
        filter,
        known: lists.known.totalCount,
        inForce: lists.yes.totalCount,
        perhapsInForce: lists.unknown.totalCount,
      });
    }
  });

  it('of one filter are the same in a series as day by day', async () => {
    const filter = { partyId: 'd', kind: ['MOU'] };
    const fields = `{ agreements ${COUNTS} byJurisdiction ${KEYED} }`;
    const { statsSeries } = await ask<{ statsSeries: readonly object[] }>(
      `query ($from: Date!, $to: Date!, $filter: AgreementFilter) {
        statsSeries(from: $from, to: $to, every: "P1D", filter: $filter) ${fields} }`,
      { from: DAYS[0], to: DAYS.at(-1), filter },
    );
    for (const [index, validOn] of DAYS.entries()) {
      const { stats } = await ask<{ stats: object }>(
        `query ($filter: AgreementFilter, $asOf: AsOf) { stats(filter: $filter, asOf: $asOf) ${fields} }`,
        { filter, asOf: { validOn } },
      );
      expect({ validOn, ...stats }).toEqual({ validOn, ...statsSeries[index] });
    }
  });

  it('beside agreements are what their lists count, and sums are exact in each currency', async () => {
    await give('recordMeeting', {
      meetingId: 'm1',
      occurredOn: { edtf: dayNumber(3) },
      attendance: [],
    });
    for (const [fundingId, value, currency, on] of [
      ['f1', '0.1', 'CAD', 2],
      ['f2', '0.2', 'CAD', 4],
      ['f3', '1000000000000.000001', 'CAD', 5],
      ['f4', '7', 'USD', 5],
    ] as const)
      await give('awardFunding', {
        fundingId,
        funderId: 'a',
        beneficiaryId: 'c',
        amount: { value, currency },
        occurredOn: { edtf: dayNumber(on) },
      });
    await made.caughtUp();
    const { statsSeries } = await ask<{
      statsSeries: readonly { meetingsHeld: number; fundingAwarded: object[] }[];
    }>(
      `query ($from: Date!, $to: Date!) {
        statsSeries(from: $from, to: $to, every: "P1D") { meetingsHeld fundingAwarded { value currency } } }`,
      { from: dayNumber(1), to: dayNumber(5) },
    );
    const cad = (value: string) => ({ value, currency: 'CAD' });
    expect(statsSeries).toEqual([
      { meetingsHeld: 0, fundingAwarded: [] },
      { meetingsHeld: 0, fundingAwarded: [cad('0.1')] },
      { meetingsHeld: 1, fundingAwarded: [cad('0.1')] },
      { meetingsHeld: 1, fundingAwarded: [cad('0.3')] },
      { meetingsHeld: 1, fundingAwarded: [cad('1000000000000.300001'), { value: '7', currency: 'USD' }] },
    ]);
  });

  it('take months as a calendar has them, and refuse what is no series', async () => {
    const series = (from: string, to: string, every: string, filter: object = {}) =>
      ledger.gql<{ statsSeries: { asOf: { validOn: string } }[] }>(
        `query ($from: Date!, $to: Date!, $every: String!, $filter: AgreementFilter) {
          statsSeries(from: $from, to: $to, every: $every, filter: $filter) { asOf { validOn } } }`,
        { from, to, every, filter },
      );
    const { data } = await series('2024-01-31', '2024-04-30', 'P1M');
    expect(data?.statsSeries.map(({ asOf }) => asOf.validOn)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    const refusal = async (...asked: Parameters<typeof series>) => {
      const { errors } = await series(...asked);
      const [error] = errors;
      return { code: error?.extensions.code, ...(error?.extensions.details as object) };
    };
    expect(await refusal('2024-01-01', '2026-01-01', 'P1D')).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'SERIES_DAYS',
      most: 400,
    });
    expect((await series('2024-01-01', '2025-02-03', 'P1D')).data?.statsSeries).toHaveLength(400);
    expect(await refusal('2024-01-02', '2024-01-01', 'P1D')).toMatchObject({ problem: 'DAYS_OUT_OF_ORDER' });
    expect(await refusal('2024-01-01', '2024-01-02', 'month')).toMatchObject({ problem: 'NOT_A_DURATION' });
    expect(await refusal('2024-01-01', '2024-01-02', 'P1D', { flags: ['EXPIRING'] })).toMatchObject({
      problem: 'FLAGS_NOT_COUNTED',
    });
  });
});

interface Network {
  readonly truncated: boolean;
  readonly organizations: readonly {
    readonly organization: { readonly organizationId: string };
    readonly agreements: number;
    readonly partners: number;
  }[];
  readonly agreements: readonly { readonly agreementId: string }[];
  readonly edges: readonly { readonly organizationId: string; readonly agreementId: string }[];
}

async function network(args: object): Promise<Network> {
  const { network: found } = await ask<{ network: Network }>(
    `query ($kinds: [String!], $status: [AgreementStatus!], $around: ID, $asOf: AsOf, $first: Int) {
      network(kinds: $kinds, status: $status, around: $around, asOf: $asOf, first: $first) {
        truncated
        organizations { organization { organizationId } agreements partners }
        agreements { agreementId }
        edges { organizationId agreementId certainty capacity since } } }`,
    args,
  );
  return found;
}

const edgesOf = ({ edges }: Pick<Network, 'edges'>) =>
  edges.map(({ organizationId: id, agreementId }) => `${id} ${agreementId}`).toSorted();

/** What each organisation counts by the edges of a whole network. */
function countedIn(edges: readonly string[]) {
  const pairs = edges.map((edge) => edge.split(' ') as [string, string]);
  return [...new Set(pairs.map(([id]) => id))].toSorted().map((id) => {
    const own = new Set(pairs.flatMap(([one, agreement]) => (one === id ? [agreement] : [])));
    const others = new Set(
      pairs.flatMap(([one, agreement]) => (own.has(agreement) && one !== id ? [one] : [])),
    );
    return { organization: { organizationId: id }, agreements: own.size, partners: others.size };
  });
}

describe('the network', () => {
  it(
    'is that of a naive recount, on every day, as known at many positions',
    async () => {
      let edges = 0;
      for (const position of positions) {
        const naive = naiveLedger(log, position);
        for (const validOn of DAYS) {
          const wanted = naiveStats(naive, validOn).edges;
          const found = await network({ asOf: { validOn, position: positionText(position) }, first: 5000 });
          expect({ position, validOn, edges: edgesOf(found) }).toEqual({ position, validOn, edges: wanted });
          expect(found.organizations).toEqual(countedIn(wanted));
          expect(new Set(found.agreements.map(({ agreementId }) => agreementId))).toEqual(
            new Set(wanted.map((edge) => edge.split(' ')[1])),
          );
          edges += wanted.length;
        }
      }
      expect(edges).toBeGreaterThan(100);
    },
    PATIENCE_MS,
  );

  it('around an organisation is what it takes part in and who else does, also by another of its ids', async () => {
    const asOf = { validOn: dayNumber(7) };
    const whole = edgesOf(await network({ asOf }));
    const own = new Set(whole.filter((edge) => edge.startsWith('d ')).map((edge) => edge.split(' ')[1]));
    expect(own.size).toBeGreaterThan(1);
    const wanted = whole.filter((edge) => own.has(edge.split(' ')[1]));
    for (const around of ['d', 'e']) {
      const found = await network({ asOf, around });
      expect(edgesOf(found)).toEqual(wanted);
      expect(found.organizations).toEqual(countedIn(wanted));
    }
    expect(edgesOf(await network({ asOf, around: 'nobody' }))).toEqual([]);
  });

  it('of a kind or other statuses is part of the whole', async () => {
    const asOf = { validOn: dayNumber(7) };
    const [mou, convention, whole] = await Promise.all([
      network({ asOf, kinds: ['MOU'] }),
      network({ asOf, kinds: ['CONVENTION'] }),
      network({ asOf }),
    ]);
    expect([...edgesOf(mou), ...edgesOf(convention)].toSorted()).toEqual(edgesOf(whole));
    const others = await network({ asOf, status: ['SIGNED', 'TERMINATED'] });
    expect(others.edges.length).toBeGreaterThan(0);
    expect(edgesOf(others).filter((edge) => edgesOf(whole).includes(edge))).toEqual([]);
  });

  it('says when there is more than was asked for, and counts what is not shown', async () => {
    const asOf = { validOn: dayNumber(7) };
    const whole = await network({ asOf });
    const found = await network({ asOf, first: 3 });
    expect(found.truncated).toBe(true);
    expect(whole.truncated).toBe(false);
    expect(found.edges).toEqual(whole.edges.slice(0, 3));
    expect((await network({ asOf, first: whole.edges.length })).truncated).toBe(false);
    const counts = new Map(whole.organizations.map((one) => [one.organization.organizationId, one]));
    for (const one of found.organizations) expect(one).toEqual(counts.get(one.organization.organizationId));
    const { errors } = await ledger.gql('{ network(first: 5001) { truncated } }');
    expect(errors[0]?.extensions.code).toBe('VALIDATION_FAILED');
  });
});
