import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccess } from '@entente/access';
import { MESSAGES, POLICY_CODES } from '@entente/domain';
import { Pool } from 'pg';
import type { Page, Route } from 'playwright-core';
import { plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { pasteText, waitForFocus } from '../../support/console-keyboard.js';
import { keptDrafts } from '../../support/kept-drafts.js';
import { databaseUrl, until } from '../../support/ledger-process.js';
import { removeFolder } from '../../support/names-in-clear.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const SIGNATURE = '/record?agreement=corridor-ne&organization=mbi&source=s1&lines=14';

const PASTED = 'Albany compte adhérer au protocole du corridor.\nUne date suivra.\n';

const asks = (route: Route, name: string) => (route.request().postData() ?? '').includes(name);

async function ofIntents(organizationId: string): Promise<number> {
  const { data } = await console_.ledger.gql<{
    events: { nodes: readonly { data: { organizationId?: string } }[] };
  }>('{ events(types: ["PartnerIntentDeclared"], direction: DESC, first: 50) { nodes { data } } }');
  return (data?.events.nodes ?? []).filter((event) => event.data.organizationId === organizationId).length;
}

async function fillDay(page: Page, day: string): Promise<void> {
  await page.locator('#field-occurredOn').fill(day);
}

describe('a form of which something cannot be read', () => {
  it('is not sent: its day of publication and its lines are refused beside their fields', async () => {
    const page = await console_.open(SIGNATURE.replace('lines=14', 'lines=quatorze'));
    await waitForFocus(page, 'field-occurredOn');
    await fillDay(page, '17 avril 2025');
    await page.keyboard.press('Control+Enter');
    await waitForFocus(page, 'lines-typed');
    expect(await page.locator('#lines-typed').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Changer de source' }).press('Enter');
    await page.locator('#source-text').fill('Lettre du 3 mars 2026');
    await page.locator('#field-deposit-publishedOn').fill('hier soir');
    await page.locator('#field-occurredOn').press('Control+Enter');
    await waitForFocus(page, 'field-deposit-publishedOn');
    expect(await page.locator('#field-deposit-publishedOn').getAttribute('aria-invalid')).toBe('true');
    await page.context().close();
  }, 60_000);
});

describe('a rehearsal', () => {
  it('that comes late never stands in the place of a newer one, and one that fails is said', async () => {
    const page = await console_.open(SIGNATURE);
    await waitForFocus(page, 'field-occurredOn');
    let late: Route | null = null;
    await page.route('**/graphql', async (route) => {
      if (late === null && asks(route, 'query Rehearse')) late = route;
      else await route.continue();
    });
    await fillDay(page, '2030-01-01');
    await fillDay(page, '1900-01-01');
    await until('the first rehearsal is under way', () => late !== null);
    await fillDay(page, '17 avril 2025');
    const effect = page.locator('.effect', { hasText: 'Parties' });
    await effect.waitFor();
    const said = await plainText(page, '.effect');
    await (late as Route | null)?.continue().catch(() => null);
    await page.waitForLoadState('networkidle');
    expect(await plainText(page, '.effect')).toBe(said);

    await page.unroute('**/graphql');
    await page.route('**/graphql', (route) =>
      asks(route, 'query Rehearse') ? route.abort() : route.continue(),
    );
    await fillDay(page, '16 avril 2025');
    await page.getByText('Ce qui en résulterait n’est pas connu.').waitFor();
    await page.context().close();
  }, 60_000);
});

describe('a refusal of any code', () => {
  /** What the ledger would answer to a rehearsal that is refused for everything at once. */
  const refusals = Object.entries(MESSAGES).map(([code, { fr, en }]) => ({
    code,
    strength: (POLICY_CODES as readonly string[]).includes(code) ? 'POLICY' : 'INVARIANT',
    field: 'organizationId',
    details: {},
    message: { fr, en },
  }));
  const REHEARSED = {
    before: null,
    after: null,
    partiesBefore: null,
    partiesAfter: null,
    intentsFulfilled: null,
  };
  const ofADay = {
    code: 'A_DAY',
    strength: 'INVARIANT',
    field: 'organizationId',
    details: {},
    message: { fr: 'Échue le 2024-06-04.', en: 'Expired on 2024-06-04.' },
  };
  const ANSWER = {
    name: 'recordSignature',
    refusals: [...refusals, ofADay],
    warnings: [],
    wouldRecord: [],
    ...REHEARSED,
  };

  it('is said beside its field in the language of the page, as an office sets it', async () => {
    const page = await console_.open(SIGNATURE);
    await waitForFocus(page, 'field-occurredOn');
    await page.route('**/graphql', (route) =>
      asks(route, 'query Rehearse')
        ? route.fulfill({ json: { data: { rehearse: [ANSWER] } } })
        : route.continue(),
    );
    await fillDay(page, '17 avril 2025');
    const field = page.locator('#field-organizationId[aria-invalid=true]');
    await field.waitFor();
    const described = page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`);
    const missing = async (language: 'fr' | 'en') => {
      const said = (await described.innerText()).replaceAll(/\s/gu, '');
      return refusals
        .filter(({ code }) => code !== 'COMMAND_ID_REUSED')
        .filter(({ message }) => !said.includes(message[language].replaceAll(/\s/gu, '')));
    };
    expect(await missing('fr')).toEqual([]);
    expect((await described.innerText()).replaceAll(/\s/gu, ' ')).toContain('Échue le 4 juin 2024.');
    // The spaces before high signs are those that do not break.
    expect(await described.innerText()).not.toMatch(/ [:;!?»]|« /u);
    const policies = page.locator('.policy');
    expect(await policies.count()).toBe(POLICY_CODES.length);
    // None of the rules is set aside without a reason.
    let sent = 0;
    page.on('request', (request) => (sent += (request.postData() ?? '').includes('mutation Record') ? 1 : 0));
    for (const policy of await policies.all()) await policy.getByRole('radio').nth(1).check();
    await page.keyboard.press('Control+Enter');
    await page.locator('.policy textarea[aria-invalid=true]').first().waitFor();
    expect(await page.locator('.policy textarea[aria-invalid=true]').count()).toBe(POLICY_CODES.length);
    expect(sent).toBe(0);
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.locator('html[lang=en]').waitFor();
    expect(await missing('en')).toEqual([]);
    expect(await described.innerText()).toContain('Expired on June 4, 2024.');
    await page.context().close();
  }, 60_000);
});

describe('a source that cannot be looked up', () => {
  it('is said, by its address and by its field', async () => {
    const page = await console_.open('/record?source=no-such-source');
    await page.getByText('La source « no-such-source » n’a pas pu être lue.').waitFor();
    await page.route('**/graphql', (route) =>
      asks(route, 'SourceInHand') ? route.abort() : route.continue(),
    );
    await page.locator('#source-choice').fill('s1');
    await page.locator('[data-combobox-option][data-combobox-selected]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('La source n’a pas pu être lue').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Réessayer' }).press('Enter');
    await page.getByRole('button', { name: 'Changer de source' }).waitFor();
    expect(await page.locator('#lines-typed').count()).toBe(1);
    await page.context().close();
  }, 60_000);
});

describe('a file', () => {
  it('is kept, and its lines cited; one of another kind, or too large, is refused with what to do', async () => {
    const page = await console_.open(
      '/record?command=declareIntent&agreement=corridor-ne&organization=sodil',
    );
    await page.getByLabel('Fichier', { exact: true }).check();
    await page.getByText('au plus 20 Mo').waitFor();
    const choose = (name: string, content: Buffer) =>
      page.locator('#source-file').setInputFiles({ name, mimeType: '', buffer: content });
    await choose('paquet.zip', Buffer.from('PK\u0003\u0004 rien'));
    await page.getByText('Ce fichier n’est d’aucune des sortes acceptées').waitFor();
    // From the disk, where the browser reads it by itself: a slow machine takes long to hand over as much.
    const folder = await mkdtemp(join(tmpdir(), 'entente-large-'));
    const large = join(folder, 'grand.txt');
    await writeFile(large, Buffer.alloc(20 * 1_048_576 + 1, 'a'));
    await page.locator('#source-file').setInputFiles(large);
    await page.getByText('Ce fichier est trop grand').waitFor();
    await removeFolder(folder);
    await choose('lettre.txt', Buffer.from('\nLa SODIL compte adhérer.\n'));
    await page.locator('#source-lines').waitFor();
    expect(await plainText(page, '#line-2')).toContain('La SODIL compte adhérer.');
    await page.locator('#line-2').click();
    await fillDay(page, '17 avril 2025');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Un autre fait' }).waitFor();
    // What is recorded is read a moment later.
    interface Kept {
      readonly file: string | null;
    }
    let kept: Kept | undefined;
    await until('the source can be read', async () => {
      const { data } = await console_.ledger.gql<{ sources: { nodes: readonly Kept[] } }>(
        '{ sources(first: 50) { nodes { file fileKept textLines } } }',
      );
      kept = data?.sources.nodes.find(({ file }) => file === 'lettre.txt');
      return kept !== undefined;
    });
    expect(kept).toEqual({ file: 'lettre.txt', fileKept: true, textLines: 3 });
    await page.context().close();
  }, 60_000);
});

describe('while it is sent', () => {
  it('nothing of a form can be changed; a network cut meanwhile leaves one fact', async () => {
    const page = await console_.open(SIGNATURE.replace('?', '?command=declareIntent&'));
    await waitForFocus(page, 'field-occurredOn');
    await fillDay(page, '17 avril 2025');
    let held: Route | null = null;
    await page.context().route('**/graphql', async (route) => {
      if (held === null && asks(route, 'mutation Record')) held = route;
      else await route.continue();
    });
    await page.keyboard.press('Control+Enter');
    await until('it is under way', () => held !== null);
    expect(await page.locator('#field-occurredOn').isDisabled()).toBe(true);
    expect(await page.locator('form[aria-busy=true]').count()).toBe(1);
    // It reaches the ledger, and nobody waits for its answer.
    const route = held as Route | null;
    const written = route?.fetch().catch(() => null);
    await route?.abort();
    await page
      .getByText(/Consigné\.|déjà consigné par cet envoi/u)
      .first()
      .waitFor();
    await written;
    await until('it is recorded once', async () => (await ofIntents('mbi')) === 1);
    // What was sent stays to be seen; nothing waits any more.
    const kept = JSON.parse(await keptDrafts(page)) as readonly { readonly state?: string }[];
    expect(kept.map(({ state }) => state)).toEqual(['RECORDED']);
    await page.getByRole('link', { name: /envoi/u }).waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);

  it('a token that is revoked is asked for over the form, which goes on with another one', async () => {
    const { ledger } = console_;
    const pool = new Pool({ connectionString: await databaseUrl(ledger.dataDir) });
    const access = openAccess(pool);
    const revoked = await access.createToken({ role: 'secretariat', name: 'revoked while typing' });
    const page = await console_.open(
      SIGNATURE.replace('mbi', 'amq').replace('?', '?command=declareIntent&'),
      {
        role: null,
      },
    );
    await page.getByLabel('Jeton').fill(revoked.token);
    await page.keyboard.press('Enter');
    await waitForFocus(page, 'field-occurredOn');
    await page.keyboard.type('17 avril');
    await access.revokeToken(revoked.tokenId);
    await pool.end();
    await until('the token is refused', async () => {
      const { status } = await ledger.gql('{ position { head } }', {}, revoked.token);
      return status === 401;
    });
    await page.keyboard.type(' 2025');
    const token = page.getByRole('dialog').getByLabel('Jeton');
    await token.fill(ledger.tokens.secretariat);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await waitForFocus(page, 'field-occurredOn');
    expect(await page.locator('#field-occurredOn').inputValue()).toBe('17 avril 2025');
    await page.keyboard.press('Control+Enter');
    await page
      .getByText(/Consigné\. Révision \d+\./u)
      .first()
      .waitFor();
    await page.context().close();
  }, 60_000);
});

describe('a browser that keeps nothing', () => {
  it('is said, and what is recorded is recorded all the same', async () => {
    const page = await console_.open('/agreements');
    await page.context().addInitScript('indexedDB.open = () => { throw new Error("no store"); };');
    await page.goto(
      `${console_.ledger.url}${SIGNATURE.replace('mbi', 'tecnalia').replace('?', '?command=declareIntent&')}`,
    );
    await waitForFocus(page, 'field-occurredOn');
    await fillDay(page, '17 avril 2025');
    await page.getByText('Ce navigateur ne garde rien sur cet ordinateur').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Un autre fait' }).waitFor();
    await until('it is recorded', async () => (await ofIntents('tecnalia')) === 1);
    await page.goto(`${console_.ledger.url}/settings`);
    await page.getByRole('button', { name: 'Tout effacer de cet ordinateur' }).press('Enter');
    await page.getByRole('button', { name: 'Oui, tout effacer' }).press('Enter');
    await page.getByText('Rien n’est effacé, ou pas tout').waitFor();
    expect(await page.getByText('Tout est effacé.').count()).toBe(0);
    await page.context().close();
  }, 60_000);
});

describe('over plain http, on a host that is not localhost', () => {
  it('a pasted text is hashed, its fact waits for the network in two tabs and is recorded once, and links are copied', async () => {
    const path = '/record?command=declareIntent&agreement=corridor-ne&organization=albany';
    const page = await console_.open(path, { elsewhere: true });
    await page.getByText('Cette adresse n’est pas en https').waitFor();
    await page.getByLabel('Jeton').fill(console_.ledger.tokens.secretariat);
    await page.keyboard.press('Enter');
    await waitForFocus(page, 'source-choice');
    expect(await page.evaluate('[isSecureContext, "locks" in navigator, "randomUUID" in crypto]')).toEqual([
      false,
      false,
      false,
    ]);
    await pasteText(page, PASTED);
    await page.getByTitle(createHash('sha256').update(PASTED).digest('hex')).waitFor();
    await page.locator('#line-1').click();
    await fillDay(page, '17 avril 2025');
    await page.context().route('**/graphql', (route) => route.abort());
    await page.keyboard.press('Control+Enter');
    await page.getByText('Le réseau ne répond pas').first().waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url().replace(/\/record.*/u, '/outbox')).catch(() => null);
    await page.context().unroute('**/graphql');
    await other.reload();
    await other
      .getByText(/Consigné\. Révision \d+\./u)
      .nth(1)
      .waitFor();
    await other.getByText('Tout est parti.').waitFor();
    await until('it is recorded once', async () => (await ofIntents('albany')) === 1);
    await other.keyboard.press('y');
    await other.getByText('Lien copié').waitFor();
    await other.keyboard.press('/');
    const box = other.getByRole('combobox');
    await box.press('Control+v');
    await until('the link is pasted', async () => (await box.inputValue()).includes('/outbox?on='));
    await page.context().close();
  }, 60_000);
});

it('a session that did not end is said to be open still', async () => {
  const page = await console_.open('/agreements');
  await page.route('**/session', (route) => route.abort());
  await page.getByRole('button', { name: 'Fermer la session' }).click();
  await page.getByText('La session est encore ouverte').waitFor();
  expect(new URL(page.url()).pathname).toBe('/agreements');
  await page.context().close();
}, 60_000);

it('complained of nothing but what was done to it', () => {
  // The network that was cut, the files that were refused, the token that was revoked, and a host without TLS.
  const asked = /ERR_FAILED|ERR_CONNECTION|40[01] \(|41[35] \(|Cross-Origin-Opener-Policy|origin-keyed/u;
  expect(console_.complaints.filter((one) => !asked.test(one))).toEqual([]);
});
