import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The Node that npm installed, which everything but this folder runs on. */
export const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Where Node caches compiled code, which later starts need not compile again. */
const compileCache = join(root, 'node_modules', '.cache', 'entente-node');

/** The signals that are forwarded, and the exit code of a process that one of them ended. */
const signals = new Map([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]);

/**
 * Runs a program to its end, in the project's folder, and forwards signals to it: stopping the launcher means stopping the
 * program.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} what it exited with (a signal as 128 and its number)
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    const handOn = (signal) => child.kill(signal);
    for (const signal of signals.keys()) process.on(signal, handOn);
    const watch = watchNpm(() => child.kill('SIGTERM'));
    const done = () => {
      clearInterval(watch);
      for (const signal of signals.keys()) process.removeListener(signal, handOn);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      done();
      resolve(code ?? signals.get(signal) ?? 1);
    });
  });
}

/**
 * Calls back when npm, which runs us, was killed: it could not forward its signal. Without npm the launcher may outlive
 * whatever started it.
 *
 * @param {() => void} gone
 */
function watchNpm(gone) {
  const parent = process.ppid;
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  const watch = setInterval(() => {
    if (!underNpm || process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, 500);
  return watch.unref();
}

/**
 * Runs a script on the pinned Node. It stops when the launcher is killed, too: `leave-with-launcher.mjs` in it notices
 * that the channel between them has closed.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} what it exited with
 */
export function runOnPinnedNode(args) {
  const leave = new URL('./leave-with-launcher.mjs', import.meta.url).href;
  return run(pinnedNode, ['--import', leave, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
}
