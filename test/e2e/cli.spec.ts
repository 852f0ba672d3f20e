import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, openDatabases } from '@entente/assembly';
import type { Command } from '@entente/domain';
import { canonicalBytes } from '@entente/proof';
import {
  loadConfiguration,
  silentLogger,
  startEmbeddedPostgres,
  systemClock,
  type EmbeddedPostgres,
} from '@entente/platform';
import { startRunner } from '@entente/read-model';
import { Client } from 'pg';
import { startBucketServer } from '../support/bucket-server.js';
import {
  runProgram,
  startProgram,
  type Answer,
  type Program,
  type Variables,
} from '../support/built-program.js';
import { copyDataFolder } from '../support/data-folder.js';
import { RUNS_ON_EVENTSTOREDB, placesByFolder } from '../support/log-stores.js';
import { people, removeFolder } from '../support/names-in-clear.js';

const CORRIDOR = 'agreement-corridor-ne';
const LONG = 120_000;

let folder: string;
/** A ledger with the demonstration in it. */
let ledger: string;
let database: EmbeddedPostgres;

const places = placesByFolder();
/** The ledgers whose log a test changes in its tables. */
const CHANGED = ['damaged', 'stopped', 'verified'];
const variablesOf = (dataDir: string): Promise<Variables> =>
  places.variables(dataDir, { logInDatabase: CHANGED.some((name) => dataDir.endsWith(name)) });

const cli = async (args: readonly string[], dataDir = ledger): Promise<Answer> =>
  runProgram('cli', args, await variablesOf(dataDir));

async function answerOf<T>(args: readonly string[], dataDir = ledger): Promise<T> {
  const { code, stdout, stderr } = await cli([...args, '--json'], dataDir);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

type Json = Readonly<Record<string, unknown>>;

interface Refusal {
  readonly error: { readonly code: string; readonly message: { readonly fr: string; readonly en: string } };
}

function refusalIn({ stderr }: Answer): Refusal['error'] {
  const line = stderr.split('\n').find((text) => text.startsWith('{'));
  return (JSON.parse(line ?? 'null') as Refusal).error;
}

/** Makes another ledger with the demonstration: a copy where the log is in the data folder. */
async function loadDemonstration(dataDir: string): Promise<void> {
  if (!RUNS_ON_EVENTSTOREDB) return copyDataFolder(join(folder, 'loaded'), dataDir);
  expect((await cli(['demo'], dataDir)).code).toBe(0);
}

/** The API on the ledger with the demonstration: it runs the database itself. */
async function startApi(): Promise<Program> {
  await database.stop();
  const api = startProgram('api', [], { ...(await variablesOf(ledger)), ENTENTE_PORT: '0' });
  await api.until(({ stdout }) => stdout.includes('/graphql'));
  return api;
}

async function stopApi(api: Program): Promise<void> {
  api.child.kill('SIGTERM');
  expect(await api.ended).toBe(0);
  database = await startEmbeddedPostgres({ dataDir: ledger });
}

/** What a replayed event's envelope holds, as far as these tests look. */
interface Replayed {
  readonly revision: number;
  readonly position: string;
  readonly hash: string;
  readonly envelope: {
    readonly prev: string | null;
    readonly recorded: string;
    readonly cause: { readonly command: string };
  };
  readonly sealed: readonly { readonly pointer: string; readonly state: string; readonly value?: unknown }[];
}

interface Replay {
  readonly events: readonly Replayed[];
}

const replayOf = (...args: readonly string[]): Promise<Replay> => answerOf(['replay', CORRIDOR, ...args]);

/** The whole stream, closed, as no test changes it: asked once. */
const wholeReplay = (): Promise<Replay> => (whole ??= replayOf());
let whole: Promise<Replay> | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-cli-'));
  ledger = join(folder, 'demonstration');
  const { code, stderr } = await cli(['demo']);
  if (code !== 0) throw new Error(`the demonstration was not loaded: ${stderr}`);
  await copyDataFolder(ledger, join(folder, 'loaded'));
  // Beside whoever runs the database a command begins at once; those on other folders start it each.
  database = await startEmbeddedPostgres({ dataDir: ledger });
}, LONG);

afterAll(async () => {
  await database?.stop();
  await places.dispose();
  await removeFolder(folder);
});

