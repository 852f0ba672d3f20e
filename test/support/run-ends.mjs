// After the last test of a run: looks through what the tests left for names in clear, and fails the run over one.
import './typescript-hooks.mjs';
import { rm } from 'node:fs/promises';

export default async function runEnds() {
  const folder = process.env['ENTENTE_TEST_RUN'];
  if (folder === undefined) return;
  const { lookThroughRun } = await import('./names-in-clear.ts');
  // What is found stays for who has to mend it; only a run without a find is cleared away.
  const { people, folders, files, logs } = lookThroughRun(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.stderr.write(
    `The names of ${people} people were looked for in ${files} files of ${folders} folders that tests made, ` +
      `and in all that ${logs} processes wrote: none stands in clear.\n`,
  );
}
