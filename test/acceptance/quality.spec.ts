import { randomUUID } from 'node:crypto';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import {
  dayInZone,
  daysBetween,
  foldAgreement,
  governingTermOn,
  roleOn,
  statusOn,
  type Day,
  type PastEvent,
} from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import { systemClock } from '@entente/platform';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { record } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** How well things are known, counted by the ledger and once more, slowly, from what the log says. */
const PATIENCE_MS = 120_000;
const ZONE = 'America/Toronto';
const evidence = [{ sourceId: 'TEST' }];
const DIRECTIVES = ['RecordRectified', 'RecordAnnulled'];
const NOTICES = ['AgreementExpired', 'PartnerIntentLapsed', 'PartnerWithdrew'];

let made: AssembledLedger;
let ledger: ServedLedger;
let dashboard: ServedLedger;
const positions: string[] = [];

beforeAll(async () => {
  const scenario = readScenario();
  made = await assembleLedger({ scenario });
  const { runner } = made.assembly.startWorker();
  await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  await tell('depositSource', { sourceId: 'TEST', kind: 'TEST', sha256: '0'.repeat(64) });
  const corridor = 'agreement-corridor-ne';
  const [first, second] = await eventsOf(corridor, 'PartnerSigned');
  const [term] = await eventsOf('agreement-amq-mbi', 'AgreementTermSet');
  await tell('rectifyRecord', {
    stream: corridor,
    records: [{ eventId: first, set: { occurredOn: { edtf: '2025-01-27' } } }],
    reason: 'a letter',
  });
  const { id: annulment } = await tell('annulRecord', {
    stream: corridor,
    eventId: second,
    reason: 'a mistake',
  });
  const { id: dispute } = await tell('disputeAssertion', {
    stream: 'agreement-amq-mbi',
    eventId: term,
    member: 'endsOn',
    alternatives: [{ evidence: 0 }],
  });
  await tell('annulRecord', { stream: corridor, eventId: annulment, reason: 'it was none' });
  for (const id of ['sosie-un', 'sosie-deux'])
    await tell('registerOrganization', {
      organizationId: id,
      names: [{ text: 'Institut du sosie', lang: 'fr' }],
      overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'two of that name' }],
    });
  await tell('declareIntent', {
    agreementId: 'corridor-ne',
    organizationId: 'sosie-un',
    intent: 'ACCEDE',
    occurredOn: { edtf: '2025-05-05' },
  });
  const [sosie] = await eventsOf('organization-sosie-un', 'OrganizationRegistered');
  await tell('annulRecord', { stream: 'organization-sosie-un', eventId: sosie, reason: 'registered twice' });
  await tell('mergeOrganizations', {
    successorId: 'uvm',
    predecessorIds: ['technum'],
    occurredOn: { edtf: '2025-06-01' },
  });
  await tell('resolveDispute', {
    stream: 'agreement-amq-mbi',
    disputes: [dispute],
    outcome: 'UPHELD',
    reason: 'the text says so',
  });
}, PATIENCE_MS);
afterAll(async () => {
  for (const served of [ledger, dashboard]) await served?.close();
  await made?.dispose();
}, PATIENCE_MS);

type Json = Readonly<Record<string, unknown>>;

async function tell(mutation: string, input: Json): Promise<{ readonly id: string }> {
  const receipt = await record(ledger, mutation, { commandId: randomUUID(), evidence, ...input });
  positions.push(receipt.position);
  await made.caughtUp();
  return { id: receipt.events.at(-1)?.id ?? '' };
}

async function asked<T = Json>(query: string, variables: Json = {}, as = ledger): Promise<T> {
  const { data, errors } = await as.gql<T>(query, variables);
  expect(errors).toEqual([]);
  return data as T;
}

async function eventsOf(stream: string, type: string): Promise<readonly string[]> {
  const { events } = await asked<{ readonly events: { readonly nodes: readonly { readonly id: string }[] } }>(
    'query ($stream: ID!, $types: [String!]) { events(stream: $stream, types: $types) { nodes { id } } }',
    { stream, types: [type] },
  );
  return events.nodes.map(({ id }) => id);
}

/** An event as its bytes have it. */
interface Logged extends PastEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly recorded: string;
  readonly data: Json;
  readonly provenance: readonly { readonly source: string }[];
}

