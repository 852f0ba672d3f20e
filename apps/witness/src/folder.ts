import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupProblem, readIfThere, replaceFile, syncFolder, writeNewFile } from '@entente/platform';
import {
  makeSignerKey,
  parseSignerKey,
  parseVerifierKey,
  writeSignerKey,
  writeVerifierKey,
  type SignerKey,
  type VerifierKey,
} from '@entente/proof';

/** What a witness keeps: its private key, the logs that it cosigns, and what it cosigned last of each. */
export interface WitnessFolder {
  readonly path: string;
  /** The private key. @throws {StartupProblem} where there is none, or what it cosigned is gone */
  key(): Promise<SignerKey>;
  /** The keys of the logs that are cosigned; a log has several while its key changes. */
  logs(): Promise<readonly VerifierKey[]>;
  /** Adds keys of logs; those that are there are left as they are. */
  trust(keys: readonly VerifierKey[]): Promise<void>;
  /** The note that was cosigned last of a log; null where none was. */
  lastCosigned(origin: string): Promise<string | null>;
  /** Keeps a note that is about to be cosigned: on disk when it resolves, whatever happens. */
  keepCosigned(origin: string, note: string): Promise<void>;
  /** Keeps a signed note that contradicts one which was cosigned, as evidence against the log. The first one is kept. */
  keepEvidence(origin: string, note: string): Promise<void>;
}

const KEY = 'witness.key';
const LOGS = 'logs';
const COSIGNED = 'cosigned';
const EVIDENCE = 'evidence';

/** Makes a witness in a folder: its key, and the place of what it cosigns. @throws {StartupProblem} where there is one */
export async function makeWitness(path: string, name: string): Promise<SignerKey> {
  const key = makeSignerKey(name);
  // The key last: a folder with a key has the place of what was cosigned with it.
  await mkdir(join(path, COSIGNED), { recursive: true, mode: 0o700 });
  await syncFolder(path);
  await writeNewFile(path, KEY, `${writeSignerKey(key)}\n`);
  return key;
}

/** A witness's folder. */
export function openWitnessFolder(path: string): WitnessFolder {
  const logs = async (): Promise<readonly VerifierKey[]> => {
    const lines = ((await readIfThere(join(path, LOGS))) ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line) => {
      const key = parseVerifierKey(line);
      if (key === null) throw new StartupProblem(`${join(path, LOGS)} holds a line that is not a log’s key`);
      return key;
    });
  };
  return {
    path,
    logs,
    async key() {
      const text = await readIfThere(join(path, KEY));
      const key = text === null ? null : parseSignerKey(text.trim());
      if (key === null)
        throw new StartupProblem(`${path} holds no witness; make one: entente-witness init ${path} --name …`);
      // A witness that forgot what it cosigned could cosign another history: its key must not be used again.
      if (!(await isFolder(join(path, COSIGNED))))
        throw new StartupProblem(
          `${join(path, COSIGNED)} is gone, and with it what this key cosigned; restore it, or make a new witness elsewhere`,
        );
      return key;
    },
    async trust(keys) {
      const lines = (await logs()).map(writeVerifierKey);
      const all = new Set([...lines, ...keys.map(writeVerifierKey)]);
      await replaceFile(path, LOGS, [...all].map((line) => `${line}\n`).join(''));
    },
    lastCosigned: (origin) => readIfThere(join(path, COSIGNED, fileOf(origin))),
    keepCosigned: (origin, note) => replaceFile(join(path, COSIGNED), fileOf(origin), note),
    async keepEvidence(origin, note) {
      if ((await readIfThere(join(path, EVIDENCE, fileOf(origin)))) === null)
        await replaceFile(join(path, EVIDENCE), fileOf(origin), note);
    },
  };
}

/** A log's name may hold what a file's may not. */
function fileOf(origin: string): string {
  return createHash('sha256').update(origin).digest('hex');
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
