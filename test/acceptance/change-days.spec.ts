import { addDays, type Day } from '@entente/domain';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { CALLER, commandIdOf } from '../../libs/ledger/src/testing/ledger-under-test.js';
import { giveHistory } from '../support/random-histories.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** On which days an answer changes, beside the answers themselves, asked for on every day that any date of the ledger names. */
const PATIENCE_MS = 240_000;
const SEEDS = [13, 14, 15, 16, 17];
/** How many days are asked for in one request. */
const AT_ONCE = 20;

/** What is asked of each kind of thing: what its own facts, and those of its agreements, say on a day. */
const ASKED = {
  Agreement:
    'status { status certainty possible } parties { organization { organizationId } role suspended certainty } leads { organizationId }',
  Organization:
    'name names { text use certainty } relations { type } designations { observed { edtf } } agreements(first: 50, roles: [PARTY, PROSPECTIVE]) { nodes { agreementId status { status inForce } } }',
  Person: 'roles { title current certainty observed { edtf } }',
  Meeting: 'state heldOn { edtf } scheduledFor { edtf }',
  Mission: 'record results { observed { edtf } }',
  Funding: 'record targets { indicator value } indicators { indicator value }',
  Programme:
    'rules { code } outcomes { observed { edtf } } annual { year adopted { edtf } reviewed { edtf } }',
  Committee:
    'dissolved { edtf } bylaw { adopted { edtf } } mandates { id certainty ended { edtf } } conflicts { recused declared { edtf } } resolutions(first: 50) { nodes { resolutionId state } }',
  Resolution: 'state decided { edtf } votes { person { personId } vote }',
  Project: 'state approvals { approval granted } submitted { edtf } aid { value }',
  EnvelopeBalance:
    'allotted { value } committed { value } released { value } regionClass commitments { id released { value } }',
} as const;
type Kind = keyof typeof ASKED;

/** What a list says of each of its agreements: the end of a tacit term moves on by itself, and is not followed. */
const LISTED =
  'status { status certainty inForce } parties { organization { organizationId } role certainty }';

const KIND_OF: Readonly<Record<string, Kind>> = Object.fromEntries(
  (Object.keys(ASKED) as Kind[]).map((kind) => [
    kind === 'EnvelopeBalance' ? 'envelope' : kind.toLowerCase(),
    kind,
  ]),
);

let made: AssembledLedger;
let auditor: ServedLedger;
let dashboard: ServedLedger;
let streams: readonly string[] = [];
let days: readonly Day[] = [];

