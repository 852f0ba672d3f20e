import type { Page } from 'playwright-core';
import { keepPicture, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { Keyboard } from '../../support/console-keyboard.js';
import { record } from '../../support/recording.js';

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement === document.body ? "" : document.activeElement.textContent');

describe('the search box', () => {
  it('finds things, pages and what can be recorded, by keyboard alone, and gives the focus back', async () => {
    const page = await console_.open('/agreements?on=2025-06-01');
    const keys = new Keyboard(page);
    await keys.press('/');
    await keys.type('mont blanc');
    await page.locator('[data-combobox-selected]', { hasText: 'AMQ' }).waitFor();
    await keepPicture(page, 'search-fr');
    await keys.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Mont-Blanc/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('on')).toBe('2025-06-01');
    await keys.press('Control+k');
    await keys.type('adhes');
    await page.locator('[data-combobox-selected]', { hasText: 'Consigner : Adhésion' }).waitFor();
    await keys.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('h1:focus').waitFor();
    expect(await focused(page)).toMatch(/Mont-Blanc/);
    await page.context().close();
  }, 60_000);

  it('offers a dashboard no action, and says when nothing is found', async () => {
    const page = await console_.open('/agreements', { role: 'dashboard', language: 'en' });
    const keys = new Keyboard(page);
    await keys.press('/');
    await keys.type('signature');
    await page.getByText('Nothing matches “signature”.').waitFor();
    expect(await page.locator('[data-combobox-option]').count()).toBe(0);
    await page.context().close();
  }, 60_000);
});

describe('the keys', () => {
  it('are listed by a key, and lead through pages, rows, parts and dates', async () => {
    const page = await console_.open('/agreements');
    const keys = new Keyboard(page);
    await keys.press('?');
    const dialog = page.getByRole('dialog', { name: 'Touches du clavier' });
    await dialog.waitFor();
    expect(await dialog.locator('kbd').allInnerTexts()).toEqual(
      expect.arrayContaining(['/', '?', 'g b', 'j', 'd', '[', 'Ctrl + ↵']),
    );
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await keys.press('j', 'j', 'k', 'Enter');
    await page.getByRole('heading', { level: 1, name: /Albany/ }).waitFor();
    await keys.press('g', 'e');
    await page.getByRole('heading', { level: 1, name: 'Ententes' }).waitFor();
    await page.goto(`${console_.ledger.url}/agreements/amq-mbi?on=2019-06-04`);
    await page.locator('.picture').waitFor();
    await keys.press(']');
    await page.waitForURL(/on=2019-06-05/);
    await keys.press(']', '[');
    await page.waitForURL(/on=2019-06-05/);
    await keys.press('[');
    await page.waitForURL(/on=2019-06-04/);
    await keys.press('t', 's');
    await page.waitForURL((url) => url.search === '');
    expect(await focused(page)).toMatch(/^Ce qui était vrai/);
    await page.context().close();
  }, 60_000);

  it('do nothing in a field, nor where they are turned off', async () => {
    const page = await console_.open('/agreements');
    const keys = new Keyboard(page);
    await page.getByLabel('Titre, identifiant').focus();
    await keys.type('/?r');
    expect(await page.getByLabel('Titre, identifiant').inputValue()).toBe('/?r');
    await page.evaluate("localStorage.setItem('entente.keys', 'off')");
    await page.getByRole('heading', { level: 1 }).focus();
    await keys.press('?', '/', 'r');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/agreements');
    await page.context().close();
  }, 60_000);
});

