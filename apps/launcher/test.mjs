// npm test [-- jest's arguments]: installs and builds what is missing, then runs every test. The last line is the count.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  // Some tests start the ledger as it is built.
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-'));
  try {
    const results = join(folder, 'results.json');
    const code = await runOnPinnedNode([
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      // Servers are started and stopped around tests: a busy machine takes longer than jest's five seconds.
      '--testTimeout=60000',
      ...process.argv.slice(2),
      '--json',
      `--outputFile=${results}`,
    ]);
    const { passed, failed } = await count(results, code);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return code === 0 && failed > 0 ? 1 : code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** A suite that could not run at all is a failure like a test's; so is a run that ended without results. */
async function count(results, code) {
  const text = await readFile(results, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
