import { sha256 } from '@entente/proof';
import {
  BUCKET,
  startBucketServer,
  type BucketServer,
  type Fault,
} from '../../../../test/support/bucket-server.js';
import { createBucketStorage, type Bucket } from './bucket-storage.js';
import { FilesUnavailableError, nameOfFile, type FileStorage } from './file-storage.js';

let server: BucketServer;
beforeAll(async () => {
  server = await startBucketServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.objects.clear();
  server.asked.length = 0;
  server.fault = () => null;
  server.page = 1_000;
});

/** Long enough for any answer that comes, however busy the machine is. */
const PATIENT = { answer: 20_000, file: 20_000, probe: 20_000, pause: 1 };
/** For an answer that does not come. */
const IMPATIENT = { answer: 300, file: 300, probe: 300, pause: 1 };

const storage = (other: Partial<Bucket> = {}, patience = PATIENT) =>
  createBucketStorage(
    { ...BUCKET, endpoint: server.endpoint, prefix: 'ledger/files', named: 'PATH', ...other },
    patience,
  );

const BYTES = Buffer.from('sealed');
const HASH = sha256('a file');
const NAME = `ledger/files/${nameOfFile(HASH)}`;

/** The next requests meet these, in their order; those after them are answered. */
function meet(...faults: readonly Fault[]): void {
  const left = [...faults];
  server.fault = () => left.shift() ?? null;
}

async function listOf(files: FileStorage): Promise<readonly string[]> {
  const hashes: string[] = [];
  for await (const hash of files.list()) hashes.push(hash);
  return hashes;
}

const failureOf = async (asked: Promise<unknown>): Promise<FilesUnavailableError> => {
  const error = await asked.catch((raised: unknown) => raised);
  expect(error).toBeInstanceOf(FilesUnavailableError);
  return error as FilesUnavailableError;
};