beforeAll(async () => {
  made = await assembleLedger();
  const { runner, reactor } = made.assembly.startWorker();
  await reactor.stop();
  auditor = await serveLedger(made.assembly, { runner, role: 'auditor' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  const { ledger } = made.assembly;
  const given: string[] = [];
  for (const seed of SEEDS) {
    let count = 0;
    given.push(
      ...(await giveHistory(seed, `h${seed}-`, (command) => {
        count += 1;
        return ledger.execute(command, { commandId: commandIdOf(`${seed} ${count}`), caller: CALLER });
      })),
    );
  }
  streams = [...new Set(given)];
  const named = new Set<Day>();
  for (const stream of streams)
    for (const { envelope } of await ledger.reader.read(stream))
      for (const [day] of JSON.stringify(envelope).matchAll(/\b[12]\d{3}-\d\d-\d\d(?=")/g))
        named.add(day as Day);
  days = [...new Set([...named].flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].toSorted();
}, PATIENCE_MS);
afterAll(async () => {
  await auditor?.close();
  await dashboard?.close();
  await made?.dispose();
}, 60_000);

/** What has been asked for of a thing on each of some days, as texts. */
async function answersOn(id: string, kind: Kind): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const some = days.slice(from, from + AT_ONCE);
    const asked = some.map(
      (day, n) => `d${n}: node(id: "${id}@${day}") { ... on ${kind} { ${ASKED[kind]} } }`,
    );
    const { data, errors } = await auditor.gql<Record<string, unknown>>(`{ ${asked.join(' ')} }`);
    expect(errors).toEqual([]);
    answers.push(...some.map((_day, n) => JSON.stringify(data?.[`d${n}`])));
  }
  return answers;
}

/** What a list of agreements says on each of the days, as texts. */
async function listsOn(filter: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const some = days.slice(from, from + AT_ONCE);
    const asked = some.map(
      (day, n) =>
        `d${n}: agreements(filter: ${filter}, asOf: { validOn: "${day}" }, first: 100) { totalCount nodes { agreementId ${LISTED} } }`,
    );
    const { data, errors } = await auditor.gql<Record<string, unknown>>(`{ ${asked.join(' ')} }`);
    expect(errors).toEqual([]);
    answers.push(...some.map((_day, n) => JSON.stringify(data?.[`d${n}`])));
  }
  return answers;
}

async function listDays(filter: string, asOf = '{}'): Promise<readonly Day[]> {
  const { data, errors } = await dashboard.gql<{ agreementChangeDays: readonly Day[] }>(
    `{ agreementChangeDays(filter: ${filter}, asOf: ${asOf}) }`,
  );
  expect(errors).toEqual([]);
  return data?.agreementChangeDays ?? [];
}

async function changeDays(id: string, { gql } = auditor): Promise<readonly Day[]> {
  const { data, errors } = await gql<{ changeDays: readonly Day[] }>(`{ changeDays(id: "${id}") }`);
  expect(errors).toEqual([]);
  return data?.changeDays ?? [];
}

describe('the days on which an answer changes', () => {
  it(
    'are among those that are named, whatever is asked about',
    async () => {
      const seen = new Map<Kind, number>();
      for (const stream of streams) {
        const [, name = '', key = ''] = /^([a-z]+)-(.+)$/.exec(stream) ?? [];
        const kind = KIND_OF[name];
        if (!kind) continue;
        const id = `${kind}:${key}`;
        const [answers, named] = [await answersOn(id, kind), await changeDays(id)];
        const changes = answers.flatMap((answer, n) => (n > 0 && answer !== answers[n - 1] ? [n] : []));
        const unnamed = changes.filter(
          (n) => !named.some((day) => day > (days[n - 1] ?? '') && day <= (days[n] ?? '')),
        );
        expect({ id, unnamed: unnamed.map((n) => [days[n], answers[n - 1], answers[n]]) }).toEqual({
          id,
          unnamed: [],
        });
        expect(named).toEqual([...new Set(named)].toSorted());
        seen.set(kind, (seen.get(kind) ?? 0) + changes.length);
      }
      // Of each kind some answer changed.
      expect([...seen.keys()].filter((kind) => seen.get(kind) === 0)).toEqual([]);
      expect([...seen.keys()].toSorted()).toEqual(Object.keys(ASKED).toSorted());
    },
    PATIENCE_MS,
  );

  it(
    'are among those that are named of a list of agreements, whatever it is narrowed to',
    async () => {
      const [, party = ''] =
        /"organizationId":"([^"]+)"\},"role":"PARTY"/.exec((await listsOn('{}')).join('')) ?? [];
      const filters = [
        '{}',
        '{ status: [IN_FORCE] }',
        '{ inForce: [NO, UNKNOWN] }',
        '{ certainty: POSSIBLE }',
        '{ endsFrom: "2000-01-01" }',
        `{ partyId: "${party}" }`,
        `{ partyId: "${party}", status: [SIGNED, IN_FORCE] }`,
      ];
      const [counts, changed]: [number[], number[]] = [[], []];
      for (const filter of filters) {
        const [answers, named] = [await listsOn(filter), await listDays(filter)];
        const changes = answers.flatMap((answer, n) => (n > 0 && answer !== answers[n - 1] ? [n] : []));
        const unnamed = changes.filter(
          (n) => !named.some((day) => day > (days[n - 1] ?? '') && day <= (days[n] ?? '')),
        );
        expect({ filter, unnamed: unnamed.map((n) => days[n]) }).toEqual({ filter, unnamed: [] });
        changed.push(changes.length);
        expect(named).toEqual([...new Set(named)].toSorted());
        counts.push(named.length);
      }
      // Nearly all of these lists changed.
      expect(changed.filter((count) => count > 0).length).toBeGreaterThan(4);
      // A narrower list changes on fewer days.
      expect(counts[1]).toBeLessThan(counts[0] ?? 0);
      expect(counts[5]).toBeLessThan(counts[0] ?? 0);
      // And as known before most of it was recorded, on fewer.
      const { data } = await auditor.gql<{ events: { nodes: readonly { position: string }[] } }>(
        '{ events(first: 60) { nodes { position } } }',
      );
      const then = await listDays('{}', `{ position: "${data?.events.nodes.at(-1)?.position}" }`);
      expect(then.length).toBeLessThan(counts[0] ?? 0);
    },
    PATIENCE_MS,
  );

  it('are those of a position that is asked for, and of a node id that names one', async () => {
    const stream = streams.find((one) => one.startsWith('agreement-')) ?? '';
    const id = `Agreement:${stream.slice('agreement-'.length)}`;
    const { data } = await auditor.gql<{ agreement: { history: { nodes: { position: string }[] } } }>(
      `{ agreement(id: "${id.slice('Agreement:'.length)}") { history(first: 1) { nodes { position } } } }`,
    );
    const first = data?.agreement.history.nodes[0]?.position ?? '';
    const then = await auditor.gql<{ asked: readonly Day[]; named: readonly Day[] }>(
      `{ asked: changeDays(id: "${id}", asOf: { position: "${first}" }) named: changeDays(id: "${id}@2020-01-01@${first}") }`,
    );
    expect(then.errors).toEqual([]);
    expect(then.data?.asked).toEqual(then.data?.named);
    expect(then.data?.asked.length).toBeLessThan((await changeDays(id)).length);
  });

  it('tell nobody of people who may not know of them, and are none of a source', async () => {
    const observed = async (served: ServedLedger): Promise<number> => {
      const counts = streams
        .filter((stream) => stream.startsWith('organization-'))
        .map(async (stream) => (await changeDays(`Organization:${stream.slice(13)}`, served)).length);
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    expect(await observed(dashboard)).toBeLessThan(await observed(auditor));
    const person = streams.find((stream) => stream.startsWith('person-'))?.slice('person-'.length);
    const asked = await dashboard.gql(`{ changeDays(id: "Person:${person}") }`);
    expect(asked.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const source = streams.find((stream) => stream.startsWith('source-'))?.slice('source-'.length);
    expect(await changeDays(`Source:${source}`)).toEqual([]);
    const wrong = await auditor.gql('{ changeDays(id: "acme") }');
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'VALIDATION_FAILED', field: 'id' });
  });
});
