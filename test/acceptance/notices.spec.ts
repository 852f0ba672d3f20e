import { randomUUID } from 'node:crypto';
import { addDays, dayInZone, type Command, type Day } from '@entente/domain';
import {
  createImportHolds,
  openMailer,
  openNotices,
  type Mailer,
  type Notices,
  type Post,
  type Poster,
  type PostProblem,
  type Subscription,
} from '@entente/notices';
import { scriptedClock } from '@entente/platform';
import { startRunner } from '@entente/read-model';
import Fastify from 'fastify';
import { Webhook } from 'standardwebhooks';
import { serveUnsubscribe } from '../../apps/api/src/rest/unsubscribe.js';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until } from '../support/ledger-process.js';
import { startMailServer, type MailServer, type TakenMail } from '../support/mail-server.js';

const PATIENCE_MS = 120_000;
const EVIDENCE = [{ sourceId: 's0' }];
const TODAY = dayInZone(new Date(), 'America/Toronto');
const PUBLIC_URL = 'https://entente.example';

let server: TestPostgres;
let mails: MailServer;
let made: AssembledLedger;
let mailer: Mailer;
const clock = scriptedClock(`${TODAY}T16:00:00Z`);
const people = new Map<string, string>();

async function record(name: string, input: object) {
  const outcome = await made.assembly.ledger.execute({ name, input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused) throw new Error(`${name} was refused: ${outcome.code}`);
  return outcome.events;
}

async function agreementUntil(agreementId: string, parties: readonly string[], lastDay: Day): Promise<void> {
  const act = { agreementId, occurredOn: { edtf: '2020-01-15' }, evidence: EVIDENCE };
  await record('registerAgreement', {
    agreementId,
    kind: 'MOU',
    title: [
      { text: `Entente <${agreementId}>`, lang: 'fr' },
      { text: `Agreement <${agreementId}>`, lang: 'en' },
    ],
    evidence: EVIDENCE,
  });
  for (const organizationId of parties) await record('recordSignature', { ...act, organizationId });
  await record('recordEntryIntoForce', { ...act, basis: 'STATED' });
  await record('setTerm', { ...act, endsOn: { edtf: lastDay }, noticeDays: 20 });
}

const holds = () => createImportHolds(made.assembly.writerPool, () => clock.now());

function noticesOn(settings: { readonly hour?: number } = {}): Notices {
  const { writerPool: pool, store, readModel, ledger, vault } = made.assembly;
  return openNotices({
    pool,
    store,
    readModel,
    ledger,
    vault,
    secret: Buffer.alloc(32, 'secret'),
    holds: holds(),
    settings: { mail: null, publicUrl: PUBLIC_URL, reminderDays: [90, 30, 7, 0], hour: 7, ...settings },
    clock,
    log: made.log,
  });
}

async function subscribe(name: string, wanted: Partial<Subscription>): Promise<string> {
  const [event] = await record('registerPerson', { displayName: `Somebody ${name}`, evidence: EVIDENCE });
  const { personId } = (event as NonNullable<typeof event>).envelope.data as { readonly personId: string };
  people.set(name, personId);
  await made.assembly.vault.contacts.keep({ personId, address: `${name}@example.org` });
  await noticesOn().subscriptions.keep(
    {
      personId,
      language: 'fr',
      everything: false,
      organizations: [],
      reminders: ['TERM_END', 'NOTICE_DEADLINE', 'INTENT_EXPECTED', 'REVIEW_DUE'],
      acts: true,
      ...wanted,
    },
    clock.now(),
  );
  return personId;
}

/** What came since this was last asked, by whom it came for. */
function came(): Readonly<Record<string, TakenMail>> {
  return Object.fromEntries(mails.taken.splice(0).map((mail) => [mail.recipients.join(), mail]));
}

function header(mail: TakenMail | undefined, name: string): string | undefined {
  return mail?.headers.find(({ key }) => key === name)?.value;
}

async function typesOf(personId: string): Promise<readonly string[]> {
  const events = await made.assembly.store.readStream(`person-${personId}`, 0, 'forwards', 100);
  return events.map(({ type }) => type);
}

beforeAll(async () => {
  [server, mails] = await Promise.all([startPostgres(), startMailServer()]);
  made = await assembleLedger({ env: await environmentOn(server, 'notices') });
  const runner = startRunner(made.assembly.runnerParts);
  const { dispose } = made;
  made = { ...made, dispose: () => runner.stop().then(dispose) };
  mailer = openMailer({ url: mails.url, from: 'entente@example.org', publicUrl: PUBLIC_URL });
  await record('depositSource', { sourceId: 's0', kind: 'TEST', sha256: '0'.repeat(64) });
  for (const organizationId of ['a', 'b', 'c'])
    await record('registerOrganization', {
      organizationId,
      names: [{ text: organizationId, lang: 'fr' }],
      evidence: EVIDENCE,
    });
  await agreementUntil('near', ['a', 'b'], addDays(TODAY, 28));
  await agreementUntil('later', ['b', 'c'], addDays(TODAY, 300));
  await subscribe('all', { everything: true });
  await subscribe('of-a', { language: 'en', organizations: ['a'] });
  await subscribe('of-c', { organizations: ['c'] });
  await made.caughtUp();
}, PATIENCE_MS);

afterAll(async () => {
  mailer?.close();
  await made?.dispose();
  await mails?.close();
  await server?.dispose();
}, PATIENCE_MS);

describe('the mail of a day', () => {
  it('is not made before its hour', async () => {
    const late = noticesOn({ hour: 23 });
    expect(await late.look(mailer)).toEqual({ made: 0, sent: 0 });
  });

  it('is shown by a rehearsal, which keeps nothing', async () => {
    const letters = await noticesOn().preview();
    expect(letters.map(({ to }) => to).toSorted()).toEqual(['all@example.org', 'of-a@example.org']);
    expect(await noticesOn().outbox.list(10)).toEqual([]);
  });

  it('goes once to each whom it concerns, though two workers race, each in their language', async () => {
    const looked = await Promise.all([noticesOn().look(mailer), noticesOn().look(mailer)]);
    expect(looked.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    expect(mails.taken).toHaveLength(2);
    const { 'all@example.org': french, 'of-a@example.org': english } = came();
    expect(french?.subject).toBe('Entente\u00a0: 2\u00a0échéances');
    expect(english?.subject).toBe('Entente: 2\u00a0deadlines');
    expect(french?.text).toContain('(dans 28\u00a0jours), dernier jour\u00a0: Entente <near>');
    expect(english?.text).toContain('(in 8 days), notice deadline: Agreement <near>');
    expect(english?.text).toContain(`${PUBLIC_URL}/agreements/near`);
    expect(english?.html).toContain(`<a href="${PUBLIC_URL}/agreements/near">Agreement &lt;near&gt;</a>`);
    expect(header(english, 'auto-submitted')).toBe('auto-generated');
    expect(header(english, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it('stands in the log as an event of the person, without the address', async () => {
    expect(await typesOf(people.get('of-a') ?? '')).toEqual(['PersonRegistered', 'NotificationIssued']);
    const [, event] = await made.assembly.store.readStream(`person-${people.get('of-a')}`, 0, 'forwards', 2);
    const text = Buffer.from(event?.bytes ?? []).toString('utf8');
    expect(JSON.parse(text)).toMatchObject({ data: { day: TODAY, reminders: 2, acts: 0 } });
    expect(text).not.toContain('example.org');
  });

  it('goes no second time that day, and reminds of a day again when it comes nearer', async () => {
    expect(await noticesOn().look(mailer)).toEqual({ made: 0, sent: 0 });
    clock.set(`${addDays(TODAY, 1)}T16:00:00Z`);
    expect((await noticesOn().look(mailer)).sent).toBe(2);
    const { 'of-a@example.org': english } = came();
    expect(english?.text).toContain('(in 7 days), notice deadline');
    expect(english?.text).not.toContain('last day');
    clock.set(`${addDays(TODAY, 2)}T16:00:00Z`);
    expect(await noticesOn().look(mailer)).toEqual({ made: 3, sent: 0 });
  });

  it('reports what was recorded, to the contacts of the parties, and waits while somebody imports', async () => {
    await record('recordWithdrawal', {
      agreementId: 'later',
      organizationId: 'c',
      occurredOn: { edtf: '2020-03-01' },
      effectiveOn: { edtf: addDays(TODAY, 290) },
      reason: 'A reason',
      evidence: EVIDENCE,
    });
    await made.caughtUp();
    clock.set(`${addDays(TODAY, 3)}T16:00:00Z`);
    const held = { importId: 'list', file: 'liste.csv' };
    const looked = () => noticesOn().look(mailer);
    const killed = holds().whileImporting(
      held,
      async () => {
        expect([await holds().isRecording(), await looked()]).toEqual([true, { made: 0, sent: 0 }]);
        throw new Error('the power is cut');
      },
      () => true,
    );
    await expect(killed).rejects.toThrow('the power is cut');
    expect([await holds().isRecording(), await looked()]).toEqual([false, { made: 0, sent: 0 }]);
    expect(await holds().list()).toMatchObject([held]);
    await holds().whileImporting(
      held,
      async () => {},
      () => false,
    );
    expect(await looked()).toEqual({ made: 0, sent: 0 });
    await holds().whileImporting(
      held,
      async () => {},
      () => true,
    );
    expect((await looked()).sent).toBe(2);
    const { 'all@example.org': french, 'of-c@example.org': ofC } = came();
    expect(french?.text).toContain('Avis de retrait\u00a0: Entente <later>');
    expect(ofC?.subject).toBe('Entente\u00a0: 1\u00a0acte consigné');
    expect(ofC?.text).not.toContain('A reason');
  });

  it('waits for an import that was stopped until it is given up, and for a day at most', async () => {
    const stopped = (importId: string) =>
      holds().whileImporting(
        { importId, file: 'liste.csv' },
        async () => {},
        () => false,
      );
    await stopped('one');
    clock.advance(3_600_000);
    await stopped('two');
    expect(await holds().giveUp('two')).toBe(true);
    expect(await holds().giveUp('two')).toBe(false);
    expect([await holds().isHeld(), (await holds().list()).length]).toEqual([true, 1]);
    clock.advance(23 * 3_600_000 - 1);
    expect(await holds().isHeld()).toBe(true);
    clock.advance(1);
    expect([await holds().isHeld(), await holds().list()]).toEqual([false, []]);
    await holds().giveUp('one');
  });

  it('is sent again when the server had no time, under the same name; given up where there is no such address', async () => {
    mails.refusals.set('all@example.org', 451).set('of-a@example.org', 550);
    clock.set(`${addDays(TODAY, 21)}T16:00:00Z`);
    const notices = noticesOn();
    expect(await notices.look(mailer)).toEqual({ made: 3, sent: 0 });
    // The first that could not be handed over ended the look.
    await notices.look(mailer);
    const states = async () =>
      (await notices.outbox.list(2)).map(({ state, attempts, problem }) => [state, attempts, problem]);
    expect((await states()).toSorted()).toEqual([
      ['FAILED', 1, 'EENVELOPE 550'],
      ['WAITING', 1, 'EENVELOPE 451'],
    ]);
    expect(await notices.look(mailer)).toEqual({ made: 0, sent: 0 });
    mails.refusals.clear();
    clock.advance(60_000);
    expect(await notices.outbox.retry(clock.now())).toBe(1);
    expect((await notices.look(mailer)).sent).toBe(2);
    const { 'all@example.org': mail } = came();
    const [sent] = (await notices.outbox.list(2)).filter(({ personId }) => personId === people.get('all'));
    expect(mail?.messageId).toBe(`<${sent?.mailId}@entente.example>`);
  });
});

describe('the address at the end of a mail', () => {
  it('asks first, and ends all mail with one click of a mail program; one that was made up ends nothing', async () => {
    const notices = noticesOn();
    const pages = Fastify();
    await serveUnsubscribe(pages, { notices, clock });
    const url = `/notices/stop?key=${notices.keys.keyOf(people.get('of-a') ?? '')}`;
    const asked = await pages.inject(url);
    expect([asked.statusCode, asked.body.includes('<form method="post">')]).toEqual([200, true]);
    expect((await notices.subscriptions.find(people.get('of-a') ?? ''))?.stopped).toBeNull();
    const forged = await pages.inject({ method: 'POST', url: `${url.slice(0, -4)}AAAA` });
    expect([forged.statusCode, forged.body.includes('lang="en"')]).toEqual([404, true]);
    const stopped = await pages.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--',
    });
    expect([stopped.statusCode, stopped.body.includes('Done: this ledger')]).toEqual([200, true]);
    expect((await notices.subscriptions.find(people.get('of-a') ?? ''))?.stopped).toEqual(clock.now());
    clock.set(`${addDays(TODAY, 28)}T16:00:00Z`);
    expect(await notices.look(mailer)).toEqual({ made: 2, sent: 1 });
    expect(Object.keys(came())).toEqual(['all@example.org']);
    await pages.close();
  });
});

describe('a person who is erased', () => {
  it('is written to no more, and the address is gone with the key', async () => {
    const personId = people.get('all') ?? '';
    await record('setTerm', {
      agreementId: 'near',
      occurredOn: { edtf: '2020-02-15' },
      endsOn: { edtf: addDays(TODAY, 60) },
      evidence: EVIDENCE,
    });
    await record('erasePersonData', { personId, legalBasis: 'OBJECTION' });
    await until('it is done', async () => (await typesOf(personId)).at(-1) === 'PersonDataErased');
    await made.caughtUp();
    expect(await made.assembly.vault.contacts.addresses([personId])).toEqual(new Map());
    clock.set(`${addDays(TODAY, 29)}T16:00:00Z`);
    expect((await noticesOn().look(mailer)).sent).toBe(0);
    expect((await noticesOn().outbox.list(1)).map(({ state }) => state)).toEqual(['STOPPED']);
  });
});

describe('a webhook', () => {
  it('gets each event once, signed, though two workers race; what it cannot take is shown, and sent again when asked', async () => {
    const { webhooks } = made.assembly;
    const posts: Post[] = [];
    let problem: PostProblem | null = null;
    const poster: Poster = {
      post: async (post) => {
        posts.push(post);
        return problem;
      },
    };
    const look = () => webhooks.look(poster);
    const { webhookId, secret } = await webhooks.add('https://example.org/hook?token=t', [
      'PartnerAcceded',
      'AgreementTermSet',
    ]);
    await agreementUntil('hooked', ['a', 'b'], addDays(TODAY, 400));
    await made.caughtUp();
    expect((await Promise.all([look(), look()])).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(posts.map(({ url }) => url)).toEqual(['https://example.org/hook?token=t']);
    const verified = new Webhook(secret).verify(posts[0]?.body ?? '', { ...posts[0]?.headers }) as object;
    expect(verified).toMatchObject({
      type: 'AgreementTermSet',
      data: { about: { kind: 'agreement', id: 'hooked' } },
    });
    const { rows } = await made.assembly.writerPool.query<{ row: string }>(
      'SELECT w::text AS row FROM notices.webhook w',
    );
    expect(rows.map(({ row }) => [row.includes('example.org'), /token=|whsec_/.test(row)])).toEqual([
      [true, false],
    ]);
    problem = { problem: 'HTTP 410', passing: false };
    await agreementUntil('hooked-again', ['a', 'b'], addDays(TODAY, 400));
    await made.caughtUp();
    expect(await look()).toBe(0);
    expect(await webhooks.deliveries.counts()).toEqual({ waiting: 0, retrying: 0, sent: 1, dead: 1 });
    expect(await webhooks.deliveries.dead(10)).toMatchObject([
      { webhookId, attempts: 1, problem: 'HTTP 410' },
    ]);
    problem = null;
    const nobodys = '00000000-0000-4000-8000-000000000000';
    expect(await webhooks.deliveries.countDead(nobodys)).toBe(0);
    expect(await webhooks.deliveries.countDead()).toBe(1);
    expect(await webhooks.deliveries.replay(new Date())).toBe(1);
    expect(await look()).toBe(1);
    expect(posts.at(-1)?.headers['webhook-id']).toBe(posts.at(-2)?.headers['webhook-id']);
    expect(await webhooks.remove(webhookId)).toBe(true);
    expect(await webhooks.list()).toEqual([]);
  });
});
