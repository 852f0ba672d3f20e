// npm run -s entente -- …: the command line. What it answers is alone on standard output.
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return runOnPinnedNode(['--enable-source-maps', 'dist/apps/cli/src/main.js', ...process.argv.slice(2)]);
});
