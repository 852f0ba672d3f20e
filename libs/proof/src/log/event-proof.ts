import { fromBase64 } from '../notes/base64.js';
import type { Hash } from '../merkle/places.js';

/** A proof of one entry that stands by itself (C2SP tlog-proof): its place, its inclusion proof, the checkpoint. */
export interface EventProof {
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The checkpoint's signed note, verbatim. */
  readonly checkpoint: string;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

/** Writes a proof as text, the content of a `.tlog-proof` file. */
export function writeEventProof({ index, hashes, checkpoint }: EventProof): string {
  const lines = hashes.map((hash) => Buffer.from(hash).toString('base64'));
  return `${[FIRST_LINE, `index ${index}`, ...lines, '', checkpoint].join('\n')}`;
}

/** Reads a `.tlog-proof` file; null when it is not one. Nothing of it is checked, and extra data is passed over. */
export function parseEventProof(text: string): EventProof | null {
  const end = text.indexOf('\n\n');
  if (end < 0) return null;
  const [first, ...rest] = text.slice(0, end).split('\n');
  const [indexLine = '', ...hashLines] = rest[0]?.startsWith('extra ') ? rest.slice(1) : rest;
  const [, indexText] = /^index (0|[1-9]\d*)$/.exec(indexLine) ?? [];
  const index = Number(indexText);
  const hashes = hashLines.map(fromBase64);
  if (first !== FIRST_LINE || !Number.isSafeInteger(index)) return null;
  if (hashes.some((hash) => hash?.length !== 32)) return null;
  return { index, hashes: hashes.filter((hash) => hash !== null), checkpoint: text.slice(end + 2) };
}
