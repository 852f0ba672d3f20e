/**
 * Makes and sends the mail of some days to some people, and kills itself at a step, as a machine that loses its power would:
 * `notice-sender.ts <database> <mail server> <days> <people> <step>`. The step
 * is a statement, counted from 1; `taken`: right after a mail server took the first mail.
 */
import { Pool } from 'pg';
import { openMailer } from '../../libs/notices/src/mail/mailer.js';
import { openOutbox } from '../../libs/notices/src/mail/outbox.js';

const [connectionString = '', url = '', days = '', people = '', step = ''] = process.argv.slice(2);
const now = new Date('2026-02-01T12:00:00Z');
const pool = new Pool({ connectionString, max: 1 });
let statements = 0;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

pool.on('connect', (client) => {
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  (client as { query: unknown }).query = async (...given: unknown[]) => {
    statements += 1;
    const answer = await query(...given);
    if (String(statements) === step) die();
    return answer;
  };
});

const mailer = openMailer({ url, from: 'entente@example.org', publicUrl: 'https://entente.example' });
const outbox = openOutbox(pool, '9c1e8a52-6a54-4f0a-9d0f-0f3a8f1b7c11');
for (const day of days.split(','))
  for (const personId of people.split(',')) {
    const item = { of: 'ACT', eventId: day, type: 'PartnerSigned', agreementId: day } as const;
    await outbox.make({ personId, day, items: [{ key: `act:${day}`, item }], now });
  }
for (;;) {
  const tried = await outbox.sendNext(now, async ({ mailId, personId, items }) => {
    const day = items[0]?.agreementId ?? '';
    const problem = await mailer.send({
      personId,
      to: `${personId}@example.org`,
      subject: day,
      text: day,
      html: day,
      stopUrl: 'https://entente.example/notices/stop',
      messageId: `<${mailId}@entente.example>`,
    });
    if (step === 'taken') die();
    return problem === null ? { state: 'SENT' } : { state: 'TROUBLE', ...problem };
  });
  if (tried === null) break;
}
mailer.close();
await pool.end();
