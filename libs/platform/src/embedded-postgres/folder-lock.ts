import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, stillRuns, type ProcessIdentity } from './process-identity.js';
import { StartupProblem } from './startup-problem.js';

/** A held lock on a folder. */
export interface FolderLock {
  /** Gives the folder free. Idempotent. */
  release(): Promise<void>;
}

/**
 * Takes a folder, which `variable` names, for this process, or raises {@link StartupProblem} naming the one that has it. A lock whose
 * process is gone is cleared away.
 *
 * Every claimant writes a claim of its own into the folder `lock` and holds the lock if it then sees no other living
 * claim. One shared file would have to be replaced when it is stale, and two that replace it at once both win; a dead
 * process's own claim can be removed by anybody at any time. Two that come at the same moment may see each other: the
 * one whose claim sorts first waits for the other to step back.
 */
export async function lockFolder(folder: string, variable = 'ENTENTE_DATA_DIR'): Promise<FolderLock> {
  const self = await identify(process.pid);
  const mine: Claim = {
    pid: process.pid,
    started: self?.started ?? '',
    name: `${String(Date.now()).padStart(14, '0')}-${process.pid}-${randomUUID()}.json`,
  };
  const locks = join(folder, 'lock');
  await mkdir(locks, { recursive: true });
  await writeClaim(locks, mine);
  const withdraw = (): Promise<void> => rm(join(locks, mine.name), { force: true });

  for (let patience = 20; ; patience -= 1) {
    const others = (await livingClaims(locks)).filter((claim) => claim.name !== mine.name);
    const first = others[0];
    if (first === undefined) return { release: withdraw };
    if (first.name < mine.name || patience === 0) {
      await withdraw();
      throw new StartupProblem(
        `${folder} is used by another Entente, process ${first.pid}; ` +
          `stop that one first, or set ${variable} to another folder`,
      );
    }
    await delay(50);
  }
}

interface Claim extends ProcessIdentity {
  /** The claim's file. Sorts by time; which of two comes first only has to be the same for both. */
  readonly name: string;
}

async function writeClaim(locks: string, claim: Claim): Promise<void> {
  // Written aside first: a claim that is there is whole.
  const draft = join(locks, `${claim.name}.draft`);
  const file = await open(draft, 'wx', 0o644);
  try {
    await file.writeFile(JSON.stringify({ pid: claim.pid, started: claim.started }));
  } finally {
    await file.close();
  }
  await rename(draft, join(locks, claim.name));
}

async function livingClaims(locks: string): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  for (const name of (await readdir(locks)).sort()) {
    if (!name.endsWith('.json')) {
      // A draft whose writer was killed; one whose writer lives is about to be a claim.
      if ((await identify(Number(name.split('-')[1]) || 0)) === null)
        await rm(join(locks, name), { force: true });
      continue;
    }
    const text = await readFile(join(locks, name), 'utf8').catch(() => null);
    if (text === null) continue;
    const identity = parseIdentity(text);
    if (identity !== null && (await stillRuns(identity))) claims.push({ ...identity, name });
    else await rm(join(locks, name), { force: true });
  }
  return claims;
}

function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    if (!('pid' in value) || !Number.isSafeInteger(value.pid) || Number(value.pid) <= 0) return null;
    return {
      pid: Number(value.pid),
      started: 'started' in value && typeof value.started === 'string' ? value.started : '',
    };
  } catch {
    return null;
  }
}
