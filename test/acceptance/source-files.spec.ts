import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAccess, type Role } from '@entente/access';
import { openFileStorage, watchFiles } from '@entente/assembly';
import { createKeptFiles } from '@entente/ledger';
import { loadConfiguration } from '@entente/platform';
import type { Runner } from '@entente/read-model';
import { Pool } from 'pg';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { startBucketServer, type BucketServer } from '../support/bucket-server.js';
import { ask } from '../support/ledger-process.js';
import { record } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Files of sources: sent, kept sealed in the data folder or a bucket, given back. */
const PATIENCE_MS = 120_000;
const PDF = Buffer.from('%PDF-1.7\nune lettre de Camille\n%%EOF\n', 'utf8');
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let made: AssembledLedger;
let ledger: ServedLedger;
let vault: Pool;
let runner: Runner;
const tokens = new Map<Role | 'nobody', string>();

beforeAll(async () => {
  made = await assembleLedger();
  runner = made.assembly.startWorker().runner;
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  const access = openAccess(made.assembly.writerPool);
  for (const role of ['secretariat', 'auditor', 'dashboard'] as const)
    tokens.set(role, (await access.createToken({ role, name: role })).token);
  vault = new Pool({ connectionString: made.databases.vaultUrl });
  vault.on('error', () => {});
}, PATIENCE_MS);
afterAll(async () => {
  await vault?.end();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

const bearer = (role: Role | 'nobody') =>
  tokens.has(role) ? { authorization: `Bearer ${tokens.get(role) ?? ''}` } : {};

async function sent(
  body: Buffer,
  role: Role | 'nobody' = 'secretariat',
  type = 'application/pdf',
  { url } = ledger,
) {
  const response = await fetch(`${url}/sources/file`, {
    method: 'POST',
    headers: { 'content-type': type, ...bearer(role) },
    body: new Uint8Array(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

interface Answer {
  readonly sha256?: string;
  readonly bytes?: number;
  readonly type?: string;
  readonly errors?: readonly {
    readonly extensions: {
      readonly code: string;
      readonly retryable: boolean;
      readonly details: Record<string, unknown>;
    };
  }[];
}

const got = (hash: string, role: Role | 'nobody' = 'auditor', { url } = ledger) =>
  fetch(`${url}/sources/file/${hash}`, { headers: bearer(role) });

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

describe('a file that is sent', () => {
  it('is answered with its hash and what it is, and given back to be saved, never to be shown', async () => {
    const first = await sent(PDF);
    expect(first).toEqual({
      status: 200,
      answer: { sha256: hashOf(PDF), bytes: PDF.length, type: 'application/pdf' },
    });
    expect(await sent(PDF, 'secretariat', 'text/html')).toEqual(first);
    const response = await got(hashOf(PDF));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PDF);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${hashOf(PDF)}.pdf"`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; sandbox/);
  });

  it('that is a page is text, whatever it is called', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const { answer } = await sent(page, 'secretariat', 'text/html');
    expect(answer.type).toBe('text/plain; charset=utf-8');
    expect((await got(hashOf(page))).headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('is told by its source', async () => {
    const deposit = (sourceId: string, sha256: string) =>
      record(ledger, 'depositSource', { sourceId, kind: 'LETTER', sha256, file: `${sourceId}.pdf` });
    await deposit('kept', hashOf(PDF));
    await deposit('elsewhere', hashOf(Buffer.from('elsewhere')));
    await made.caughtUp();
    const query = '{ kept: source(id: "kept") { fileKept } elsewhere: source(id: "elsewhere") { fileKept } }';
    const { data } = await ask(ledger.url, query, {}, tokens.get('auditor') ?? '');
    expect(data).toEqual({ kept: { fileKept: true }, elsewhere: { fileKept: false } });
  });

  it('is sealed where it is kept, and half a file is none', async () => {
    const folder = join(made.dataDir, 'files');
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    expect(names.length).toBeGreaterThan(1);
    for (const { parentPath, name } of names) {
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      expect((await readFile(join(parentPath, name))).includes('Camille')).toBe(false);
    }
    const half = hashOf(Buffer.from('half'));
    const [place] = names;
    await writeFile(join(place?.parentPath ?? '', `.${half}.part`), 'half of a fi');
    const response = await got(half);
    expect(response.status).toBe(404);
    expect(codeOf((await response.json()) as Answer)).toBe('FILE_NOT_FOUND');
  });

  it('is gone after erasure; damaged, it is an error', async () => {
    const letter = Buffer.from('Une autre lettre');
    await sent(letter);
    const path = join(made.dataDir, 'files', hashOf(letter).slice(0, 2), hashOf(letter));
    const whole = await readFile(path);
    await writeFile(path, Buffer.concat([whole.subarray(0, -1), Buffer.of(0)]));
    const damaged = await got(hashOf(letter));
    expect(damaged.status).toBe(500);
    expect(codeOf((await damaged.json()) as Answer)).toBe('SEALED_UNREADABLE');
    await writeFile(path, whole);
    const kid = whole.subarray(0, 36).toString('latin1');
    await vault.query(
      'with gone as (delete from vault_key where kid = $1) insert into erased_key (kid) values ($1)',
      [kid],
    );
    expect((await got(hashOf(letter))).status).toBe(404);
    await sent(letter);
    expect((await got(hashOf(letter))).status).toBe(200);
  });
});

describe('who may', () => {
  it.each([
    ['nobody', 401, 'UNAUTHENTICATED'],
    ['dashboard', 403, 'FORBIDDEN'],
    ['auditor', 403, 'FORBIDDEN'],
  ] as const)('send a file: not %s', async (role, status, code) => {
    const { status: answered, answer } = await sent(PDF, role);
    expect([answered, codeOf(answer)]).toEqual([status, code]);
  });

  it.each([
    ['nobody', 401],
    ['dashboard', 403],
    ['secretariat', 200],
    ['auditor', 200],
  ] as const)('have one: %s is answered %s', async (role, status) => {
    await sent(PDF);
    expect((await got(hashOf(PDF), role)).status).toBe(status);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['a program', Buffer.from('MZ\x90\0', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('is %s', async (_what, body) => {
    const { status, answer } = await sent(body);
    expect([status, codeOf(answer)]).toEqual([415, 'VALIDATION_FAILED']);
  });

  it('is too large', async () => {
    const { status, answer } = await sent(Buffer.alloc(20 * 1_048_576 + 1, 'a'));
    expect([status, codeOf(answer)]).toEqual([413, 'LIMIT_EXCEEDED']);
    expect(answer.errors?.[0]?.extensions.details).toMatchObject({ limit: 'BODY_MEGABYTES', most: 20 });
  });

  it('has a name that is no hash', async () => {
    for (const name of ['x', '..%2f..%2fvault.key', 'A'.repeat(65)])
      expect((await got(name)).status).toBe(404);
  });
});

describe('a file in a bucket', () => {
  let bucket: BucketServer;
  let onBucket: ServedLedger;
  let health: () => Promise<unknown>;

  beforeAll(async () => {
    bucket = await startBucketServer();
    const loaded = loadConfiguration(bucket.environment('here'));
    if (!loaded.ok) throw new Error(loaded.problems.join());
    const { storage, check } = watchFiles(openFileStorage(loaded.configuration.files), made.log);
    const { vault: kept, ledger: recorded } = made.assembly;
    const files = createKeptFiles({ storage, vault: kept, ledgerId: recorded.identity.ledgerId });
    const checks = { ...made.assembly.checks, files: check };
    onBucket = await serveLedger({ ...made.assembly, files, checks }, { runner, role: 'depositary' });
    health = async () => {
      const response = await fetch(`${onBucket.url}/health/ready`);
      return ((await response.json()) as { readonly checks: Record<string, object> }).checks['files'];
    };
  }, PATIENCE_MS);
  afterAll(async () => {
    await onBucket?.close();
    await bucket?.close();
  });

  const letter = Buffer.from('Une lettre de Camille, dans un compartiment');

  it('is stored there, sealed, before it is answered, and given back to be saved', async () => {
    const { status, answer } = await sent(letter, 'secretariat', 'text/html', onBucket);
    expect([status, answer.sha256]).toEqual([200, hashOf(letter)]);
    const name = `here/${hashOf(letter).slice(0, 2)}/${hashOf(letter)}`;
    expect([...bucket.objects.keys()]).toEqual([name]);
    expect(bucket.objects.get(name)?.includes('Camille')).toBe(false);
    const response = await got(hashOf(letter), 'auditor', onBucket);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(letter);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(await health()).toEqual({ ok: true });
  });

  it('is refused with FILES_UNAVAILABLE while the bucket does not answer, and kept once it does', async () => {
    await record(ledger, 'depositSource', {
      sourceId: 'in-a-bucket',
      kind: 'LETTER',
      sha256: hashOf(letter),
    });
    await made.caughtUp();
    bucket.fault = () => ({ status: 503, code: 'SlowDown' });
    const other = Buffer.from('Une autre lettre');
    const refusal = [503, 'FILES_UNAVAILABLE', true];
    const { status, answer } = await sent(other, 'secretariat', 'text/plain', onBucket);
    expect([status, codeOf(answer), answer.errors?.[0]?.extensions.retryable]).toEqual(refusal);
    const response = await got(hashOf(letter), 'auditor', onBucket);
    expect([response.status, codeOf((await response.json()) as Answer)]).toEqual(refusal.slice(0, 2));
    const query = '{ source(id: "in-a-bucket") { kind fileKept } }';
    const asked = await ask(onBucket.url, query, {}, tokens.get('auditor') ?? '');
    expect(asked.data).toEqual({ source: { kind: 'LETTER', fileKept: null } });
    expect(asked.errors.map(({ extensions }) => extensions.code)).toEqual(['FILES_UNAVAILABLE']);
    expect(await health()).toEqual({
      ok: true,
      degraded: true,
      reason: 'the storage does not answer: HTTP 503 SlowDown',
    });
    bucket.fault = () => null;
    expect((await sent(other, 'secretariat', 'text/plain', onBucket)).status).toBe(200);
    expect(await health()).toEqual({ ok: true });
  });
});
