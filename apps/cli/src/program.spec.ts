import { CommanderError, type Command } from 'commander';
import { createProgram } from './program.js';

const program = (): Command =>
  createProgram(() => {
    throw new Error('no configuration is read before the usage is right');
  });

/** Every command that does something, with the words that call it. */
function leavesOf(command: Command, words: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((child) => leavesOf(child, [...words, child.name()]));
}

/** What the program raises when it is called so, its own output kept off the tests'. */
async function usageErrorOf(args: readonly string[]): Promise<unknown> {
  const silence = (command: Command): void => {
    command.configureOutput({ writeErr: () => {}, writeOut: () => {} });
    command.commands.forEach(silence);
  };
  const called = program();
  silence(called);
  return called.parseAsync([...args], { from: 'user' }).catch((error: unknown) => error);
}

it('has the commands that the documentation names', () => {
  expect(leavesOf(program()).map(([words]) => words)).toEqual([
    'init',
    'demo',
    'token create',
    'token list',
    'token revoke',
    'token link',
    'replay',
    'status',
    'projections list',
    'projections lag',
    'projections rebuild',
    'verify',
    'reads list',
    'reads verify',
    'key create',
    'key show',
    'key rotate',
    'key rotate-vault',
    'log copy',
    'files verify',
    'files copy',
    'export',
    'publish',
    'import',
    'contact add',
    'contact list',
    'contact remove',
    'notices send',
    'notices list',
    'notices held',
    'notices release',
    'notices retry',
    'webhook add',
    'webhook list',
    'webhook remove',
    'webhook dead',
    'webhook replay',
  ]);
});

it.each(leavesOf(program()))('%s says what it does and answers JSON when asked to', (words, command) => {
  const help = command.helpInformation();
  expect(help).toContain(`Usage: entente ${words}`);
  expect(command.description()).toMatch(/\.$/);
  expect(help).toContain('--json');
});

it.each([
  [[]],
  [['nonsense']],
  [['token']],
  [['status']],
  [['status', 'amq-mbi', '--valid-on', '2023-02-29']],
  [['status', 'amq-mbi', '--known-at', '2025-04-16']],
  [['status', 'amq-mbi', '--known-at', '2025-02-30T00:00:00Z']],
  [['status', 'amq-mbi', '--position', '150']],
  [['status', 'amq-mbi', '--position', 'f1a7f0a6-0000000000000096', '--known-at', '2025-04-16T00:00:00Z']],
  [['replay']],
  [['replay', 'agreement-x', '--from', '-1']],
  [['replay', 'agreement-x', '--from', '1e3']],
  [['token', 'create', '--role', 'auditor']],
  [['token', 'create', '--role', 'king', '--name', 'x']],
  [['token', 'create', '--role', 'auditor', '--name', ' ']],
  [['token', 'create', '--role', 'auditor', '--name', 'a\u0000b']],
  [['demo', '--dry-run', 'too', 'much']],
  [['verify', 'agreement-x']],
  [['reads', 'list', '--most', '0']],
  [['export', 'persons']],
  [['export', 'agreements', '--as-of', 'yesterday']],
  [['export', '--bundle', 'folder', '--format', 'csv']],
  [['publish']],
  [['publish', 'public', '--except', 'not an id']],
  [['import', 'register.csv']],
  [['import', 'register.csv', '--profile', 'esac', '--published-on', '14/04/2025']],
  [['import', 'register.csv', '--profile', 'esac', '--choose', 'days:signed']],
])('refuses wrong usage before anything is opened: %j', async (args) => {
  const error = await usageErrorOf(args);
  expect(error).toBeInstanceOf(CommanderError);
  expect((error as CommanderError).exitCode).not.toBe(0);
});

it('reads the configuration only when a command is called as it should be', async () => {
  expect(await usageErrorOf(['token', 'list'])).toEqual(
    new Error('no configuration is read before the usage is right'),
  );
});
