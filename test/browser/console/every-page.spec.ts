import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { startConsole, type ConsoleBrowser } from '../../support/console-browser.js';
import { PAGES } from './pages.js';

/** What is promised: WCAG 2.2 AA, and what is good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let console_: ConsoleBrowser;

beforeAll(async () => {
  console_ = await startConsole();
}, 120_000);
afterAll(async () => {
  await console_?.close();
}, 60_000);

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.waiting').waitFor({ state: 'detached' });
}

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Gives the texts of a page in its own language, without those that are marked as another’s or as code. Runs in the page. */
const OWN_TEXTS = `(() => {
  const parts = [];
  const walk = (node) => {
    if (node.matches?.('[lang]:not([lang^=fr], html), code, pre, textarea, script, style, [hidden]')) return;
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent);
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return parts.join('\\n');
})()`;

describe.each(PAGES)('$path', ({ path, role = 'secretariat' }) => {
  it('has no fault that axe finds, never scrolls sideways, and is set in French as an office sets it', async () => {
    const page = await console_.open(path, { role });
    await settled(page);
    for (const [dark, width] of [
      [false, 1_280],
      [true, 360],
    ] as const) {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.setViewportSize({ width, height: 900 });
      expect({ dark, width, faults: await faults(page) }).toEqual({ dark, width, faults: [] });
    }
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    const text = await page.evaluate<string>(OWN_TEXTS);
    expect(text.match(/.{0,20} [:;!?»](?=\s|$).{0,5}|« .{0,20}/gu) ?? []).toEqual([]);
    expect(text.match(/\b(?:Agreements?|Today|Loading|Status|known|ledger|record)\b/gu) ?? []).toEqual([]);
    // A key that has no words shows as itself.
    expect(text.match(/\b[a-z]+(?::[a-z]+)?\.[a-z][A-Za-z]+(?:\.[A-Za-z_]+)*\b/gu) ?? []).toEqual([]);
    await page.context().close();
  }, 120_000);
});

it('broke no rule of its policy, and asked nobody but the ledger', () => {
  expect(console_.complaints).toEqual([]);
});
