import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { systemCode } from './embedded-postgres/startup-problem.js';
import { isOrigin } from './notice-configuration.js';

/** Where the files of sources are kept. */
export type FilesConfiguration =
  { readonly kind: 'folder'; readonly folder: string } | ({ readonly kind: 'bucket' } & BucketConfiguration);

/** A bucket of S3, or of a service that speaks its protocol. */
interface BucketConfiguration extends BucketAddress {
  /** `ENTENTE_FILES_KEY_ID`: who asks. */
  readonly keyId: string;
  /** `ENTENTE_FILES_SECRET`, or what stands in the file `ENTENTE_FILES_SECRET_FILE`: it signs what is asked. */
  readonly secret: string;
}

/** `ENTENTE_FILES_URL`: `s3://bucket/prefix?endpoint=https://…&region=…&named=host`. */
interface BucketAddress {
  /** The address of the service, without a path. Default Amazon's, of the region. */
  readonly endpoint: string;
  readonly name: string;
  /** What the names of all files begin with, without a slash at its end; empty for none. */
  readonly prefix: string;
  /** Default us-east-1, which many services answer to; Amazon's has to be named. */
  readonly region: string;
  /** Whether the bucket is named by the path (the default) or by the host. */
  readonly named: 'PATH' | 'HOST';
}

interface Read {
  readonly ENTENTE_FILES_URL?: BucketAddress | undefined;
  readonly ENTENTE_FILES_KEY_ID?: string | undefined;
  readonly ENTENTE_FILES_SECRET?: string | undefined;
  readonly ENTENTE_FILES_SECRET_FILE?: string | undefined;
}

const FORM = 's3://bucket/prefix?endpoint=https://host&region=name';
/** What means nothing without the address of a bucket. */
const BESIDE = ['ENTENTE_FILES_KEY_ID', 'ENTENTE_FILES_SECRET', 'ENTENTE_FILES_SECRET_FILE'] as const;
const OPTIONS = ['endpoint', 'region', 'named'];
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const REGION = /^[a-z0-9-]{1,40}$/;

/** The variables of the files of sources. An address with credentials in it is not shown. */
export const FILES_VARIABLES = {
  ENTENTE_FILES_URL: z
    .string()
    .transform((text, context): BucketAddress => {
      const read = bucketIn(text);
      if (typeof read !== 'string') return read;
      context.addIssue({ code: 'custom', message: read });
      return z.NEVER;
    })
    .optional(),
  ENTENTE_FILES_KEY_ID: z
    .string()
    .regex(/^[!-~]{1,128}$/, { error: 'is not the id of an access key; give it as the service does' })
    .optional(),
  ENTENTE_FILES_SECRET: z.string().optional(),
  ENTENTE_FILES_SECRET_FILE: z
    .string()
    .refine((text) => !text.includes('\0'), { error: 'holds a NUL character; give a path' })
    .optional(),
};

/** What is missing beside the address of a bucket, or may not be so; null when nothing is wrong. */
export function filesProblem(
  read: Read | undefined,
  { production, cwd }: { readonly production: boolean; readonly cwd: string },
): string | null {
  if (!read) return null;
  const bucket = read.ENTENTE_FILES_URL;
  if (!bucket) {
    const named = BESIDE.find((name) => read[name] !== undefined);
    return named === undefined
      ? null
      : `${named}: set, and ENTENTE_FILES_URL is not; set it to the address of the bucket, or take the other away`;
  }
  if (production && bucket.endpoint.startsWith('http:') && !isThisMachine(bucket.endpoint))
    return 'ENTENTE_FILES_URL: its endpoint is not https://, and this is production; give one that is, or one on this machine';
  if (read.ENTENTE_FILES_KEY_ID === undefined)
    return 'ENTENTE_FILES_KEY_ID: not set, and ENTENTE_FILES_URL is; set it to the id of an access key';
  const { ENTENTE_FILES_SECRET: secret, ENTENTE_FILES_SECRET_FILE: file } = read;
  if (secret !== undefined && file !== undefined)
    return 'ENTENTE_FILES_SECRET_FILE: set, and ENTENTE_FILES_SECRET is too; set one of them';
  if (secret === undefined && file === undefined)
    return 'ENTENTE_FILES_SECRET_FILE: not set, and ENTENTE_FILES_URL is; set it to the file that holds the secret of the access key, or ENTENTE_FILES_SECRET to the secret';
  const said = secretIn(read, cwd);
  return said.ok ? null : said.problem;
}