/** A fact with its corrections. */
interface Corrected extends Logged {
  readonly rectified: boolean;
}

async function wholeLog(store: EventStore): Promise<readonly Logged[]> {
  const log = await store.readAll(null, {}, 1_000_000);
  return log.map(({ bytes, position, stream }) => {
    const event = JSON.parse(Buffer.from(bytes).toString('utf8')) as Logged & { readonly rev: number };
    return { ...event, order: event.rev, position: position.commit, stream };
  });
}

/** The facts of a log in effect, as corrected, by the rule word for word; and what is annulled. */
function inEffectSlowly(log: readonly Logged[]) {
  const annulled = (id: string): boolean =>
    log.some(({ id: by, type, data }) => type === 'RecordAnnulled' && data['target'] === id && !annulled(by));
  const facts = log
    .filter(
      ({ stream, type }) => stream !== 'ledger' && !DIRECTIVES.includes(type) && !NOTICES.includes(type),
    )
    .filter(({ id }) => !annulled(id))
    .map((fact): Corrected => {
      const by = log.filter(
        ({ id, type, data }) => type === 'RecordRectified' && data['target'] === fact.id && !annulled(id),
      );
      return by.reduce<Corrected>(
        (patched, { data }) => {
          const { occurred, effective, data: members } = (data['set'] ?? {}) as Partial<Logged>;
          return {
            ...patched,
            occurred: occurred ?? patched.occurred,
            effective: effective ?? patched.effective,
            data: { ...patched.data, ...members },
          };
        },
        { ...fact, rectified: by.length > 0 },
      );
    });
  return { facts, annulled };
}

function recount(log: readonly Logged[], validOn: Day): Json {
  const { facts, annulled } = inEffectSlowly(log);
  const lags = facts
    .map(({ recorded, occurred }) =>
      Math.max(0, daysBetween(occurred.latest ?? occurred.point, dayInZone(new Date(recorded), ZONE))),
    )
    .toSorted((a, b) => a - b);
  const rank = (share: number) => lags[Math.ceil(share * lags.length) - 1] ?? null;
  const by = (member: 'basis' | 'precision') =>
    [...Map.groupBy(facts, ({ occurred }) => occurred[member])]
      .map(([key, those]) => ({ key, count: those.length }))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const gone = log.filter(({ order, id, stream }) => order === 0 && stream !== 'ledger' && annulled(id));
  const lines = [...Map.groupBy(facts, ({ stream }) => stream)]
    .filter(([stream]) => stream.startsWith('agreement-') && !gone.some((one) => one.stream === stream))
    .map(([, own]) => ({ own, line: foldAgreement(own) }));
  const mergers = facts.filter(
    ({ type, effective }) => type === 'OrganizationsMerged' && effective.point <= validOn,
  );
  const merged = mergers.flatMap(({ data }) => data['predecessorIds'] as readonly string[]);
  const resolved = facts.flatMap(({ type, data }) =>
    type === 'DisputeResolved' ? (data['disputes'] as readonly string[]) : [],
  );
  return {
    facts: facts.length,
    byBasis: by('basis'),
    byPrecision: by('precision'),
    recordingLagDays: { median: rank(0.5), p95: rank(0.95), most: lags.at(-1) ?? null },
    byLag: LAGS.map(([fromDays, toDays]) => ({
      fromDays,
      toDays,
      count: lags.filter((lag) => lag >= fromDays && (toDays === null || lag <= toDays)).length,
    })),
    recordedLate: lags.filter((lag) => lag > 30).length,
    rectified: facts.filter(({ rectified }) => rectified).length,
    annulled: log.filter(({ id, type }) => !DIRECTIVES.includes(type) && annulled(id)).length,
    passedOver: lines.reduce(
      (count, { line }) => count + line.passedOver.length + line.passedOverBeside.length,
      0,
    ),
    openDisputes: facts.filter(
      ({ id, type, data }) =>
        !resolved.includes(id) &&
        ((type === 'AssertionDisputed' && !annulled(String(data['target']))) ||
          (type === 'EvidenceAttached' && data['strength'] === 'CONTRADICTS')),
    ).length,
    withoutTerm: lines.filter(({ line }) => {
      const term = governingTermOn(line.terms, validOn);
      const isKnown = term && (term.endsOn || term.tacit || term.openEnded);
      return ['IN_FORCE', 'SUSPENDED'].includes(statusOn(line, validOn).status) && !isKnown;
    }).length,
    withoutText: lines.filter(({ own }) => !own.some(({ type }) => type === 'AgreementTextDeposited')).length,
    danglingReferences: facts.filter(({ data, provenance, stream }) =>
      gone.some((one) => {
        const id = one.stream.slice(one.stream.indexOf('-') + 1);
        return one.stream !== stream && JSON.stringify({ data, provenance }).includes(`"${id}"`);
      }),
    ).length,
    mergedParties: lines.reduce(
      (count, { line }) =>
        count +
        line.participations.filter(
          (one) => merged.includes(one.organizationId) && roleOn(one, validOn)?.role === 'PARTY',
        ).length,
      0,
    ),
  };
}

