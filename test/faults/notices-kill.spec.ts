import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { addDays } from '@entente/domain';
import { prepareNotices } from '@entente/notices';
import { Pool } from 'pg';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

const PATIENCE_MS = 120_000;
const PEOPLE = ['p-1', 'p-2'];
/**
 * Where senders die: after the row of a mail, after its commit, with a mail in hand, after what became of it was written and not
 * committed, and right after a server took it. The last two know less than the server.
 */
const STEPS = ['2', '5', '12', '14', 'taken'] as const;
const KNOW_LESS = 2;

let server: TestPostgres;
let mails: MailServer;
let url: string;

beforeAll(async () => {
  [server, mails] = await Promise.all([startPostgres(), startMailServer()]);
  url = await server.createDatabase('notices_kill');
  const pool = new Pool({ connectionString: url, max: 1 });
  await prepareNotices(pool, 'postgres');
  await pool.end();
}, PATIENCE_MS);

afterAll(async () => {
  await mails?.close();
  await server?.dispose();
}, PATIENCE_MS);

/** Sends the mail of some days; resolves with the signal that ended the process. */
async function send(days: readonly string[], step: string): Promise<string | null> {
  const hooks = new URL('../support/typescript-hooks.mjs', import.meta.url).href;
  const script = fileURLToPath(new URL('../support/notice-sender.ts', import.meta.url));
  const args = ['--import', hooks, script, url, mails.url, days.join(), PEOPLE.join(), step];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal;
}

it(
  'mail whose sender is killed anywhere goes to everybody; twice only where a server had it, and then under one name',
  async () => {
    const days = STEPS.map((_step, at) => addDays('2026-01-01', at));
    for (const [at, step] of STEPS.entries())
      expect(await send(days.slice(at, at + 1), step)).toBe('SIGKILL');
    expect(await send(days, '')).toBeNull();
    const came = Map.groupBy(mails.taken, ({ subject, recipients }) => `${subject} ${recipients.join()}`);
    expect([...came.keys()].toSorted()).toEqual(
      days.flatMap((day) => PEOPLE.map((person) => `${day} ${person}@example.org`)),
    );
    // Whoever comes next sends what was left of the days before too: all together each death costs one mail more.
    expect(mails.taken).toHaveLength(days.length * PEOPLE.length + KNOW_LESS);
    expect([...came.values()].map((same) => new Set(same.map(({ messageId }) => messageId)).size)).toEqual(
      [...came].map(() => 1),
    );
  },
  PATIENCE_MS,
);
