import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LIMITS } from '../../apps/api/src/graphql/limits/limits.js';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';
import { removeFolder } from '../support/names-in-clear.js';

/** How the console's files are served. What is in them is the console's own matter. */
const PATIENCE_MS = 120_000;
const PAGE =
  '<!doctype html><meta name="nonce" content="__CSP_NONCE__" /><style nonce="__CSP_NONCE__"></style>';
const SCRIPT = 'export const here = "…";\n'.repeat(100);

let folder: string;
let made: AssembledLedger;
let served: ServedLedger;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets', 'index-1a2b.js'), SCRIPT);
  await writeFile(join(folder, 'icon.png'), Buffer.from([1, 2, 3]));
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  served = await serveLedger(made.assembly, { runner, role: 'auditor', consoleDir: folder });
}, PATIENCE_MS);
afterAll(async () => {
  await served?.close();
  await made?.dispose();
  await removeFolder(folder);
}, PATIENCE_MS);

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const page = (path: string, headers: Record<string, string> = BROWSER) =>
  fetch(`${served.url}${path}`, { headers });

describe('the console', () => {
  it.each(['/', '/agreements', '/agreements/corridor-ne?on=2024-06-05', '/sources/s1', '/events/', '/a.b'])(
    'is the page at %s',
    async (path) => {
      const answer = await page(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toContain('<!doctype html>');
    },
  );

  it('has a nonce of its own in each answer, wherever the page names one, and in its policy', async () => {
    const nonces: string[] = [];
    for (const path of ['/', '/', '/statistics']) {
      const answer = await page(path);
      const text = await answer.text();
      const [, nonce = ''] = /content="([A-Za-z0-9_-]{22})"/.exec(text) ?? [];
      expect(text).toBe(PAGE.replaceAll('__CSP_NONCE__', nonce));
      expect(answer.headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
          "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(3);
  });

  it.each([
    '/graphql/x',
    '/graphiql',
    '/graphiql/',
    '/health',
    '/health/x',
    '/metrics/x',
    '/session',
    '/log',
    '/log/x',
    '/export/x',
    '/imports',
    '/assets/none.js',
    '/assets/..%2f..%2fetc%2fpasswd',
  ])('is not the page at %s', async (path) => {
    const answer = await page(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('is not the page for whoever does not read pages, but at /', async () => {
    expect((await page('/agreements', { accept: 'application/json' })).status).toBe(404);
    expect((await page('/favicon.ico', { accept: 'image/*,*/*;q=0.8' })).status).toBe(404);
    expect((await page('/', { accept: '*/*' })).status).toBe(200);
    const posted = await fetch(`${served.url}/agreements`, { method: 'POST', headers: BROWSER });
    expect(posted.status).toBe(404);
  });

  it('has files that a browser keeps for ever by their name, compressed where they are text', async () => {
    const script = await page('/assets/index-1a2b.js', { 'accept-encoding': 'identity' });
    expect(Object.fromEntries(script.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(await script.text()).toBe(SCRIPT);
    const compressed = await raw('/assets/index-1a2b.js', 'br;q=1, gzip;q=0.8');
    expect(compressed.encoding).toBe('gzip');
    expect(compressed.body.length).toBeLessThan(SCRIPT.length / 4);
    expect(gunzipSync(compressed.body).toString()).toBe(SCRIPT);
    expect((await raw('/assets/index-1a2b.js', 'gzip;q=0, br')).encoding).toBeUndefined();
    expect((await raw('/icon.png', 'gzip')).encoding).toBeUndefined();
    expect((await page('/icon.png')).headers.get('cache-control')).toBe('no-cache');
  });

  it('counts requests for each of its files by itself: what a page needs leaves a stranger as many as before', async () => {
    const ask = async (path: string) => (await fetch(`${served.url}${path}`)).status;
    const asked: number[] = [];
    for (let time = 0; time <= LIMITS.strangersRequestsPerMinute; time += 1)
      asked.push(await ask('/icon.png'));
    expect([new Set(asked.slice(0, 500)), asked.at(-1)]).toEqual([new Set([200]), 429]);
    expect([await ask('/assets/index-1a2b.js'), await ask('/')]).toEqual([200, 200]);
  });
});

/** An answer as it came over the wire. */
function raw(path: string, acceptEncoding: string) {
  return new Promise<{ readonly encoding: string | undefined; readonly body: Buffer }>((resolve, reject) => {
    get(`${served.url}${path}`, { headers: { 'accept-encoding': acceptEncoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}