describe('what leaves the ledger', () => {
  it(
    'is a table in a file that is there whole, and a public register, as of both dates',
    async () => {
      const file = join(folder, 'agreements.csv');
      const { asOf } = await answerOf<{ asOf: { validOn: string } }>(
        `export agreements --language en --as-of 2024-06-04 --output ${file}`.split(' '),
      );
      expect(asOf.validOn).toBe('2024-06-04');
      const table = await readFile(file, 'utf8');
      expect(table).toMatch(/^\uFEFFagreementId,title,kind,status,/);
      expect(table).toMatch(/^amq-mbi,.*,IN_FORCE,CERTAIN,YES,/m);

      const place = join(folder, 'public');
      const published = await answerOf<Json>(['publish', place, '--as-of', '2025-04-17']);
      expect(published).toMatchObject({ written: true, asOf: { validOn: '2025-04-17' } });
      expect(await readFile(join(place, 'agreements/corridor-ne.fr.html'), 'utf8')).toContain(
        'au plus tard le 28 janvier 2025',
      );
    },
    LONG,
  );

  it('is refused in a form that it does not have', async () => {
    const { code, stderr } = await cli(['export', 'records', '--format', 'csv'], join(folder, 'never-made'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('records can be written as jsonld.')]);
  });
});

describe('demo', () => {
  it(
    'lists its steps and makes nothing with --dry-run',
    async () => {
      const nowhere = join(folder, 'never-made');

      const { steps } = await answerOf<{ steps: readonly { command: string; recorded: string }[] }>(
        ['demo', '--dry-run'],
        nowhere,
      );

      expect(steps.filter(({ command }) => command === 'recordSignature').length).toBeGreaterThanOrEqual(9);
      expect(steps[0]).toMatchObject({ command: 'depositSource', recorded: '2025-01-28T18:00:00.000Z' });
      expect(existsSync(nowhere)).toBe(false);
    },
    LONG,
  );

  it(
    'records nothing when it was loaded before',
    async () => {
      const before = await answerOf<{ head: string }>(['projections', 'lag']);

      const again = await answerOf<{ recorded: number; repeated: number }>(['demo']);

      expect(again.recorded).toBe(0);
      expect(again.repeated).toBeGreaterThan(50);
      expect(await answerOf<{ head: string }>(['projections', 'lag'])).toMatchObject({ head: before.head });
    },
    LONG,
  );

  it(
    'goes on where it was when it was stopped, and when it was killed, while loading',
    async () => {
      const killed = join(folder, 'killed');
      const stopped = startProgram('cli', ['demo'], await variablesOf(killed));
      await stopped.until(({ stderr }) => /demonstration: (\d\d) of/.test(stderr));
      stopped.child.kill('SIGINT');
      expect(await stopped.ended).toBe(130);
      expect(stopped.written.stdout).toBe('');
      expect(stopped.written.stderr.replace(/^demonstration: .*\n/gm, '')).toBe(
        'stopped before it was done; call it again to go on\n',
      );
      const first = startProgram('cli', ['demo'], await variablesOf(killed));
      await first.until(({ stderr }) => /demonstration: [4-7]\d of/.test(stderr));
      first.child.kill('SIGKILL');
      await first.ended;

      const second = await answerOf<{ recorded: number; repeated: number }>(['demo'], killed);

      const { repeated } = await answerOf<{ repeated: number }>(['demo']);
      expect(second.repeated).toBeGreaterThan(0);
      expect(second.recorded).toBeGreaterThan(0);
      expect(second.recorded + second.repeated).toBe(repeated);
      const corridor = await answerOf<{ events: readonly unknown[] }>(['replay', CORRIDOR], killed);
      expect(corridor.events).toHaveLength((await wholeReplay()).events.length);
    },
    LONG,
  );

  it(
    'refuses a ledger that is not a demonstration, beside the process that runs it',
    async () => {
      const real = join(folder, 'real');
      const worker = startProgram('worker', [], {
        ...(await variablesOf(real)),
        ENTENTE_PORT: '0',
      });
      await worker.until(({ stderr }) => stderr.includes('The worker has started'));

      const refused = await cli(['demo', '--json'], real);

      expect(refused.code).toBe(1);
      expect(refusalIn(refused)).toMatchObject({
        code: 'NOT_A_DEMONSTRATION',
        message: {
          fr: expect.stringContaining('n’est pas une démonstration') as string,
          en: expect.stringContaining('is not a demonstration') as string,
        },
      });
      expect(await answerOf(['projections', 'lag'], real)).toMatchObject({ versions: [{ behind: '0' }] });
      worker.child.kill('SIGTERM');
      expect(await worker.ended).toBe(0);
    },
    LONG,
  );

  it(
    'does nothing to a demonstration that is loaded and in use, and says so',
    async () => {
      const used = join(folder, 'used');
      await loadDemonstration(used);
      await record(used, NEWCOMER);
      const before = await answerOf<{ head: string }>(['projections', 'lag'], used);

      const { code, stdout } = await cli(['demo'], used);

      expect(code).toBe(0);
      expect(stdout).toBe('The demonstration is loaded already; nothing was done.\n');
      expect(await answerOf(['demo'], used)).toMatchObject({ recorded: 0 });
      expect(await answerOf(['projections', 'lag'], used)).toMatchObject({ head: before.head });
    },
    LONG,
  );
});

