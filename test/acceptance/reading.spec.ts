import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import {
  FolderOfOthersError,
  publishRegister,
  recordPackageSchema,
  rehearsePublishing,
  releasePackageSchema,
} from '@entente/exchange';
import { systemClock } from '@entente/platform';
import type { Runner } from '@entente/read-model';
import { readSheet } from 'read-excel-file/node';
import { addDays, governingTermOn, LIVE, foldAgreement, periodOn, statusOn, type Day } from '@entente/domain';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { removeFolder } from '../support/names-in-clear.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';
import { readLog, type LoggedEvent } from './naive-as-of.js';

/** What is read across agreements, and along one: the calendar, the line by days and knowledge, over GraphQL. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'letter' }];

let made: AssembledLedger;
let runner: Runner;
let ledger: ServedLedger;
let dashboard: ServedLedger;
let log: readonly LoggedEvent[] = [];

beforeAll(async () => {
  made = await assembleLedger();
  ({ runner } = made.assembly.startWorker());
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  await depositSource(ledger, 'letter');
  for (const id of ['un', 'deux', 'trois'])
    await registerOrganization(ledger, id, `Institut ${id}`, 'letter');
  await inForce('renewed', {
    endsOn: { edtf: '2026-01-31' },
    renewal: 'TACIT',
    renewalPeriod: 'P1M',
    noticeDays: 10,
  });
  await inForce('counted', {
    endsOn: { edtf: '2027-06', earliest: '2027-06-01', latest: '2027-06-30', basis: 'STATED' },
    renewal: 'TACIT',
    renewalPeriod: 'P1Y2M',
    renewals: 2,
    noticeDays: 30,
  });
  await inForce('plain', { endsOn: { edtf: '2027-03-31' }, noticeDays: 60 });
  await tell('recordWithdrawal', 'plain', '2025-05-01', {
    organizationId: 'deux',
    effectiveOn: { edtf: '2027-02-01' },
  });
  await tell('suspendAgreement', 'plain', '2025-06-01', { until: '2027-01-15' });
  await tell('scheduleReview', 'plain', '2025-06-02', {
    reviewId: 'first',
    dueOn: { edtf: '2027-01', basis: 'STATED' },
  });
  await tell('declareIntent', 'plain', '2025-06-03', {
    organizationId: 'trois',
    intent: 'ACCEDE',
    expectedBy: '2027-01-20',
  });
  await inForce('over', { endsOn: { edtf: '2030-01-31' } });
  await tell('terminateAgreement', 'over', '2025-06-02', {
    mode: 'CONSENT',
    effectiveOn: { edtf: '2027-07-01' },
  });
  await made.caughtUp();
  log = await readLog(made.assembly.store);
}, PATIENCE_MS);
afterAll(async () => {
  for (const served of [ledger, dashboard]) await served?.close();
  await made?.dispose();
}, PATIENCE_MS);

type Json = Readonly<Record<string, unknown>>;

async function tell(mutation: string, agreementId: string, on: string, more: Json = {}) {
  const { events, position } = await record(ledger, mutation, {
    agreementId,
    evidence,
    occurredOn: { edtf: on },
    ...more,
  });
  return { id: events[0]?.id ?? '', position };
}

async function inForce(agreementId: string, term: Json) {
  await registerAgreement(ledger, agreementId, `Entente ${agreementId}`, 'letter');
  for (const organizationId of ['un', 'deux'])
    await tell('recordSignature', agreementId, '2025-01-15', { organizationId });
  await tell('recordEntryIntoForce', agreementId, '2025-02-01', { basis: 'STATED' });
  await tell('setTerm', agreementId, '2025-01-15', term);
}

async function asked<T = Json>(query: string, variables: Json = {}, as = ledger): Promise<T> {
  const { data, errors } = await as.gql<T>(query, variables);
  expect(errors).toEqual([]);
  return data as T;
}

interface Entry {
  readonly day: Day;
  readonly kind: string;
  readonly certainty: string;
  readonly agreement: { readonly agreementId: string };
  readonly organization: { readonly organizationId: string } | null;
  readonly event: { readonly id: string; readonly type: string };
}
interface Calendar {
  readonly totalCount: number;
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const FIELDS = `totalCount pageInfo { hasNextPage endCursor } nodes { day kind certainty
  agreement { agreementId } organization { organizationId } event { id type } }`;

async function calendar(variables: Json, as = ledger): Promise<Calendar> {
  const found = await asked<{ readonly calendar: Calendar }>(
    `query ($from: Date!, $to: Date!, $kinds: [CalendarKind!], $of: ID, $party: ID, $asOf: AsOf, $first: Int, $after: String) {
      calendar(from: $from, to: $to, kinds: $kinds, agreementId: $of, partyId: $party, asOf: $asOf, first: $first, after: $after) { ${FIELDS} } }`,
    variables,
    as,
  );
  return found.calendar;
}

const told = ({ day, kind, certainty, agreement }: Entry) => [day, kind, certainty, agreement.agreementId];
const days = (from: Day, to: Day) => {
  const all: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day);
  return all;
};

describe('the calendar', () => {
  it('has what falls on each day, by day, kind and event', async () => {
    const { nodes, totalCount } = await calendar({ from: '2027-01-01', to: '2027-12-31', first: 200 });
    expect(totalCount).toBe(nodes.length);
    const others = nodes.filter(({ agreement }) => agreement.agreementId !== 'renewed');
    expect(others.map(told)).toEqual([
      ['2027-01-15', 'SUSPENSION_END', 'CERTAIN', 'plain'],
      ['2027-01-20', 'INTENT_EXPECTED', 'CERTAIN', 'plain'],
      ['2027-01-30', 'NOTICE_DEADLINE', 'CERTAIN', 'plain'],
      ['2027-01-31', 'REVIEW_DUE', 'POSSIBLE', 'plain'],
      ['2027-02-01', 'WITHDRAWAL_EFFECT', 'CERTAIN', 'plain'],
      ['2027-03-31', 'TERM_END', 'CERTAIN', 'plain'],
      ['2027-05-31', 'NOTICE_DEADLINE', 'POSSIBLE', 'counted'],
      ['2027-07-01', 'TACIT_RENEWAL', 'POSSIBLE', 'counted'],
      ['2027-07-01', 'TERMINATION_EFFECT', 'CERTAIN', 'over'],
    ]);
    expect(others.map(({ organization }) => organization?.organizationId).filter(Boolean)).toEqual([
      'trois',
      'deux',
    ]);
    const order = nodes.map(({ day, kind, event }) => `${day} ${kind} ${event.id}`);
    expect(order).toEqual(order.toSorted());
  });

  it('reckons terms that renew themselves as their periods are, day by day', async () => {
    for (const agreementId of ['renewed', 'counted']) {
      const [from, to] = ['2025-12-01', '2034-12-31'];
      const line = foldAgreement(
        log.filter(({ stream }) => stream === `agreement-${agreementId}`).map(({ event }) => event),
      );
      const expected = days(from, to).flatMap((day) => {
        const term = governingTermOn(line.terms, day);
        if (!term || !LIVE.includes(statusOn(line, day).status)) return [];
        const [period, before] = [day, addDays(day, -1)].map((one) => periodOn(term, one));
        const deadline = period && addDays(period.endsOn.point, -Number(term.noticeDays));
        return [
          ...(deadline === day ? [`${day} NOTICE_DEADLINE`] : []),
          ...(period?.number !== before?.number ? [`${day} TACIT_RENEWAL`] : []),
        ];
      });
      expect(expected.length).toBeGreaterThan(agreementId === 'renewed' ? 200 : 4);
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page: Calendar = await calendar({
          from,
          to,
          of: agreementId,
          kinds: ['NOTICE_DEADLINE', 'TACIT_RENEWAL'],
          first: 70,
          after,
        });
        expect(page.totalCount).toBe(expected.length);
        found.push(...page.nodes.map(({ day, kind }) => `${day} ${kind}`));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(found).toEqual(expected);
    }
  });

  it('is that of the line as known then, and forgets what is annulled', async () => {
    const asOf = async (position?: string) => {
      const { nodes } = await calendar({
        from: '2040-01-01',
        to: '2049-12-31',
        kinds: ['TERM_END'],
        ...(position && { asOf: { position } }),
      });
      return nodes.map(told);
    };
    expect(await asOf()).toEqual([]);
    await inForce('known', { endsOn: { edtf: '2041-01-31' } });
    const { id, position: extended } = await tell('extendTerm', 'known', '2025-03-01', {
      newEndsOn: { edtf: '2042-02-28' },
    });
    await made.caughtUp();
    expect(await asOf()).toEqual([['2042-02-28', 'TERM_END', 'CERTAIN', 'known']]);
    await record(ledger, 'annulRecord', {
      stream: 'agreement-known',
      eventId: id,
      reason: 'never agreed',
      evidence,
    });
    await made.caughtUp();
    expect(await asOf()).toEqual([['2041-01-31', 'TERM_END', 'CERTAIN', 'known']]);
    expect(await asOf(extended)).toEqual([['2042-02-28', 'TERM_END', 'CERTAIN', 'known']]);
  });

  it('is that of one party: of the agreements that it is in on that day, and what is about itself', async () => {
    const of = async (party: string, validOn: Day) => {
      const { nodes, totalCount } = await calendar({
        from: '2027-01-01',
        to: '2027-12-31',
        party,
        kinds: ['INTENT_EXPECTED', 'TERM_END', 'WITHDRAWAL_EFFECT', 'REVIEW_DUE'],
        asOf: { validOn },
      });
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ kind }) => kind);
    };
    const all = ['INTENT_EXPECTED', 'REVIEW_DUE', 'WITHDRAWAL_EFFECT', 'TERM_END'];
    expect(await of('un', '2026-01-01')).toEqual(all);
    expect(await of('un', '2025-01-01')).toEqual([]);
    expect(await of('deux', '2026-01-01')).toEqual(all);
    // It has left by then; its leaving is about itself.
    expect(await of('deux', '2027-02-01')).toEqual(['WITHDRAWAL_EFFECT']);
    expect(await of('trois', '2026-01-01')).toEqual(['INTENT_EXPECTED']);
    expect(await of('nobody', '2026-01-01')).toEqual([]);
  });

  it('is for dashboards too, and asks for days in order and at most ten years', async () => {
    expect(
      (await calendar({ from: '2027-03-01', to: '2027-03-31', of: 'plain' }, dashboard)).nodes.map(told),
    ).toEqual([['2027-03-31', 'TERM_END', 'CERTAIN', 'plain']]);
    const refusal = async (from: string, to: string) => {
      const { errors } = await ledger.gql(
        'query ($from: Date!, $to: Date!) { calendar(from: $from, to: $to) { totalCount } }',
        { from, to },
      );
      const { code, field } = errors[0]?.extensions ?? {};
      return [code, field];
    };
    expect(await refusal('2027-01-02', '2027-01-01')).toEqual(['VALIDATION_FAILED', 'to']);
    expect(await refusal('2027-01-01', '2037-01-02')).toEqual(['LIMIT_EXCEEDED', 'to']);
    expect((await calendar({ from: '2027-01-01', to: '2037-01-01', of: 'over' })).totalCount).toBe(1);
  });
});

describe('the agreements of an organisation', () => {
  it('are narrowed to those in force, page by page, on each day', async () => {
    interface Page {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly {
        readonly agreementId: string;
        readonly status: { readonly inForce: string };
      }[];
    }
    const page = (validOn: Day, inForce: readonly string[] | null, first: number, after: string | null) =>
      asked<{ readonly organization: { readonly agreements: Page } }>(
        `query ($asOf: AsOf, $inForce: [YesNoUnknown!], $first: Int, $after: String) {
          organization(id: "un", asOf: $asOf) {
            agreements(inForce: $inForce, first: $first, after: $after) { totalCount
              pageInfo { hasNextPage endCursor } nodes { agreementId status { inForce } } } } }`,
        { asOf: { validOn }, inForce, first, after },
      ).then(({ organization }) => organization.agreements);
    const all = async (validOn: Day, inForce: readonly string[] | null, first: number) => {
      const nodes: Page['nodes'][number][] = [];
      let next: Page | null = null;
      do {
        next = await page(validOn, inForce, first, next?.pageInfo.endCursor ?? null);
        nodes.push(...next.nodes);
      } while (next.pageInfo.hasNextPage);
      expect(nodes).toHaveLength(next.totalCount);
      return nodes;
    };
    for (const day of ['2025-01-20', '2026-06-01', '2028-06-01', '2036-01-01']) {
      const every = await all(day, null, 200);
      for (const some of [['YES'], ['NO', 'UNKNOWN']]) {
        const expected = every.filter(({ status }) => some.includes(status.inForce));
        for (const first of [1, 200]) expect(await all(day, some, first)).toEqual(expected);
      }
    }
    expect((await all('2026-06-01', ['YES'], 200)).length).toBeGreaterThan(2);
    expect((await all('2028-06-01', ['NO'], 200)).length).toBeGreaterThan(0);
  });
});

describe('the calendar as a feed', () => {
  let fed: ServedLedger;
  beforeAll(async () => {
    const { runner } = made.assembly.startWorker();
    const clock = { ...systemClock, now: () => new Date('2027-01-10T12:00:00Z') };
    fed = await serveLedger(made.assembly, { runner, role: 'dashboard', clock });
  }, PATIENCE_MS);
  afterAll(() => fed?.close());

  const keys = (method: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${fed.url}/calendar/key`, {
      method,
      headers: { authorization: `Bearer ${fed.token}`, ...headers },
    });
  const newPath = async (): Promise<string> => {
    const answer = await keys('POST');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store']);
    return ((await answer.json()) as { readonly path: string }).path;
  };
  const feed = (path: string) => fetch(`${fed.url}${path}`);
  const refusalOf = async (answer: Response) => {
    const { errors } = (await answer.json()) as {
      readonly errors: readonly {
        readonly extensions: { readonly code: string; readonly field: string | null };
      }[];
    };
    return [answer.status, errors[0]?.extensions.code, errors[0]?.extensions.field ?? null];
  };

  interface Feed {
    readonly name: string;
    readonly events: readonly {
      readonly uid: string;
      readonly summary: string;
      readonly description: string | null;
      readonly first: Day;
      readonly end: Day;
      readonly shown: string;
      readonly isDay: boolean;
    }[];
  }

  /** The feed as a program for calendars reads it in a zone. */
  async function readIn(zone: string, ics: string): Promise<Feed> {
    const reader = fileURLToPath(new URL('../support/read-calendar.mjs', import.meta.url));
    const child = spawn(process.execPath, [reader], {
      env: { ...process.env, TZ: zone },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(ics);
    const [json] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return JSON.parse(json) as Feed;
  }

  it(
    'has days without a time in any zone, ends after the last, and uncertain days as all that they can be',
    async () => {
      const answer = await feed(`${await newPath()}&lang=fr`);
      expect([
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('cache-control'),
      ]).toEqual([200, 'text/calendar; charset=utf-8', 'private, no-store']);
      const ics = await answer.text();
      expect(ics.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
      const read = await Promise.all(
        ['America/Toronto', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((zone) => readIn(zone, ics)),
      );
      expect(read[1]).toEqual(read[0]);
      expect(read[2]).toEqual(read[0]);
      const events = read[0]?.events ?? [];
      expect(events.every(({ isDay }) => isDay)).toBe(true);
      expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
      const of = (agreementId: string) =>
        events
          .filter(({ uid, first }) => uid.includes(`/${agreementId}`) && first < '2028')
          .map(({ first, end, summary }) => [first, end, summary]);
      expect(of('plain')).toEqual([
        ['2027-01-15', '2027-01-16', 'Fin de la suspension\u00a0: Entente plain'],
        ['2027-01-20', '2027-01-21', 'Intention attendue (Institut trois)\u00a0: Entente plain'],
        ['2027-01-30', '2027-01-31', 'Échéance du préavis\u00a0: Entente plain'],
        ['2027-01-01', '2027-02-01', '≈ Examen à tenir\u00a0: Entente plain'],
        ['2027-02-01', '2027-02-02', 'Effet d’un retrait (Institut deux)\u00a0: Entente plain'],
        ['2027-03-31', '2027-04-01', 'Dernier jour\u00a0: Entente plain'],
      ]);
      expect(of('counted')).toEqual([
        ['2027-05-02', '2027-06-01', '≈ Échéance du préavis\u00a0: Entente counted'],
        ['2027-06-02', '2027-07-02', '≈ Reconduction tacite\u00a0: Entente counted'],
      ]);
      const last = events.find(({ uid }) => uid.startsWith('TERM_END/plain@'));
      expect(last?.shown).toBe('Wed Mar 31 2027');
      expect(events.find(({ uid }) => uid.startsWith('REVIEW_DUE/'))?.description).toBe(
        'Le jour n’est pas certain\u00a0: entre le 2027-01-01 et le 2027-01-31, le 2027-01-31 par défaut.',
      );
    },
    PATIENCE_MS,
  );

  it('has the kinds, the agreement, the party and the language that its address asks for', async () => {
    const path = await newPath();
    const one = await readIn(
      'UTC',
      await (await feed(`${path}&lang=en&kinds=TERM_END,REVIEW_DUE&agreement=plain`)).text(),
    );
    expect(one.name).toBe('Calendar');
    expect(one.events.map(({ summary }) => summary)).toEqual([
      '≈ Review due: Entente plain',
      'Last day: Entente plain',
    ]);
    // Of a party that is in none, what is about itself.
    const ofParty = await readIn('UTC', await (await feed(`${path}&lang=en&party=trois`)).text());
    expect(ofParty.events.map(({ summary }) => summary)).toEqual([expect.stringContaining('Institut trois')]);
    expect(await refusalOf(await feed(`${path}&kinds=HOLIDAY`))).toEqual([400, 'VALIDATION_FAILED', 'kinds']);
    expect(await refusalOf(await feed(`${path}&lang=de`))).toEqual([400, 'VALIDATION_FAILED', 'lang']);
  });

  it('has one key, which its owner makes and revokes, and which opens nothing else', async () => {
    const first = await newPath();
    const second = await newPath();
    expect(await refusalOf(await feed(first))).toEqual([401, 'UNAUTHENTICATED', null]);
    expect((await feed(second)).status).toBe(200);
    const key = second.split('key=')[1] ?? '';
    const elsewhere = await fetch(`${fed.url}/graphql?key=${key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: '{ position { head } }' }),
    });
    expect(elsewhere.status).toBe(401);
    expect(await (await keys('GET')).json()).toEqual({ made: expect.any(String) as string });
    expect((await keys('DELETE')).status).toBe(204);
    expect(await refusalOf(await feed(second))).toEqual([401, 'UNAUTHENTICATED', null]);
    expect(await (await keys('GET')).json()).toEqual({ made: null });
    expect((await keys('POST', { authorization: 'Bearer none' })).status).toBe(401);
    expect((await feed('/calendar.ics')).status).toBe(401);
  });

  it('ends with the token whose key it has', async () => {
    const path = await newPath();
    const [, tokenId = ''] = /^ent_([0-9a-f]{16})_/.exec(fed.token) ?? [];
    await fed.access.revokeToken(tokenId);
    expect((await feed(path)).status).toBe(401);
  });

  it('is sent to a stranger only so often', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await feed('/calendar.ics?key=none')).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('whole tables', () => {
  const table = (path: string, as = ledger) =>
    fetch(`${as.url}/export/${path}`, { headers: { authorization: `Bearer ${as.token}` } });
  const lines = async (path: string) =>
    (await (await table(path)).text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Json);

  it('open in a spreadsheet with their accents, in cells that a language sets apart, and reckon nothing', async () => {
    await registerAgreement(ledger, 'zz-formula', '=1+1; été', 'letter');
    await made.caughtUp();
    const answer = await table('agreements.csv?lang=fr');
    expect([
      answer.status,
      answer.headers.get('content-type'),
      answer.headers.get('content-disposition'),
    ]).toEqual([200, 'text/csv; charset=utf-8; header=present', 'attachment; filename="agreements.csv"']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [head = '', ...rows] = bytes.toString('utf8').slice(1).trim().split('\r\n');
    expect(head.split(';').slice(0, 10)).toEqual(
      'agreementId title kind status certainty inForce since sinceEarliest sinceLatest sinceEdtf'.split(' '),
    );
    expect(rows.find((row) => row.startsWith('zz-formula'))).toContain(`zz-formula;"'=1+1; été";`);
    expect(await (await table('agreements.csv?lang=en')).text()).toContain(`zz-formula,'=1+1; été,`);
  });

  it('are as of both dates, with what the lists count', async () => {
    const statusOf = async (query: string) =>
      (await lines(`agreements.jsonl${query}`)).find(({ agreementId }) => agreementId === 'plain');
    expect(await statusOf('?validOn=2027-03-31')).toMatchObject({
      status: 'IN_FORCE',
      ends: '2027-03-31',
      endsEdtf: '2027-03-31',
    });
    expect(await statusOf('?validOn=2027-04-01')).toMatchObject({ status: 'EXPIRED' });
    expect(await statusOf('?knownAt=2001-01-01T00:00:00Z')).toBeUndefined();
    const { agreements } = await asked<{ readonly agreements: { readonly totalCount: number } }>(
      '{ agreements(first: 1) { totalCount } }',
    );
    expect(await lines('agreements.jsonl')).toHaveLength(agreements.totalCount);
    const parties = await lines('parties.jsonl?validOn=2026-06-01&lang=en');
    expect(parties.filter(({ agreementId }) => agreementId === 'plain')).toMatchObject([
      { organizationId: 'deux', role: 'WITHDRAWAL_NOTIFIED', sinceEdtf: '2025-01-15' },
      { organizationId: 'un', role: 'PARTY', since: '2025-01-15' },
    ]);
  });

  it('are workbooks too, with days as days where they are exact, and texts that are never formulas', async () => {
    const answer = await table('agreements.xlsx?lang=fr&validOn=2027-03-01');
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="agreements.xlsx"',
    ]);
    const [head = [], ...rows] = await readSheet(Buffer.from(await answer.arrayBuffer()));
    const cellsOf = (id: string) => {
      const row = rows.find(([first]) => first === id) ?? [];
      return Object.fromEntries(head.map((name, index) => [String(name), row[index] ?? null]));
    };
    expect(cellsOf('zz-formula')).toMatchObject({ title: '=1+1; été', status: 'DRAFT', ends: null });
    expect(cellsOf('plain')).toMatchObject({ ends: new Date('2027-03-31'), endsEdtf: '2027-03-31' });
    expect(cellsOf('counted')).toMatchObject({
      ends: null,
      endsEarliest: new Date('2027-06-01'),
      endsEdtf: '2027-06',
    });
    const events = await readSheet(Buffer.from(await (await table('events.xlsx')).arrayBuffer()));
    expect(events.slice(1).map((row) => row[3])).toContain(0);
  });

  it('take the filter of the list', async () => {
    const filtered = (filter: object) => `?filter=${encodeURIComponent(JSON.stringify(filter))}`;
    expect(await lines(`agreements.jsonl${filtered({ ids: ['plain', 'over'] })}`)).toHaveLength(2);
    expect(await lines(`parties.jsonl${filtered({ partyId: 'trois' })}`)).toEqual([]);
    const events = await lines(`events.jsonl${filtered({ stream: 'agreement-plain' })}`);
    expect(new Set(events.map(({ stream }) => stream))).toEqual(new Set(['agreement-plain']));
    for (const path of [
      `agreements.csv${filtered({ colour: 'red' })}`,
      `events.csv${filtered({ colour: 'red' })}`,
      'agreements.csv?filter=red',
    ])
      expect({ path, status: (await table(path)).status }).toEqual({ path, status: 400 });
  });

  it('have every event in the order of the log', async () => {
    const all = (await readLog(made.assembly.store)).length;
    const events = await lines('events.jsonl');
    expect(events).toHaveLength(all);
    expect(events.map(({ position }) => position)).toEqual(events.map(({ position }) => position).toSorted());
  });

  it('are refused to whoever may not read them, and where they are asked for what they do not have', async () => {
    expect((await fetch(`${ledger.url}/export/agreements.csv`)).status).toBe(401);
    expect((await table('events.csv', dashboard)).status).toBe(403);
    expect((await table('agreements.csv', dashboard)).status).toBe(200);
    for (const path of [
      'agreements.csv?lang=de',
      'agreements.csv?validOn=yesterday',
      'events.csv?validOn=2026-01-01',
    ])
      expect({ path, status: (await table(path)).status }).toEqual({ path, status: 400 });
    expect((await table('persons.csv')).status).toBe(404);
  });
});

describe('linked data', () => {
  const packageOf = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${ledger.url}/export/${path}`, {
      headers: { authorization: `Bearer ${dashboard.token}` },
    });
    expect(answer.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    return answer.json();
  };

  it('puts together what was known at both dates, with every release known then', async () => {
    const on = async (day: string) => {
      const { asOf, records } = recordPackageSchema.parse(await packageOf(`records.jsonld?validOn=${day}`));
      const found = records.find(({ agreementId }) => agreementId === 'plain');
      return { validOn: asOf?.validOn, status: found?.compiledRelease.status.status, record: found };
    };
    const before = await on('2027-03-31');
    expect(before).toMatchObject({ validOn: '2027-03-31', status: 'IN_FORCE' });
    expect(await on('2027-04-01')).toMatchObject({ status: 'EXPIRED' });
    const { releases } = releasePackageSchema.parse(await packageOf('releases.jsonld'));
    const own = releases.filter(({ agreementId }) => agreementId === 'plain');
    expect(before.record?.releases.map(({ id, hash }) => ({ id, hash }))).toEqual(
      own.map(({ id, hash }) => ({ id, hash })),
    );
    expect(own[0]).toMatchObject({
      id: 'agreement-plain@0',
      tag: ['AgreementRegistered'],
      previousHash: null,
    });
    expect(own[1]?.previousHash).toBe(own[0]?.hash);
  });

  it('is a whole package where nothing was known', async () => {
    const query = 'knownAt=2001-01-01T00:00:00Z';
    expect(recordPackageSchema.parse(await packageOf(`records.jsonld?${query}`)).records).toEqual([]);
    expect(releasePackageSchema.parse(await packageOf(`releases.jsonld?${query}`)).releases).toEqual([]);
  });
});

describe('the register that is published', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entente-published-'));
    await registerOrganization(ledger, 'scripted', `<script>alert("org")</script> & 'cie'`, 'letter');
    await registerAgreement(ledger, 'index', `<script>alert("title")</script>`, 'letter');
    for (const organizationId of ['scripted', 'un'])
      await tell('recordSignature', 'index', '2025-01-15', { organizationId });
    await made.caughtUp();
  });
  afterAll(async () => {
    await removeFolder(folder);
  });
  const publishing = async (heldBack: readonly string[] = []) => {
    const { readModel, ledger: opened } = made.assembly;
    const { position } = await readModel.projected();
    const asOf = { validOn: '2026-06-01', position };
    const { ledgerId } = opened.identity;
    return { readModel, ledgerId, name: null, asOf, knownAt: null, heldBack: new Set(heldBack) };
  };
  const filesIn = async (place: string): Promise<ReadonlyMap<string, string>> => {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = files
      .toSorted()
      .map(async (file) => [file.slice(place.length + 1), await readFile(file, 'utf8')] as const);
    return new Map(await Promise.all(texts));
  };

  it('is the same bytes each time, in a folder that is replaced whole', async () => {
    const place = join(folder, 'public');
    const rehearsed = await rehearsePublishing(await publishing());
    expect(await publishRegister(place, await publishing())).toEqual(rehearsed);
    const files = await filesIn(place);
    expect(files.size).toBe(rehearsed.files);
    await writeFile(join(place, 'left-over.html'), 'of another edition');
    await publishRegister(place, await publishing());
    expect(await filesIn(place)).toEqual(files);
    expect(await readdir(folder)).toEqual(['public']);
  });

  it('has what was concluded, without intents, drafts, sources and what is held back, and escapes every name', async () => {
    const place = join(folder, 'held-back');
    await publishRegister(place, await publishing(['over']));
    const files = await filesIn(place);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'agreements/index.fr.html',
        'agreements/plain.en.html',
        'agreements/plain.json',
        'agreements.fr.html',
        'index.html',
        'organizations/scripted.fr.html',
        'style.css',
      ]),
    );
    expect([...files.keys()].filter((name) => /zz-formula|over\.|trois/.test(name))).toEqual([]);
    const pages = [...files].filter(([name]) => name.endsWith('.html')).map(([, page]) => page);
    expect(pages.join('')).not.toMatch(/<script|letter|zz-formula/);
    expect(files.get('agreements/index.fr.html')).toContain(
      '&#60;script&#62;alert(&#34;title&#34;)&#60;/script&#62;',
    );
    expect(files.get('organizations/scripted.fr.html')).toContain('&#60;/script&#62; &#38; &#39;cie&#39;');
    expect(files.get('agreements/plain.fr.html')).toContain('31 mars 2027');
  });

  it('removes what a run that was killed left beside it, and nothing of a run that goes on or of others', async () => {
    const place = join(folder, 'public');
    const leave = async (name: string, who: object) => {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'publishing.json'), JSON.stringify(who));
    };
    const self = { form: 'entente-publishing-1', host: hostname(), pid: process.pid, started: '' };
    const killed = { ...self, started: 'at another time' };
    await leave('public.new-killed', killed);
    await leave('public.old-killed', killed);
    await leave('public.new-running', self);
    await leave('public.new-elsewhere', { ...killed, host: 'another-machine' });
    await leave('public.new-others', { kept: true });
    await publishRegister(place, await publishing());
    const left = (await readdir(folder)).filter((name) => name.startsWith('public'));
    expect(left).toEqual(['public', 'public.new-elsewhere', 'public.new-others', 'public.new-running']);
    for (const name of left.slice(1)) await rm(join(folder, name), { recursive: true });
  });

  it('never touches a folder that holds something else', async () => {
    await expect(publishRegister(folder, await publishing())).rejects.toThrow(FolderOfOthersError);
    expect(await readdir(folder)).toEqual(['held-back', 'public']);
  });
});

describe('the calendar of committees', () => {
  it('has the last day of each mandate, whichever of its own and of an end that was recorded comes first', async () => {
    const { data } = await ledger.gql<{
      readonly registerPerson: { readonly person: { readonly personId: string } };
    }>('mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }', {
      input: { commandId: '0b0e5c2e-6c1f-4b8e-9f57-2d7f7e1c8b01', displayName: 'Une', evidence },
    });
    const committee = { committeeId: 'regional', evidence };
    await record(ledger, 'establishCommittee', {
      ...committee,
      kind: 'REGIONAL',
      occurredOn: { edtf: '2025-01-01' },
    });
    const grant = (seat: string, mandateId: string, endsOn: Json) =>
      record(ledger, 'grantMandate', {
        ...committee,
        mandateId,
        seat,
        endsOn,
        personId: data?.registerPerson.person.personId,
        occurredOn: { edtf: '2025-01-02' },
      });
    await grant('Chair', 'm1', { edtf: '2050-12-31' });
    await grant('Vice', 'm2', { edtf: '2051-06', basis: 'STATED' });
    const { events } = await record(ledger, 'endMandate', {
      ...committee,
      mandateId: 'm1',
      occurredOn: { edtf: '2025-05-01' },
      effectiveOn: { edtf: '2050-11-01' },
    });
    await made.caughtUp();
    const ends = async () => {
      const { calendar: found } = await asked<{ readonly calendar: { readonly nodes: readonly Json[] } }>(
        `{ calendar(from: "2050-01-01", to: "2052-12-31", kinds: [MANDATE_END]) {
          nodes { day certainty agreement { agreementId } committee { committeeId } event { type } } } }`,
      );
      return found.nodes;
    };
    const entry = {
      agreement: null,
      committee: { committeeId: 'regional' },
      event: { type: 'MandateGranted' },
    };
    const vice = { day: '2051-06-30', certainty: 'POSSIBLE', ...entry };
    expect(await ends()).toEqual([{ day: '2050-10-31', certainty: 'CERTAIN', ...entry }, vice]);
    await record(ledger, 'annulRecord', {
      stream: 'committee-regional',
      eventId: events[0]?.id,
      reason: 'she stays',
      evidence,
    });
    await made.caughtUp();
    expect(await ends()).toEqual([{ day: '2050-12-31', certainty: 'CERTAIN', ...entry }, vice]);
  });
});

describe('the line of an agreement', () => {
  interface Moment {
    readonly position: string;
    readonly recordedBy: string;
    readonly facts: number;
    readonly sources: readonly { readonly sourceId: string }[];
  }
  interface Piece {
    readonly validFrom: Day | null;
    readonly validTo: Day | null;
    readonly knownFrom: Moment;
    readonly knownTo: Moment | null;
    readonly status: string;
    readonly certainty: string;
    readonly possible: readonly string[];
    readonly inForce: string;
  }
  const MOMENT = 'position recordedBy facts sources { sourceId }';
  const LINE = `line { validFrom validTo knownFrom { ${MOMENT} } knownTo { ${MOMENT} } status certainty possible inForce }
    moments { ${MOMENT} }`;

  async function lineOf(id: string, position?: string) {
    const { agreement } = await asked<{
      readonly agreement: { readonly line: readonly Piece[]; readonly moments: readonly Moment[] };
    }>(`query ($id: ID!, $asOf: AsOf) { agreement(id: $id, asOf: $asOf) { ${LINE} } }`, {
      id,
      asOf: position ? { position } : {},
    });
    return agreement;
  }

  it('is one row of pieces for each session of recording, and says at each corner what is answered there', async () => {
    const secretary = await serveLedger(made.assembly, { runner, role: 'secretariat' });
    await inForce('seen', { endsOn: { edtf: '2027-03-31' } });
    await record(secretary, 'extendTerm', {
      agreementId: 'seen',
      evidence,
      occurredOn: { edtf: '2025-03-01' },
      newEndsOn: { edtf: '2028-03', earliest: '2028-03-01', latest: '2028-03-31', basis: 'STATED' },
    });
    await made.caughtUp();
    const { line, moments } = await lineOf('seen');
    expect(moments).toMatchObject([
      { facts: 5, sources: [{ sourceId: 'letter' }] },
      { facts: 1, sources: [{ sourceId: 'letter' }] },
    ]);
    expect(new Set(moments.map(({ recordedBy }) => recordedBy.split(':')[0]))).toEqual(
      new Set(['depositary', 'secretariat']),
    );
    const [first, second] = moments;
    expect(
      line
        .filter(({ status }) => status === 'EXPIRED')
        .map(({ validFrom, certainty, knownFrom, knownTo }) => [
          validFrom,
          certainty,
          knownFrom.position,
          knownTo?.position ?? null,
        ]),
    ).toEqual([
      ['2027-04-01', 'CERTAIN', first?.position, second?.position],
      ['2028-04-01', 'CERTAIN', second?.position, null],
    ]);
    for (const { validFrom, validTo, knownFrom, status, certainty, possible, inForce: inForceThen } of line)
      for (const validOn of [validFrom ?? '1900-01-01', addDays(validTo ?? '2900-01-01', -1)]) {
        const { agreementStatus } = await asked(
          'query ($asOf: AsOf) { agreementStatus(id: "seen", asOf: $asOf) { status certainty possible inForce } }',
          { asOf: { validOn, position: knownFrom.position } },
        );
        expect(agreementStatus).toEqual({ status, certainty, possible, inForce: inForceThen });
      }
    // As of the first session nothing of the second is known.
    const then = await lineOf('seen', first?.position);
    expect(then.moments).toEqual([first]);
    expect(then.line.every(({ knownTo }) => knownTo === null)).toBe(true);
    await secretary.close();
  });

  it('has who takes part as pieces too, and says at each corner, and within, who is answered there', async () => {
    interface Part {
      readonly organization: { readonly organizationId: string };
      readonly role: string;
      readonly certainty: string;
      readonly suspended: boolean;
    }
    type PartPiece = Part & Pick<Piece, 'validFrom' | 'validTo' | 'knownFrom' | 'knownTo'>;
    const PART = 'organization { organizationId } role certainty suspended';
    const said = ({ organization, role, certainty, suspended }: Part) =>
      [organization.organizationId, role, certainty, suspended].join(' ');
    // Another session of recording, and with it another moment.
    const secretary = await serveLedger(made.assembly, { runner, role: 'secretariat' });
    await record(secretary, 'recordAccession', {
      agreementId: 'plain',
      organizationId: 'trois',
      evidence,
      occurredOn: { edtf: '2025-07', basis: 'STATED' },
      overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'the letter says so' }],
    });
    await secretary.close();
    await made.caughtUp();
    for (const id of ['plain', 'renewed', 'over']) {
      const { agreement } = await asked<{
        readonly agreement: {
          readonly participationLine: readonly PartPiece[];
          readonly moments: readonly Moment[];
        };
      }>(
        `{ agreement(id: "${id}") { participationLine { ${PART} validFrom validTo knownFrom { position } knownTo { position } } moments { position } } }`,
      );
      const { participationLine: line, moments } = agreement;
      expect(line.length).toBeGreaterThan(0);
      const cuts = new Set(line.flatMap(({ validFrom, validTo }) => [validFrom, validTo]));
      const days = [...cuts].flatMap((day) => (day === null ? [] : [addDays(day, -1), day]));
      for (const { position } of moments) {
        const there = await asked<Readonly<Record<string, { readonly participations: readonly Part[] }>>>(
          `{ ${days.map((day, n) => `d${n}: agreement(id: "${id}", asOf: { validOn: "${day}", position: "${position}" }) { participations { ${PART} } }`).join(' ')} }`,
        );
        for (const [n, validOn] of days.entries()) {
          const holding = line.filter(
            ({ validFrom, validTo, knownFrom, knownTo }) =>
              (validFrom === null || validFrom <= validOn) &&
              (validTo === null || validOn < validTo) &&
              knownFrom.position <= position &&
              (knownTo === null || position < knownTo.position),
          );
          expect({ id, validOn, position, parts: holding.map(said).toSorted() }).toEqual({
            id,
            validOn,
            position,
            parts: there[`d${n}`]?.participations.map(said).toSorted(),
          });
        }
      }
    }
  });
});
