import type { Role } from '@entente/access';
import { WebSocket } from 'ws';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { until, type GqlError } from '../support/ledger-process.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** How a browser signs in, and what its cookie is good for. */
const PATIENCE_MS = 120_000;
const NO_SUCH = 'A'.repeat(43);

let made: AssembledLedger;
let served: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  served = await serveLedger(made.assembly, { runner, role: 'auditor' });
}, PATIENCE_MS);
afterAll(async () => {
  await served?.close();
  await made?.dispose();
}, PATIENCE_MS);

type Headers = Readonly<Record<string, string>>;

const post = (body: unknown, headers: Headers = {}) =>
  fetch(`${served.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** The cookie that an answer sets, as a browser sends it back. */
const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

const signIn = async (body: unknown = { token: served.token }): Promise<string> => {
  const answer = await post(body);
  expect(answer.status).toBe(204);
  return cookieOf(answer);
};

const newToken = (role: Role = 'secretariat', expires: Date | null = null) =>
  served.access.createToken({ role, name: 'a browser', expires });

interface Body {
  readonly data: { readonly position: { readonly head: string } } | null;
  readonly errors?: readonly GqlError[];
}
const refusalOf = async (answer: Response) => {
  const body = (await answer.json()) as Body;
  return { status: answer.status, data: body.data, ...body.errors?.[0]?.extensions };
};

/** Asks over GraphQL with a cookie, and gives the HTTP status. */
const ask = async (cookie: string, headers: Headers = {}): Promise<number> => {
  const answer = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body: JSON.stringify({ query: '{ position { head } }' }),
  });
  return answer.status;
};

describe('a browser that signs in', () => {
  it('gets a cookie that no script can read and that goes with no other page’s requests', async () => {
    const answer = await post({ token: served.token });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^entente-[0-9a-f]{8}=[A-Za-z0-9_-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const hours = (Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '') - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(12);
    expect(await ask(cookieOf(answer))).toBe(200);
  });

  it('gets one that goes over TLS alone where it asked over TLS', async () => {
    const answer = await post({ token: served.token }, { 'x-forwarded-proto': 'https' });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-entente-[0-9a-f]{8}=.*; Secure/);
    expect(await ask(cookieOf(answer))).toBe(200);
  });

  it('is asked by its token where it shows one as well', async () => {
    const cookie = await signIn();
    expect(await ask(cookie, { authorization: 'Bearer nonsense' })).toBe(401);
    expect(await ask('', { authorization: `Bearer ${served.token}` })).toBe(200);
  });

  it('with a wrong token or code is refused like every stranger', async () => {
    const { token } = await newToken();
    for (const body of [
      { token: `${token.slice(0, -1)}!` },
      { token: `${token.slice(0, 21)}${NO_SUCH}` },
      { token: '' },
      { code: NO_SUCH },
      { code: '\0' },
    ]) {
      const refusal = await refusalOf(await post(body));
      expect(refusal).toMatchObject({ status: 401, data: null, code: 'UNAUTHENTICATED' });
      expect(refusal.message?.fr).not.toBe(refusal.message?.en);
    }
    expect((await post({ token: `${token}!` })).headers.get('set-cookie')).toBeNull();
  });

  it.each<[string, unknown, Headers, number, object]>([
    ['both', { token: 'a', code: 'b' }, {}, 400, { problem: 'NOT_A_SIGN_IN' }],
    ['neither', {}, {}, 400, { problem: 'NOT_A_SIGN_IN' }],
    ['a list', [], {}, 400, { problem: 'NOT_A_SIGN_IN' }],
    ['no JSON', '{', {}, 400, { problem: 'BODY_NOT_JSON' }],
    [
      'a form',
      'token=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      400,
      { problem: 'MEDIA_TYPE' },
    ],
    ['plain text', '{"token":"a"}', { 'content-type': 'text/plain' }, 400, { problem: 'MEDIA_TYPE' }],
    ['more than that', { token: 'a'.repeat(2_000) }, {}, 413, { limit: 'BODY_BYTES', most: 1_024 }],
  ])('with %s is told what to send', async (_what, body, headers, status, details) => {
    expect(await refusalOf(await post(body, headers))).toMatchObject({ status, details });
  });

  it('is one page’s matter: another origin signs nobody in or out', async () => {
    const origins = ['https://elsewhere.example', 'null', `${served.url.replace(/:\d+$/, ':1')}`];
    const cookie = await signIn();
    for (const origin of origins) {
      expect(await refusalOf(await post({ token: served.token }, { origin }))).toMatchObject({
        status: 403,
        details: { problem: 'FOREIGN_ORIGIN' },
      });
      const ended = await fetch(`${served.url}/session`, { method: 'DELETE', headers: { origin, cookie } });
      expect(ended.status).toBe(403);
      expect(await ask(cookie, { origin })).toBe(401);
    }
    expect(await ask(cookie, { origin: served.url })).toBe(200);
  });
});

describe('a session', () => {
  it('ends when the browser signs out, and its cookie with it', async () => {
    const cookie = await signIn();
    const ended = await fetch(`${served.url}/session`, { method: 'DELETE', headers: { cookie } });
    expect(ended.status).toBe(204);
    expect(ended.headers.get('set-cookie')).toMatch(/=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect(await ask(cookie)).toBe(401);
    expect((await fetch(`${served.url}/session`, { method: 'DELETE' })).status).toBe(204);
  });

  it('gives way to the next one of the same browser', async () => {
    const former = await signIn();
    const answer = await post({ token: served.token }, { cookie: former });
    expect(await ask(cookieOf(answer))).toBe(200);
    expect(await ask(former)).toBe(401);
  });

  it('ends with its token, at once', async () => {
    const { token, tokenId } = await newToken();
    const cookie = await signIn({ token });
    expect(await ask(cookie)).toBe(200);
    await served.access.revokeToken(tokenId);
    expect(await ask(cookie)).toBe(401);
    expect((await post({ token })).status).toBe(401);
  });

  it('lasts no longer than its token', async () => {
    const expires = new Date(Date.now() + 3_600_000);
    const { token } = await newToken('dashboard', expires);
    const set = (await post({ token })).headers.get('set-cookie') ?? '';
    expect(Date.parse(/Expires=([^;]+)/.exec(set)?.[1] ?? '')).toBe(
      Math.floor(expires.getTime() / 1_000) * 1_000,
    );
  });

  it('ends by itself', async () => {
    const cookie = await signIn();
    await ownersPool(made.assembly).query("update access.session set expires = now() - interval '1 second'");
    expect(await ask(cookie)).toBe(401);
    await signIn();
    const { rows } = await ownersPool(made.assembly).query(
      'select from access.session where expires < now()',
    );
    expect(rows).toEqual([]);
  });

  it('is kept as a hash', async () => {
    const [, secret = ''] = (await signIn()).split('=');
    const code = (await served.access.sessions.createCodeFor('auditor')) ?? '';
    const { rows } = await ownersPool(made.assembly).query<{ row: string }>(
      'select s::text as row from access.session s union all select c::text from access.sign_in_code c',
    );
    const kept = rows.map(({ row }) => row).join('\n');
    for (const kind of [secret, code]) {
      expect(kind).toHaveLength(43);
      expect(kept).not.toContain(kind);
      expect(kept).not.toContain(Buffer.from(kind, 'base64url').toString('hex'));
    }
  });

  it('asks nothing that a page could send without asking first', async () => {
    const cookie = await signIn();
    const byGet = (headers: Headers) =>
      fetch(`${served.url}/graphql?query=${encodeURIComponent('{ position { head } }')}`, {
        headers: { cookie, ...headers },
      });
    expect(await refusalOf(await byGet({}))).toMatchObject({ details: { problem: 'PREFLIGHT_NEEDED' } });
    expect((await byGet({ 'mercurius-require-preflight': '1' })).status).toBe(200);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(await ask(cookie, { 'content-type': type })).toBeGreaterThanOrEqual(400);
  });
});

describe('the code of a sign-in link', () => {
  it('signs in once', async () => {
    const code = await served.access.sessions.createCodeFor('auditor');
    const cookie = await signIn({ code });
    expect(await ask(cookie)).toBe(200);
    expect((await post({ code })).status).toBe(401);
  });

  it('signs in one of many who try at once', async () => {
    const code = await served.access.sessions.createCodeFor('auditor');
    const answers = await Promise.all(Array.from({ length: 8 }, () => post({ code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(7).fill(401)]);
  });

  it('is good for an hour, and for a token that holds', async () => {
    const { tokenId } = await newToken();
    const late = await served.access.sessions.createCode(tokenId);
    await ownersPool(made.assembly).query(
      "update access.sign_in_code set expires = now() - interval '1 second'",
    );
    expect((await post({ code: late })).status).toBe(401);
    const revoked = await served.access.sessions.createCode(tokenId);
    await served.access.revokeToken(tokenId);
    expect((await post({ code: revoked })).status).toBe(401);
    expect(await served.access.sessions.createCode(tokenId)).toBeNull();
    expect(await served.access.sessions.createCode('no-such')).toBeNull();
  });

  it('is made by itself only until somebody has used a token', async () => {
    await newToken('depositary');
    await ownersPool(made.assembly).query('update access.token set last_used = null');
    const code = await served.access.sessions.createFirstCode('depositary');
    expect(code).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await served.access.sessions.createFirstCode('depositary')).not.toBeNull();
    await signIn({ code });
    await until(
      'the use is noted',
      async () => (await served.access.sessions.createFirstCode('depositary')) === null,
    );
  });
});

describe('a WebSocket with the cookie of a session', () => {
  /** Opens one, and gives what it was closed with, or what it got first. */
  const open = (headers: Headers) => {
    const socket = new WebSocket(`${served.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers,
    });
    const closed = new Promise<number>((resolve) => {
      socket.once('close', resolve);
      socket.once('error', () => {});
    });
    const acknowledged = new Promise<string>((resolve) =>
      socket.once('message', (data: Buffer) => resolve(data.toString())),
    );
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    return { socket, closed, acknowledged };
  };

  it('is served where it comes from a page of this host', async () => {
    const cookie = await signIn();
    const { socket, acknowledged } = open({ cookie, origin: served.url });
    expect(await acknowledged).toContain('connection_ack');
    socket.terminate();
  });

  it('is a stranger’s where no page is said to open it, or where the cookie is none', async () => {
    const cookie = await signIn();
    expect(await open({ cookie }).closed).toBe(4403);
    expect(await open({ cookie: `${cookie}x`, origin: served.url }).closed).toBe(4403);
  });

  it('is refused to a page of another origin', async () => {
    const cookie = await signIn();
    expect(await open({ cookie, origin: 'https://elsewhere.example' }).closed).toBe(1006);
  });

  it('is closed within seconds after the session has ended, or its token', async () => {
    const { token, tokenId } = await newToken();
    const signedOut = await signIn();
    const first = open({ cookie: signedOut, origin: served.url });
    const second = open({ cookie: await signIn({ token }), origin: served.url });
    await Promise.all([first.acknowledged, second.acknowledged]);
    await fetch(`${served.url}/session`, { method: 'DELETE', headers: { cookie: signedOut } });
    await served.access.revokeToken(tokenId);
    expect(await Promise.all([first.closed, second.closed])).toEqual([4403, 4403]);
  });
});
