// npm start: installs and builds what is missing, then runs the ledger. Where there is none yet, it opens the demonstration.
// npm start -- --empty [--name … --time-zone … --administrator …]: a ledger of one's own in its place.
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './processes.mjs';
import { launch } from './steps.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const [first, ...rest] = process.argv.slice(2);
  if (first !== '--empty') return run('api', ['--open-demo', ...process.argv.slice(2)]);
  // A ledger that nobody can be asked about has no name, and its first tokens are nobody's in particular.
  if (rest.length > 0 || process.stdin.isTTY) {
    const code = await run('cli', ['init', '--unless-there', ...rest]);
    if (code !== 0) return code;
  }
  return run('api', ['--empty']);
});

/** @param {'api' | 'cli'} app @param {readonly string[]} args */
function run(app, args) {
  return runOnPinnedNode([`dist/programs/${app}.js`, ...args]);
}
