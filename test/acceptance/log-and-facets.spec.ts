import { createHash, randomUUID } from 'node:crypto';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What the log's list and the agreements' filter ask: what an event is about, how late it came, what there is to narrow by. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'press' }];

let made: AssembledLedger;
let secretariat: ServedLedger;
let dashboard: ServedLedger;
let beforeLast: string;

beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  secretariat = await serveLedger(made.assembly, { runner, role: 'secretariat' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  await depositSource(secretariat, 'press');
  await depositSource(secretariat, 'letter');
  await registerOrganization(secretariat, 'un', 'Institut un', 'press');
  await registerOrganization(secretariat, 'deux', 'Institut deux', 'letter');
  await record(secretariat, 'registerOrganization', {
    organizationId: 'trois',
    names: [{ text: 'Institut un', lang: 'fr' }],
    overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'Un autre institut du même nom' }],
    evidence,
  });
  for (const id of ['a', 'b', 'c']) await registerAgreement(secretariat, id, `Entente ${id}`, 'press');
  await sign('a', 'un', '2025-01-28');
  await sign('a', 'deux', await theDayBefore());
  await record(secretariat, 'setTerm', {
    agreementId: 'a',
    endsOn: { edtf: '2030-12-31' },
    evidence,
  });
  await made.caughtUp();
  beforeLast =
    (await secretariat.gql<{ events: { nodes: { recordedAt: string }[] } }>(LAST)).data?.events.nodes[0]
      ?.recordedAt ?? '';
  await sign('b', 'un', '2024-06-04');
  await made.caughtUp();
}, PATIENCE_MS);
afterAll(async () => {
  await dashboard?.close();
  await secretariat?.close();
  await made?.dispose();
}, PATIENCE_MS);

const LAST = '{ events(direction: DESC, first: 1) { nodes { recordedAt } } }';
const sign = (agreementId: string, organizationId: string, edtf: string) =>
  record(secretariat, 'recordSignature', {
    agreementId,
    organizationId,
    occurredOn: { edtf },
    evidence,
  });

/** The day before today, where the ledger is kept: an event of it is not late by more than a day. */
const theDayBefore = async (): Promise<string> => {
  const { rows } = await ownersPool(made.assembly).query<{ day: string }>(
    `select to_char((now() at time zone 'America/Toronto')::date - 1, 'YYYY-MM-DD') as day`,
  );
  return rows[0]?.day ?? '';
};

interface Listed {
  readonly events: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly type: string; readonly stream: string }[];
  };
}
const list = async (args: string): Promise<readonly string[]> => {
  const { data, errors } = await secretariat.gql<Listed>(
    `{ events(${args}) { totalCount nodes { type stream } } }`,
  );
  expect(errors).toEqual([]);
  expect(data?.events.totalCount).toBe(data?.events.nodes.length);
  return data?.events.nodes.map(({ type, stream }) => `${type} ${stream}`) ?? [];
};

describe('events about something', () => {
  const OF_UN = [
    'OrganizationRegistered organization-un',
    'PartnerSigned agreement-a',
    'PartnerSigned agreement-b',
  ];

  it('are those of its stream, and those that name it, by its node id and by its stream', async () => {
    expect(await list('about: "Organization:un"')).toEqual(OF_UN);
    expect(await list('about: "organization-un"')).toEqual(OF_UN);
    expect(await list('about: "Organization:un@2024-01-01", direction: DESC')).toEqual(OF_UN.toReversed());
  });

  it('are those that cite it, of a source', async () => {
    expect(await list('about: "Source:letter"')).toEqual([
      'SourceDeposited source-letter',
      'OrganizationRegistered organization-deux',
    ]);
  });

  it('are none of what nothing was recorded of, and a refusal of what is nothing', async () => {
    expect(await list('about: "Person:nobody"')).toEqual([]);
    const { errors } = await secretariat.gql('{ events(about: "nothing at all") { totalCount } }');
    expect(errors[0]?.extensions).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'about',
      details: { problem: 'NOT_A_STREAM' },
    });
  });
});

describe('who recorded anything', () => {
  const recorders = (of: ServedLedger) =>
    of.gql<{
      readonly ledger: {
        readonly recorders: readonly {
          readonly recordedBy: string;
          readonly recordedByName: string | null;
        }[];
      };
    }>('{ ledger { recorders { recordedBy recordedByName } } }');

  it('is everybody whom events name, with the name of each', async () => {
    const { data } = await secretariat.gql<{
      readonly events: {
        readonly nodes: readonly { readonly recordedBy: string; readonly recordedByName: string | null }[];
      };
    }>('{ events(first: 200) { nodes { recordedBy recordedByName } } }');
    const named = new Map(
      data?.events.nodes.map(({ recordedBy, recordedByName }) => [recordedBy, recordedByName]),
    );
    expect(named.size).toBeGreaterThan(1);
    const answered = (await recorders(secretariat)).data?.ledger.recorders ?? [];
    expect(answered).toHaveLength(named.size);
    expect(new Map(answered.map((one) => [one.recordedBy, one.recordedByName]))).toEqual(named);
  });

  it('is nobody for dashboards', async () => {
    expect((await recorders(dashboard)).data?.ledger.recorders).toEqual([]);
  });
});

