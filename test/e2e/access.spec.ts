import { randomUUID } from 'node:crypto';
import { createClient, type Client } from 'graphql-ws';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { Client as Database } from 'pg';
import { WebSocket } from 'ws';
import { databaseUrl, startLedger, until, type LedgerProcess } from '../support/ledger-process.js';
import { depositSource, record, registerOrganization, send } from '../support/recording.js';

type Who = 'secretariat' | 'depositary' | 'auditor' | 'dashboard' | 'nobody';
const EVERYBODY: readonly Who[] = ['secretariat', 'depositary', 'auditor', 'dashboard', 'nobody'];
/** What semantics.md section 8 keeps from dashboards. */
const ONLY_FOR_AUDITORS = [
  'event',
  'events',
  'replay',
  'eventRecorded',
  'person',
  'meetings',
  'missions',
  'rectificationLog',
  'disputes',
  'source',
  'sources',
  'people',
  'meeting',
  'mission',
  'organizationsResembling',
  'duplicateCandidates',
  'proof',
  'verify',
];
/** What only those who record may ask. */
const ONLY_FOR_RECORDING = ['rehearse'];
/** What a depositary alone may do. */
const FOR_DEPOSITARY = [
  'placeLegalHold',
  'liftLegalHold',
  'erasePersonData',
  'rectifyRecord',
  'annulRecord',
  'resolveDispute',
];

let ledger: LedgerProcess;
let schema: GraphQLSchema;
const clients: Client[] = [];

beforeAll(async () => {
  ledger = await startLedger();
  const { data } = await ledger.gql<IntrospectionQuery>(getIntrospectionQuery());
  if (!data) throw new Error('the schema was not answered');
  schema = buildClientSchema(data);
}, 120_000);
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await ledger?.dispose();
});

function tokenOf(who: Who): string | null {
  return who === 'nobody' ? null : ledger.tokens[who];
}

function expectedOf(who: Who, kind: 'query' | 'mutation' | 'subscription', field: string): string | null {
  switch (who) {
    case 'nobody':
      return 'UNAUTHENTICATED';
    case 'dashboard':
      return (kind === 'query' || field === 'ledgerMoved') &&
        ![...ONLY_FOR_AUDITORS, ...ONLY_FOR_RECORDING].includes(field)
        ? null
        : 'FORBIDDEN';
    case 'auditor':
      return kind === 'mutation' || ONLY_FOR_RECORDING.includes(field) ? 'FORBIDDEN' : null;
    case 'secretariat':
      return FOR_DEPOSITARY.includes(field) ? 'FORBIDDEN' : null;
    case 'depositary':
      return null;
    default:
      return who satisfies never;
  }
}

/** A value that is well-formed and about nothing that there is. */
function sample(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [sample(inner.ofType as GraphQLInputType)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner))
    return Object.fromEntries(
      Object.values(inner.getFields())
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, field.name === 'commandId' ? randomUUID() : sample(field.type)]),
    );
  switch (inner.name) {
    case 'Int':
      return 1;
    case 'Boolean':
      return true;
    case 'Date':
    case 'Edtf':
      return '2025-01-01';
    case 'Decimal':
      return '1';
    case 'LanguageTag':
      return 'fr';
    default:
      return 'no-such-thing';
  }
}

/** A whole operation on one root field, with what it needs and no more. */
function operation(kind: 'query' | 'mutation' | 'subscription', name: string) {
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  const field = (root as GraphQLObjectType).getFields()[name];
  if (!field) throw new Error(`there is no ${kind} ${name}`);
  const needed = field.args.filter(({ type }) => isNonNullType(type));
  const declared = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return {
    query: `${kind} ${declared && `(${declared})`} { ${name}${passed && `(${passed})`}${selection} }`,
    variables: Object.fromEntries(needed.map((arg) => [arg.name, sample(arg.type)])),
  };
}

