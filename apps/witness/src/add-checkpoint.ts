import {
  EMPTY_ROOT,
  checkpointIn,
  cosignatureLine,
  fromBase64,
  isTreeSize,
  nodeHash,
  openNote,
  parseCheckpoint,
  readNote,
  sameHash,
  verifyConsistency,
  type Checkpoint,
  type Hash,
  type SignerKey,
} from '@entente/proof';
import type { WitnessFolder } from './folder.js';

/** What a witness answers: status and content as C2SP tlog-witness has them. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
  /** What the witness's own log says of it; null for what strangers can cause at will. */
  readonly says: string | null;
}

/** What a witness cosigns with. */
export interface WitnessParts {
  readonly folder: WitnessFolder;
  readonly key: SignerKey;
  readonly now: () => Date;
}

const PLAIN = 'text/plain; charset=utf-8';
const MOST_PROOF_LINES = 63;

/**
 * A witness: it cosigns a checkpoint where the log is one that it knows, and has only grown since what it cosigned last. One
 * request is judged at a time, from what was cosigned to what is kept, so that two can never be cosigned beside each other.
 */
export function createWitness(parts: WitnessParts): (body: Uint8Array) => Promise<WitnessAnswer> {
  let last: Promise<unknown> = Promise.resolve();
  return (body) => {
    const answer = last.then(() => addCheckpoint(body, parts));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function addCheckpoint(body: Uint8Array, parts: WitnessParts): Promise<WitnessAnswer> {
  const { folder, key, now } = parts;
  const request = readRequest(body);
  if (request === null) return refuse(400, 'the body is not an old size, a proof, and a checkpoint');
  const { note, text, checkpoint, old, proof } = request;
  const { origin, size, root } = checkpoint;
  const keys = (await folder.logs()).filter(({ name }) => name === origin);
  if (keys.length === 0) return refuse(404, 'this log is not known here');
  if (openNote(note, keys).problem !== null) return refuse(403, 'no key that is known here signed this');
  if (old > size) return refuse(400, 'the old size is greater than that of the checkpoint');
  const kept = await keptOf(folder, origin);
  if (old !== kept.size) return conflict(kept.size, null);
  if (old === size && kept.root && !sameHash(kept.root, root)) {
    await folder.keepEvidence(origin, note);
    return conflict(
      kept.size,
      `${origin} signed two different trees of ${size} leaves; the second is kept as evidence`,
    );
  }
  if (!extends_(kept, checkpoint, proof))
    return {
      ...refuse(422, 'the proof does not show that the log has only grown'),
      says: `${origin} did not prove that its ${size} leaves begin with the ${old} that were cosigned`,
    };
  await folder.keepCosigned(origin, note);
  const line = cosignatureLine(text, key, Math.floor(now().getTime() / 1_000));
  return { status: 200, type: PLAIN, body: line, says: `cosigned ${origin}, ${size} leaves` };
}

interface Kept {
  readonly size: number;
  /** Null where nothing was cosigned yet. */
  readonly root: Hash | null;
}

async function keptOf(folder: WitnessFolder, origin: string): Promise<Kept> {
  const note = await folder.lastCosigned(origin);
  if (note === null) return { size: 0, root: null };
  const kept = checkpointIn(note);
  if (kept?.origin !== origin) throw new Error(`what was cosigned of ${origin} is damaged; restore it`);
  return kept;
}

function extends_(kept: Kept, { size, root }: Checkpoint, proof: readonly Hash[]): boolean {
  if (size === 0 && !sameHash(root, EMPTY_ROOT)) return false;
  const from = { size: kept.size, root: kept.size === 0 ? EMPTY_ROOT : (kept.root ?? EMPTY_ROOT) };
  return verifyConsistency({ from, to: { size, root } }, proof, nodeHash);
}

interface Request {
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly note: string;
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

/** Reads the body of a request; null where it does not have the form. */
function readRequest(body: Uint8Array): Request | null {
  const written = Buffer.from(body).toString('utf8');
  const end = written.indexOf('\n\n');
  if (end < 0 || !Buffer.from(written).equals(Buffer.from(body))) return null;
  const [first = '', ...lines] = written.slice(0, end).split('\n');
  const [, oldText] = /^old (0|[1-9]\d*)$/.exec(first) ?? [];
  const old = oldText === undefined ? Number.NaN : Number(oldText);
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === 32);
  if (!isTreeSize(old) || lines.length > MOST_PROOF_LINES || proof.length !== lines.length) return null;
  const note = written.slice(end + 2);
  const text = readNote(note)?.text;
  const checkpoint = text === undefined ? null : parseCheckpoint(text);
  if (text === undefined || checkpoint === null) return null;
  return { old, proof: proof.filter((hash) => hash !== null), note, text, checkpoint };
}

function refuse(status: 400 | 403 | 404 | 422, body: string): WitnessAnswer {
  return { status, type: PLAIN, body: `${body}\n`, says: null };
}

function conflict(size: number, says: string | null): WitnessAnswer {
  return { status: 409, type: 'text/x.tlog.size', body: `${size}\n`, says };
}
