import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveSmall, type SmallServer } from '@entente/platform';
import type { WitnessAnswer } from './add-checkpoint.js';

/** Where a witness listens, and who answers. */
export interface ServeParts {
  readonly host: string;
  readonly port: number;
  /** The public key, which is answered to whoever asks. */
  readonly publicKey: string;
  readonly witness: (body: Uint8Array) => Promise<WitnessAnswer>;
  readonly say: (line: string) => void;
}

/** The largest request: 63 hashes and a checkpoint with a hundred signatures fit. */
const LARGEST_BODY = 65_536;
const LIMITS = { requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8_192 };
const MOST_CONNECTIONS = 200;

/** Serves `POST /add-checkpoint`, and at `/` the public key. @throws {StartupProblem} where it cannot listen */
export async function serveWitness(parts: ServeParts): Promise<SmallServer> {
  const { host, port } = parts;
  const remedy = 'give another --host or --port';
  return serveSmall(
    { host, port, remedy, mostConnections: MOST_CONNECTIONS, ...LIMITS },
    (request, response) => {
      answer(request, parts).then(
        ({ status, type, body }) => reply(response, status, type, body),
        (error: unknown) => {
          parts.say(error instanceof Error ? error.message : String(error));
          reply(response, 500, 'text/plain; charset=utf-8', 'the witness could not do this\n');
        },
      );
    },
  );
}

interface Served {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const plain = (status: number, body: string): Served => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
});

async function answer(request: IncomingMessage, { publicKey, witness, say }: ServeParts): Promise<Served> {
  const path = request.url?.split('?', 1)[0];
  if (path === '/') return plain(200, publicKey);
  if (path !== '/add-checkpoint') return plain(404, 'there is nothing here');
  if (request.method !== 'POST') return plain(405, 'POST a checkpoint (C2SP tlog-witness)');
  const body = await bodyOf(request);
  if (body === null) return plain(413, `a request has at most ${LARGEST_BODY} bytes`);
  const { says, ...answered } = await witness(body);
  if (says !== null) say(says);
  return answered;
}

/** The body of a request; null where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  // What is left of a request that was too large is not read.
  const ends = status === 413 ? { connection: 'close' } : {};
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...ends }).end(body);
}
