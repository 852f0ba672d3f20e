import { setTimeout as wait } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { hashOfFile } from '../vault/sealed-document.js';
import { FilesUnavailableError } from './file-storage.js';

/** A bucket of a service that speaks the protocol of S3, and who asks for it. */
export interface Bucket {
  /** The address of the service, without a path. */
  readonly endpoint: string;
  readonly name: string;
  /** What the names of all files begin with, without a slash at its end; empty for none. */
  readonly prefix: string;
  readonly region: string;
  /** Whether the bucket is named by the path, or by the host. */
  readonly named: 'PATH' | 'HOST';
  readonly keyId: string;
  readonly secret: string;
}

/** How long the service is waited for, in milliseconds. */
export interface BucketPatience {
  /** For an answer without a file, all tries together. */
  readonly answer: number;
  /** For a file, beside the time that its bytes take. */
  readonly file: number;
  /** For a probe. */
  readonly probe: number;
  /** Between one try and the next; the double between the next two. */
  readonly pause: number;
}

export const BUCKET_PATIENCE: BucketPatience = { answer: 5_000, file: 10_000, probe: 1_500, pause: 200 };

/** What is asked of a bucket. */
export interface BucketRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** The name of a file below the prefix; the bucket itself where there is none. */
  readonly name?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** How long all tries together may take, a body apart. */
  readonly patience: number;
  readonly tries?: number;
  /** The bytes that are read of what comes; the rest is left. */
  readonly most?: number;
}

/** What was answered; `code` is the service's own word for what went wrong. */
export interface BucketAnswer {
  readonly status: number;
  readonly code: string | null;
  readonly body: Buffer;
}

const TRIES = 3;
/** A connection that is slower than 256 kB a second is given up. */
const MS_FOR_A_MEGABYTE = 4_000;
const MEGABYTE = 1_048_576;
/** How many bytes are read of an answer that holds no file, such as an error. */
const LARGEST_ANSWER = 2 * MEGABYTE;

/** Answers after which the same request may succeed: too much is asked for, or the service fails for now. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 429, 500, 502, 503, 504]);

/**
 * Asks a bucket, with a signature (AWS Signature Version 4) that covers the body. What fails for now is tried again, a few
 * times and never for longer than `patience`. Redirects are not followed: what is sent is for this service.
 *
 * @returns any answer but those after which the request was to be tried again
 * @throws {FilesUnavailableError}
 */
export async function askBucket(
  bucket: Bucket,
  request: BucketRequest,
  pause: number,
): Promise<BucketAnswer> {
  const { method, body, patience, tries = TRIES } = request;
  const place = placeOfBucket(bucket);
  const bodyHash = body && (await hashOfFile(body));
  const limit = startLimit(patience + timeFor(body?.length ?? 0));
  let reason = '';
  try {
    for (let tried = 1; ; tried += 1) {
      try {
        const signed = await sign(bucket, request, bodyHash);
        const response = await fetch(signed.url, {
          method,
          headers: signed.headers,
          redirect: 'manual',
          signal: limit.signal,
          ...(body && { body: body as Uint8Array<ArrayBuffer> }),
        });
        const answer = await readAnswer(response, request, limit);
        if (!PASSING.has(answer.status)) return answer;
        reason = reasonOfAnswer(answer);
      } catch (error) {
        // A file has all the time that it needs; what stands still is not asked for again.
        if (limit.signal.aborted) throw late(place, limit.milliseconds, error);
        reason = reasonOf(error);
      }
      if (tried >= tries) throw new FilesUnavailableError(place, reason, false);
      await waitFor(pause * 2 ** (tried - 1), limit.signal);
      if (limit.signal.aborted) throw new FilesUnavailableError(place, reason, false);
    }
  } finally {
    limit.end();
  }
}

/** The bucket as messages call it. */
export function placeOfBucket({ name, prefix, endpoint }: Bucket): string {
  return `s3://${name}${prefix === '' ? '' : `/${prefix}`} (${endpoint})`;
}

/** What the service answered, in a few words. */
export function reasonOfAnswer({ status, code }: BucketAnswer): string {
  return code === null ? `HTTP ${status}` : `HTTP ${status} ${code}`;
}

async function sign(
  { endpoint, name: bucketName, prefix, region, named, keyId, secret }: Bucket,
  { method, name, query, headers }: BucketRequest,
  bodyHash: string | undefined,
): Promise<{ readonly url: URL; readonly headers: Headers }> {
  const url = new URL(endpoint);
  if (named === 'HOST') url.hostname = `${bucketName}.${url.hostname}`;
  const path = [named === 'PATH' ? bucketName : '', ...(name === undefined ? [] : [prefix, name])];
  url.pathname = path.filter((part) => part !== '').join('/');
  for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value);
  const signer = new AwsV4Signer({
    url: url.href,
    method,
    headers: { ...headers, 'x-amz-content-sha256': bodyHash ?? EMPTY, ...checksumOf(bodyHash) },
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: 's3',
    region,
  });
  return signer.sign();
}

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The same hash as the service keeps it beside the file, where it does. */
function checksumOf(bodyHash: string | undefined): Readonly<Record<string, string>> {
  return bodyHash === undefined
    ? {}
    : { 'x-amz-checksum-sha256': Buffer.from(bodyHash, 'hex').toString('base64') };
}

async function readAnswer(
  response: Response,
  { most, patience }: BucketRequest,
  limit: Limit,
): Promise<BucketAnswer> {
  const { status } = response;
  const isFile = response.ok && most !== undefined;
  if (isFile)
    limit.extend(patience + timeFor(Math.min(most, Number(response.headers.get('content-length')))));
  const body = await bytesOf(response, isFile ? most : LARGEST_ANSWER);
  const code = response.ok
    ? null
    : (/<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(body.toString('latin1'))?.[1] ?? null);
  return { status, code, body };
}

/** The bytes of an answer, and no more than `most`. */
async function bytesOf(response: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part.subarray(0, most - length));
    length += part.length;
    if (length >= most) break;
  }
  return Buffer.concat(parts);
}

interface Limit {
  readonly signal: AbortSignal;
  readonly milliseconds: number;
  /** Gives it so many milliseconds from now on. */
  extend(milliseconds: number): void;
  end(): void;
}

function startLimit(first: number): Limit {
  const over = new AbortController();
  let milliseconds = first;
  let timer = setTimeout(() => over.abort(), first);
  return {
    signal: over.signal,
    get milliseconds() {
      return milliseconds;
    },
    extend(more) {
      clearTimeout(timer);
      milliseconds = more;
      timer = setTimeout(() => over.abort(), more);
    },
    end: () => clearTimeout(timer),
  };
}

function timeFor(bytes: number): number {
  return Math.ceil((bytes / MEGABYTE) * MS_FOR_A_MEGABYTE);
}

function late(place: string, milliseconds: number, cause: unknown): FilesUnavailableError {
  return new FilesUnavailableError(place, `no answer within ${milliseconds} ms`, false, { cause });
}

/** Why a request came to nothing: the code of the network's error where there is one. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as {
    readonly cause?: { readonly code?: unknown };
    readonly message?: unknown;
  };
  return typeof cause?.code === 'string' ? cause.code : String(message ?? error);
}

/** Waits, but not after a signal. */
async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
