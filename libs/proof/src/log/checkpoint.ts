import { isTreeSize, type Hash } from '../merkle/places.js';
import { fromBase64 } from '../notes/base64.js';
import { readNote } from '../notes/note.js';

/** What a log says of itself (C2SP tlog-checkpoint): how many leaves it has, and their root. */
export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** Lines that others add; this ledger writes none. */
  readonly extensions: readonly string[];
}

/** Reads the text of a checkpoint's note; null when it is not one. Roots are of SHA-256, so of 32 bytes. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null;
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const root = fromBase64(rootText);
  const size = /^(0|[1-9]\d*)$/.test(sizeText) ? Number(sizeText) : Number.NaN;
  if (origin === '' || !isTreeSize(size) || root?.length !== 32 || extensions.includes('')) return null;
  return { origin, size, root, extensions };
}

/** The checkpoint in a signed note, whoever signed it; null where there is none. No signature is checked. */
export function checkpointIn(note: string): Checkpoint | null {
  const read = readNote(note);
  return read && parseCheckpoint(read.text);
}

/** The text of a checkpoint's note. */
export function writeCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** A checkpoint as an event names it in `after`: how many leaves, and their root in base64. */
export function writeCheckpointName({ size, root }: Pick<Checkpoint, 'size' | 'root'>): string {
  return `${size} ${Buffer.from(root).toString('base64')}`;
}

/** Reads what {@link writeCheckpointName} wrote; null for any other text. */
export function parseCheckpointName(text: string): Pick<Checkpoint, 'size' | 'root'> | null {
  const checkpoint = parseCheckpoint(`-\n${text.replace(' ', '\n')}\n`);
  return checkpoint?.extensions.length === 0 ? checkpoint : null;
}