function subscribe(
  query: string,
  token: string | null,
  variables: Readonly<Record<string, unknown>> = {},
): { readonly got: unknown[]; readonly failed: Promise<unknown>; readonly client: Client } {
  const client = createClient({
    url: `${ledger.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    // Connects when the subscription does, and ends with it.
    lazy: true,
  });
  clients.push(client);
  const got: unknown[] = [];
  const failed = new Promise<unknown>((resolve) => {
    client.subscribe(
      { query, variables },
      { next: (result) => got.push(result), error: resolve, complete: () => resolve(null) },
    );
  });
  return { got, failed, client };
}

describe('what each role may ask for', () => {
  it.each(EVERYBODY)(
    'is what the rule says for %s, on every query and every mutation of the schema',
    async (who) => {
      const answers: Record<string, string | null> = {};
      const expected: Record<string, string | null> = {};
      for (const kind of ['query', 'mutation'] as const) {
        const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
        for (const name of Object.keys(root?.getFields() ?? {})) {
          const { query, variables } = operation(kind, name);
          const { errors, data } = await ledger.gql<Record<string, unknown>>(query, variables, tokenOf(who));
          const code = errors[0]?.extensions.code ?? null;
          answers[name] = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' ? code : null;
          expected[name] = expectedOf(who, kind, name);
          // Whoever is refused gets nothing beside the refusal.
          if (expected[name] !== null) expect(data?.[name] ?? null).toBeNull();
          // Whoever is allowed gets an answer or a reason, never an accident.
          expect(code).not.toBe('INTERNAL');
        }
      }
      expect(Object.keys(answers).length).toBeGreaterThan(40);
      expect(answers).toEqual(expected);
    },
  );

  it('is what the rule says for a subscription', async () => {
    const { query } = operation('subscription', 'eventRecorded');
    const nobody = subscribe(query, null);
    expect(await nobody.failed).toMatchObject({
      code: 4403,
      reason: expect.stringContaining('connectionParams'),
    });
    const stranger = subscribe(query, `ent_0123456789abcdef_${'A'.repeat(43)}`);
    expect(await stranger.failed).toMatchObject({ code: 4403 });
    const dashboard = subscribe(query, ledger.tokens.dashboard);
    expect(await dashboard.failed).toBeNull();
    expect(dashboard.got).toMatchObject([
      { data: null, errors: [{ extensions: { code: 'FORBIDDEN', message: { fr: expect.any(String) } } }] },
    ]);
    expect([nobody.got, stranger.got]).toEqual([[], []]);
  });
});

/** A connection that shows its token in the parameters, or in the headers of the upgrade. */
function opened(payload: object, headers: Readonly<Record<string, string>> = {}): WebSocket {
  const socket = new WebSocket(`${ledger.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers,
  });
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
  return socket;
}

describe('a subscription', () => {
  it('tells an auditor of each event as it is recorded, in order, and only of those asked for', async () => {
    const all = subscribe(
      'subscription { eventRecorded { id type stream revision position } }',
      ledger.tokens.auditor,
    );
    const some = subscribe(
      'subscription ($stream: ID) { eventRecorded(types: ["OrganizationAliasAdded"], stream: $stream) { id type } }',
      ledger.tokens.auditor,
      { stream: 'organization-heard' },
    );
    const begun = [await depositSource(ledger, 'heard')];
    for (const [id, name] of [
      ['heard', 'Une organisation entendue'],
      ['heard-2', 'Quelqu’un d’autre'],
    ] as const)
      begun.push(await registerOrganization(ledger, id, name, 'heard'));
    const idOf = async (mutation: string, input: object): Promise<string> => {
      const { events } = await record(ledger, mutation, { ...input, evidence: [{ sourceId: 'heard' }] });
      return events[0]?.id ?? '';
    };
    const addAlias = (organizationId: string, text: string) =>
      idOf('addOrganizationAlias', { organizationId, alias: { text, lang: 'fr' } });
    const rename = (organizationId: string, text: string) =>
      idOf('renameOrganization', {
        organizationId,
        name: { text, lang: 'fr' },
        occurredOn: { edtf: '2025-01-28' },
      });
    // Their beginning is not answered: facts are recorded until both have got one.
    const recorded: string[] = [];
    await until('both subscriptions have begun', async () => {
      recorded.push(await addAlias('heard', `Un nom entendu ${recorded.length}`));
      return all.got.length > 0 && some.got.length > 0;
    });
    const others = [
      await addAlias('heard-2', 'Un autre nom'),
      await rename('heard', 'Une organisation qui change de nom'),
    ];
    const last = await addAlias('heard', 'Le dernier nom entendu');
    const toldTo = ({ got }: typeof all) =>
      got.map((result) => (result as { data: { eventRecorded: { id: string } } }).data.eventRecorded.id);
    await until('the last event arrived at both', () =>
      [all, some].every((subscription) => toldTo(subscription).includes(last)),
    );
    const told = toldTo(all);
    const inOrder = [
      ...begun.flatMap(({ events }) => events.map(({ id }) => id)),
      ...recorded,
      ...others,
      last,
    ];
    expect(told).toEqual(inOrder.slice(-told.length));
    const heard = toldTo(some);
    expect(heard).toEqual([...recorded, last].slice(-heard.length));
    expect(heard.length).toBeGreaterThan(1);
  });

  it('answers a query over the WebSocket with a refusal, and a nonsense one too, and goes on', async () => {
    const query = subscribe('{ position { head } }', ledger.tokens.auditor);
    expect(await query.failed).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED', field: 'query' } }]);
    const nonsense = subscribe('subscription { nothing }', ledger.tokens.auditor);
    expect(await nonsense.failed).toMatchObject([
      {
        extensions: {
          code: 'VALIDATION_FAILED',
          message: { fr: expect.any(String), en: expect.any(String) },
        },
      },
    ]);
    const broken = subscribe('subscription {', ledger.tokens.auditor);
    expect(await broken.failed).toMatchObject([{ extensions: { code: 'VALIDATION_FAILED' } }]);
    const health = await ledger.http('/health/ready');
    expect(health.status).toBe(200);
  });

  it('is not opened for a page of another origin', async () => {
    const socket = new WebSocket(`${ledger.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      origin: 'https://elsewhere.example',
    });
    const failure = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(failure.message).toMatch(/403/);
  });

  it('ends within seconds when its token is revoked, though nothing is recorded', async () => {
    const made = await ledger.gql<object>('{ position { head } }', {}, ledger.tokens.auditor);
    expect(made.errors).toEqual([]);
    const pool = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
    await pool.connect();
    const socket = opened({ authorization: `Bearer ${ledger.tokens.auditor}` });
    try {
      await new Promise((resolve) => socket.once('message', resolve));
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      await pool.query("update access.token set revoked = now() where role = 'auditor'");
      expect(await closed).toBe(4403);
    } finally {
      await pool.query("update access.token set revoked = null where role = 'auditor'");
      await pool.end();
      socket.terminate();
    }
  });

  it('has little room and time before a token is shown', async () => {
    const url = `${ledger.url.replace('http', 'ws')}/graphql`;
    const strangers = Array.from({ length: 21 }, () => new WebSocket(url, 'graphql-transport-ws'));
    const ends = await Promise.all(
      strangers.map(
        (socket) =>
          new Promise<string>((resolve) => {
            socket.once('error', ({ message }) => resolve(message));
            socket.once('close', (code) => resolve(String(code)));
          }),
      ),
    );
    expect(ends.filter((end) => end.includes('503'))).toHaveLength(1);
    expect(ends.filter((end) => end === '4408')).toHaveLength(20);

    const full = Array.from({ length: 20 }, () => new WebSocket(url, 'graphql-transport-ws'));
    await Promise.all(full.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
    const known = opened({}, { authorization: `Bearer ${ledger.tokens.auditor}` });
    const first = await new Promise<string>((resolve) =>
      known.once('message', (data: Buffer) => resolve(data.toString())),
    );
    expect(JSON.parse(first)).toMatchObject({ type: 'connection_ack' });
    for (const socket of [...full, known]) socket.terminate();
  });

  it('is closed where more messages come than may', async () => {
    const socket = new WebSocket(`${ledger.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    for (let sent = 0; sent < 11; sent += 1) socket.send('{"type":"ping"}');
    expect(await closed).toBe(4429);
  });

  it('ends when its token is revoked', async () => {
    const pool = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
    await pool.connect();
    try {
      const begun = subscribe('subscription { eventRecorded { id } }', ledger.tokens.auditor);
      let count = 0;
      await until('the subscription has begun', async () => {
        count += 1;
        await depositSource(ledger, `before-revocation-${count}`);
        return begun.got.length > 0;
      });
      await pool.query("update access.token set revoked = now() where role = 'auditor'");
      let later = 0;
      let ended = false;
      void begun.failed.then(() => (ended = true));
      await until('the subscription has ended', async () => {
        later += 1;
        await depositSource(ledger, `after-revocation-${later}`);
        return ended;
      });
      const refused = await ledger.gql('{ position { head } }', {}, ledger.tokens.auditor);
      expect(refused.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    } finally {
      await pool.query("update access.token set revoked = null where role = 'auditor'");
      await pool.end();
    }
    await until(
      'the token is valid again',
      async () => (await ledger.gql('{ position { head } }', {}, ledger.tokens.auditor)).errors.length === 0,
    );
  });
});

describe('what is sealed', () => {
  const SECRET = {
    name: 'Wilhelmine Xylophonskaïa',
    note: 'ce-que-la-note-dit-zq17',
    quote: 'ce-que-la-citation-dit-zq18',
    citation: 'la-note-de-la-citation-zq19',
    reason: 'pourquoi-on-passe-outre-zq20',
    evidence: 'une-note-de-preuve-zq21',
  };
  let personId: string;
  let position: string;

  beforeAll(async () => {
    await depositSource(ledger, 'sealed');
    const evidence = [{ sourceId: 'sealed', quote: SECRET.quote, note: SECRET.citation }];
    const { data, errors } = await ledger.gql<{ registerPerson: { person: { personId: string } } }>(
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }',
      { input: { commandId: randomUUID(), displayName: SECRET.name, evidence } },
    );
    if (!data?.registerPerson) throw new Error(JSON.stringify(errors));
    personId = data.registerPerson.person.personId;
    await registerOrganization(ledger, 'sealed-1', 'Manufacture Ornithorynque', 'sealed');
    await record(ledger, 'registerOrganization', {
      organizationId: 'sealed-2',
      names: [{ text: 'Manufacture Ornithorynque', lang: 'fr' }],
      evidence,
      overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: SECRET.reason }],
    });
    await record(ledger, 'observeRole', {
      personId,
      organizationId: 'sealed-2',
      title: { text: 'Présidente', lang: 'fr' },
      current: true,
      occurredOn: { edtf: '2025-05-05', note: SECRET.note },
      evidence,
    });
    await record(ledger, 'registerAgreement', {
      agreementId: 'sealed-a',
      kind: 'MOU',
      title: [{ text: 'Entente scellée', lang: 'fr' }],
      occurredOn: { edtf: '2025-05-01', note: SECRET.note },
      evidence,
    });
    const signed = await record(ledger, 'recordSignature', {
      agreementId: 'sealed-a',
      organizationId: 'sealed-2',
      signedBy: [personId],
      occurredOn: { edtf: '2025-05-05', note: SECRET.note },
      evidence,
    });
    ({ position } = await record(ledger, 'attachEvidence', {
      agreementId: 'sealed-a',
      sourceId: 'sealed',
      supports: [signed.events[0]?.id],
      strength: 'CONFIRMS',
      note: [{ text: SECRET.evidence, lang: 'fr' }],
      evidence,
    }));
  });

  const PERSON = `person(id: $person, asOf: { position: $position }) {
    id displayName roles { observed { edtf note } title person { displayName } }
  }`;
  const PEOPLE = 'people { person { personId displayName } observed { note } }';
  const everything = (arguments_: string, person: string, people: string) => `query (${arguments_}) {
    ${person}
    organization(id: "sealed-2", asOf: { position: $position }) {
      ${people} history { nodes { ...event } }
    }
    agreement(id: "sealed-a", asOf: { position: $position }) {
      parties { signedBy { personId displayName } since { edtf note } }
      status { since { note } decidedBy { ...event } }
      history { nodes { ...event } }
    }
  }
  fragment event on LedgerEvent {
    type data occurred { note } effective { note } provenance { quote note } overrides { rule reason }
  }`;

  it('is opened for an auditor', async () => {
    const { data, errors } = await ledger.gql<{
      person: { displayName: string };
      agreement: { parties: readonly { since: { note: string } }[] };
    }>(
      everything('$person: ID!, $position: Position!', PERSON, PEOPLE),
      { person: personId, position },
      ledger.tokens.auditor,
    );
    expect(errors).toEqual([]);
    expect(data?.person.displayName).toBe(SECRET.name);
    expect(data?.agreement.parties[0]?.since.note).toBe(SECRET.note);
    const text = JSON.stringify(data);
    for (const secret of Object.values(SECRET)) expect(text).toContain(secret);
  });

  it('is null for a dashboard, in every place where it could stand, and the rest of the answer is whole', async () => {
    const { data, errors } = await ledger.gql<{
      organization: { peopleCount: number };
      agreement: { parties: readonly object[]; history: { nodes: readonly { type: string }[] } };
    }>(everything('$position: Position!', '', 'peopleCount'), { position }, ledger.tokens.dashboard);
    expect(errors).toEqual([]);
    expect(data?.organization.peopleCount).toBe(1);
    expect(data?.agreement.parties).toEqual([
      { signedBy: [{ personId, displayName: null }], since: { edtf: '2025-05-05', note: null } },
    ]);
    expect(data?.agreement.history.nodes.map(({ type }) => type)).toEqual([
      'AgreementRegistered',
      'PartnerSigned',
      'EvidenceAttached',
    ]);
    const text = JSON.stringify(data);
    for (const secret of Object.values(SECRET)) expect(text).not.toContain(secret);
  });

  it('is in no line of the log', () => {
    const said = ledger.said();
    for (const secret of Object.values(SECRET)) expect(said).not.toContain(secret);
  });
});

describe('a recorded event', () => {
  it('names who recorded it by role and token, never by the token itself', async () => {
    const { events, position } = await depositSource(ledger, 'by-whom');
    const { data } = await ledger.gql<{ replay: readonly { recordedBy: string }[] }>(
      'query ($at: Position) { replay(stream: "source-by-whom", asOf: { position: $at }) { recordedBy } }',
      { at: position },
      ledger.tokens.auditor,
    );
    const id = ledger.tokens.secretariat.split('_')[1];
    expect(events).toHaveLength(1);
    expect(data?.replay).toEqual([{ recordedBy: `secretariat:${id}` }]);
  });

  it('is not recorded for an auditor who asks', async () => {
    const input = { sourceId: 'not-mine', kind: 'TEST', sha256: 'a'.repeat(64) };
    const { errors } = await send(ledger, 'depositSource', input, ledger.tokens.auditor);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', strength: 'INVARIANT', rule: null });
    const { data } = await ledger.gql<{ source: null }>('{ source(id: "not-mine") { id } }');
    expect(data).toEqual({ source: null });
  });
});
