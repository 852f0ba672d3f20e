import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Page, Route } from 'playwright-core';
import { keepPicture, plainText, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { record } from '../../support/recording.js';
import { PAGES } from './pages.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const RECORDING = 'a[href^="/record"], .record-link';

/** A query and its variables, as a page shows them. */
const QUERY = /^([\s\S]*)\n\S+[^\n{]*(\{[\s\S]*\})$/u;

/** Opens a page by its address, in a window that is open. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${console_.ledger.url}${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Registers an organisation: the log grows. */
async function register(): Promise<void> {
  await record(console_.ledger, 'registerOrganization', {
    names: [{ text: randomUUID(), lang: 'fr' }],
    evidence: [{ sourceId: 's1' }],
  });
}

describe('every page of another day', () => {
  it('says for which day it is on its first paint, and offers an auditor nothing to record', async () => {
    const page = await console_.open('/', { role: 'auditor' });
    // One of each route: what stands after the question mark is tried elsewhere.
    const paths = [...new Set(PAGES.map(({ path }) => path.replace(/\?.*$/u, '')))];
    for (const path of paths) {
      await page.goto(`${console_.ledger.url}${path}?on=2025-06-01`);
      const sentence = await plainText(page, '.as-of [role=status]');
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const controls = await page.locator(RECORDING).count();
      expect({ path, sentence, controls }).toEqual({
        path,
        sentence: expect.stringContaining('ce qui était vrai le 1er juin 2025'),
        controls: 0,
      });
    }
    await goTo(page, '/record');
    await page.getByText('ne consigne rien').waitFor();
    await page.context().close();
  }, 120_000);

  it('goes back and forward with its dates', async () => {
    const page = await console_.open('/agreements/amq-mbi?on=2019-06-04');
    await page.keyboard.press('t');
    await page.waitForURL((url) => url.search === '');
    await page.goBack();
    await page.waitForURL(/on=2019-06-04/);
    await page.locator('.as-of.elsewhere').waitFor();
    expect(await plainText(page, '.as-of [role=status]')).toContain('le 4 juin 2019');
    await page.goForward();
    await page.waitForURL((url) => url.search === '');
    await page.locator('.as-of:not(.elsewhere)').waitFor();
    await page.context().close();
  }, 60_000);

  it('answers by its fixed link what it answered, whatever is recorded since', async () => {
    const page = await console_.open('/organizations');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const count = await plainText(page, '.lead');
    await page.keyboard.press('y');
    await page.getByText('Lien copié').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    for (let more = 0; more < 5; more += 1) await register();
    await page.goto(link);
    await page.getByRole('rowheader').first().waitFor();
    expect(await plainText(page, '.lead')).toBe(count);
    await page.context().close();
  }, 60_000);
});

describe('comparing', () => {
  it.each([
    ['/agreements/amq-mbi/compare?on=2024-06-04&on2=2024-06-05', 'Le monde a changé'],
    [
      '/agreements/amq-mbi/compare?on=2024-06-04&known=2025-06-01T00:00:00Z&on2=2024-06-04',
      'Notre connaissance a changé',
    ],
  ])(
    '%s says: %s',
    async (path, verdict) => {
      const page = await console_.open(path, { role: 'auditor' });
      await page
        .getByText(/^(Le monde|Notre connaissance) a changé/u)
        .first()
        .waitFor();
      expect(await page.getByText(verdict).count()).toBeGreaterThan(0);
      await page.context().close();
    },
    60_000,
  );
});

describe('what is counted', () => {
  it('on the desk is what the list behind it counts', async () => {
    const page = await console_.open('/', { role: 'auditor' });
    await page.locator('[data-count=latest]').waitFor();
    const counts = await page
      .locator('[data-count]')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.textContent] as const));
    expect(counts.length).toBeGreaterThan(4);
    for (const [href, said] of counts.filter(([, text]) => /\d/u.test(text))) {
      await goTo(page, href ?? '');
      await page.locator('main .lead', { hasText: /\d/u }).first().waitFor();
      const number = (text: string) => /\d[\d\s]*/u.exec(text)?.[0].trim();
      expect({ href, counted: number(await plainText(page, 'main .lead')) }).toEqual({
        href,
        counted: number(said),
      });
    }
    await page.context().close();
  }, 60_000);

  it('in the charts is in their tables, and in what the queries that are shown answer', async () => {
    const page = await console_.open('/statistics', { role: 'auditor' });
    const blocks = page.locator('section', { has: page.locator('.query') });
    await page.locator('#ending table').waitFor({ state: 'attached' });
    const shown = await blocks.evaluateAll((all) =>
      all.map((one) => ({
        title: one.querySelector('h2')?.textContent,
        text: one.querySelector('.query pre')?.textContent ?? '',
        cells: [...one.querySelectorAll('tbody td')].map(({ textContent }) => textContent),
      })),
    );
    expect(shown.length).toBeGreaterThan(6);
    for (const { title, text, cells } of shown) {
      const [, query = '', variables = ''] = QUERY.exec(text) ?? [];
      const { data, errors } = await console_.ledger.gql(
        query,
        JSON.parse(variables) as Record<string, unknown>,
      );
      const answered = new Set(JSON.stringify(data).match(/\d+/gu));
      const counts = cells.filter((cell) => /^\d+$/u.test(cell));
      expect({ title, errors, missing: counts.filter((count) => !answered.has(count)) }).toEqual({
        title,
        errors: [],
        missing: [],
      });
    }
    await page.context().close();
  }, 60_000);

  it('in the network is in its table, and the query that is shown answers the same', async () => {
    const page = await console_.open('/network', { role: 'auditor' });
    const rows = page.locator('main table tbody tr');
    await rows.first().waitFor();
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent)),
    );
    const text = (await page.locator('.query pre').textContent()) ?? '';
    const [, query = '', variables = ''] = QUERY.exec(text) ?? [];
    const { data } = await console_.ledger.gql<{
      network: {
        organizations: readonly { agreements: number; partners: number; organization: { name: string } }[];
      };
    }>(query, JSON.parse(variables) as Record<string, unknown>);
    const answered = data?.network.organizations.map(({ agreements, partners, organization }) => [
      organization.name,
      String(agreements),
      String(partners),
    ]);
    expect(shown.toSorted()).toEqual(answered?.toSorted());
    await page.context().close();
  }, 60_000);
});

