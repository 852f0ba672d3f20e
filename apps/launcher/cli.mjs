// npm run -s entente -- …: the command line. Standard output holds its answer and nothing else.
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return runOnPinnedNode(['dist/programs/cli.js', ...process.argv.slice(2)]);
});