describe('events', () => {
  it('for which a rule was set aside are told apart', async () => {
    expect(await list('overridden: true')).toEqual(['OrganizationRegistered organization-trois']);
    expect(await list('overridden: false, about: "Organization:trois"')).toEqual([]);
    expect(await list('overridden: false, about: "Organization:deux"')).toHaveLength(2);
  });

  it('that came late are those recorded more than so many days after the last day that they can be of', async () => {
    expect(await list('lateDays: 1, types: ["PartnerSigned"]')).toEqual([
      'PartnerSigned agreement-a',
      'PartnerSigned agreement-b',
    ]);
    const { rows } = await ownersPool(made.assembly).query<{ days: number }>(
      `select (now() at time zone 'America/Toronto')::date - '2025-01-28' as days`,
    );
    const days = rows[0]?.days ?? 0;
    expect(await list(`lateDays: ${days - 1}, about: "Agreement:a"`)).toEqual(['PartnerSigned agreement-a']);
    expect(await list(`lateDays: ${days}, about: "Agreement:a"`)).toEqual([]);
    const { errors } = await secretariat.gql('{ events(lateDays: -1) { totalCount } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'VALIDATION_FAILED', field: 'lateDays' });
  });
});

describe('an event', () => {
  interface Shown {
    readonly type: string;
    readonly hash: string;
    readonly bytes: string | null;
    readonly previousHash: string | null;
    readonly cause: { readonly commandId: string; readonly name: string };
    readonly advice: readonly string[];
    readonly previous: { readonly hash: string; readonly revision: number } | null;
    readonly next: { readonly previousHash: string; readonly revision: number } | null;
  }
  const FIELDS = `type hash bytes previousHash cause { commandId name correlation causation } advice
    previous { hash revision } next { previousHash revision }`;
  const historyOfA = async (who: ServedLedger): Promise<readonly Shown[]> => {
    const { data, errors } = await who.gql<{ agreement: { history: { nodes: readonly Shown[] } } }>(
      `{ agreement(id: "a") { history { nodes { ${FIELDS} } } } }`,
    );
    expect(errors).toEqual([]);
    return data?.agreement.history.nodes ?? [];
  };

  it('has the bytes that its hash is made of, to the letter', async () => {
    const events = await historyOfA(secretariat);
    expect(events).toHaveLength(4);
    for (const { bytes, hash, previousHash } of events) {
      const again = createHash('sha256')
        .update(Buffer.concat([Buffer.from([0]), Buffer.from(bytes ?? '')]))
        .digest('hex');
      expect(again).toBe(hash);
      expect((JSON.parse(bytes ?? '') as { prev: string | null }).prev).toBe(previousHash);
    }
  });

  it('has no bytes for a dashboard, which sees no field that they could hold', async () => {
    expect((await historyOfA(dashboard)).map(({ bytes }) => bytes)).toEqual([null, null, null, null]);
  });

  it('is refused, with its place, where the log has other bytes than answers know it by', async () => {
    const pool = ownersPool(made.assembly);
    const { version } = await made.assembly.readModel.projected();
    const { events } = await record(secretariat, 'registerOrganization', {
      organizationId: 'altered',
      names: [{ text: 'Tout autre établissement', lang: 'fr' }],
      evidence,
    });
    // Were it the last one, nothing could be recorded any more: the log would not be the one that is followed.
    await registerOrganization(secretariat, 'last', 'Fondation du dernier rang', 'press');
    await made.caughtUp();
    await pool.query(`update read_model_v${version}.event set hash = repeat('0', 64) where id = $1`, [
      events[0]?.id,
    ]);
    const { data, errors } = await secretariat.gql<{ event: object }>(
      `{ event(id: "${events[0]?.id}") { type bytes } }`,
    );
    expect(data?.event).toEqual({ type: 'OrganizationRegistered', bytes: null });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'STREAM_CORRUPT',
      details: { stream: 'organization-altered', revision: 0 },
    });
  });

  it('names the command that recorded it, and the warnings that came with it', async () => {
    const commandId = randomUUID();
    const { events } = await record(secretariat, 'recordSignature', {
      commandId,
      agreementId: 'c',
      organizationId: 'un',
      occurredOn: { edtf: '1402-01-01' },
      evidence,
    });
    await made.caughtUp();
    const { data } = await secretariat.gql<{ event: Shown }>(
      `{ event(id: "${events[0]?.id}") { ${FIELDS} } }`,
    );
    expect(data?.event.cause).toEqual({
      commandId,
      name: 'recordSignature',
      correlation: null,
      causation: null,
    });
    expect(data?.event.advice).toContain('DATE_IMPLAUSIBLE');
    expect((await historyOfA(secretariat))[0]?.advice).toEqual([]);
  });

  it('stands between the one before and the one after it in its stream, as known then', async () => {
    const events = await historyOfA(secretariat);
    for (const [revision, { previous, next, hash, previousHash }] of events.entries()) {
      expect(previous).toEqual(revision === 0 ? null : { hash: previousHash, revision: revision - 1 });
      expect(next).toEqual(revision === 3 ? null : { previousHash: hash, revision: revision + 1 });
    }
    const { data } = await secretariat.gql<{
      agreement: {
        moments: readonly { position: string }[];
        history: { nodes: readonly { id: string; position: string }[] };
      };
    }>('{ agreement(id: "a") { history { nodes { id position } } } }');
    const [, second] = data?.agreement.history.nodes ?? [];
    const then = await secretariat.gql<{ event: Shown }>(
      `query ($at: Position) { event(id: "${second?.id}", asOf: { position: $at }) { previous { revision } next { revision } } }`,
      { at: second?.position },
    );
    expect(then.data?.event).toEqual({ previous: { revision: 0 }, next: null });
  });
});