describe('a bucket', () => {
  it('takes files under the names that the folder has, gives them back, and forgets them', async () => {
    const files = storage();
    expect(await files.get(HASH)).toBeNull();
    expect(await files.put(HASH, BYTES, false)).toBe(true);
    expect(server.objects.get(NAME)).toEqual(BYTES);
    expect(await files.get(HASH)).toEqual(BYTES);
    expect(await files.get(HASH, 3)).toEqual(BYTES.subarray(0, 3));
    await files.remove(HASH);
    await files.remove(HASH);
    expect(await files.get(HASH, 3)).toBeNull();
  });

  it('leaves a file that is there, unless it is to be replaced; an empty one is there', async () => {
    const files = storage();
    server.objects.set(NAME, Buffer.alloc(0));
    expect(await files.get(HASH, 36)).toEqual(Buffer.alloc(0));
    expect(await files.put(HASH, BYTES, false)).toBe(false);
    expect(await files.put(HASH, BYTES, true)).toBe(true);
    expect(server.objects.get(NAME)).toEqual(BYTES);
  });

  it('is listed page by page, without what is not of the ledger', async () => {
    const files = storage();
    const hashes = ['a', 'b', 'c', 'd', 'e'].map((text) => sha256(text)).toSorted();
    for (const hash of hashes) server.objects.set(`ledger/files/${nameOfFile(hash)}`, BYTES);
    server.objects.set('ledger/files/README', BYTES);
    server.objects.set(`elsewhere/${nameOfFile(HASH)}`, BYTES);
    server.page = 2;
    expect(await listOf(files)).toEqual(hashes);
  });

  it('may have no prefix, and may be named by the host', async () => {
    const files = storage({ prefix: '' });
    expect(await files.put(HASH, BYTES, false)).toBe(true);
    expect([...server.objects.keys()]).toEqual([nameOfFile(HASH)]);
    expect(await listOf(files)).toEqual([HASH]);
    const { fetch: asUsual } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = async (url) => {
      asked.push(url instanceof Request ? url.url : url.toString());
      return new Response('sealed');
    };
    try {
      const named = storage({ prefix: '', named: 'HOST', endpoint: 'https://s3.example:9000' });
      expect(await named.get(HASH)).toEqual(BYTES);
      expect(asked).toEqual([`https://entente-files.s3.example:9000/${nameOfFile(HASH)}`]);
    } finally {
      globalThis.fetch = asUsual;
    }
  });

  it('is tried again while it fails for now, and a file is stored once although an answer is lost', async () => {
    const files = storage();
    meet('CUT', { status: 503, code: 'SlowDown' });
    expect(await files.put(HASH, BYTES, false)).toBe(true);
    meet({ status: 500, code: 'InternalError' }, 'CUT');
    expect(await files.get(HASH)).toEqual(BYTES);
    server.objects.clear();
    meet('LOST');
    expect(await files.put(HASH, BYTES, false)).toBe(false);
    expect(server.objects.get(NAME)).toEqual(BYTES);
  });

  it('is given up after three tries', async () => {
    server.fault = () => ({ status: 503, code: 'SlowDown' });
    expect(await failureOf(storage().get(HASH))).toMatchObject({
      reason: 'HTTP 503 SlowDown',
      refused: false,
    });
    expect(server.asked).toHaveLength(3);
    server.fault = () => 'CUT';
    expect(await failureOf(storage().put(HASH, BYTES, false))).toMatchObject({ refused: false });
    expect(server.asked).toHaveLength(6);
  });

  it.each([
    ['does not answer', 'STALL', 'get'],
    ['does not answer', 'STALL', 'put'],
    ['does not answer', 'STALL', 'probe'],
    ['stands still in the middle of a file', 'HALF', 'get'],
  ] as const)('that %s is not waited for (%s, %s), and not asked again', async (_what, fault, asked) => {
    server.objects.set(NAME, Buffer.alloc(100_000));
    server.fault = () => fault;
    const files = storage({}, IMPATIENT);
    const ask = {
      get: () => files.get(HASH),
      put: () => files.put(HASH, BYTES, true),
      probe: () => files.probe(),
    }[asked];
    expect((await failureOf(ask())).reason).toMatch(/^no answer within \d+ ms$/);
    // On a busy machine it may not have come that far.
    expect(server.asked.length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['the secret is another', { secret: 'other' }, 'HTTP 403 SignatureDoesNotMatch'],
    ['the key is unknown', { keyId: 'OTHER' }, 'HTTP 403 InvalidAccessKeyId'],
    ['the region is another', { region: 'us-east-1' }, 'HTTP 400 AuthorizationHeaderMalformed'],
    ['the bucket is not there', { name: 'another-bucket' }, 'HTTP 404 NoSuchBucket'],
  ])('refuses where %s, and that is no file that is not there', async (_what, other, reason) => {
    const files = storage(other);
    const asked = [
      () => files.get(HASH),
      () => files.put(HASH, BYTES, false),
      () => files.remove(HASH),
      () => files.probe(),
    ];
    for (const ask of asked) expect(await failureOf(ask())).toMatchObject({ reason, refused: true });
    expect(server.asked).toHaveLength(4);
  });

  it('is not what another server answers, or sends elsewhere', async () => {
    const files = storage();
    meet({ status: 404, code: '', body: '<h1>Not found</h1>' });
    expect(await failureOf(files.get(HASH))).toMatchObject({ reason: 'HTTP 404', refused: true });
    meet({ status: 200, code: '', body: '<h1>Welcome</h1>' });
    expect(await failureOf(files.probe())).toMatchObject({ reason: 'HTTP 200', refused: true });
    meet({ status: 307, code: 'TemporaryRedirect' });
    expect(await failureOf(files.put(HASH, BYTES, true))).toMatchObject({
      reason: 'HTTP 307 TemporaryRedirect',
    });
  });

  it('that cannot be reached says so, without its secret', async () => {
    const error = await failureOf(storage({ endpoint: 'http://127.0.0.1:1' }).get(HASH));
    expect(error.message).toMatch(/^s3:\/\/entente-files\/ledger\/files \(http:\/\/127\.0\.0\.1:1\): \S/);
    expect(error.message).not.toContain(BUCKET.secret);
  });
});
