import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabases, rotateVaultKey } from '@entente/assembly';
import type { Command } from '@entente/domain';
import { openPostgresVault, VaultKeyDiffersError } from '@entente/ledger';
import type { Post } from '@entente/notices';
import { StartupProblem, loadConfiguration, silentLogger } from '@entente/platform';
import { startRunner } from '@entente/read-model';
import { Webhook } from 'standardwebhooks';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { askOnce, startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { removeFolder } from '../support/names-in-clear.js';

/** The vault's master key is changed by processes that are killed; what it wraps, and what hangs on it, stays whole. */
const PATIENCE_MS = 120_000;
const ADDRESS = 'nobody@example.org';
const HOOK = 'https://example.org/hook?token=t';
type Variables = Readonly<Record<string, string>>;

let server: TestPostgres;
let folder: string;
let keyFile: string;
/** Without where the key comes from. */
let databases: Variables;
let ledgerId: string;
let personId: string;
let secret: string;

const fromFile = (): Variables => ({ ...databases, ENTENTE_VAULT_KEY_FILE: keyFile });
const fromVariable = (key: string): Variables => ({ ...databases, ENTENTE_VAULT_KEY: key });
const fromCommand = (file: string): Variables => ({
  ...databases,
  ENTENTE_VAULT_KEY_COMMAND: `cat '${file}'`,
});
const newKey = () => randomBytes(32).toString('hex');

async function record(made: AssembledLedger, name: string, input: object): Promise<object> {
  const outcome = await made.assembly.ledger.execute({ name, input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused) throw new Error(`${name} was refused: ${outcome.code}`);
  return outcome.events[0]?.envelope.data ?? {};
}

function opened(variables: Variables) {
  const loaded = loadConfiguration({ ENTENTE_DATA_DIR: folder, ...variables });
  if (!loaded.ok) throw new Error(loaded.problems.join('; '));
  const { configuration } = loaded;
  return openDatabases(configuration, { log: silentLogger, beside: false }).then((of) => ({
    configuration,
    databases: of,
  }));
}

/** The address in the vault, which is sealed under its person's key, as a start with these variables reads it. */
async function addressBy(variables: Variables): Promise<string | undefined> {
  const { vaultUrl: connectionString, vaultKey: masterKey } = (await opened(variables)).databases;
  const vault = await openPostgresVault({ connectionString, masterKey, ledgerId });
  try {
    return (await vault.contacts.addresses([personId])).get(personId);
  } finally {
    await vault.close();
  }
}

/** Rotates in a process of its own, which kills itself at a step; resolves with the signal that ended it. */
async function rotateThenDie(variables: Variables, key: string, step: string): Promise<string | null> {
  const hooks = new URL('../support/typescript-hooks.mjs', import.meta.url).href;
  const script = fileURLToPath(new URL('../support/vault-rotator.ts', import.meta.url));
  const given = JSON.stringify({ ENTENTE_DATA_DIR: folder, ...variables });
  const child = spawn(process.execPath, ['--import', hooks, script, given, key, step], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal;
}

async function rotate(variables: Variables, key: string | null) {
  const of = await opened(variables);
  return rotateVaultKey({ ...of, newKey: key === null ? null : Buffer.from(key, 'hex'), dryRun: false });
}

beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'entente-test-rotation-'));
  await chmod(folder, 0o711);
  // Passwords that the key gives are asked for.
  await writeFile(
    join(server.dataDir, 'pg_hba.conf'),
    'host all rotated_writer,rotated_reader 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
  );
  await askOnce(server.url(), 'select pg_reload_conf()');
  const { ENTENTE_VAULT_KEY_FILE: file = '', ...rest } = await environmentOn(server, 'rotated', {
    logInDatabase: true,
  });
  [keyFile, databases] = [file, rest];
  const made = await assembleLedger({ env: fromFile(), logInDatabase: true });
  const { vault, webhooks, ledger } = made.assembly;
  ({ ledgerId } = ledger.identity);
  await record(made, 'depositSource', { sourceId: 's0', kind: 'TEST', sha256: 'a'.repeat(64) });
  const person = await record(made, 'registerPerson', {
    displayName: 'Somebody',
    evidence: [{ sourceId: 's0' }],
  });
  ({ personId } = person as { readonly personId: string });
  await vault.contacts.keep({ personId, address: ADDRESS });
  ({ secret } = await webhooks.add(HOOK, []));
  await made.dispose();
}, PATIENCE_MS);
afterAll(async () => {
  await server?.dispose();
  await removeFolder(folder);
}, PATIENCE_MS);

it(
  'a key in a file: killed while or after all is wrapped, or before the new one has the file’s name, the next start opens everything',
  async () => {
    const keys = [(await readFile(keyFile, 'utf8')).trim()];
    for (const step of ['WRAPPING', 'ALL_WRAPPED', 'COMMITTED']) {
      expect(await rotateThenDie(fromFile(), '', step)).toBe('SIGKILL');
      expect(await addressBy(fromFile())).toBe(ADDRESS);
      keys.push((await readFile(keyFile, 'utf8')).trim());
    }
    const [first, second, third, fourth] = keys;
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
    expect((await readFile(`${keyFile}.before`, 'utf8')).trim()).toBe(first);
  },
  PATIENCE_MS,
);

it(
  'a key in a variable, then of a command: killed before accounts have their new passwords, it is called again with the old key',
  async () => {
    const [old, next, last] = [(await readFile(keyFile, 'utf8')).trim(), newKey(), newKey()];
    expect(await rotateThenDie(fromVariable(old), next, 'COMMITTED')).toBe('SIGKILL');
    await expect(addressBy(fromVariable(old))).rejects.toThrow(VaultKeyDiffersError);
    await expect(addressBy(fromVariable(next))).rejects.toThrow(StartupProblem);
    expect(await rotate(fromVariable(old), next)).toMatchObject({ damaged: 0 });
    expect(await addressBy(fromVariable(next))).toBe(ADDRESS);

    const kms = join(folder, 'kms');
    await writeFile(kms, next, { mode: 0o600 });
    expect(await addressBy(fromCommand(kms))).toBe(ADDRESS);
    expect(await rotate(fromCommand(kms), last)).toMatchObject({ damaged: 0 });
    await expect(addressBy(fromCommand(kms))).rejects.toThrow(StartupProblem);
    await writeFile(kms, last);
    expect(await addressBy(fromCommand(kms))).toBe(ADDRESS);
    await writeFile(keyFile, last);
  },
  PATIENCE_MS,
);

it(
  'after all of that a webhook is sent to its address, signed with its secret, and a person is written to',
  async () => {
    const made = await assembleLedger({ env: fromFile(), logInDatabase: true });
    const runner = startRunner(made.assembly.runnerParts);
    try {
      await record(made, 'depositSource', { sourceId: 's1', kind: 'TEST', sha256: 'b'.repeat(64) });
      await made.caughtUp();
      const posts: Post[] = [];
      const sent = await made.assembly.webhooks.look({
        post: async (post) => {
          posts.push(post);
          return null;
        },
      });
      expect([sent, posts[0]?.url]).toEqual([posts.length, HOOK]);
      for (const { body, headers } of posts)
        expect(new Webhook(secret).verify(body, { ...headers })).toMatchObject({ data: { ledgerId } });
      expect(await made.assembly.vault.contacts.addresses([personId])).toEqual(
        new Map([[personId, ADDRESS]]),
      );
    } finally {
      await runner.stop();
      await made.dispose();
    }
  },
  PATIENCE_MS,
);