describe('agreements', () => {
  interface Ids {
    readonly agreements: { readonly totalCount: number; readonly nodes: readonly { agreementId: string }[] };
  }
  const idsOf = async (filter: string): Promise<readonly string[]> => {
    const { data, errors } = await secretariat.gql<Ids>(
      `{ agreements(filter: { ${filter} }) { totalCount nodes { agreementId } } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.agreements.totalCount).toBe(data?.agreements.nodes.length);
    return data?.agreements.nodes.map(({ agreementId }) => agreementId) ?? [];
  };

  const idsThatSay = async (flag: string): Promise<readonly string[]> => {
    const { data } = await secretariat.gql<{
      agreements: { nodes: readonly { agreementId: string; status: { flags: readonly string[] } }[] };
    }>('{ agreements { nodes { agreementId status { flags } } } }');
    const said = (data?.agreements.nodes ?? []).filter(({ status }) => status.flags.includes(flag));
    return said.map(({ agreementId }) => agreementId);
  };

  it('of which something was recorded since an instant', async () => {
    const next = new Date(Date.parse(beforeLast) + 1).toISOString();
    expect(await idsOf(`recordedSince: "${next}", ids: ["a", "b"]`)).toEqual(['b']);
    expect(await idsOf('recordedSince: "2020-01-01T00:00:00Z"')).toEqual(['a', 'b', 'c']);
    expect(await idsOf('recordedSince: "2999-01-01T00:00:00Z"')).toEqual([]);
  });

  interface Facets {
    readonly agreementFacets: {
      readonly statuses: readonly { readonly status: string; readonly count: number }[];
      readonly kinds: readonly { readonly word: string; readonly count: number }[];
      readonly flags: readonly { readonly flag: string; readonly count: number }[];
    };
  }
  const facetsOf = async (
    filter: string,
    who = dashboard,
  ): Promise<Facets['agreementFacets'] | undefined> => {
    const { data, errors } = await who.gql<Facets>(
      `{ agreementFacets(filter: { ${filter} }) {
        statuses { status count } kinds { word count } flags { flag count }
      } }`,
    );
    expect(errors).toEqual([]);
    return data?.agreementFacets;
  };

  it('can be narrowed to what there is, each counted as its list has it', async () => {
    const facets = await facetsOf('');
    const all = await idsOf('');
    expect(facets?.kinds).toEqual([{ word: 'MOU', count: all.length }]);
    for (const { status, count } of facets?.statuses ?? [])
      expect(await idsOf(`status: [${status}]`)).toHaveLength(count);
    expect(facets?.statuses.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    expect(facets?.flags.length).toBeGreaterThan(0);
    for (const { flag, count } of facets?.flags ?? []) {
      const flagged = await idsOf(`flags: [${flag}]`);
      expect(flagged).toHaveLength(count);
      // And as each of them says itself.
      expect(flagged).toEqual(await idsThatSay(flag));
    }
  });

  it('are counted without what the filter says of the same, and with all else that it says', async () => {
    const whole = await facetsOf('');
    expect((await facetsOf('status: [TERMINATED], kind: ["MOU"]'))?.statuses).toEqual(whole?.statuses);
    expect((await facetsOf('status: [TERMINATED]'))?.kinds).toEqual([]);
    expect((await facetsOf('kind: ["CHARTER"]'))?.kinds).toEqual(whole?.kinds);
    expect((await facetsOf('ids: ["a"]'))?.kinds).toEqual([{ word: 'MOU', count: 1 }]);
    const late = await facetsOf('flags: [RECORDED_LATE]');
    expect(late?.flags).toEqual(whole?.flags);
    const withFlag = await idsOf('flags: [RECORDED_LATE]');
    expect(late?.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(withFlag.length);
    expect(late?.statuses.reduce((sum, { count }) => sum + count, 0)).toBe(withFlag.length);
  });
});
