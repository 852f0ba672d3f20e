/**
 * A small service of the protocol of S3, for tests: one bucket, named by the path or by the host. It checks every signature
 * (AWS Signature Version 4, written here from its description) and every hash, and fails as a test says.
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request meets instead of an answer. `LOST`: it is done, and the answer does not arrive. `HALF`: the answer stands still in its middle. */
export type Fault =
  | 'STALL'
  | 'HALF'
  | 'CUT'
  | 'LOST'
  | { readonly status: number; readonly code: string; readonly body?: string };

/** What was asked; `name` is empty for the list. */
export interface Asked {
  readonly method: string;
  readonly name: string;
}

/** A service in this process. */
export interface BucketServer {
  /** http://127.0.0.1:port */
  readonly endpoint: string;
  /** What is in the bucket. */
  readonly objects: Map<string, Buffer>;
  /** What was asked, in its order. */
  readonly asked: Asked[];
  /** Decides what a request meets; null for an answer. */
  fault: (asked: Asked) => Fault | null;
  /** The names of one page of the list, at most. */
  page: number;
  /** The variables of a ledger that keeps its files there, below a prefix. */
  environment(prefix: string): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const BUCKET = {
  name: 'entente-files',
  region: 'ca-central-1',
  keyId: 'AKIDTEST',
  secret: 'a-secret/of+the=test',
} as const;

/** Starts a service on a port of its own. */
export async function startBucketServer(): Promise<BucketServer> {
  const objects = new Map<string, Buffer>();
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const running: BucketServer = {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    asked,
    fault: () => null,
    page: 1_000,
    environment: (prefix) => ({
      ENTENTE_FILES_URL: `s3://${BUCKET.name}/${prefix}?endpoint=http://127.0.0.1:${port}&region=${BUCKET.region}`,
      ENTENTE_FILES_KEY_ID: BUCKET.keyId,
      ENTENTE_FILES_SECRET: BUCKET.secret,
    }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };

  function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const url = new URL(request.url ?? '', running.endpoint);
    const byHost = (request.headers.host ?? '').startsWith(`${BUCKET.name}.`);
    const path = decodeURIComponent(url.pathname).replace(/^\//, '');
    const [bucket, name] = byHost ? [BUCKET.name, path] : splitOnce(path);
    const one = { method: request.method ?? '', name };
    asked.push(one);
    const fault = running.fault(one);
    if (fault === 'STALL') return;
    if (fault === 'CUT') return void request.socket.destroy();
    const refusal = refusalOf(request, url, body) ?? (bucket === BUCKET.name ? null : [404, 'NoSuchBucket']);
    if (refusal !== null) return refuse(response, Number(refusal[0]), String(refusal[1]));
    if (typeof fault === 'object' && fault !== null)
      return refuse(response, fault.status, fault.code, fault.body);
    const done = name === '' ? list(url) : carryOut(one, request, body);
    if (fault === 'LOST') return void request.socket.destroy();
    if (typeof done === 'number') return void response.writeHead(done).end();
    if (Array.isArray(done)) return refuse(response, Number(done[0]), String(done[1]));
    const bytes = done as Buffer;
    response.writeHead(request.headers.range === undefined ? 200 : 206, { 'content-length': bytes.length });
    if (fault === 'HALF') response.write(bytes.subarray(0, bytes.length >> 1));
    else response.end(bytes);
  }

  /** A status, a refusal, or bytes. */
  function carryOut({ method, name }: Asked, { headers }: IncomingMessage, body: Buffer) {
    const there = objects.get(name);
    if (method === 'DELETE') {
      objects.delete(name);
      return 204;
    }
    if (method === 'PUT') {
      if (headers['if-none-match'] === '*' && there) return [412, 'PreconditionFailed'];
      objects.set(name, body);
      return 200;
    }
    if (!there) return [404, 'NoSuchKey'];
    const [, last] = /^bytes=0-(\d+)$/.exec(headers.range ?? '') ?? [];
    if (last !== undefined && there.length === 0) return [416, 'InvalidRange'];
    return last === undefined ? there : there.subarray(0, Number(last) + 1);
  }

  function list({ searchParams }: URL): Buffer {
    const prefix = searchParams.get('prefix') ?? '';
    const after = searchParams.get('continuation-token') ?? '';
    const most = Math.min(running.page, Number(searchParams.get('max-keys') ?? '1000'));
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).toSorted();
    const left = names.filter((name) => `>${name}` > after);
    const page = left.slice(0, most);
    const isTruncated = page.length < left.length;
    return Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
        `<IsTruncated>${isTruncated}</IsTruncated>` +
        // A character that XML escapes, as a token may have one.
        (isTruncated ? `<NextContinuationToken>&gt;${page.at(-1)}</NextContinuationToken>` : '') +
        page.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('') +
        `</ListBucketResult>`,
    );
  }

  return running;
}

function refuse(response: ServerResponse, status: number, code: string, body?: string): void {
  response
    .writeHead(status, { 'content-type': body === undefined ? 'application/xml' : 'text/html' })
    .end(body ?? `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
}

function splitOnce(path: string): readonly [string, string] {
  const slash = path.indexOf('/');
  return slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const hashOf = (data: string | Buffer) => createHash('sha256').update(data);

/** What is wrong with a request: its signature, its time, or the hash of its body; null where all is right. */
function refusalOf(
  { method, headers }: IncomingMessage,
  url: URL,
  body: Buffer,
): readonly [number, string] | null {
  const header = (name: string) => String(headers[name] ?? '');
  const read =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    );
  if (read === null) return [403, 'AccessDenied'];
  const [, keyId = '', day = '', region = '', signedHeaders = '', signature] = read;
  if (keyId !== BUCKET.keyId) return [403, 'InvalidAccessKeyId'];
  if (region !== BUCKET.region) return [400, 'AuthorizationHeaderMalformed'];
  const at = header('x-amz-date');
  const instant = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!at.startsWith(day) || !(Math.abs(Date.now() - instant) < 15 * 60_000))
    return [403, 'RequestTimeTooSkewed'];
  // Whatever says what is to be done has to be signed.
  const needed = ['host', ...Object.keys(headers).filter((name) => /^(x-amz-|if-none-match$)/.test(name))];
  if (!needed.every((name) => signedHeaders.split(';').includes(name))) return [403, 'AccessDenied'];
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const canonical = [
    method,
    decodeURIComponent(url.pathname).split('/').map(encoded).join('/'),
    [...url.searchParams]
      .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
      .toSorted()
      .join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${header(name).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    header('x-amz-content-sha256'),
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${BUCKET.secret}`);
  const text = ['AWS4-HMAC-SHA256', at, scope, hashOf(canonical).digest('hex')].join('\n');
  if (hmac(key, text).toString('hex') !== signature) return [403, 'SignatureDoesNotMatch'];
  if (header('x-amz-content-sha256') !== hashOf(body).digest('hex'))
    return [400, 'XAmzContentSHA256Mismatch'];
  if (method === 'PUT' && header('x-amz-checksum-sha256') !== hashOf(body).digest('base64'))
    return [400, 'BadDigest'];
  return null;
}
