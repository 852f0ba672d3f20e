/** What holds for every page of the console, whatever it shows: looked at in the page itself. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { until } from './ledger-process.js';

/** What is promised: WCAG 2.2 AA, and what is good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another width, or other colours, can change. */
const LOOKS = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'landmark-one-main',
  'page-has-heading-one',
  'region',
  'bypass',
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** The faults that axe finds on a page; with `looks`, of what depends on its width and its colours alone. */
export async function faults(page: Page, { looks = false } = {}): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source);
  const runOnly = looks ? { type: 'rule', values: LOOKS } : { type: 'tag', values: TAGS };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target: target.map(String) })) })))`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Waits until nothing moves that ends by itself. Runs in the page. */
const MOVED = `Promise.all(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity)
  .map(({ finished }) => finished.catch(() => null))).then(() => true)`;

/** Waits until nothing is on its way to a page any more, and it shows all that it was answered. */
export class Settling {
  private readonly under = new Set<object>();
  private last = 0;

  constructor(private readonly page: Page) {
    page.on('request', (request) => this.under.add(request));
    const over = (request: object) => {
      this.under.delete(request);
      this.last = performance.now();
    };
    page.on('requestfinished', over);
    page.on('requestfailed', over);
  }

  /** Goes to a page as a link does: what is loaded already stays. */
  async go(path: string): Promise<void> {
    await this.page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    await until('the page is at rest', () => this.under.size === 0 && performance.now() - this.last > 100);
    const waits = (): Promise<boolean> => this.page.evaluate('document.querySelector(".waiting") !== null');
    await until('nothing is waited for', async () => !(await waits()));
    // What fades in has its colours only then.
    await this.page.evaluate(MOVED);
  }
}

/** Gives the texts of a page in its own language, those in attributes too, without those that are marked as another’s or as code. Runs in the page. */
const OWN_TEXTS = `(() => {
  const own = document.documentElement.lang;
  const parts = [];
  const walk = (node) => {
    if (node.matches?.('code, pre, textarea, script, style, [hidden]')) return;
    if (node !== document.body && node.matches?.('[lang]') && !node.lang.startsWith(own)) return;
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent);
    else for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt'])
      if (node.hasAttribute?.(name)) parts.push(node.getAttribute(name));
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return parts.join('\\n');
})()`;

/** A key that has no words shows as itself. */
const KEY = /\b[a-z]+(?::[a-z]+)?\.[a-z][A-Za-z]+(?:\.[A-Za-z_]+)*\b/gu;
const WRONG = {
  fr: [
    KEY,
    /.{0,20} [:;!?»](?=\s|$).{0,5}|« .{0,20}/gu,
    /\b(?:Agreements?|Today|Loading|Status|known|ledger|record)\b/gu,
  ],
  en: [
    KEY,
    // After a comma a mark stands for itself: `June 2025, ?` are two days that a field takes.
    /.{0,20}(?<!,)[ \u00a0\u202f][:;!?](?=\s|$).{0,5}|[«»].{0,20}/gu,
    /\b(?:ententes|[Aa]ujourd’hui|[Rr]egistre|[Cc]onsigner|aucune?|selon|depuis|jusqu)\b/gu,
  ],
} as const;

/** A day, or that of an instant, as a page of the console words it, with spaces that break. */
export function inWords(
  text: string,
  { timeZone, month, language }: { timeZone: string; month: 'long' | 'short'; language: 'fr' | 'en' },
): string {
  return new Intl.DateTimeFormat(`${language}-CA`, { timeZone, year: 'numeric', month, day: 'numeric' })
    .format(Date.parse(text))
    .replace(/^1 /u, '1er ');
}

/** The days and instants that a page words otherwise than the zone of the ledger has them. */
export async function strayDays(
  page: Page,
  timeZone: string,
  language: 'fr' | 'en',
): Promise<readonly string[]> {
  const shown = await page
    .locator('time')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('datetime') ?? '', one.textContent] as const));
  return shown
    .filter(([of, text]) => {
      const zone = of.includes('T') ? timeZone : 'UTC';
      const said = text.replaceAll(/[\u00a0\u202f]/gu, ' ');
      return !(['long', 'short'] as const).some((month) =>
        said.startsWith(inWords(of, { timeZone: zone, month, language })),
      );
    })
    .map(([of, text]) => `${of}: ${text}`);
}

/** What is not set, or not said, as an office writes the language of the page. */
export async function slips(page: Page, language: 'fr' | 'en'): Promise<readonly string[]> {
  const text = await page.evaluate<string>(OWN_TEXTS);
  return WRONG[language].flatMap((pattern) => text.match(pattern) ?? []);
}
