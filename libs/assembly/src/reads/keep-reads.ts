import type { Check, Clock, Configuration, Logger } from '@entente/platform';
import { READS_SIGNER_LOCK, withLock } from '@entente/read-model';
import {
  forgetReads,
  openHeadBook,
  openReadTree,
  readsFolder,
  readsOrigin,
  startSigner,
  type ReadLog,
  type Signer,
} from '@entente/transparency';
import type { Pool } from 'pg';
import { keyNote, logOrigin, withFolder } from '../log-signer.js';

/** What keeps the read log of a ledger. */
export interface ReadKeeping {
  readonly configuration: Pick<Configuration, 'logSigner' | 'readLogDays'>;
  readonly ledgerId: string;
  readonly pool: Pool;
  /** Of a connection of its own, which holds the lock for as long as the signer signs. */
  readonly signerPool: Pool;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What signs the read log, and forgets what was kept for long enough. */
export interface ReadKeeper {
  /** Null where the configuration names no folder for keys. */
  readonly signer: Signer | null;
  stop(): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;
const FORGET_EVERY_MS = 3_600_000;

/** Starts to keep the read log: signed once a minute as the log of events is, by a key of its own, and shortened once an hour. */
export function startKeepingReads(parts: ReadKeeping): ReadKeeper {
  const { configuration, pool, clock, log } = parts;
  let forgetting: Promise<void> = Promise.resolve();
  const forget = async (): Promise<void> => {
    const now = clock.now();
    const before = new Date(now.getTime() - configuration.readLogDays * DAY_MS);
    try {
      const entries = await forgetReads(pool, { before, now });
      if (entries > 0)
        log.info('Entries of the read log were kept for long enough and are forgotten.', { entries });
    } catch (error) {
      log.warn('What is old in the read log was not forgotten; it is tried again in an hour.', { error });
    }
  };
  const look = (): void => {
    forgetting = forgetting.then(forget);
  };
  const timer = setInterval(look, FORGET_EVERY_MS);
  timer.unref();
  look();
  const signer = startReadSigner(parts);
  return {
    signer,
    async stop() {
      clearInterval(timer);
      await signer?.stop();
      await forgetting;
    },
  };
}

function startReadSigner({ configuration, ledgerId, pool, signerPool, log }: ReadKeeping): Signer | null {
  const { logSigner } = configuration;
  if (logSigner === null) return null;
  const folder = readsFolder(logSigner.folder);
  const origin = readsOrigin(logOrigin(ledgerId));
  const book = openHeadBook(pool);
  return startSigner({
    tree: openReadTree(pool),
    book,
    folder,
    origin,
    log: { ...log, error: (message, details) => log.error(message, { ...details, log: origin }) },
    keyNote: keyNote(logSigner),
    witnessing: null,
    stamping: null,
    rotationOf: async () => null,
    withLock: (signal, on) =>
      withLock(signerPool, READS_SIGNER_LOCK, signal, {
        ...on,
        // Nobody outside has to know this key before the log begins: it is made wherever a log is signed.
        held: (lost) =>
          withFolder({ folder, origin, book, log, logSigner, makeKey: true }, () => on.held(lost)),
      }),
  });
}

/** Whether the read log can be written, and is what was signed. */
export async function checkReads(reads: ReadLog, signer: Signer | null): Promise<Check> {
  const written = await reads.check();
  if (!written.ok || signer === null) return written;
  const signed = await signer.check();
  if (signed['signing'] !== 'REFUSING') return signed;
  const reason =
    'the read log is not what was signed: entries were changed or taken away; entente reads verify says which';
  return { ...signed, reason };
}