describe('with Tab and Enter alone', () => {
  /** What has the focus, in words; nothing where it was lost. */
  const AT = `(({ activeElement: at, body }) => at === body ? '' :
    [at.getAttribute('aria-label'), at.labels?.[0]?.textContent, at.textContent, at.title].filter(Boolean).join(' | ') || at.tagName)(document)`;

  /** Goes to what is called so with Tab, and presses Enter on it; the focus is somewhere at every step, but between the end of the page and its beginning. */
  async function tabTo(page: Page, name: RegExp, then = 'Enter', by = 'Tab'): Promise<void> {
    let before = 'something';
    for (let step = 0; step < 90; step += 1) {
      await page.keyboard.press(by);
      const at = await page.evaluate<string>(AT);
      if (before === '') expect(at).toMatch(/^Aller au contenu/u);
      before = at;
      if (!name.test(at)) continue;
      await page.keyboard.press(then);
      return;
    }
    throw new Error(`${String(name)} is not reached; the focus is at ${await page.evaluate<string>(AT)}`);
  }

  it('five tasks are done, and the focus is never lost', async () => {
    const page = await console_.open('/');
    // A page is gone to, its list filtered, the filter taken away, a row opened.
    await tabTo(page, /^Ententes$/u);
    await page.getByRole('heading', { level: 1, name: 'Ententes' }).waitFor();
    await tabTo(page, /Titre, identifiant/u, 'm');
    await page.keyboard.type('ont');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=mont/);
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor({ state: 'detached' });
    await tabTo(page, /Tout enlever/u);
    await page.getByRole('rowheader', { name: /Corridor/ }).waitFor();
    expect(await page.evaluate<string>(AT)).not.toBe('');
    await tabTo(page, /Corridor/u);
    await page.getByRole('heading', { level: 1, name: /Corridor/ }).waitFor();
    // The picture is read as a table, and goes to a day as known then; back to today.
    await tabTo(page, /^La même chose en tableau/u);
    await tabTo(page, /^Montrer ce jour/u);
    await page.waitForURL(/at=/);
    expect(await page.evaluate<string>(AT)).not.toBe('');
    await page.locator('h1').focus();
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, /^Comparer$/u);
    await page.getByRole('heading', { level: 1, name: /Comparer/ }).waitFor();
    expect(await page.evaluate<string>(AT)).not.toBe('');
    // The dates are opened, one is written, and they are left.
    await page.goto(`${console_.ledger.url}/sources`);
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await tabTo(page, /^Changer les dates/u);
    await tabTo(page, /^En date du/u, 'Control+a');
    await page.keyboard.type('2025-04-16');
    await page.keyboard.press('Enter');
    await page.waitForURL(/on=2025-04-16/);
    await tabTo(page, /^Un jour plus tard/u);
    await page.keyboard.press('Enter');
    await page.waitForURL(/on=2025-04-18/);
    await tabTo(page, /^Revenir à aujourd’hui/u, 'Enter', 'Shift+Tab');
    await page.waitForURL((url) => url.search === '');
    expect(await page.evaluate<string>(AT)).not.toBe('');
    // The language is changed.
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await tabTo(page, /^EN/u);
    await page.locator('html[lang=en]').waitFor();
    expect(await page.evaluate<string>(AT)).not.toBe('');
    await page.context().close();
  }, 90_000);
});