/** Where files are kept, as the variables say. */
export function filesIn(
  read: Read,
  { dataDir, cwd }: { readonly dataDir: string; readonly cwd: string },
): FilesConfiguration {
  const { ENTENTE_FILES_URL: bucket, ENTENTE_FILES_KEY_ID: keyId } = read;
  if (bucket === undefined || keyId === undefined) return { kind: 'folder', folder: folderOfFiles(dataDir) };
  const secret = secretIn(read, cwd);
  if (!secret.ok) throw new Error(secret.problem);
  return { kind: 'bucket', ...bucket, keyId, secret: secret.secret };
}

/** The folder of files in a data folder, where no bucket is named. */
export function folderOfFiles(dataDir: string): string {
  return join(dataDir, 'files');
}

function secretIn(
  { ENTENTE_FILES_SECRET: text, ENTENTE_FILES_SECRET_FILE: file }: Read,
  cwd: string,
): { readonly ok: true; readonly secret: string } | { readonly ok: false; readonly problem: string } {
  let secret: string;
  try {
    secret = (text ?? readFileSync(resolve(cwd, file ?? ''), 'utf8')).trim();
  } catch (error) {
    const code = systemCode(error) ?? 'unknown error';
    return {
      ok: false,
      problem: `ENTENTE_FILES_SECRET_FILE: ${JSON.stringify(file)} cannot be read (${code}); name a file that this user may read`,
    };
  }
  if (/^[!-~]{1,256}$/.test(secret)) return { ok: true, secret };
  const name = text === undefined ? 'ENTENTE_FILES_SECRET_FILE' : 'ENTENTE_FILES_SECRET';
  return {
    ok: false,
    problem: `${name}: does not hold the secret of an access key; put it there as the service gave it`,
  };
}

/** The bucket of an address, or what is wrong with the address. */
function bucketIn(text: string): BucketAddress | string {
  if (!/^s3:\/\//i.test(text) || !URL.canParse(text)) return `is not the address of a bucket; give ${FORM}`;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    return `holds a user or a password; take them out, and set ENTENTE_FILES_KEY_ID and ENTENTE_FILES_SECRET_FILE`;
  const unknown = [...url.searchParams.keys()].find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined)
    return `has the option ${JSON.stringify(unknown.slice(0, 40))}, which does not exist; give ${OPTIONS.join(', ')}`;
  const { hostname: name, port, pathname, hash } = url;
  const prefix = pathname.replace(/^\/|\/$/g, '');
  if (!BUCKET.test(name) || port !== '' || hash !== '') return `does not name a bucket; give ${FORM}`;
  if (prefix !== '' && !PREFIX.test(prefix))
    return 'has a prefix that names of files cannot begin with; give letters, digits, -, _ and . with slashes between';
  return withOptions({ name, prefix }, url.searchParams);
}

function withOptions(
  bucket: Pick<BucketAddress, 'name' | 'prefix'>,
  options: URLSearchParams,
): BucketAddress | string {
  const [endpoint, region, named] = OPTIONS.map((name) => options.get(name));
  if (!endpoint && !region) return `names neither endpoint nor region; give ${FORM}`;
  if (region && !REGION.test(region)) return 'has a region that is none; give one such as ca-central-1';
  if (endpoint && !isOrigin(endpoint))
    return 'has an endpoint that is not an address; give https://host or https://host:port, without a path';
  if (named && named !== 'path' && named !== 'host')
    return 'names the bucket by something else than path or host; give named=path or named=host';
  return {
    ...bucket,
    endpoint: endpoint ? new URL(endpoint).origin : `https://s3.${region}.amazonaws.com`,
    region: region ?? 'us-east-1',
    named: named === 'host' ? 'HOST' : 'PATH',
  };
}

function isThisMachine(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
