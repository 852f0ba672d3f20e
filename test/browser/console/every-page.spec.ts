import type { Page } from 'playwright-core';
import { startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { faults, Settling, slips } from '../../support/console-look.js';
import type { TokenRole } from '../../support/ledger-process.js';
import { PAGES } from './pages.js';

let console_: ConsoleBrowser;
/** One window a role: each page is gone to as by a link, and looked at in each way in its place. */
const windows = new Map<TokenRole, { readonly page: Page; readonly settling: Settling }>();

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

async function windowOf(role: TokenRole) {
  const there = windows.get(role);
  if (there) return there;
  const page = await console_.open('/settings', { role });
  const made = { page, settling: new Settling(page) };
  windows.set(role, made);
  return made;
}

async function speak(page: Page, language: 'fr' | 'en'): Promise<void> {
  await page.getByRole('button', { name: language.toUpperCase(), exact: true }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
}

const sideways = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

describe.each(PAGES)('$path', ({ path, role = 'secretariat' }) => {
  it('has no fault that axe finds, never scrolls sideways, and is set in each language as an office sets it', async () => {
    const { page, settling } = await windowOf(role);
    const look = (width: number, colorScheme: 'light' | 'dark') =>
      Promise.all([page.setViewportSize({ width, height: 900 }), page.emulateMedia({ colorScheme })]);
    await look(1_280, 'light');
    await speak(page, 'fr');
    await settling.go(path);
    expect(await faults(page)).toEqual([]);
    expect(await slips(page, 'fr')).toEqual([]);
    await look(360, 'dark');
    expect(await faults(page, { looks: true })).toEqual([]);
    await look(320, 'light');
    expect(await sideways(page)).toBeLessThanOrEqual(320);
    await speak(page, 'en');
    expect(await sideways(page)).toBeLessThanOrEqual(320);
    expect(await slips(page, 'en')).toEqual([]);
  }, 60_000);
});

it('broke no rule of its policy, and asked nobody but the ledger', () => {
  expect(console_.complaints).toEqual([]);
});
