/** The peers whose packages are not the project's: each has a folder with packages of its own, and is loaded by its place. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A peer with packages of its own. */
export interface OutsidePeer {
  /** Starts it over what is filled; resolves with its address. */
  start(url: string): Promise<string>;
  /** Fills an empty database, where it has tables of its own. */
  fill?(url: string, agreements: number): Promise<void>;
}

/** Loads a peer; its packages have to be there. */
export async function outsidePeer(name: 'orm' | 'emmett'): Promise<OutsidePeer> {
  return (await import(new URL(`./${name}/start.ts`, import.meta.url).href)) as OutsidePeer;
}

const orm = fileURLToPath(new URL('./orm/', import.meta.url));
const stamp = `${orm}node_modules/.entente-lock`;

/** Installs the packages of the ORM's peer from its lock file, unless they are there, and says so. */
export function installOrm(say: (line: string) => void): void {
  const wanted = readFileSync(`${orm}package-lock.json`, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing the packages of test/bench/peers/orm from the npm registry (npm ci, no install scripts)');
  const flags = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  // Under npm, the very npm that runs this.
  const npm = process.env['npm_execpath'];
  const [command, args] = npm === undefined ? ['npm', flags] : [process.execPath, [npm, ...flags]];
  execFileSync(command, args, { cwd: orm, stdio: ['ignore', 'inherit', 'inherit'] });
  writeFileSync(stamp, wanted);
}

/** What installs Emmett beside its peer. It has no licence (0.42.0), so that whoever measures it decides that. */
export const INSTALL_EMMETT =
  'npm install --no-save --no-package-lock --ignore-scripts --prefix test/bench/peers/emmett ' +
  '@event-driven-io/emmett@0.42.0 @event-driven-io/emmett-postgresql@0.42.0 @event-driven-io/pongo@0.16.11';

/** Whether somebody has installed Emmett. */
export function hasEmmett(): boolean {
  return existsSync(new URL('./emmett/node_modules/', import.meta.url));
}
