import type { Page } from 'playwright-core';
import { keepPicture, startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { faults, Settling, slips } from '../../support/console-look.js';
import { until, type TokenRole } from '../../support/ledger-process.js';
import { record } from '../../support/recording.js';
import { PAGES } from './pages.js';
import { STATES } from './states.js';

/** A window of a role: each page is gone to as by a link, and looked at in each way in its place. */
interface Window {
  readonly page: Page;
  readonly settling: Settling;
  language: 'fr' | 'en';
}

/** The looks after the first one, each with the rules of axe that it can break. Below 768 pixels the styles are the same. */
const LOOKS = [
  [1_280, 'dark', 'colours'],
  [640, 'light', 'layout'],
  [360, 'dark', 'both'],
] as const;

let console_: ConsoleBrowser;
const windows = new Map<TokenRole, Window>();

beforeAll(async () => {
  console_ = await startConsole();
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

async function windowOf(role: TokenRole): Promise<Window> {
  const there = windows.get(role);
  if (there) return there;
  const page = await console_.open('/settings', { role });
  const made: Window = { page, settling: new Settling(page), language: 'fr' };
  windows.set(role, made);
  return made;
}

async function speak(window: Window, language: 'fr' | 'en'): Promise<void> {
  if (window.language === language) return;
  const { page } = window;
  await page.getByRole('button', { name: language.toUpperCase(), exact: true }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
  window.language = language;
}

const look = (page: Page, width: number, colorScheme: 'light' | 'dark') =>
  Promise.all([page.setViewportSize({ width, height: 900 }), page.emulateMedia({ colorScheme })]);

/** How far a page is wider than its window, once what is offered over it has found its place in a narrower one. */
async function overhang(page: Page): Promise<readonly string[]> {
  const wider = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  await until('the page is no wider than its window', async () => (await wider()) <= 0, 5_000).catch(
    () => undefined,
  );
  const by = await wider();
  return by > 0 ? [`wider by ${by} pixels`] : [];
}

/**
 * What is wrong with what a window shows: by all rules of axe and in its language at first, then in each other look. A picture
 * is left of each look in which something is wrong.
 */
async function wrongWith({ page, settling, language }: Window, name: string): Promise<readonly string[]> {
  const all: string[] = [];
  const note = async (look: string, wrong: readonly string[]) => {
    if (wrong.length > 0) await keepPicture(page, `wrong ${name} ${look}`);
    all.push(...wrong.map((one) => `${look}: ${one}`));
  };
  await note('first', [...(await faults(page)), ...(await slips(page, language))]);
  for (const [width, colours, rules] of LOOKS) {
    await look(page, width, colours);
    await settling.still();
    await note(`${width} ${colours}`, await faults(page, rules));
  }
  await page.setViewportSize({ width: 320, height: 900 });
  await note('320', await overhang(page));
  return all;
}

describe.each(PAGES)('$path', ({ path, role = 'secretariat' }) => {
  it('has no fault that axe finds, never scrolls sideways, and is set in each language as an office sets it', async () => {
    const window = await windowOf(role);
    const { page, settling } = window;
    await look(page, 1_280, 'light');
    await settling.go(path);
    await keepPicture(page, `${path} ${role}`);
    expect(await wrongWith(window, `${path} ${role}`)).toEqual([]);
    // The next page begins in the language in which this one ends.
    await speak(window, window.language === 'fr' ? 'en' : 'fr');
    expect([...(await overhang(page)), ...(await slips(page, window.language))]).toEqual([]);
  }, 60_000);
});

describe.each(STATES)('$says', ({ says, path, role = 'secretariat', open, close }) => {
  it('has no fault that axe finds, light and dark, and never scrolls sideways', async () => {
    const window = await windowOf(role);
    const { page, settling } = window;
    await look(page, 1_280, 'light');
    await speak(window, 'fr');
    await settling.go(path);
    // What fails here leaves its window in no known state: the next one opens another.
    windows.delete(role);
    await open(page);
    await settling.settled();
    expect(await wrongWith(window, says)).toEqual([]);
    await (close ? close(page) : page.keyboard.press('Escape'));
    windows.set(role, window);
  }, 60_000);
});

it('has no fault that axe finds where the pages are behind a button, nor where nobody is signed in', async () => {
  const window = await windowOf('secretariat');
  const { page, settling } = window;
  await look(page, 640, 'light');
  await speak(window, 'fr');
  await settling.go('/agreements');
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await faults(page)).toEqual([]);
  await look(page, 360, 'dark');
  await settling.still();
  expect(await faults(page, 'both')).toEqual([]);
  const signedOut = await console_.open('/', { role: null });
  await signedOut.getByLabel('Jeton').fill('ent_wrong');
  await signedOut.keyboard.press('Enter');
  await signedOut.getByText('Ce jeton n’est pas').waitFor();
  await keepPicture(signedOut, 'sign-in');
  const asking: Window = { page: signedOut, settling: new Settling(signedOut), language: 'fr' };
  expect(await wrongWith(asking, 'sign-in')).toEqual([]);
}, 60_000);

it('broke no rule of its policy, and asked nobody but the ledger', () => {
  // The wrong token, the session that was ended, and the network that was cut.
  const asked = /401 \(Unauthorized\)|ERR_INTERNET_DISCONNECTED/u;
  expect(console_.complaints.filter((one) => !asked.test(one))).toEqual([]);
});
