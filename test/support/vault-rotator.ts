/**
 * Rotates the master key of a vault, and kills itself at a step, as a machine that loses its power would:
 * `vault-rotator.ts <variables as JSON> <new key, or nothing> <step>`.
 */
import { openDatabases, rotateVaultKey } from '@entente/assembly';
import { loadConfiguration, silentLogger } from '@entente/platform';

const [variables = '{}', newKey = '', step = ''] = process.argv.slice(2);
const loaded = loadConfiguration(JSON.parse(variables) as Readonly<Record<string, string>>);
if (!loaded.ok) throw new Error(loaded.problems.join('; '));
const { configuration } = loaded;
const databases = await openDatabases(configuration, { log: silentLogger, beside: false });

function dieAt(reached: string): void {
  if (reached === step) process.kill(process.pid, 'SIGKILL');
}

await rotateVaultKey({
  configuration,
  databases,
  newKey: newKey === '' ? null : Buffer.from(newKey, 'hex'),
  dryRun: false,
  onProgress: () => dieAt('WRAPPING'),
  onStep: dieAt,
});
