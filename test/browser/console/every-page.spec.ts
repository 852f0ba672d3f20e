import type { Page } from 'playwright-core';
import { keepPicture, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { faults, Settling, slips } from '../../support/console-look.js';
import { until, type TokenRole } from '../../support/ledger-process.js';
import { record } from '../../support/recording.js';
import { PAGES, recordWhatItLacks } from './pages.js';
import { STATES } from './states.js';

let console_: ConsoleBrowser;
/** One window a role: each page is gone to as by a link, and looked at in each way in its place. */
const windows = new Map<TokenRole, { readonly page: Page; readonly settling: Settling }>();

beforeAll(async () => {
  console_ = await startConsole();
  await recordWhatItLacks(console_.ledger);
  // Two organisations that may be one.
  await record(console_.ledger, 'addOrganizationAlias', {
    organizationId: 'venture-lab',
    alias: { text: 'CMC Microsystems', lang: 'en', use: 'ACRONYM' },
    evidence: [{ sourceId: 's1' }],
  });
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

const look = (page: Page, width: number, colorScheme: 'light' | 'dark') =>
  Promise.all([page.setViewportSize({ width, height: 900 }), page.emulateMedia({ colorScheme })]);

/** Each page in six looks: a busy machine takes a minute for a long one. */
const PATIENCE_MS = 180_000;

/** The looks beside the first one, in an order in which neither changes more often than it has to. */
const OTHER_LOOKS = [
  [1_280, 'dark'],
  [640, 'dark'],
  [640, 'light'],
  [360, 'light'],
  [360, 'dark'],
] as const;

/** That axe finds nothing in what another width, or other colours, can change. */
async function inEveryLook(page: Page): Promise<void> {
  for (const [width, colours] of OTHER_LOOKS) {
    await look(page, width, colours);
    const found = await faults(page, { looks: true });
    expect({ width, colours, found }).toEqual({ width, colours, found: [] });
  }
}

/** That a page is no wider than its window, once what is offered over it has found its place in a narrower one. */
async function neverSideways(page: Page): Promise<void> {
  const overhang = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  await until('the page is no wider than its window', async () => (await overhang()) <= 0, 5_000).catch(
    () => undefined,
  );
  expect(await overhang()).toBeLessThanOrEqual(0);
}

describe.each(PAGES)('$path', ({ path, role = 'secretariat' }) => {
  it(
    'has no fault that axe finds, wide and narrow, light and dark, never scrolls sideways, and is set in each language as an office sets it',
    async () => {
      const { page, settling } = await windowOf(role);
      await look(page, 1_280, 'light');
      await speak(page, 'fr');
      await settling.go(path);
      await keepPicture(page, `${path} ${role}`);
      expect(await page.getByText('ne connaît rien de ce nom').count()).toBe(0);
      expect(await faults(page)).toEqual([]);
      expect(await slips(page, 'fr')).toEqual([]);
      await inEveryLook(page);
      await look(page, 320, 'light');
      await neverSideways(page);
      await speak(page, 'en');
      await neverSideways(page);
      expect(await slips(page, 'en')).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe.each(STATES)('$says', ({ path, role = 'secretariat', open, close }) => {
  it(
    'has no fault that axe finds, wide and narrow, light and dark, and never scrolls sideways',
    async () => {
      const { page, settling } = await windowOf(role);
      await look(page, 1_280, 'light');
      await speak(page, 'fr');
      await settling.go(path);
      // What fails here leaves its window in no known state: the next one opens another.
      windows.delete(role);
      await open(page);
      await settling.settled();
      expect(await faults(page)).toEqual([]);
      expect(await slips(page, 'fr')).toEqual([]);
      await inEveryLook(page);
      await look(page, 320, 'light');
      await neverSideways(page);
      await (close ? close(page) : page.keyboard.press('Escape'));
      windows.set(role, { page, settling });
    },
    PATIENCE_MS,
  );
});

it('has no fault that axe finds where the pages are behind a button, nor where nobody is signed in', async () => {
  const { page, settling } = await windowOf('secretariat');
  await look(page, 360, 'dark');
  await settling.go('/agreements');
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await faults(page)).toEqual([]);
  const signedOut = await console_.open('/', { role: null, width: 360, dark: true });
  await signedOut.getByLabel('Jeton').fill('ent_wrong');
  await signedOut.keyboard.press('Enter');
  await signedOut.getByText('Ce jeton n’est pas').waitFor();
  expect(await faults(signedOut)).toEqual([]);
}, 60_000);

it('leads from a resolution to what it is about, by its title', async () => {
  const { page, settling } = await windowOf('secretariat');
  await speak(page, 'fr');
  await settling.go('/resolutions/pages');
  await page.getByRole('link', { name: /Corridor/ }).click();
  await page.waitForURL(/\/agreements\/corridor-ne/);
  expect(await page.locator('h1').innerText()).toMatch(/Corridor/);
}, 60_000);

it('broke no rule of its policy, and asked nobody but the ledger', () => {
  // The wrong token, the session that was ended, and the network that was cut.
  const asked = /401 \(Unauthorized\)|ERR_INTERNET_DISCONNECTED/u;
  expect(console_.complaints.filter((one) => !asked.test(one))).toEqual([]);
});
