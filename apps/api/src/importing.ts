import { join } from 'node:path';
import { openNotedFile, type Assembly } from '@entente/assembly';
import { LEDGER_STREAMS } from '@entente/domain';
import { createImporter, createImports, openKeptImports, openKeptRuns } from '@entente/exchange';
import { loggedError, systemClock, type Logger } from '@entente/platform';
import type { ApiParts } from './api-parts.js';

/** A large import is projected in minutes. */
const PATIENCE_MS = 5 * 60_000;

/** The imports of a ledger, kept in its data folder beside those of the command line. */
export function importsOver(
  assembly: Pick<Assembly, 'ledger' | 'readModel' | 'files' | 'reads' | 'store' | 'importHolds'>,
  { dataDir, logger }: { readonly dataDir: string; readonly logger: Logger },
): NonNullable<ApiParts['imports']> {
  const { ledger, readModel, files, reads, store, importHolds } = assembly;
  const kept = openKeptImports(join(dataDir, 'import'));
  const now = (): Date => systemClock.now();
  const imports = createImports({
    kept,
    runs: openKeptRuns(join(dataDir, 'import-runs')),
    files,
    open: (hash, { actor }) => openNotedFile(files, reads, { reader: { who: actor, way: 'import' }, hash }),
    now,
    importerFor({ actor, mayRecord }) {
      const importer = createImporter({ ledger, readModel, files, kept, caller: { actor }, mayRecord, now });
      // Nobody is written to of what stood in a list, until it is recorded or given up.
      return {
        ...importer,
        record: (plan, ...of) =>
          importHolds.whileImporting(
            { importId: plan.sha256, file: plan.file },
            () => importer.record(plan, ...of),
            ({ isWhole }) => isWhole,
          ),
      };
    },
    giveUp: (id) => importHolds.giveUp(id),
    async caughtUp() {
      const head = await store.head(LEDGER_STREAMS);
      if (head) await readModel.waitFor(head.commit, PATIENCE_MS);
    },
    onError: (error) => logger.error('An import stopped at an error.', loggedError(error)),
  });
  return { imports, kept };
}
