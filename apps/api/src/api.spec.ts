import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Caller, Role } from '@entente/access';
import { CorruptEventError, type Ledger, type Outage, type Outcome } from '@entente/ledger';
import { silentLogger, systemClock, type HealthCheck, type LogDetails } from '@entente/platform';
import { ProjectionBehindError, type ReadModel } from '@entente/read-model';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiParts } from './api-parts.js';
import { createApi } from './create-api.js';
import { LIMITS } from './graphql/limits/limits.js';
import { authorizationIn, refusalOf } from './graphql/subscriptions.js';

/** What the API is asked through here has nothing behind it: what gets past the edge is counted, and fails. */
interface Edge {
  readonly app: NestFastifyApplication;
  readonly logged: { readonly message: string; readonly details: LogDetails | undefined }[];
  readonly executed: unknown[];
}

interface Told {
  readonly message: string;
  readonly path?: readonly string[];
  readonly extensions: {
    readonly code: string;
    readonly strength: string;
    readonly rule: string | null;
    readonly field: string | null;
    readonly details: Record<string, unknown>;
    readonly retryable: boolean;
    readonly message: { readonly fr: string; readonly en: string };
  };
}

const COMMAND_ID = '6d5f4f6e-64c6-4d0c-9d0c-5d8c1f3b0c11';
const ledgerId = 'aec16a98-1b9d-4e6f-9d53-0d1c7a9b8f10';

async function openEdge(
  options: {
    readonly production?: boolean;
    readonly metricsOpen?: boolean;
    readonly corsOrigins?: readonly string[];
    readonly outcome?: Outcome;
    readonly failure?: Error;
    readonly store?: object;
    readonly outage?: Outage;
    readonly checkVault?: HealthCheck;
  } = {},
): Promise<Edge> {
  const logged: Edge['logged'] = [];
  const executed: unknown[] = [];
  const damage: CorruptEventError[] = [];
  const parts: ApiParts = {
    ledger: {
      identity: { ledgerId, timeZone: 'America/Toronto', demonstration: false },
      reader: {},
      outage: () => options.outage ?? null,
      execute: async (command: unknown) => {
        executed.push(command);
        if (options.failure) throw options.failure;
        if (!options.outcome) throw new Error('secret of the house');
        return options.outcome;
      },
    } as unknown as Ledger,
    readModel: {
      projected: async () => ({ position: 84n, known: null, poison: null, poisonPosition: null }),
      ask: async () => {
        throw new Error('secret of the house');
      },
      waitFor: async () => {},
      positionKnownAt: async () => ({ position: 5n, settled: true }),
      onProjected: () => () => {},
      pool: { query: async () => ({ rows: [] }) },
    } as unknown as ReadModel,
    store: {
      head: async () => ({ commit: 84n, prepare: 84n }),
      ...options.store,
    } as unknown as ApiParts['store'],
    vault: {} as unknown as ApiParts['vault'],
    transparency: {
      tree: { tree: { size: 0 }, catchUp: async () => {} },
      book: { latest: async () => null },
    } as unknown as ApiParts['transparency'],
    reads: { note: async () => {} },
    access: {
      authenticate: async (header?: string): Promise<Caller | null> => {
        const role = header?.replace('Bearer ', '') as Role | undefined;
        return role ? { role, tokenId: '1', actor: `${role}:1`, ends: null } : null;
      },
      sessions: { callerOf: async () => null },
    } as unknown as ApiParts['access'],
    clock: systemClock,
    logger: { ...silentLogger, error: (message, details) => void logged.push({ message, details }) },
    logLevel: 'silent',
    production: options.production ?? false,
    metricsOpen: options.metricsOpen ?? false,
    corsOrigins: options.corsOrigins ?? [],
    runnerState: () => ({ kind: 'RUNNING' }),
    checks: {
      vault: options.checkVault ?? (async () => ({ ok: true })),
      log: async () => ({ ok: damage.length === 0, stream: damage[0]?.stream ?? null }),
    },
    onDamage: (found) => void damage.push(found),
  };
  return { app: await createApi(parts), logged, executed };
}

