// npm test [-- jest's arguments]: installs and builds what is missing, then runs every test. The last line is the count.
// A test that is skipped or todo fails the run: count.mjs says why.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countOf } from './count.mjs';
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch, say } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  // Some tests start the ledger as it is built.
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-'));
  try {
    const results = join(folder, 'results.json');
    const code = await runOnPinnedNode([
      '--import',
      './test/support/typescript-hooks.mjs',
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      // Servers are started and stopped around tests: a busy machine takes longer than jest's five seconds.
      '--testTimeout=120000',
      ...process.argv.slice(2),
      '--json',
      `--outputFile=${results}`,
    ]);
    const text = await readFile(results, 'utf8').catch(() => null);
    const { passed, failed, leftOut } = countOf(text, code, process.argv.slice(2));
    if (leftOut.length > 0) say(`these tests did not run, which fails the run:\n  ${leftOut.join('\n  ')}`);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return code === 0 && failed > 0 ? 1 : code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
