// Before the first test of a run: gives the run a folder of its own, which everything that a test makes lies in.
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function runBegins() {
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-run-'));
  // Under root PostgreSQL runs as another user, who has to pass through.
  await chmod(folder, 0o711);
  process.env['ENTENTE_TEST_RUN'] = folder;
  process.env['TMPDIR'] = folder;
}
