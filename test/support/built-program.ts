/** Runs the apps as they are built, as their own processes: what `npm test` has just compiled to `dist`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keepLog } from './names-in-clear.js';

const root = join(import.meta.dirname, '..', '..');

/** The ways to call a program: variables besides the test's own, of which none of `ENTENTE_*` is handed on. */
export type Variables = Readonly<Record<string, string>>;

/** A program under way. */
export interface Program {
  readonly child: ChildProcess;
  /** All it has written so far. */
  readonly written: { stdout: string; stderr: string };
  /** What it exited with (a signal as its name), when it has. */
  readonly ended: Promise<number | string>;
  /** Resolves when what it has written so far passes; rejects when it ends before. */
  until(passes: (written: { readonly stdout: string; readonly stderr: string }) => boolean): Promise<void>;
}

/** Starts `dist/programs/<app>.js`. */
export function startProgram(
  app: 'api' | 'cli' | 'worker',
  args: readonly string[],
  variables: Variables,
): Program {
  const main = join(root, 'dist', 'programs', `${app}.js`);
  if (!existsSync(main))
    throw new Error(`${main} is not there: run the tests with npm test, which builds it`);
  // Node may keep what it has compiled.
  const inherited = Object.entries(process.env).filter(
    ([name]) => name === 'NODE_COMPILE_CACHE' || !/^(ENTENTE|NODE|JEST)_/.test(name),
  );
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...Object.fromEntries(inherited), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  const keep = keepLog(app);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    // What the command line prints there is its answer, and an answer may name people to the caller.
    if (app !== 'cli') keep(text);
    written.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    keep(text);
    written.stderr += text;
  });
  let end: number | string | null = null;
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      end = code ?? signal ?? 'lost';
      resolve(end);
    });
  });
  return {
    child,
    written,
    ended,
    async until(passes) {
      while (!passes(written)) {
        if (end !== null)
          throw new Error(`${app} ended (${end}) before:\n${written.stdout}\n${written.stderr}`);
        await pause(20);
      }
    },
  };
}

/** What a program answered, once it has ended. */
export interface Answer {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export async function runProgram(
  app: 'api' | 'cli' | 'worker',
  args: readonly string[],
  variables: Variables,
): Promise<Answer> {
  const program = startProgram(app, args, variables);
  const code = await program.ended;
  return { code, ...program.written };
}