/** The ranges of days that lags are counted in. */
const LAGS: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 7],
  [8, 30],
  [31, 90],
  [91, 365],
  [366, null],
];

const FIELDS = `facts byBasis { key count } byPrecision { key count } recordingLagDays { median p95 most } byLag { fromDays toDays count } recordedLate
  rectified annulled passedOver openDisputes withoutTerm withoutText danglingReferences mergedParties`;

async function counted(asOf: Json, fields = FIELDS, as = ledger): Promise<Json> {
  const { dataQuality } = await asked<{ readonly dataQuality: Json }>(
    `query ($asOf: AsOf) { dataQuality(asOf: $asOf) { ${fields} } }`,
    { asOf },
    as,
  );
  return dataQuality;
}

describe('the quality of the data', () => {
  it('is what a slow count of the log gives, at every position since and on several days', async () => {
    const log = await wholeLog(made.assembly.store);
    expect(positions.length).toBeGreaterThan(10);
    for (const position of positions) {
      const commit = BigInt(`0x${position.split('-')[1] ?? ''}`);
      const known = log.filter((event) => event.position <= commit);
      for (const validOn of ['2024-06-04', '2025-02-01', '2026-01-01'])
        expect({ position, validOn, ...(await counted({ position, validOn })) }).toEqual({
          position,
          validOn,
          ...recount(known, validOn),
        });
    }
  });

  it('has something to count', async () => {
    const last = await counted({ validOn: '2026-01-01' });
    for (const name of [
      'facts',
      'recordedLate',
      'rectified',
      'annulled',
      'withoutTerm',
      'withoutText',
      'danglingReferences',
      'mergedParties',
    ])
      expect([name, Number(last[name]) > 0]).toEqual([name, true]);
  });

  it('is explained by queries: each list has as many', async () => {
    const asOf = { validOn: '2026-01-01', position: positions.at(-3) };
    const of = async (query: string) => {
      const data = await asked<Readonly<Record<string, { readonly totalCount: number }>>>(query, { asOf });
      return Object.values(data)[0]?.totalCount;
    };
    const numbers = await counted(asOf);
    const flagged = (flag: string) =>
      of(`query ($asOf: AsOf) { agreements(filter: { flags: [${flag}] }, asOf: $asOf) { totalCount } }`);
    expect(await flagged('TERM_UNKNOWN')).toBe(numbers['withoutTerm']);
    expect(await flagged('TEXT_MISSING')).toBe(numbers['withoutText']);
    expect(await of('query ($asOf: AsOf) { disputes(open: true, asOf: $asOf) { totalCount } }')).toBe(
      numbers['openDisputes'],
    );
  });

  it('counts the organisations that share a name, until they are linked, and is for dashboards too', async () => {
    await tell('registerOrganization', {
      organizationId: 'sosie-trois',
      names: [{ text: 'Institut du sosie', lang: 'fr' }],
      overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'a third one' }],
    });
    const shared = async () => (await counted({}, 'sharedNames', dashboard))['sharedNames'];
    const before = await shared();
    const { organizations } = await asked<{
      readonly organizations: { readonly nodes: readonly { readonly sameName: readonly unknown[] }[] };
    }>('{ organizations(first: 200) { nodes { sameName { organizationId } } } }');
    expect(before).toBe(organizations.nodes.filter(({ sameName }) => sameName.length > 0).length);
    expect(before).toBeGreaterThanOrEqual(2);
    await tell('linkOrganizations', { organizationId: 'sosie-deux', sameIds: ['sosie-trois'] });
    expect(await shared()).toBe(Number(before) - 2);
  });
});
