import {
  askBucket,
  BUCKET_PATIENCE,
  placeOfBucket,
  reasonOfAnswer,
  type Bucket,
  type BucketAnswer,
  type BucketPatience,
  type BucketRequest,
} from './bucket-requests.js';
import { FilesUnavailableError, hashInName, nameOfFile, type FileStorage } from './file-storage.js';

export type { Bucket } from './bucket-requests.js';

/** No file that is kept is larger, sealed: what comes beyond is not read, and then it does not open. */
const LARGEST_FILE = 64 * 1_048_576;

/**
 * Files in a bucket of S3, or of a service that speaks its protocol. The service has a file whole or not at all, checks its
 * hash as it comes, and keeps one that is there from being replaced (`If-None-Match`), where it knows how.
 */
export function createBucketStorage(bucket: Bucket, patience: BucketPatience = BUCKET_PATIENCE): FileStorage {
  const place = placeOfBucket(bucket);
  const ask = (request: BucketRequest): Promise<BucketAnswer> => askBucket(bucket, request, patience.pause);
  const refused = (answer: BucketAnswer) => new FilesUnavailableError(place, reasonOfAnswer(answer), true);

  const pageOf = async (query: Readonly<Record<string, string>>, of: Partial<BucketRequest> = {}) => {
    const prefix = bucket.prefix === '' ? '' : `${bucket.prefix}/`;
    const answer = await ask({
      method: 'GET',
      query: { 'list-type': '2', prefix, ...query },
      patience: patience.answer,
      ...of,
    });
    const xml = answer.body.toString('utf8');
    // Another server may answer 200 to everything: its page is no list of files.
    if (answer.status !== 200 || !xml.includes('<ListBucketResult')) throw refused(answer);
    const names = all('Key', xml).map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : ''));
    const next = all('IsTruncated', xml)[0] === 'true' ? all('NextContinuationToken', xml)[0] : undefined;
    return { names, next };
  };

  return {
    place,
    async put(hash, sealed, over) {
      const answer = await ask({
        method: 'PUT',
        name: nameOfFile(hash),
        headers: { 'content-type': 'application/octet-stream', ...(!over && { 'if-none-match': '*' }) },
        body: sealed,
        patience: patience.file,
      });
      if (answer.status === 412 && !over) return false;
      if (answer.status !== 200) throw refused(answer);
      return true;
    },
    async get(hash, bytes) {
      const answer = await ask({
        method: 'GET',
        name: nameOfFile(hash),
        ...(bytes !== undefined && { headers: { range: `bytes=0-${bytes - 1}` } }),
        patience: bytes === undefined ? patience.file : patience.answer,
        most: bytes ?? LARGEST_FILE,
      });
      if (answer.status === 200 || answer.status === 206) return answer.body;
      // It is empty: no range of it is to be had.
      if (answer.status === 416) return Buffer.alloc(0);
      // Only this says that a file is not there: a bucket that is gone, or a server that is another one, answers 404 too.
      if (answer.code === 'NoSuchKey') return null;
      throw refused(answer);
    },
    async remove(hash) {
      const answer = await ask({ method: 'DELETE', name: nameOfFile(hash), patience: patience.answer });
      const gone = answer.status === 200 || answer.status === 204 || answer.code === 'NoSuchKey';
      if (!gone) throw refused(answer);
    },
    async *list() {
      let next: string | undefined;
      do {
        const page = await pageOf(next === undefined ? {} : { 'continuation-token': next });
        yield* page.names.map(hashInName).filter((hash) => hash !== null);
        next = page.next;
      } while (next !== undefined);
    },
    async probe() {
      await pageOf({ 'max-keys': '1' }, { patience: patience.probe, tries: 1 });
    },
  };
}

/** The texts of all elements of a name, in an answer whose form is known. */
function all(element: string, xml: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) =>
    text.replace(/&(?:lt|gt|amp|quot|apos|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, unescaped),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

function unescaped(entity: string, decimal?: string, hexadecimal?: string): string {
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
  return ENTITIES[entity.toLowerCase()] ?? String.fromCodePoint(Math.min(code, 0x10_ff_ff));
}