describe('the edge of the API', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await openEdge();
  });
  afterAll(() => edge.app.close());

  const send = async (
    payload: string | object,
    { role = 'secretariat', headers = {} }: { readonly role?: Role | null; readonly headers?: object } = {},
  ) => {
    const response = await edge.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        ...(role && { authorization: `Bearer ${role}` }),
        ...headers,
      },
      payload,
    });
    const body = JSON.parse(response.payload) as { data: unknown; errors?: Told[] };
    return { status: response.statusCode, data: body.data, error: body.errors?.[0], text: response.payload };
  };
  const ask = (query: string, variables?: object, role?: Role | null) =>
    send({ query, variables }, role === undefined ? {} : { role });
  const sign = (more: object) =>
    ask('mutation ($signature: RecordSignatureInput!) { recordSignature(input: $signature) { position } }', {
      signature: {
        commandId: COMMAND_ID,
        agreementId: 'corridor-ne',
        organizationId: 'cmc',
        occurredOn: { edtf: '2025-05-02' },
        evidence: [],
        ...more,
      },
    });
  const stillServes = async () => {
    expect((await ask('{ position { head } }')).data).toEqual({
      position: { head: 'aec16a98-0000000000000054' },
    });
  };

  it.each<[string, object, string, string]>([
    [
      'a day that does not exist',
      { occurredOn: { edtf: '2025-02-30' } },
      'VALIDATION_FAILED',
      'occurredOn.edtf',
    ],
    [
      'nonsense for a date',
      { occurredOn: { edtf: 'no at "q.r"; x' } },
      'VALIDATION_FAILED',
      'occurredOn.edtf',
    ],
    ['an id with spaces', { agreementId: 'a b' }, 'VALIDATION_FAILED', 'agreementId'],
    ['an id in a list', { signedBy: ['ok', 'not ok'] }, 'VALIDATION_FAILED', 'signedBy.1'],
    ['a lone surrogate', { capacity: 'a\ud800' }, 'VALIDATION_FAILED', 'capacity'],
    ['a NUL', { nameAsSigned: { text: 'a\0', lang: 'fr' } }, 'VALIDATION_FAILED', 'nameAsSigned.text'],
    [
      'a name of 100,000 letters',
      { nameAsSigned: { text: 'x'.repeat(100_000), lang: 'fr' } },
      'VALIDATION_FAILED',
      'nameAsSigned.text',
    ],
    [
      'a language that is none',
      { nameAsSigned: { text: 'x', lang: 'f!' } },
      'VALIDATION_FAILED',
      'nameAsSigned.lang',
    ],
    ['a commandId that is no UUID', { commandId: '1' }, 'VALIDATION_FAILED', 'commandId'],
    [
      'the nil UUID for a commandId',
      { commandId: '00000000-0000-0000-0000-000000000000' },
      'VALIDATION_FAILED',
      'commandId',
    ],
    ['a number out of bounds', { signatoryRank: 3_000_000_000 }, 'VALIDATION_FAILED', 'signatoryRank'],
    ['a number below zero', { signatoryRank: -1 }, 'VALIDATION_FAILED', 'signatoryRank'],
    [
      'a line before the first',
      { evidence: [{ sourceId: 's', lines: { from: 0, to: 1 } }] },
      'VALIDATION_FAILED',
      'evidence.0.lines.from',
    ],
    ['a list of 201', { signedBy: Array.from({ length: 201 }, () => 'p') }, 'VALIDATION_FAILED', 'signedBy'],
    ['a member that is unknown', { foo: 1 }, 'VALIDATION_FAILED', 'foo'],
    ['a member that is missing', { organizationId: null }, 'VALIDATION_FAILED', 'organizationId'],
  ])(
    'answers %s in an input with the code and the member, and records nothing',
    async (_what, more, code, field) => {
      // Twice and more: the query is compiled after it was seen twice, and must answer the same.
      for (let time = 0; time < 4; time += 1) {
        const before = edge.executed.length;
        const { error } = await sign(more);
        expect({ code: error?.extensions.code, field: error?.extensions.field }).toEqual({ code, field });
        expect(error?.extensions.message.fr).toMatch(
          /^Une donnée( \(.+\))? n’est pas recevable\u00a0: .+\.$/,
        );
        expect(error?.extensions.message.fr).not.toContain('n’a pas la forme attendue');
        expect(edge.executed).toHaveLength(before);
      }
      await stillServes();
    },
  );

  it.each<[string, string, string, string | null]>([
    [
      'knownAt and position together',
      '{ agreement(id: "a", asOf: { knownAt: "2025-01-01T00:00:00Z", position: "aec16a98-0000000000000001" }) { id } }',
      'AS_OF_AMBIGUOUS',
      'asOf',
    ],
    [
      'a position of another ledger',
      '{ agreement(id: "a", asOf: { position: "00000000-0000000000000001" }) { id } }',
      'POSITION_FOREIGN',
      'asOf.position',
    ],
    [
      'what is no position',
      '{ agreement(id: "a", asOf: { position: "7" }) { id } }',
      'VALIDATION_FAILED',
      'asOf.position',
    ],
    [
      'a day that does not exist',
      '{ agreement(id: "a", asOf: { validOn: "2025-02-30" }) { id } }',
      'VALIDATION_FAILED',
      'asOf.validOn',
    ],
    ['first of 0', '{ agreements(first: 0) { nodes { id } } }', 'VALIDATION_FAILED', 'first'],
    ['first of -1', '{ agreements(first: -1) { nodes { id } } }', 'VALIDATION_FAILED', 'first'],
    ['first of a million', '{ agreements(first: 1000000) { nodes { id } } }', 'VALIDATION_FAILED', 'first'],
    ['a foreign cursor', '{ agreements(after: "WyJ4Il0") { nodes { id } } }', 'CURSOR_INVALID', 'after'],
    ['an id with spaces', '{ agreement(id: "a b") { id } }', 'VALIDATION_FAILED', 'id'],
    ['a NUL', '{ organizations(text: "a\\u0000") { nodes { id } } }', 'VALIDATION_FAILED', 'text'],
    ['a stream that is none', '{ replay(stream: "a b") { id } }', 'VALIDATION_FAILED', 'stream'],
    ['an organisation of neither id nor name', '{ organization { id } }', 'VALIDATION_FAILED', 'id'],
    ['days below zero', '{ expiring(withinDays: -1) { nodes { id } } }', 'VALIDATION_FAILED', 'withinDays'],
    [
      '1,000 aliases',
      `{ ${Array.from({ length: 1_000 }, (_v, n) => `a${n}: position { head }`).join(' ')} }`,
      'LIMIT_EXCEEDED',
      'query',
    ],
    [
      'a fragment cycle',
      'fragment A on Agreement { ...B } fragment B on Agreement { ...A } { agreement(id: "a") { ...A } }',
      'VALIDATION_FAILED',
      'query',
    ],
    ['a field that is unknown', '{ agremeent { id } }', 'VALIDATION_FAILED', 'query'],
    ['a syntax error', '{ agreement(', 'VALIDATION_FAILED', 'query'],
    ['JSON for a query', '{"kind":"Document"}', 'VALIDATION_FAILED', 'query'],
    ['no query', '', 'VALIDATION_FAILED', 'query'],
    [
      'two operations and no name',
      'query A { position { head } } query B { position { head } }',
      'VALIDATION_FAILED',
      'query',
    ],
  ])('answers %s in a query with the code and the field', async (_what, query, code, field) => {
    const { error } = await ask(query);
    expect({ code: error?.extensions.code, field: error?.extensions.field }).toEqual({ code, field });
    expect(error?.extensions.message.fr).not.toBe(error?.extensions.message.en);
    await stillServes();
  });

  it('answers a body of 10 MB with 413 in the same form', async () => {
    const { status, error } = await send(`{"query":"${'x'.repeat(10_000_000)}"}`);
    expect(status).toBe(413);
    expect(error?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'body', retryable: false });
    await stillServes();
  });

  it.each([
    ['what is no JSON', '{nope', {}],
    ['a batch', '[{"query":"{ position { head } }"}]', {}],
    ['a form', 'query=%7Bposition%7Bhead%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', '{"query":"{ position { head } }"}', { 'content-type': 'text/plain' }],
  ])('answers %s with 400 in the same form', async (_what, payload, headers) => {
    const { status, error } = await send(payload, { headers });
    expect(status).toBe(400);
    expect(error?.extensions.code).toBe('VALIDATION_FAILED');
    await stillServes();
  });

  it('does not record by GET', async () => {
    const mutation = `mutation { expireAgreement(input: { commandId: "${COMMAND_ID}", agreementId: "a" }) { position } }`;
    const { statusCode, payload } = await edge.app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent(mutation)}`,
      headers: { authorization: 'Bearer secretariat', 'mercurius-require-preflight': '1' },
    });
    expect(statusCode).toBe(405);
    expect(payload).toContain('only queries can be sent by GET');
    expect(edge.executed).toEqual([]);
  });

  it('runs the operation that is named, whichever was compiled first', async () => {
    const query = 'query A { position { head } } query B { position { projected } }';
    for (const operationName of ['A', 'A', 'A', 'A', 'B']) {
      const { data } = await send({ query, operationName });
      const member = operationName === 'A' ? 'head' : 'projected';
      expect(data).toEqual({ position: { [member]: 'aec16a98-0000000000000054' } });
    }
  });

  it('answers one refusal without taking the other answers with it', async () => {
    const { data, error } = await ask('{ position { head } agreements(first: 0) { nodes { id } } }');
    expect(data).toEqual({ position: { head: 'aec16a98-0000000000000054' }, agreements: null });
    expect(error?.path).toEqual(['agreements']);
  });

  it('answers nobody with UNAUTHENTICATED and a role that may not with FORBIDDEN', async () => {
    expect((await ask('{ position { head } }', {}, null)).error?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await ask('{ events { nodes { id } } }', {}, 'dashboard')).error?.extensions.code).toBe(
      'FORBIDDEN',
    );
    const mutation = `mutation { expireAgreement(input: { commandId: "${COMMAND_ID}", agreementId: "a" }) { position } }`;
    expect((await ask(mutation, {}, 'auditor')).error?.extensions.code).toBe('FORBIDDEN');
    expect(edge.executed).toEqual([]);
  });

  it('logs an unexpected error; the client sees only a reference', async () => {
    const { text, error } = await ask('{ source(id: "s") { id } }');
    expect(error?.extensions.code).toBe('INTERNAL');
    expect(text).not.toContain('secret of the house');
    expect(text).not.toMatch(/\bat .*\.[jt]s/);
    expect(edge.logged.at(-1)?.details).toMatchObject({ reference: error?.extensions.details['reference'] });
  });

  it('answers what is not there in the same form', async () => {
    const { statusCode, payload } = await edge.app.inject({ method: 'GET', url: '/nothing' });
    expect(statusCode).toBe(404);
    expect((JSON.parse(payload) as { errors: Told[] }).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('tells that it lives and that it is ready', async () => {
    expect((await edge.app.inject('/health/live')).statusCode).toBe(200);
    const ready = await edge.app.inject('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(JSON.parse(ready.payload)).toMatchObject({
      status: 'ok',
      checks: {
        store: { ok: true },
        database: { ok: true },
        vault: { ok: true },
        recording: { ok: true },
        projection: { ok: true },
        poison: { ok: true },
        log: { ok: true },
      },
    });
  });

  it.each([
    ['the vault does not answer', { checkVault: () => Promise.reject(new Error('away')) }, 'vault'],
    ['a command has just failed', { outage: { reason: 'the disk is full', at: new Date() } }, 'recording'],
  ])('is not ready when %s, and does not tell strangers why', async (_what, options, check) => {
    const { app } = await openEdge(options);
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(JSON.parse(ready.payload)).toMatchObject({ checks: { [check]: { ok: false } } });
    expect(ready.payload).not.toMatch(/away|disk/);
    await app.close();
  });

  it('is degraded, and ready, where something that it has from others fails', async () => {
    const { app } = await openEdge({
      checkVault: async () => ({ ok: true, degraded: true, reason: 'late' }),
    });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(JSON.parse(ready.payload)).toMatchObject({ status: 'degraded', checks: { vault: { ok: true } } });
    await app.close();
  });

  it('is ready again half a minute after a command failed', async () => {
    const { app } = await openEdge({ outage: { reason: 'full', at: new Date(Date.now() - 31_000) } });
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    await app.close();
  });

  it('reports an event that is not what was written, and is not ready from then on', async () => {
    const failure = new CorruptEventError('agreement-mou', 4, { corruption: 'HASH_DIFFERS' });
    const { app, logged } = await openEdge({ failure });
    const headers = { 'content-type': 'application/json', authorization: 'Bearer secretariat' };
    const query = `mutation { recordSignature(input: { commandId: "${COMMAND_ID}", agreementId: "mou", organizationId: "cmc",
      occurredOn: { edtf: "2025-05-02" }, evidence: [] }) { position } }`;
    const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
    expect(JSON.parse(answer.payload)).toMatchObject({
      errors: [{ extensions: { code: 'STREAM_CORRUPT', details: { stream: 'agreement-mou', revision: 4 } } }],
    });
    expect(logged).toEqual([
      expect.objectContaining({ details: expect.objectContaining({ stream: 'agreement-mou', revision: 4 }) }),
    ]);
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(JSON.parse(ready.payload)).toMatchObject({
      checks: { log: { ok: false, stream: 'agreement-mou' } },
    });
    await app.close();
  });

  it('gives its metrics to an auditor, to nobody else', async () => {
    const metrics = (remoteAddress: string, headers = {}) =>
      edge.app.inject({ method: 'GET', url: '/metrics', remoteAddress, headers });
    const auditor = { authorization: 'Bearer auditor' };
    const { payload } = await metrics('127.0.0.1', auditor);
    expect(payload).toContain('entente_projection_behind 0');
    expect(payload).toMatch(/^entente_read_model_differences /m);
    expect((await metrics('127.0.0.1')).statusCode).toBe(403);
    expect((await metrics('203.0.113.9')).statusCode).toBe(403);
    expect((await metrics('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).statusCode).toBe(403);
    expect((await metrics('203.0.113.9', { authorization: 'Bearer auditor' })).statusCode).toBe(200);
    expect((await metrics('203.0.113.9', { authorization: 'Bearer dashboard' })).statusCode).toBe(403);
  });

  it('lets its answers load nothing in a browser', async () => {
    const { headers } = await edge.app.inject('/health/live');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    [
      'by GET with a token and no other header',
      'GET',
      '/graphql?query=%7B%20position%20%7B%20head%20%7D%20%7D',
      {},
      undefined,
    ],
    [
      'by GET with an empty name and empty variables',
      'GET',
      '/graphql?query=%7B%20position%20%7B%20head%20%7D%20%7D&operationName=&variables=',
      {},
      undefined,
    ],
    [
      'with an empty name and no variables',
      'POST',
      '/graphql',
      {},
      '{"query":"{ position { head } }","operationName":"","variables":null}',
    ],
    ['with a slash at the end', 'POST', '/graphql/', {}, '{"query":"{ position { head } }"}'],
    [
      'in gzip',
      'POST',
      '/graphql',
      { 'content-encoding': 'gzip' },
      gzipSync('{"query":"{ position { head } }"}'),
    ],
    [
      'in br',
      'POST',
      '/graphql',
      { 'content-encoding': 'br' },
      brotliCompressSync('{"query":"{ position { head } }"}'),
    ],
  ] as const)('answers what clients send: %s', async (_how, method, url, headers, payload) => {
    const answer = await edge.app.inject({
      method,
      url,
      headers: {
        authorization: 'Bearer auditor',
        ...(payload && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload && { payload }),
    });
    expect(JSON.parse(answer.payload)).toEqual({ data: { position: { head: 'aec16a98-0000000000000054' } } });
  });

  it('unpacks a body as far as a body may go, and no further', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * LIMITS.bodyBytes, ' '));
    expect(bomb.length).toBeLessThan(LIMITS.bodyBytes);
    const { status, error } = await send(bomb, { headers: { 'content-encoding': 'gzip' } });
    expect([status, error?.extensions.code, error?.extensions.field]).toEqual([
      413,
      'LIMIT_EXCEEDED',
      'body',
    ]);
  });

  it.each([
    ['gzip', Buffer.from('{"query":"{ position { head } }"}'), 400, { problem: 'BODY_NOT_JSON' }],
    ['zstd', Buffer.from('?'), 415, { problem: 'CONTENT_ENCODING', words: ['gzip', 'deflate', 'br'] }],
  ] as const)('refuses a body that says it is in %s and is not', async (encoding, body, wanted, details) => {
    const { status, error } = await send(body, { headers: { 'content-encoding': encoding } });
    expect([status, error?.extensions.code, error?.extensions.details]).toEqual([
      wanted,
      'VALIDATION_FAILED',
      details,
    ]);
  });

  it('says of a query that is named by its hash alone what makes clients send the query', async () => {
    const { error } = await send({
      extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } },
    });
    expect([error?.message, error?.extensions.code]).toEqual([
      'PersistedQueryNotSupported',
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ]);
  });

  it.each([true, false])(
    'reads nothing of what a stranger sends, in production (%s) and out of it',
    async (production) => {
      const { app } = await openEdge({ production });
      for (const payload of [
        '{ "query": "{ }} {" }',
        'no JSON',
        '{ "query": "{ __schema { types { name } } }" }',
      ]) {
        const {
          statusCode,
          headers,
          payload: answer,
        } = await app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { 'content-type': 'application/json', authorization: 'Bearer ' },
          payload,
        });
        const { data, errors } = JSON.parse(answer) as { data: unknown; errors: Told[] };
        expect({ statusCode, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
          statusCode: 401,
          data: null,
          codes: ['UNAUTHENTICATED'],
        });
        expect(headers['www-authenticate']).toBe('Bearer');
      }
      await app.close();
    },
  );

  it('refuses who asks too often without a token, and says that it may be tried again', async () => {
    const knock = () =>
      edge.app.inject({
        method: 'GET',
        url: '/graphql',
        remoteAddress: '203.0.113.77',
        headers: { 'mercurius-require-preflight': '1' },
      });
    for (let time = 0; time < LIMITS.strangersRequestsPerMinute; time += 1)
      expect((await knock()).statusCode).toBe(401);
    const refused = await knock();
    expect(refused.statusCode).toBe(429);
    const [error] = (JSON.parse(refused.payload) as { errors: Told[] }).errors;
    expect(error?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', retryable: true });
  });
});

describe('a refusal of the ledger', () => {
  it('reaches the client with its strength, rule, field and details', async () => {
    const { app } = await openEdge({
      outcome: {
        refused: true,
        code: 'AGREEMENT_NOT_OPEN',
        strength: 'POLICY',
        field: 'organizationId',
        details: { because: 'CLOSED', closesOn: '2025-01-27' },
      },
    });
    const { payload } = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: 'Bearer secretariat', 'content-type': 'application/json' },
      payload: {
        query: `mutation { expireAgreement(input: { commandId: "${COMMAND_ID}", agreementId: "a" }) { position } }`,
      },
    });
    await app.close();
    expect(JSON.parse(payload)).toMatchObject({
      data: { expireAgreement: null },
      errors: [
        {
          message:
            'The agreement is not open to this organisation on that day: signing closed on 2025-01-27.',
          extensions: {
            code: 'AGREEMENT_NOT_OPEN',
            strength: 'POLICY',
            rule: 'AGREEMENT_NOT_OPEN',
            field: 'organizationId',
            details: { because: 'CLOSED', closesOn: '2025-01-27' },
            retryable: false,
            message: {
              fr: 'L’entente n’est pas ouverte à cette organisation ce jour-là : les signatures étaient closes le 2025-01-27.',
            },
          },
        },
      ],
    });
  });
});

describe('a command whose lookups find the read model behind', () => {
  it('is PROJECTION_BEHIND, and may be sent again', async () => {
    const { app } = await openEdge({ failure: new ProjectionBehindError(9n, 8n) });
    const { payload } = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: 'Bearer secretariat', 'content-type': 'application/json' },
      payload: {
        query: `mutation { expireAgreement(input: { commandId: "${COMMAND_ID}", agreementId: "a" }) { position } }`,
      },
    });
    await app.close();
    expect(JSON.parse(payload)).toMatchObject({
      errors: [{ extensions: { code: 'PROJECTION_BEHIND', retryable: true } }],
    });
  });
});

describe('the schema that is served', () => {
  it('says what its root types are for', async () => {
    const { app } = await openEdge();
    const { payload } = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: 'Bearer auditor', 'content-type': 'application/json' },
      payload: {
        query: '{ __schema { queryType { description } mutationType { description } } }',
      },
    });
    await app.close();
    expect(JSON.parse(payload)).toMatchObject({
      data: {
        __schema: {
          queryType: { description: expect.stringContaining('Questions') as unknown },
          mutationType: { description: expect.stringContaining('Facts') as unknown },
        },
      },
    });
  });
});

describe('the health of the API', () => {
  it('is looked up once a second, however many ask', async () => {
    let asked = 0;
    const head = async () => {
      asked += 1;
      return { commit: 84n, prepare: 84n };
    };
    const { app } = await openEdge({ store: { head } });
    await Promise.all(Array.from({ length: 50 }, () => app.inject('/health/ready')));
    // Once for the store itself, once for the projection.
    expect(asked).toBe(2);
    await app.close();
  });
});

describe('a page of another origin', () => {
  const preflight = {
    method: 'OPTIONS',
    url: '/graphql',
    headers: {
      origin: 'https://console.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    },
  } as const;

  it('may ask if its origin is configured, and not otherwise', async () => {
    const { app } = await openEdge({ corsOrigins: ['https://console.example'] });
    const { statusCode, headers } = await app.inject(preflight);
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://console.example',
      'access-control-allow-headers': 'authorization, content-type',
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    const other = { ...preflight, headers: { ...preflight.headers, origin: 'https://evil.example' } };
    expect((await app.inject(other)).headers['access-control-allow-origin']).toBeUndefined();
    await app.close();

    const { app: closed } = await openEdge({});
    const answer = await closed.inject(preflight);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    await closed.close();
  });
});

describe('the metrics', () => {
  it('are given to everybody where it is configured so', async () => {
    const { app } = await openEdge({ metricsOpen: true });
    expect((await app.inject('/metrics')).statusCode).toBe(200);
    await app.close();
  });

  const metricsOf = async (store: object) => {
    const { app } = await openEdge({ store });
    const { payload } = await app.inject({ url: '/metrics', headers: { authorization: 'Bearer auditor' } });
    await app.close();
    return payload;
  };

  it('report late writes where the store counts them', async () => {
    expect(await metricsOf({ lateWrites: 3 })).toContain('entente_late_writes 3');
    expect(await metricsOf({})).not.toContain('entente_late_writes');
  });
});

describe('in production', () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await openEdge({ production: true });
  });
  afterAll(() => edge.app.close());

  const ask = async (query: string) =>
    (
      await edge.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: 'Bearer auditor', 'content-type': 'application/json' },
        payload: { query },
      })
    ).payload;

  it('there is no introspection', async () => {
    expect(await ask('{ __schema { types { name } } }')).toContain('introspection has been disabled');
  });

  it('nothing is suggested', async () => {
    const payload = await ask('{ agreemen(id: "a") { id } }');
    expect(payload).toContain('Cannot query field');
    expect(payload).not.toContain('Did you mean');
  });

  it('there is no page to ask from', async () => {
    expect((await edge.app.inject('/')).statusCode).toBe(404);
  });
});

describe('the token of a WebSocket', () => {
  it.each([
    [{ authorization: 'Bearer a' }],
    [{ Authorization: 'Bearer a' }],
    [{ headers: { AUTHORIZATION: 'Bearer a' } }],
    [{ Headers: { authorization: 'Bearer a' }, other: 1 }],
  ])('is found in the parameters as clients send them: %j', (params) => {
    expect(authorizationIn(params)).toBe('Bearer a');
  });

  it.each([[undefined], [{}], [{ authorization: 1 }], [{ headers: null }], [{ headers: 'authorization' }]])(
    'is not found where there is none: %j',
    (params) => {
      expect(authorizationIn(params)).toBeNull();
    },
  );
});

describe('an upgrade to a WebSocket', () => {
  const host = 'entente.example';
  const room = { isFull: false, corsOrigins: ['https://console.example'] };

  it('is served to programs, and to pages of the same origin', () => {
    const configured = { host, origin: 'https://console.example' };
    expect(refusalOf({ url: '/graphql', headers: configured }, room)).toBeNull();
    expect(refusalOf({ url: '/graphql', headers: { host } }, room)).toBeNull();
    expect(refusalOf({ url: '/graphql', headers: { host, origin: `https://${host}` } }, room)).toBeNull();
  });

  it.each(['https://evil.example', 'null', `https://${host}.evil.example`])(
    'is not served to %s',
    (origin) => {
      expect(refusalOf({ url: '/graphql', headers: { host, origin } }, room)).toBe('403 Forbidden');
    },
  );

  it('is served at one path only, and to a limited number at once', () => {
    expect(refusalOf({ url: '/', headers: { host } }, room)).toBe('404 Not Found');
    expect(refusalOf({ url: '/graphql', headers: { host } }, { ...room, isFull: true })).toBe(
      '503 Service Unavailable',
    );
  });
});
