// npm start [-- --empty]: installs and builds what is missing, then runs the ledger. Where there is none yet, it opens the
// demonstration, or with --empty a ledger of one's own.
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const given = process.argv.slice(2);
  return runOnPinnedNode([
    '--enable-source-maps',
    'dist/apps/api/src/main.js',
    ...(given.includes('--empty') ? [] : ['--open-demo']),
    ...given,
  ]);
});