describe('organisations that may be one', () => {
  it('stand side by side, and the depositary begins to record that they are the same', async () => {
    await record(console_.ledger, 'addOrganizationAlias', {
      organizationId: 'venture-lab',
      alias: { text: 'CMC Microsystems', lang: 'en', use: 'ACRONYM' },
      evidence: [{ sourceId: 's1' }],
    });
    const page = await console_.open('/organizations', { role: 'depositary' });
    await page.getByRole('link', { name: 'Doublons possibles' }).click();
    const pair = page.getByRole('region', { name: 'CMC Microsystems' });
    await pair.waitFor();
    await keepPicture(page, 'duplicates-fr');
    // What cannot be said of them here is said.
    await pair.getByText(/^Deux organisations/).waitFor();
    expect(await pair.getByRole('columnheader').allInnerTexts()).toEqual(
      expect.arrayContaining(['CMC Microsystems', 'Venture Lab']),
    );
    await pair.getByRole('link', { name: 'C’est la même organisation' }).click();
    await page.getByRole('heading', { level: 1, name: /Rapprochement/ }).waitFor();
    const chosen = [page.locator('#field-organizationId'), page.locator('#field-sameIds-0')];
    expect((await Promise.all(chosen.map((one) => one.inputValue()))).toSorted()).toEqual([
      'CMC Microsystems',
      'Venture Lab',
    ]);
    await page.goBack();
    await pair.getByRole('link', { name: 'Ajouter le nom de l’une à l’autre' }).click();
    await page.getByRole('heading', { level: 1, name: /Ajout d’un nom/ }).waitFor();
    const [who, added] = [page.locator('#field-organizationId'), page.locator('#field-alias-text')];
    expect([await who.inputValue(), await added.inputValue()].toSorted()).toEqual([
      'CMC Microsystems',
      'Venture Lab',
    ]);
    await page.context().close();
  }, 60_000);

  it('in the list say how many of their agreements are in force, by a list of these', async () => {
    const page = await console_.open('/organizations?q=c2mi', { role: 'dashboard' });
    const inForce = page.locator('tbody tr').first().locator('td').last().getByRole('link');
    const count = Number(await inForce.innerText());
    expect(count).toBeGreaterThan(0);
    await inForce.click();
    await page.getByRole('heading', { level: 1, name: 'Ententes' }).waitFor();
    const rows = page.locator('main tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(count);
    await page.context().close();
  }, 60_000);
});

describe('the desk', () => {
  it('leads to what was left, and to what settles a row', async () => {
    const page = await console_.open('/');
    await page.getByRole('link', { name: 'A adhéré' }).first().click();
    await page.getByRole('heading', { level: 1, name: /Adhésion/ }).waitFor();
    const who = await page.locator('#field-organizationId').inputValue();
    await page.locator('#field-organizationId').fill('Venture');
    await page.locator('#field-organizationId').fill(who);
    await page.getByRole('link', { name: 'Bureau' }).click();
    const left = page.locator('#resume');
    await left.getByText(/^Adhésion/).waitFor();
    await keepPicture(page, 'desk-fr');
    await left.getByRole('link', { name: 'Reprendre' }).click();
    await page.getByRole('heading', { level: 1, name: /Adhésion/ }).waitFor();
    expect(await page.locator('#field-organizationId').inputValue()).toBe(who);
    await page.context().close();
  }, 60_000);
});

describe('the page of an event', () => {
  it.each([
    ['depositary', ['Rectifier', 'Annuler ce fait', 'Contester', 'Joindre une pièce']],
    ['auditor', []],
  ] as const)(
    'offers a %s what the role may record of it',
    async (role, offered) => {
      const { data } = await console_.ledger.gql<{ events: { nodes: readonly { id: string }[] } }>(
        '{ events(types: ["PartnerSigned"], first: 1) { nodes { id } } }',
      );
      const page = await console_.open(`/events/${data?.events.nodes[0]?.id}`, { role });
      expect(await page.locator('.page-actions a').allInnerTexts()).toEqual(offered);
      await page.context().close();
    },
    60_000,
  );
});

it('complained of nothing', () => {
  expect(console_.complaints).toEqual([]);
});

describe('a list whose count is refused', () => {
  it('shows its members, says so, and counts them when it is asked again', async () => {
    const page = await console_.open('/settings');
    await page.route('**/graphql', (route) =>
      (route.request().postData() ?? '').includes('AgreementsCounted') ? route.abort() : route.continue(),
    );
    await page.getByRole('link', { name: 'Ententes', exact: true }).first().click();
    await page.locator('table.data tbody tr').first().waitFor();
    const again = page.getByRole('button', { name: 'Réessayer' });
    await again.waitFor();
    expect(await page.getByText('4 ententes', { exact: true }).count()).toBe(0);
    await page.unroute('**/graphql');
    await again.press('Enter');
    await page.getByText('4 ententes', { exact: true }).waitFor();
    await again.waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);
});
