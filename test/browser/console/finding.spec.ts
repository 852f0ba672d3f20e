import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { keepPicture, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { Keyboard } from '../../support/console-keyboard.js';

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

describe('organisations that may be one', () => {
  it('stand side by side, and the depositary begins to record that they are the same', async () => {
    const { errors } = await console_.ledger.gql(
      'mutation ($input: AddOrganizationAliasInput!) { addOrganizationAlias(input: $input) { repeated } }',
      {
        input: {
          commandId: randomUUID(),
          organizationId: 'venture-lab',
          alias: { text: 'CMC Microsystems', lang: 'en', use: 'ACRONYM' },
          evidence: [{ sourceId: 's1' }],
        },
      },
    );
    expect(errors).toEqual([]);
    const page = await console_.open('/organizations', { role: 'depositary' });
    await page.getByRole('link', { name: 'Doublons possibles' }).click();
    const pair = page.getByRole('region', { name: 'CMC Microsystems' });
    await pair.waitFor();
    await keepPicture(page, 'duplicates-fr');
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
