import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pinnedNode, root, run } from './processes.mjs';
import { say, step, Stopped } from './steps.mjs';

const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const installedStamp = join(modules, '.entente-lock');
const builtStamp = join(root, 'dist', '.stamp');

/** Installs the dependencies unless those of the present package-lock.json are there. */
export async function ensureInstalled() {
  const wanted = hash([await readFile(lockFile)]);
  if ((await text(installedStamp)) === wanted && existsSync(pinnedNode)) return;
  await alone('install', async () => {
    if ((await text(installedStamp)) === wanted && existsSync(pinnedNode)) return;
    if (!(await isInstalledByHand())) await step('installing the dependencies (npm ci)', installDependencies);
    if (!existsSync(pinnedNode)) {
      throw new Error(
        'the dependencies are installed, but the Node among them is not: their install scripts did not run ' +
          '(is ignore-scripts set in an .npmrc?); allow them and start again',
      );
    }
    await write(installedStamp, wanted);
  });
}

/** The pages that are built apart from the apps, where their sources are there. */
const PAGES = [
  ['console', 'the console'],
  ['graphiql', 'the GraphiQL page'],
];

/** Builds the apps unless they are built from the present sources. */
export async function ensureBuilt() {
  if ((await text(builtStamp)) === (await sourcesHash())) return;
  await alone('build', async () => {
    const wanted = await sourcesHash();
    if ((await text(builtStamp)) === wanted) return;
    await rm(builtStamp, { force: true });
    await step('building the apps', () => npm(['run', '--silent', 'build'], withPinnedNode()));
    for (const [app, what] of PAGES)
      if (existsSync(join(root, 'apps', app)))
        await step(`building ${what}`, () => npm(['run', '--silent', `build:${app}`], withPinnedNode()));
    // The sources of before the build: what changed meanwhile is built at the next start.
    await write(builtStamp, wanted);
  });
}

/** The output of a step goes to standard error, like the steps; standard output belongs to the program started last. */
const quiet = { stdio: ['ignore', 2, 2] };

async function installDependencies() {
  // Flags, for npm hands its own settings (--silent of `npm run -s`, --omit=dev of NODE_ENV=production) on to what it runs.
  await npm(['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']);
}

async function npm(args, env = process.env) {
  // Under npm, the very npm that runs us; no shell either way.
  const cli = process.env.npm_execpath;
  const isScript = cli !== undefined && /npm-cli\.[cm]?js$/.test(cli);
  const windows = process.platform === 'win32';
  const options = { ...quiet, env, shell: !isScript && windows };
  await mustSucceed(isScript ? run(process.execPath, [cli, ...args], options) : run('npm', args, options));
}

function withPinnedNode() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH ?? ''].join(separator) };
}

/** @param {Promise<number>} running */
async function mustSucceed(running) {
  const code = await running;
  if (code !== 0) throw new Stopped(code);
}

/**
 * Whether node_modules, without our stamp, holds exactly what the lock file says: somebody ran `npm ci` by hand. npm notes
 * what it installed when it has installed all of it.
 */
async function isInstalledByHand() {
  const noted = await text(join(modules, '.package-lock.json'));
  if (noted === null || !existsSync(pinnedNode)) return false;
  const wanted = JSON.parse(await readFile(lockFile, 'utf8')).packages;
  const present = JSON.parse(noted).packages;
  const same = (path) =>
    wanted[path]?.version === present[path]?.version && wanted[path]?.integrity === present[path]?.integrity;
  return (
    Object.keys(present).every(same) &&
    Object.keys(wanted).every((path) => path === '' || path in present || wanted[path].optional === true)
  );
}

async function sourcesHash() {
  const paths = [
    ...(await filesBelow(join(root, 'apps'))),
    ...(await filesBelow(join(root, 'libs'))),
    ...[
      'package-lock.json',
      'package.json',
      'tsconfig.json',
      'nest-cli.json',
      'apps/launcher/vite.config.js',
    ].map((name) => join(root, name)),
  ].filter((path) => existsSync(path));
  const parts = await Promise.all(
    paths.sort().map(async (path) => [relative(root, path), '\0', await readFile(path), '\0']),
  );
  return hash(parts.flat());
}

/** The files of a folder that a build is made from. */
async function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return ['node_modules', 'dist', 'launcher'].includes(entry.name) ? [] : filesBelow(path);
      return /\.spec\.tsx?$/.test(entry.name) ? [] : [path];
    }),
  );
  return lists.flat();
}

/**
 * Does something while no other launcher does it. A lock whose launcher is gone is taken over; that two take it over in
 * the same moment costs a failed build, which the next start makes good.
 */
async function alone(what, work) {
  // Not in node_modules or dist: `npm ci` and the build remove those.
  const path = join(root, `.entente-${what}.lock`);
  let announced = false;
  for (;;) {
    const file = await open(path, 'wx').catch((error) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (file !== null) {
      await file.writeFile(String(process.pid));
      await file.close();
      break;
    }
    const holder = Number(await text(path));
    const written = await stat(path).catch(() => null);
    // Empty: being written at this moment, unless its writer was killed then.
    const abandoned =
      holder > 0 ? !isThere(holder) : written !== null && Date.now() - written.mtimeMs > 5_000;
    if (abandoned) await rm(path, { force: true });
    else if (!announced) {
      announced = true;
      say(`waiting for the ${what} of another launcher (process ${holder})`);
    }
    await delay(100);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function text(path) {
  return readFile(path, 'utf8').catch(() => null);
}

async function write(path, content) {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex');
}
