import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nothingThere } from '../kept/nothing-there.js';
import { left, type ImportRun } from './run.js';

/** The imports of a ledger, kept in its data folder: one that was stopped, even killed, is there when the ledger starts again. */
export interface KeptRuns {
  /** The run of a file; null where there is none. */
  run(id: string): Promise<ImportRun | null>;
  /** The last runs, the newest first. */
  runs(most: number): Promise<readonly ImportRun[]>;
  keep(run: ImportRun): Promise<void>;
}

const ALL_LISTED = { faults: 0, warnings: 0, skipped: 0, changes: 0, questions: 0 };

/** A run as it was kept; reports listed everything once, and no changes. */
function runIn(text: string): ImportRun {
  const run = JSON.parse(text) as ImportRun;
  const { report } = run;
  return {
    ...run,
    report: report && {
      ...report,
      changes: report.changes ?? [],
      unlisted: { ...ALL_LISTED, ...report.unlisted },
    },
  };
}

/** Runs are kept below a folder, for whoever runs the ledger alone to read. */
export function openKeptRuns(folder: string): KeptRuns {
  const run = async (id: string): Promise<ImportRun | null> => {
    if (!/^[0-9a-f]{64}$/.test(id)) return null;
    const text = await readFile(join(folder, `${id}.json`), 'utf8').catch(nothingThere);
    return text === null ? null : left(runIn(text));
  };
  return {
    run,
    async runs(most) {
      const names = (await readdir(folder).catch(nothingThere)) ?? [];
      const ids = names
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length));
      const all = (await Promise.all(ids.map(run))).filter((one) => one !== null);
      return all.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most);
    },
    async keep(kept) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${kept.id}.json`);
      await writeFile(`${path}.part`, JSON.stringify(kept), { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
  };
}
