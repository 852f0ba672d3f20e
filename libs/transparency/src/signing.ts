import {
  checkpointIn,
  openNote,
  sameHash,
  signNote,
  verifierOf,
  writeCheckpoint,
  type Checkpoint,
  type SignerKey,
} from '@entente/proof';
import type { CheckpointBook } from './checkpoint-book.js';
import type { LogTree } from './log-tree.js';
import type { SignerFolder } from './signer-folder.js';

/** The log is not an extension of what was signed: it was changed, cut, or an older copy was put in its place. */
export class NotAnExtensionError extends Error {
  constructor(
    readonly signed: number,
    readonly there: number,
  ) {
    super(
      there < signed
        ? `the log has ${there} events, and a checkpoint of ${signed} was signed: events are missing from its end`
        : `the first ${signed} events of the log are not those of the checkpoint that was signed`,
    );
    this.name = 'NotAnExtensionError';
  }
}

/** What is signed with, and where what was signed is kept. */
export interface SigningParts {
  readonly tree: LogTree;
  readonly folder: SignerFolder;
  readonly book: CheckpointBook;
  /** The name of the log: that of its keys, and the first line of its checkpoints. */
  readonly origin: string;
  /** The index of the leaf that records a new key's taking over, by its public key; null where none does. */
  readonly rotationOf: (next: SignerKey) => Promise<number | null>;
}

/** A checkpoint that was signed. */
export interface Signed {
  readonly size: number;
  readonly note: string;
}

/**
 * Signs the log as it is now, once: reads it to its end, compares it with what was signed last, keeps the signed note on disk,
 * publishes it. Killed at any moment it leaves what the next call goes on from. Only who holds the signer's lock may call it.
 *
 * @param signal ends the reading of the log; nothing is signed then
 * @returns the checkpoint of the log as it is; null where the log has no event
 * @throws {NotAnExtensionError} and signs nothing, now or later, until what was signed is there again
 */
export async function signOnce(parts: SigningParts, signal?: AbortSignal): Promise<Signed | null> {
  const { tree, folder, book, origin } = parts;
  const key = await ownKey(folder, origin);
  await tree.catchUp(signal);
  // After the log: a key is kept before it is recorded, so that what covers the record is signed by it too.
  const next = await folder.nextKey();
  const kept = await readKept(folder, [key, next], origin);
  const published = await book.latest();
  const last = [kept, published && readSigned(published.note, origin)].filter((one) => one !== null);
  for (const one of last) checkExtension(tree, one.checkpoint);
  // Killed after it was kept and before it was published, the checkpoint is published now.
  // Cosignatures of witnesses stand behind what was signed.
  if (kept && !published?.note.startsWith(kept.note))
    await book.publish({ size: kept.checkpoint.size, note: kept.note });

  const { size } = tree.tree;
  if (size === 0) return null;
  const signers = next ? [key, next] : [key];
  if (kept && kept.checkpoint.size === size && isSignedBy(kept.note, signers)) {
    if (next) await takeOver(parts, next, size);
    return { size, note: kept.note };
  }
  const note = signNote(writeCheckpoint({ origin, size, root: tree.tree.root(size) }), signers);
  await folder.keepSigned(note);
  await book.publish({ size, note });
  if (next) await takeOver(parts, next, size);
  return { size, note };
}

/** The overlap ends with the checkpoint, signed by both keys, that covers the event which records the new one. */
async function takeOver({ folder, rotationOf }: SigningParts, next: SignerKey, size: number): Promise<void> {
  const recorded = await rotationOf(next);
  if (recorded !== null && recorded < size) await folder.promoteNextKey();
}

async function ownKey(folder: SignerFolder, origin: string): Promise<SignerKey> {
  const key = await folder.key();
  if (key === null) throw new Error(`${folder.path} holds no signing key; make one: entente key create`);
  if (key.name !== origin)
    throw new Error(
      `the signing key in ${folder.path} is of another ledger (${key.name}); this one is ${origin}`,
    );
  return key;
}

interface ReadSigned {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** What the folder says was signed last; it must be by one of its keys, or by the one whose place the present key took. */
async function readKept(
  folder: SignerFolder,
  keys: readonly (SignerKey | null)[],
  origin: string,
): Promise<ReadSigned | null> {
  const note = await folder.lastSigned();
  if (note === null) return null;
  const own = keys.filter((key) => key !== null).map((key) => verifierOf(key));
  const read = openNote(note, own).problem === null ? readSigned(note, origin) : null;
  if (read === null)
    throw new Error(`what ${folder.path} says was signed last is damaged, or not by its key; restore it`);
  return read;
}

function readSigned(note: string, origin: string): ReadSigned | null {
  const checkpoint = checkpointIn(note);
  return checkpoint?.origin === origin ? { note, checkpoint } : null;
}

function isSignedBy(note: string, signers: readonly SignerKey[]): boolean {
  return signers.every((signer) => openNote(note, [verifierOf(signer)]).problem === null);
}

function checkExtension({ tree }: LogTree, { size, root }: Checkpoint): void {
  if (size > tree.size || !sameHash(tree.root(size), root)) throw new NotAnExtensionError(size, tree.size);
}
