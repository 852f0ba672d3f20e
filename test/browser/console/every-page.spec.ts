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

describe.each(PAGES)('$path', ({ path, role = 'secretariat' }) => {
  it('has no fault that axe finds, light and dark, wide and narrow', async () => {
    for (const dark of [false, true])
      for (const width of [1_280, 640, 360]) {
        const page = await console_.open(path, { role, dark, width });
        await settled(page);
        expect({ dark, width, faults: await faults(page) }).toEqual({ dark, width, faults: [] });
        await page.context().close();
      }
  }, 120_000);

  it('never scrolls sideways, down to 320 pixels', async () => {
    const page = await console_.open(path, { role, width: 320 });
    await settled(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.context().close();
  }, 60_000);

  it('is set as a Québec office sets French, without an English word of its own', async () => {
    const page = await console_.open(path, { role });
    await settled(page);
    const text = await page.evaluate(() => {
      const parts: string[] = [];
      const walk = (node: Node) => {
        if (
          node instanceof Element &&
          (node.matches('[lang]:not([lang^=fr]), code, script, style') || node.closest('[hidden]'))
        )
          return;
        if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent ?? '');
        node.childNodes.forEach(walk);
      };
      document.body.childNodes.forEach(walk);
      return parts.join('\n');
    });
    expect(text.match(/.{0,20} [:;!?»](?=\s|$).{0,5}|« .{0,20}/gu) ?? []).toEqual([]);
    expect(
      text.match(/\b(?:Agreements?|Today|Loading|Status|Parties to|known|ledger|record)\b/gu) ?? [],
    ).toEqual([]);
    // A key that has no words shows as itself.
    expect(text.match(/\b[a-z]+(?::[a-z]+)?\.[a-z][A-Za-z]+(?:\.[A-Za-z_]+)*\b/gu) ?? []).toEqual([]);
    await page.context().close();
  }, 60_000);
});

it('broke no rule of its policy, and asked nobody but the ledger', () => {
  expect(console_.complaints).toEqual([]);
});