describe('init', () => {
  const OPENING = [
    '--name',
    'Corridor des semi-conducteurs',
    '--time-zone',
    'Europe/Paris',
    '--administrator',
    'Z. Essai',
  ];

  it(
    'opens an empty ledger with its name, its zone and its first tokens; a second time it refuses',
    async () => {
      const dataDir = join(folder, 'init');
      const nobody = await cli(['init', '--name', 'Sans personne'], dataDir);
      expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('--administrator') as string });

      const dry = await answerOf<{ ledgerId: null }>(['init', '--dry-run', ...OPENING], dataDir);
      expect(dry).toMatchObject({ ledgerId: null, tokensFile: null, name: 'Corridor des semi-conducteurs' });
      const opened = await answerOf<{ ledgerId: string; tokensFile: string }>(['init', ...OPENING], dataDir);
      expect(opened).toMatchObject({ timeZone: 'Europe/Paris', administrator: 'Z. Essai' });
      expect((await stat(opened.tokensFile)).mode & 0o777).toBe(0o600);
      const tokens = await answerOf<readonly { role: string }[]>(['token', 'list'], dataDir);
      expect(tokens.toSorted((a, b) => a.role.localeCompare(b.role))).toMatchObject(
        ['auditor', 'dashboard', 'depositary', 'secretariat'].map((role) => ({
          role,
          name: 'Z. Essai',
          lastUsed: null,
        })),
      );

      const again = await cli(['init', '--json', ...OPENING], dataDir);
      expect([again.code, refusalIn(again).code]).toEqual([1, 'LEDGER_THERE']);
      expect(refusalIn(again).message.fr).toContain('Corridor des semi-conducteurs');
      expect(await cli(['init', '--unless-there', ...OPENING], dataDir)).toMatchObject({
        code: 0,
        stdout: '',
      });
      const elsewhere = await cli(['init', '--json', '--unless-there', ...OPENING], ledger);
      expect(refusalIn(elsewhere).code).toBe('LEDGER_THERE');

      const api = startProgram('api', ['--empty'], {
        ...(await variablesOf(dataDir)),
        ENTENTE_PORT: '0',
      });
      await api.until(({ stdout }) => stdout.includes('/graphql'));
      const auditor = /auditor +(\S+)/.exec(await readFile(opened.tokensFile, 'utf8'))?.[1];
      const response = await fetch(/http\S+\/graphql/.exec(api.written.stdout)?.[0] ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${auditor}` },
        body: JSON.stringify({ query: '{ ledger { id name timeZone demonstration } }' }),
      });
      expect(await response.json()).toEqual({
        data: {
          ledger: {
            id: opened.ledgerId,
            name: 'Corridor des semi-conducteurs',
            timeZone: 'Europe/Paris',
            demonstration: false,
          },
        },
      });
      api.child.kill('SIGTERM');
      expect(await api.ended).toBe(0);
    },
    LONG,
  );
});

describe('token', () => {
  it(
    'creates one that is shown once, lists it and revokes it',
    async () => {
      const created = await answerOf<{ token: string; tokenId: string }>([
        'token',
        'create',
        '--role',
        'auditor',
        '--name',
        'Zoé',
        '--valid-days',
        '90',
      ]);
      expect(created.token).toMatch(/^ent_[0-9a-f]{16}_[\w-]{43}$/);

      const list = await cli(['token', 'list', '--json']);
      expect(JSON.parse(list.stdout)).toContainEqual(
        expect.objectContaining({
          tokenId: created.tokenId,
          role: 'auditor',
          name: 'Zoé',
          revoked: null,
          expires: expect.stringMatching(/^\d{4}-/) as string,
        }),
      );
      expect(list.stdout).not.toContain(created.token.slice(-43));

      expect(await answerOf(['token', 'revoke', created.tokenId])).toEqual({
        tokenId: created.tokenId,
        revoked: true,
      });
      const again = await cli(['token', 'revoke', created.tokenId]);
      expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('TOKEN_NOT_FOUND') as string });
    },
    LONG,
  );

  it(
    'creates one beside a running ledger, which takes it, and refuses it once it is revoked',
    async () => {
      const api = await startApi();
      const url = /http\S+\/graphql/.exec(api.written.stdout)?.[0] ?? '';
      const { token, tokenId } = await answerOf<{ token: string; tokenId: string }>([
        'token',
        'create',
        '--role',
        'dashboard',
        '--name',
        'Tableau de bord',
      ]);
      const ask = async (): Promise<unknown> => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query: '{ position { head } }' }),
        });
        return response.json();
      };
      // Both tell positions in one form.
      const { head } = await answerOf<{ head: string }>(['projections', 'lag']);
      expect(await ask()).toMatchObject({ data: { position: { head } } });

      await answerOf(['token', 'revoke', tokenId]);

      await eventually(async () =>
        expect(await ask()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }),
      );
      await stopApi(api);
    },
    LONG,
  );
});

describe('token link', () => {
  it(
    'shows a link that signs a browser in to the running ledger, once',
    async () => {
      const api = await startApi();
      const origin = new URL(/http\S+\/graphql/.exec(api.written.stdout)?.[0] ?? '').origin;
      const { url } = await answerOf<{ url: string }>([
        'token',
        'link',
        '--role',
        'auditor',
        '--url',
        origin,
      ]);
      const [, code] = new RegExp(`^${origin}/#sign-in=([\\w-]{43})$`).exec(url) ?? [];
      const signIn = async (): Promise<Response> =>
        fetch(`${origin}/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code }),
        });
      const signedIn = await signIn();
      expect([signedIn.status, (await signIn()).status]).toEqual([204, 401]);
      const asked = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '',
        },
        body: JSON.stringify({ query: '{ position { head } }' }),
      });
      expect(asked.status).toBe(200);
      expect(api.written.stderr + api.written.stdout).not.toContain(code);
      await stopApi(api);
    },
    LONG,
  );

  it(
    'is for a token that holds, at the address of this machine unless another is given',
    async () => {
      const tokens = await answerOf<readonly { role: string; tokenId: string }[]>(['token', 'list']);
      const { tokenId } = tokens.find(({ role }) => role === 'dashboard') ?? { tokenId: '' };
      expect((await answerOf<{ url: string }>(['token', 'link', tokenId])).url).toMatch(
        /^http:\/\/localhost:4000\/#sign-in=/,
      );
      const unknown = await cli(['token', 'link', '0123456789abcdef', '--json']);
      expect([unknown.code, refusalIn(unknown).code]).toEqual([1, 'TOKEN_NOT_FOUND']);
      for (const one of tokens.filter(({ role }) => role === 'auditor'))
        await cli(['token', 'revoke', one.tokenId]);
      const none = await cli(['token', 'link', '--role', 'auditor', '--json']);
      expect([none.code, refusalIn(none).code]).toEqual([1, 'NO_TOKEN_OF_ROLE']);
      const wrong = await cli(['token', 'link', '--url', 'entente.example']);
      expect(wrong).toMatchObject({ code: 2, stdout: '' });
    },
    LONG,
  );
});

describe('status', () => {
  it(
    'tells whether an agreement was in force on its last day and the day after',
    async () => {
      expect(await answerOf(['status', 'amq-mbi', '--valid-on', '2024-06-04'])).toMatchObject({
        status: 'IN_FORCE',
        inForce: 'YES',
        lastDay: '2024-06-04',
        parties: [{ organizationId: 'amq' }, { organizationId: 'mbi' }],
      });
      expect(await answerOf(['status', 'amq-mbi', '--valid-on', '2024-06-05'])).toMatchObject({
        status: 'EXPIRED',
        inForce: 'NO',
      });
    },
    LONG,
  );

  it(
    'answers as the ledger knew it then',
    async () => {
      const then = await answerOf([
        'status',
        'AMQ-MBI',
        '--valid-on',
        '2024-06-04',
        '--known-at',
        '2025-06-01T00:00:00Z',
      ]);
      expect(then).toMatchObject({
        status: 'UNKNOWN_TO_LEDGER',
        inForce: 'UNKNOWN',
        title: null,
        asOf: { validOn: '2024-06-04', knownAt: '2025-06-01T00:00:00.000Z' },
      });
    },
    LONG,
  );

  it(
    'tells in words all that may have been so, and as of when',
    async () => {
      const { stdout } = await cli(['status', 'amq-mbi', '--valid-on', '2019-06-04']);
      expect(stdout).toMatch(/^status {6}IN_FORCE, POSSIBLE$/m);
      expect(stdout).toMatch(/^possible {4}(\w+, )+\w+$/m);
      expect(stdout).toMatch(/^valid on {4}2019-06-04$/m);
      expect(stdout).toMatch(/^known at {4}\S+Z \(position [0-9a-f]{8}-[0-9a-f]{16}\)$/m);
      const certain = await cli(['status', 'amq-mbi', '--valid-on', '2024-06-04']);
      expect(certain.stdout).toMatch(/^possible {4}IN_FORCE$/m);
    },
    LONG,
  );

  it(
    'answers as of a position that it told, and of no other ledger’s',
    async () => {
      interface Answered {
        readonly asOf: { readonly position: string; readonly knownAt: string };
      }
      const asked = ['status', 'amq-mbi', '--valid-on', '2024-06-04'];
      const then = await answerOf<Answered>([...asked, '--known-at', '2025-04-16T00:00:00Z']);
      const again = await answerOf<Answered>([...asked, '--position', then.asOf.position]);
      // The instant that was asked for is not that of the last event before it.
      expect(again).toEqual({ ...then, asOf: { ...then.asOf, knownAt: again.asOf.knownAt } });
      expect(again.asOf.knownAt < then.asOf.knownAt).toBe(true);
      const replayed = await answerOf<Answered & Replay>([
        'replay',
        CORRIDOR,
        '--position',
        then.asOf.position,
      ]);
      expect(replayed.asOf).toEqual({ ...again.asOf, validOn: null });
      expect(replayed.events.every(({ position }) => position <= then.asOf.position)).toBe(true);
      expect(replayed.events.length).toBeLessThan((await wholeReplay()).events.length);

      const other = `00000000${then.asOf.position.slice(8)}`;
      const foreign = await cli([...asked, '--position', other, '--json']);
      expect(foreign.code).toBe(1);
      expect(refusalIn(foreign).code).toBe('POSITION_FOREIGN');
      const ahead = `${then.asOf.position.slice(0, 9)}00000000ffffffff`;
      expect(refusalIn(await cli([...asked, '--position', ahead, '--json'])).code).toBe('PROJECTION_BEHIND');
    },
    LONG,
  );

  it(
    'refuses an agreement that nobody registered, in both languages',
    async () => {
      const refused = await cli(['status', 'nope']);
      expect(refused.code).toBe(1);
      expect(refused.stdout).toBe('');
      expect(refused.stderr).toContain('AGREEMENT_NOT_FOUND');
      expect(refused.stderr).toContain('fr: L’entente nope n’est pas inscrite.');
      expect(refused.stderr).toContain('en: Agreement nope is not registered.');
    },
    LONG,
  );
});

describe('replay', () => {
  it(
    'shows events whose hashes anybody can make again, each linked to the one before',
    async () => {
      const { events } = await wholeReplay();

      expect(events.length).toBeGreaterThan(10);
      for (const [index, { revision, hash, envelope }] of events.entries()) {
        expect(revision).toBe(index);
        const bytes = Buffer.concat([Buffer.of(0), canonicalBytes(envelope)]);
        expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(envelope.prev).toBe(events[index - 1]?.hash ?? null);
      }
    },
    LONG,
  );

  it(
    'shows sealed fields as sealed, and what is in them only with --open, which the read log has',
    async () => {
      const [closed, opened] = [await wholeReplay(), await replayOf('--open')];

      const [sealed] = closed.events.flatMap((event) => event.sealed);
      expect(sealed).toEqual({ pointer: sealed?.pointer, state: 'sealed' });
      const [open] = opened.events.flatMap((event) => event.sealed);
      expect(open).toMatchObject({ pointer: sealed?.pointer, state: 'opened' });
      expect(typeof open?.value).toBe('string');
      expect(JSON.stringify(closed)).not.toContain(JSON.stringify(open?.value).slice(1, -1));
      const read = await answerOf<{ way: string; what: string[] }[]>(['reads', 'list', '--most', '1']);
      expect(read).toMatchObject([{ who: 'system:command-line', way: 'replay', what: [expect.any(String)] }]);
      expect(await answerOf(['reads', 'verify'])).toMatchObject({ forgotten: 0, findings: [] });
    },
    LONG,
  );

  it(
    'begins at the revision asked for and ends at what was known then',
    async () => {
      const { events } = await replayOf('--from', '5', '--known-at', '2025-04-16T00:00:00Z');

      expect(events[0]?.revision).toBe(5);
      expect(events.every(({ envelope }) => envelope.recorded < '2025-04-16')).toBe(true);
      expect((await wholeReplay()).events.length).toBeGreaterThan(5 + events.length);
    },
    LONG,
  );

  it(
    'tells with --valid-on the status that the events give, and refuses it where there is none',
    async () => {
      expect(await replayOf('--valid-on', '2025-04-16')).toMatchObject({ status: { status: 'IN_FORCE' } });
      expect(await cli(['replay', 'organization-amq', '--valid-on', '2025-04-16'])).toMatchObject({
        code: 2,
      });
    },
    LONG,
  );

  it(
    'refuses a stream that is not there',
    async () => {
      const refused = await cli(['replay', 'agreement-nope', '--json']);
      expect(refused.code).toBe(1);
      expect(refusalIn(refused).code).toBe('STREAM_NOT_FOUND');
    },
    LONG,
  );

  it(
    'stops at an event whose bytes were changed, and names it',
    async () => {
      const damaged = join(folder, 'damaged');
      await loadDemonstration(damaged);
      await changeBytesOf(damaged, CORRIDOR, 3);

      const { code, stdout, stderr } = await cli(['replay', CORRIDOR], damaged);
      const rebuilt = await cli(['projections', 'rebuild', '--json'], damaged);

      expect(code).toBe(1);
      expect(stdout).toMatch(/^2 \w+ v1$/m);
      expect(stdout).not.toMatch(/^3 \w+ v1$/m);
      expect(stderr).toContain('STREAM_CORRUPT');
      expect(stderr).toContain('revision 3');
      expect(rebuilt.code).toBe(1);
      expect(refusalIn(rebuilt)).toMatchObject({
        code: 'STREAM_CORRUPT',
        details: { stream: CORRIDOR, revision: 3 },
      });
      expect(rebuilt.stderr).not.toMatch(/^\s+at /m);
      expect(stderr).toContain('l’empreinte à côté des octets n’est pas la leur');
    },
    LONG,
  );

  it(
    'does not wait for a read model that a damaged event has stopped',
    async () => {
      const stopped = join(folder, 'stopped');
      await loadDemonstration(stopped);
      await record(stopped, LATECOMER, { projected: false });
      await changeBytesOf(stopped, 'source-latecomer', 0);

      const refused = await cli(['replay', 'source-latecomer', '--json'], stopped);

      expect(refused.code).toBe(1);
      expect(refusalIn(refused).code).toBe('PROJECTION_BEHIND');
      expect(refused.stderr).toMatch(/^the read model is stopped: source-latecomer@0/m);
    },
    LONG,
  );

  it(
    'ends without a complaint when its reader has read enough',
    async () => {
      const program = startProgram('cli', ['replay', CORRIDOR], await variablesOf(ledger));
      await program.until(({ stdout }) => stdout.includes('\n'));
      program.child.stdout?.destroy();

      expect(await program.ended).toBe(0);
      expect(program.written.stderr).toBe('');
    },
    LONG,
  );
});

describe('verify', () => {
  it(
    'says that all is whole, with progress on standard error',
    async () => {
      const { code, stdout, stderr } = await cli(['verify', '--json']);
      const answer = JSON.parse(stdout) as { events: number; rows: number };

      expect(code).toBe(0);
      expect(answer).toMatchObject({
        damage: 0,
        findings: [],
        comparedTo: expect.stringMatching(/^[0-9a-f]{8}-/),
      });
      expect(answer.events).toBeGreaterThan(50);
      expect(answer.rows).toBeGreaterThan(answer.events);
      expect(stderr).toMatch(/^log, events: \d+ of \d+$/m);
      expect(stderr).toMatch(/^read model, streams: (\d+) of \1$/m);
      expect((await cli(['verify'])).stdout).toMatch(/\nno damage\n$/);
    },
    LONG,
  );

  it(
    'shows all that is damaged, in both languages, and exits with 3',
    async () => {
      const damaged = join(folder, 'verified');
      await loadDemonstration(damaged);
      await changeBytesOf(damaged, CORRIDOR, 3);
      await changeBytesOf(damaged, 'ledger', 0);

      const told = await cli(['verify'], damaged);
      const inJson = await cli(['verify', '--json'], damaged);

      expect(told.code).toBe(3);
      expect(told.stdout).toContain(`LOG ${CORRIDOR}@3\n  fr: l’empreinte à côté des octets`);
      expect(told.stdout).toContain('LOG ledger@0\n  fr: ');
      expect(told.stderr).toContain('DAMAGE_FOUND\n  fr: Ce registre est altéré');
      expect(inJson.code).toBe(3);
      expect(JSON.parse(inJson.stdout)).toMatchObject({
        damage: 2,
        findings: [
          { place: 'LOG', stream: 'ledger', revision: 0 },
          { place: 'LOG', stream: CORRIDOR, revision: 3 },
        ],
      });
      expect(refusalIn(inJson)).toMatchObject({ code: 'DAMAGE_FOUND', details: { count: 2 } });
    },
    LONG,
  );

  it(
    'refuses where there is no ledger',
    async () => {
      const refused = await cli(['verify', '--json'], join(folder, 'nothing-to-verify'));
      expect(refused.code).toBe(1);
      expect(refusalIn(refused).code).toBe('LEDGER_EMPTY');
    },
    LONG,
  );
});

describe('import', () => {
  it(
    'rehearses a list, records it once, and reports what it cannot read',
    async () => {
      const own = join(folder, 'list.csv');
      const row = (start: string) =>
        `id,publisher,organization,start_date,end_date\nx1,Éditions Un,Consortium Un,${start},2022-12-31\n`;
      await writeFile(own, row('2021-13-01'));
      const args = ['import', own, '--profile', 'esac', '--published-on', '2025-04-14'];
      const wrong = await cli([...args, '--dry-run']);
      expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('DATE_UNREAD') });
      expect(wrong.stdout).toContain('Rien n’a été consigné.');
      await writeFile(own, row('2021-01-01'));
      const first = await answerOf<{ recorded: { rows: number; events: number } }>(args);
      expect(first.recorded).toMatchObject({ rows: 1, events: 8 });
      const again = await answerOf<{ recorded: { rows: number; events: number } }>(args);
      expect(again.recorded).toMatchObject({ rows: 0, events: 0 });
    },
    LONG,
  );
});

describe('files', () => {
  it(
    'are copied from the data folder to a bucket, and verified there',
    async () => {
      const bucket = await startBucketServer();
      try {
        const inBucket = { ...(await variablesOf(ledger)), ...bucket.environment('files') };
        // What was imported lies in the folder.
        const copied = await runProgram('cli', ['files', 'copy', '--from', 'folder', '--json'], inBucket);
        const { whole, copied: came, ...rest } = JSON.parse(copied.stdout) as Json;
        expect(rest).toMatchObject({ there: 0, erased: 0, damaged: [] });
        expect([copied.code, whole, came]).toEqual([0, bucket.objects.size, bucket.objects.size]);
        expect(bucket.objects.size).toBeGreaterThan(0);
        const [name = ''] = bucket.objects.keys();
        bucket.objects.set(name, Buffer.from('something else'));
        const verified = await runProgram('cli', ['files', 'verify', '--json'], inBucket);
        expect([verified.code, refusalIn(verified).code]).toEqual([3, 'FILES_DAMAGED']);
        expect(JSON.parse(verified.stdout)).toMatchObject({ damaged: [name.slice(-64)] });
        await bucket.close();
        const away = await runProgram('cli', ['files', 'verify', '--json'], inBucket);
        expect([away.code, refusalIn(away).code]).toEqual([1, 'FILES_UNAVAILABLE']);
      } finally {
        await bucket.close();
      }
    },
    LONG,
  );
});

describe('who is written to', () => {
  it(
    'is rehearsed without a change, and waits for imports that stopped until they are let go',
    async () => {
      const client = new Client({ connectionString: database.superuserUrl('entente') });
      await client.connect();
      try {
        const [person] = people;
        const who = ['contact', 'add', person?.personId ?? '', '--email', 'a@example.org', '--everything'];
        expect(await answerOf([...who, '--dry-run'])).toMatchObject({ everything: true, acts: true });
        expect(
          await answerOf([
            'webhook',
            'add',
            'https://example.org/hook',
            '--types',
            'PartnerSigned',
            '--dry-run',
          ]),
        ).toEqual({ host: 'example.org', types: ['PartnerSigned'] });
        const { rows } = await client.query(
          'SELECT (SELECT count(*) FROM notices.subscription) + (SELECT count(*) FROM notices.webhook) AS made',
        );
        expect(rows).toEqual([{ made: '0' }]);

        const [personId = '', webhookId, eventId] = [person?.personId, randomUUID(), randomUUID()];
        await client.query(
          "INSERT INTO notices.subscription VALUES ($1, 'fr', true, '{}', '{}', true, now())",
          [personId],
        );
        await client.query("INSERT INTO notices.webhook VALUES ($1, 'example.org', '{}', '', now())", [
          webhookId,
        ]);
        await client.query(
          `INSERT INTO notices.delivery (webhook_id, event_id, body, state, due, noted, settled, problem)
           VALUES ($1, $2, '{}', 'DEAD', now(), now(), now(), 'HTTP 500')`,
          [webhookId, eventId],
        );
        expect(await answerOf(['webhook', 'replay', eventId, '--dry-run'])).toEqual({ wouldReplay: 1 });
        expect(await answerOf(['webhook', 'remove', webhookId])).toEqual({ webhookId, removed: true });
        expect(await answerOf(['contact', 'remove', personId])).toEqual({ personId, removed: true });
        const left = await client.query(
          `SELECT (SELECT count(*) FROM notices.subscription) AS written,
             (SELECT count(*) FROM notices.webhook WHERE removed IS NULL) AS sent,
             (SELECT string_agg(state, '') FROM notices.delivery) AS state`,
        );
        expect(left.rows).toEqual([{ written: '0', sent: '0', state: null }]);

        await client.query("INSERT INTO notices.import VALUES ('half', 'half.csv', now())");
        const held = {
          recording: false,
          imports: [expect.objectContaining({ importId: 'half', file: 'half.csv' })],
        };
        expect((await cli(['notices', 'release', '--dry-run'])).stdout).toBe(
          'would no longer be waited for: half.csv\n',
        );
        expect(await answerOf(['notices', 'held'])).toEqual(held);
        expect(await answerOf(['notices', 'release'])).toEqual({ released: ['half'] });
        expect((await client.query('SELECT FROM notices.import')).rowCount).toBe(0);
      } finally {
        await client.end();
      }
    },
    LONG,
  );
});

describe('projections', () => {
  it(
    'rebuilds beside the live version and switches to the new one',
    async () => {
      interface Listed {
        readonly version: number;
        readonly state: string;
        readonly position: string;
      }
      const [before] = await answerOf<readonly Listed[]>(['projections', 'list']);

      const { code, stderr } = await cli(['projections', 'rebuild']);

      expect(code).toBe(0);
      expect(stderr).toMatch(/\d+ events read/);
      expect(stderr).not.toContain('Warning');
      const after = await answerOf<readonly Listed[]>(['projections', 'list']);
      expect(after).toEqual([
        expect.objectContaining({
          version: (before?.version ?? 0) + 1,
          state: 'LIVE',
          position: before?.position,
        }),
      ]);
      expect(await answerOf(['projections', 'lag'])).toMatchObject({
        head: before?.position,
        versions: [{ behind: '0' }],
      });
    },
    LONG,
  );
});

describe('every command', () => {
  it(
    'says with --help how it is called, and exits with 0',
    async () => {
      const { code, stdout } = await cli(['token', 'create', '--help'], join(folder, 'never-made'));
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: entente token create');
    },
    LONG,
  );

  it.each([[['nonsense']], [['status', 'amq-mbi', '--valid-on', '2023-02-29']]])(
    'exits with 2 on wrong usage: %j',
    async (args) => {
      const { code, stdout, stderr } = await cli(args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).not.toBe('');
    },
    LONG,
  );

  it(
    'exits with 78 on a wrong configuration, one line a problem',
    async () => {
      const { code, stderr } = await runProgram('cli', ['token', 'list'], {
        ENTENTE_PORT: 'x',
        ENTENTE_LOG_LEVEL: 'loud',
      });
      expect(code).toBe(78);
      expect(stderr.trim().split('\n')).toEqual([
        expect.stringContaining('ENTENTE_PORT') as string,
        expect.stringContaining('ENTENTE_LOG_LEVEL') as string,
      ]);
    },
    LONG,
  );

  it(
    'makes no ledger where there is none to read',
    async () => {
      const nowhere = join(folder, 'never-made');
      const commands = [
        ['token', 'list'],
        ['replay', CORRIDOR],
        ['status', 'x'],
        ['projections', 'lag'],
      ];
      for (const refused of await Promise.all(commands.map((args) => cli([...args, '--json'], nowhere)))) {
        expect(refused.code).toBe(1);
        expect(refusalIn(refused).code).toBe('LEDGER_EMPTY');
      }
      expect(existsSync(nowhere)).toBe(false);
    },
    LONG,
  );
});

const NEWCOMER: Command = {
  name: 'registerOrganization',
  input: {
    organizationId: 'newcomer',
    names: [{ text: 'Somebody Entirely New', lang: 'en' }],
    evidence: [{ sourceId: 's0' }],
  },
};
const LATECOMER: Command = {
  name: 'depositSource',
  input: { sourceId: 'latecomer', kind: 'TEST', sha256: 'a'.repeat(64) },
};

/** Records one more fact, as a user of the API would; it reaches the read model as soon as it is projected. */
async function record(dataDir: string, command: Command, { projected = true } = {}): Promise<void> {
  const loaded = loadConfiguration(await variablesOf(dataDir));
  if (!loaded.ok) throw new Error(loaded.problems.join());
  const { configuration } = loaded;
  const databases = await openDatabases(configuration, { log: silentLogger, beside: false });
  const assembly = await assemble({ configuration, databases, log: silentLogger, clock: systemClock });
  const runner = projected ? startRunner(assembly.runnerParts) : null;
  try {
    const outcome = await assembly.ledger.execute(command, {
      commandId: randomUUID(),
      caller: { actor: 'secretariat:test' },
    });
    if (outcome.refused) throw new Error(outcome.code);
  } finally {
    await runner?.stop();
    await assembly.close();
    await databases.stop();
  }
}

/** Changes a letter in an event's bytes, as somebody with all rights on the database could. */
async function changeBytesOf(dataDir: string, stream: string, revision: number): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir });
  const client = new Client({ connectionString: server.superuserUrl('entente') });
  await client.connect();
  try {
    await client.query('ALTER TABLE log.event DISABLE TRIGGER append_only');
    const { rowCount } = await client.query(
      `UPDATE log.event
       SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"v":1', '"v": 1'), 'UTF8')
       WHERE stream = $1 AND revision = $2`,
      [stream, revision],
    );
    expect(rowCount).toBe(1);
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Tries until it holds. */
async function eventually(holds: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
