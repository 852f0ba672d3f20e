import { request } from 'node:https';
import { guardedLookup, isAllowedHost, isPublicAddress, PrivateAddressError } from './public-address.js';

/** What is sent to an address. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why an address did not take what was sent. */
export interface PostProblem {
  /** In a word: a status, a code of the network. */
  readonly problem: string;
  /** Whether sending it again can help. */
  readonly passing: boolean;
}

/** Sends to addresses of others. */
export interface Poster {
  /** Null once the address has answered that it took it. */
  post(post: Post): Promise<PostProblem | null>;
}

/** What a test gives in place of the public network. */
export interface PosterOptions {
  readonly isAllowed?: (address: string) => boolean;
  /** Certificate authorities beside the usual ones. */
  readonly ca?: string;
  /** How long an address may take to answer, in milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;
/** Nobody reads the answer; one that is longer is cut off. */
const MOST_BYTES = 65_536;
/** The address wants nothing more. */
const GONE = 410;

/** A poster over HTTPS. It follows no redirect, and connects to no private address, also after a name was looked up. */
export function openPoster(options: PosterOptions = {}): Poster {
  const { isAllowed = isPublicAddress, ca, patienceMs = PATIENCE_MS } = options;
  const lookup = guardedLookup(isAllowed);
  return {
    async post({ url, headers, body }) {
      const target = new URL(url);
      if (target.protocol !== 'https:' || !isAllowedHost(target, isAllowed))
        return problemOf(new PrivateAddressError());
      try {
        const status = await statusOf(target, { headers, body, lookup, patienceMs, ...(ca && { ca }) });
        return status >= 200 && status < 300 ? null : { problem: `HTTP ${status}`, passing: status !== GONE };
      } catch (error) {
        return problemOf(error);
      }
    },
  };
}

function statusOf(
  target: URL,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly lookup: ReturnType<typeof guardedLookup>;
    readonly patienceMs: number;
    readonly ca?: string;
  },
): Promise<number> {
  const { headers, body, lookup, patienceMs, ca } = options;
  return new Promise((resolve, reject) => {
    const asking = request(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      lookup,
      agent: false,
      signal: AbortSignal.timeout(patienceMs),
      ...(ca !== undefined && { ca }),
    });
    asking.once('error', reject);
    asking.once('response', (response) => {
      let bytes = 0;
      const status = response.statusCode ?? 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MOST_BYTES) return;
        resolve(status);
        asking.destroy();
      });
      response.once('end', () => resolve(status));
      response.once('error', reject);
    });
    asking.end(body);
  });
}

function problemOf(error: unknown): PostProblem {
  const { code, name } = error as { readonly code?: string; readonly name?: string };
  if (error instanceof PrivateAddressError) return { problem: error.message, passing: true };
  return {
    problem: name === 'AbortError' || name === 'TimeoutError' ? 'TIMEOUT' : (code ?? 'NETWORK'),
    passing: true,
  };
}
