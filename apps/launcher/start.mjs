// npm start: installs and builds what is missing, then runs the ledger.
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return runOnPinnedNode([
    '--enable-source-maps',
    'dist/apps/api/src/main.js',
    '--open-demo',
    ...process.argv.slice(2),
  ]);
});
