import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { makeCertificates } from '../../../../test/support/certificates.js';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import { openPoster, type PosterOptions } from './poster.js';
import { isPublicAddress } from './public-address.js';
import { newWebhookSecret, signedHeaders } from './signature.js';

let folder: string;
let server: Server;
let port: number;
let ca: string;
const heard: { readonly url: string; readonly headers: Record<string, string>; readonly body: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-test-poster-'));
  const made = await makeCertificates(folder, 'localhost');
  ca = await readFile(made.authority, 'utf8');
  const [cert, key] = [await readFile(made.certificate), await readFile(made.key)];
  server = createServer({ cert, key }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', headers: request.headers as Record<string, string>, body });
      if (request.url === '/silent') return;
      if (request.url === '/elsewhere')
        return response.writeHead(307, { location: `https://localhost:${port}/taken` }).end();
      if (request.url === '/endless') {
        const more = (): void => {
          while (response.write('x'.repeat(65_536)));
          response.once('drain', more);
        };
        return more();
      }
      response.writeHead(Number(request.url?.slice(1))).end('an answer');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await removeFolder(folder);
});

function post(path: string, options: PosterOptions = {}) {
  return openPoster({ isAllowed: () => true, ca, ...options }).post({
    url: `https://localhost:${port}${path}`,
    headers: {},
    body: 'é',
  });
}

describe('what is sent to a webhook', () => {
  it('is taken by whoever has the secret, and verified by a library of theirs', async () => {
    const secret = newWebhookSecret();
    const body = JSON.stringify({ type: 'PartnerSigned' });
    const headers = signedHeaders(secret, { id: 'e-1', at: new Date(), body });
    const url = `https://localhost:${port}/204`;
    expect(await openPoster({ isAllowed: () => true, ca }).post({ url, headers, body })).toBeNull();
    const last = heard.at(-1);
    expect(new Webhook(secret).verify(last?.body ?? '', last?.headers ?? {})).toEqual({
      type: 'PartnerSigned',
    });
    expect(() => new Webhook(secret).verify(`${last?.body} `, last?.headers ?? {})).toThrow('signature');
  });

  it.each([
    ['/503', { problem: 'HTTP 503', passing: true }],
    ['/410', { problem: 'HTTP 410', passing: false }],
    ['/elsewhere', { problem: 'HTTP 307', passing: true }],
  ])('is not taken by %s; a redirect is not followed', async (path, problem) => {
    const before = heard.length;
    expect(await post(path)).toEqual(problem);
    expect(heard.slice(before).map(({ url }) => url)).toEqual([path]);
  });

  it('waits for no answer that does not come, and reads none that does not end', async () => {
    expect(await post('/silent', { patienceMs: 50 })).toEqual({ problem: 'TIMEOUT', passing: true });
    expect(await post('/endless')).toBeNull();
  });

  it('goes to no private address, named or written, and nowhere without TLS', async () => {
    const before = heard.length;
    const refused = { problem: 'PRIVATE_ADDRESS', passing: true };
    expect(await post('/204', { isAllowed: isPublicAddress })).toEqual(refused);
    const strict = openPoster();
    for (const url of [`https://127.0.0.1:${port}/204`, `https://[::1]:${port}/204`, 'http://example.org/'])
      expect(await strict.post({ url, headers: {}, body: '' })).toEqual(refused);
    expect(heard).toHaveLength(before);
  });
});

it.each([
  ['93.184.216.34', true],
  ['2606:2800:220:1::1', true],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['127.0.0.1', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['somewhere', false],
])('whether %s is a public address: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