// The last: a checkpoint comes within a minute of the start.
describe('the proof of an event', () => {
  /** Opens an event whose answers are changed on their way. */
  async function openChanged(change: (text: string) => string): Promise<Page> {
    const { data } = await console_.ledger.gql<{ events: { nodes: readonly { id: string }[] } }>(
      '{ events(types: ["PartnerSigned"], first: 1) { nodes { id } } }',
    );
    const page = await console_.open('/agreements', { role: 'auditor' });
    await page.route('**/graphql', async (route: Route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
    await goTo(page, `/events/${data?.events.nodes[0]?.id}`);
    return page;
  }

  it('is reckoned in the browser, and never green where nobody witnessed it', async () => {
    const page = await openChanged((text) => text);
    await page.getByText('✓ Recalculée dans votre navigateur').waitFor();
    const followed = page.getByText('✓ Le chemin, suivi dans votre navigateur');
    await followed.waitFor({ timeout: 75_000 });
    await keepPicture(page, 'event-fr');
    expect(await followed.getAttribute('class')).toContain('tone-gray');
    expect(await page.getByText('Non témoigné').getAttribute('class')).toContain('tone-orange');
    await page.context().close();
  }, 120_000);

  it('is red where a byte of the event, or a hash of its path, was changed on its way', async () => {
    const page = await openChanged((text) =>
      text
        .replace(/("bytes":"\{\\")\w/u, '$1X')
        .replace(/("hashes":\["[0-9a-f]{63})./u, (_all, before: string) => `${before}x`),
    );
    const red = page.locator('.tone-red');
    await red.nth(1).waitFor();
    expect(await red.allInnerTexts()).toEqual([
      expect.stringContaining('elle est autre'),
      expect.stringContaining('ne mène pas à la racine signée'),
    ]);
    await page.context().close();
  }, 60_000);
});

describe('the table of a list', () => {
  it('has the filter and the dates of the page, in each form, and is there', async () => {
    const page = await console_.open('/agreements?status=EXPIRED&on=2024-06-05');
    const links = page.getByRole('link', { name: /^Télécharger la liste/ });
    await links.first().waitFor();
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    const asked = new URLSearchParams({
      lang: 'fr',
      validOn: '2024-06-05',
      filter: '{"status":["EXPIRED"]}',
    });
    expect(hrefs).toEqual(
      ['csv', 'xlsx', 'jsonl'].map((form) => `/export/agreements.${form}?${asked.toString()}`),
    );
    const [download] = await Promise.all([page.waitForEvent('download'), links.last().click()]);
    const lines = (await text(await download.createReadStream())).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { status: string }).status)).toContain('EXPIRED');
    await goTo(page, '/events');
    await links.first().waitFor();
    expect(await links.first().getAttribute('href')).toBe('/export/events.csv?lang=fr');
    await goTo(page, '/organizations/uvm');
    await links.first().waitFor();
    expect(await links.first().getAttribute('href')).toContain(encodeURIComponent('{"partyId":"uvm"}'));
    await page.context().close();
  }, 60_000);
});

it('complained of nothing', () => {
  expect(console_.complaints).toEqual([]);
});
