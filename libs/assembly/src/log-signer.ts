import { mkdir } from 'node:fs/promises';
import { LEDGER_STREAM, type EventData } from '@entente/domain';
import { EventStoreError, type EventStore } from '@entente/event-store';
import { StartupProblem, lockFolder, type Check, type Configuration, type Logger } from '@entente/platform';
import { parseVerifierKey, verifierOf, writeVerifierKey, type SignerKey } from '@entente/proof';
import { SIGNER_LOCK, withLock } from '@entente/read-model';
import {
  createStamping,
  createWitnessing,
  makeFirstKey,
  openCheckpointBook,
  openCosignatureBook,
  openLogTree,
  openReceipts,
  openTimeStampBook,
  rememberLatest,
  signerFolder,
  startSigner,
  type CheckpointBook,
  type CosignatureBook,
  type LogTree,
  type Receipts,
  type RememberingBook,
  type Signer,
  type SignerFolder,
  type TimeStampBook,
  type Witnesses,
} from '@entente/transparency';
import type { Pool } from 'pg';

/** What the public part of a ledger's log is: its tree, and the checkpoints that were signed. */
export interface Transparency {
  readonly tree: LogTree;
  readonly book: RememberingBook;
  readonly cosignatures: CosignatureBook;
  readonly timeStamps: TimeStampBook;
  /** Who cosigns the checkpoints. */
  readonly witnesses: Witnesses;
}

/**
 * Opens the public part of a ledger's log; its tree is empty until somebody has it read.
 *
 * @throws {StartupProblem} for a witness whose public key is none
 */
export function openTransparency(
  { witnesses: { all, quorum } }: Pick<Configuration, 'witnesses'>,
  { store, pool }: { readonly store: EventStore; readonly pool: Pool },
): Transparency {
  const witnesses = all.map(({ url, key: text }) => {
    const key = parseVerifierKey(text);
    if (key?.kind !== 'COSIGNATURE')
      throw new StartupProblem(
        `ENTENTE_WITNESSES: ${text} is not the public key of a witness; ask for it: entente-witness show`,
      );
    return { url, key };
  });
  const names = new Set(witnesses.map(({ key }) => key.name));
  if (names.size < witnesses.length)
    throw new StartupProblem('ENTENTE_WITNESSES: two witnesses have one name; name each once');
  return {
    tree: openLogTree(store),
    book: rememberLatest(openCheckpointBook(pool)),
    cosignatures: openCosignatureBook(pool),
    timeStamps: openTimeStampBook(pool),
    witnesses: { all: witnesses, quorum },
  };
}

/** The name of a ledger's log: that of its keys, and the first line of its checkpoints. */
export function logOrigin(ledgerId: string): string {
  return `entente/${ledgerId}`;
}

/** What starts a signer. */
export interface LogSignerParts extends Transparency {
  readonly configuration: Pick<Configuration, 'logSigner' | 'timeStampUrl'>;
  readonly ledgerId: string;
  readonly store: EventStore;
  /** Of a connection of its own, which holds the lock for as long as the signer signs. */
  readonly pool: Pool;
  readonly log: Logger;
}

/** Starts the signer of checkpoints, where the configuration says where its key is; null where it says nothing. */
export function startLogSigner(parts: LogSignerParts): Signer | null {
  const { configuration, ledgerId, store, tree, book, cosignatures, timeStamps, witnesses, pool, log } =
    parts;
  const { logSigner, timeStampUrl: url } = configuration;
  const now = (): Date => new Date();
  if (logSigner === null) return null;
  const folder = signerFolder(logSigner.folder);
  const origin = logOrigin(ledgerId);
  return startSigner({
    tree,
    book,
    folder,
    origin,
    log,
    keyNote: keyNote(logSigner),
    witnessing:
      witnesses.all.length === 0 ? null : createWitnessing({ witnesses, book, cosignatures, tree, log, now }),
    stamping: url === null ? null : createStamping({ url, book, timeStamps, log, now }),
    rotationOf: (next) => rotationIn(store, tree, next),
    withLock: (signal, on) =>
      withLock(pool, SIGNER_LOCK, signal, {
        ...on,
        held: (lost) =>
          withFolder({ folder, origin, book, log, logSigner, makeKey: logSigner.makeKey }, () =>
            on.held(lost),
          ),
      }),
  });
}

/** Opens what signs receipts, where the configuration says where keys are; null where it says nothing. */
export async function openLogReceipts(
  { logSigner }: Pick<Configuration, 'logSigner'>,
  ledgerId: string,
): Promise<Receipts | null> {
  return logSigner && openReceipts(signerFolder(logSigner.folder), logOrigin(ledgerId));
}

/** What health shows where this process signs nothing because nobody said with what. */
export async function notSigning(): Promise<Check> {
  return { ok: true, signing: 'OFF' };
}

type LogSigner = NonNullable<Configuration['logSigner']>;

/** A copy of the data folder that is put back takes what was signed last back with it. */
export function keyNote({ inDataDir }: LogSigner): string {
  return inDataDir ? 'IN_THE_DATA_FOLDER' : 'APART';
}

/** Works with a signer's folder that nobody else has, and that holds a key where one may be made. */
export async function withFolder(
  parts: KeyParts & { readonly makeKey: boolean },
  work: () => Promise<void>,
): Promise<void> {
  await using lock = await lockOn(parts.folder);
  void lock;
  if (parts.makeKey) await makeKeyOnce(parts);
  await work();
}

/** Two databases may be copies of each other: what a folder holds is signed with by one process all the same. */
async function lockOn({ path }: SignerFolder): Promise<AsyncDisposable> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(path, 'ENTENTE_LOG_SIGNER_DIR');
  return { [Symbol.asyncDispose]: () => lock.release() };
}

interface KeyParts {
  readonly folder: SignerFolder;
  readonly origin: string;
  readonly book: CheckpointBook;
  readonly log: Logger;
  readonly logSigner: LogSigner;
}

async function makeKeyOnce({ folder, origin, book, log, logSigner }: KeyParts): Promise<void> {
  if ((await folder.key()) !== null) return;
  const key = await makeFirstKey(folder, origin, book);
  log.info('A key was made that signs the checkpoints of the log.', {
    key: writeVerifierKey(verifierOf(key)),
    folder: folder.path,
    ...(logSigner.inDataDir && {
      note: 'it is in the data folder; set ENTENTE_LOG_SIGNER_DIR to a folder that is not backed up with it',
    }),
  });
}

/** The last events of the ledger's own stream that are looked through: keys, of which there are few. */
const MOST_LOOKED_AT = 200;

/** The leaf that records a key's taking over; null where none does. */
async function rotationIn(store: EventStore, tree: LogTree, next: SignerKey): Promise<number | null> {
  const wanted = writeVerifierKey(verifierOf(next));
  const events = await store
    .readStream(LEDGER_STREAM, 'end', 'backwards', MOST_LOOKED_AT)
    .catch((error: unknown) => {
      if (error instanceof EventStoreError && error.failure.kind === 'STREAM_NOT_FOUND') return [];
      throw error;
    });
  const found = events.find(({ type, bytes }) => type === 'LogKeyRotated' && nextKeyIn(bytes) === wanted);
  return found ? tree.indexAt(found.position.commit) : null;
}

function nextKeyIn(bytes: Uint8Array): string {
  const { data } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    readonly data: EventData['LogKeyRotated'];
  };
  return data.nextKey;
}
