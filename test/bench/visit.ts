/** What a person waits for in the console, measured in the page itself. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Server } from './load.js';

/** A machine and a network to look from. */
export interface Way {
  readonly name: string;
  /** How many times slower the processor is. */
  readonly slower: number;
  readonly network: { readonly megabits: number; readonly milliseconds: number } | null;
}

/** As it comes, and as on an old machine far away. */
export const WAYS: readonly Way[] = [
  { name: 'plain', slower: 1, network: null },
  { name: 'processor ×4, 10 Mbit/s, 40 ms', slower: 4, network: { megabits: 10, milliseconds: 40 } },
];

/** What one way of looking measured, in milliseconds. */
export interface Visit {
  /** From the navigation to the first row that is painted, with nothing kept in the browser, and with its files kept. */
  readonly first: readonly number[];
  readonly again: readonly number[];
  /** From the change of the day to the rows of that day. */
  readonly otherDay: readonly number[];
  /** From a key to what it changes on the screen. */
  readonly keys: readonly number[];
  /** The largest sum of layout shifts of a first visit. */
  readonly shift: number;
}

const TIMES = 7;
const LIST = '/agreements';
const FORM = '/record?command=recordSignature&agreement=bench-1&source=bench&lines=1';
const KEY_EVERY_MS = 120;

/** Notes when the first row is painted, how far things move that nobody moved, and how long keys take. Runs before the page. */
const WATCH = `
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
  globalThis.painted = painted;
  globalThis.watched = { shift: 0, keys: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  watched.row = new Promise((resolve) => {
    const rows = new MutationObserver(() => {
      if (!document.querySelector('table.data tbody tr')) return;
      rows.disconnect();
      painted(() => resolve(performance.now()));
    });
    rows.observe(document, { childList: true, subtree: true });
  });
  addEventListener('keydown', ({ timeStamp }) => painted(() => watched.keys.push(performance.now() - timeStamp)), true);
`;

/** Goes to another day as a link does, and gives how long it took until the rows of that day are painted. Runs in the page. */
const OTHER_DAY = `(day) => new Promise((resolve) => {
  const from = performance.now();
  const table = document.querySelector('table.data');
  let isAsked = false;
  const looks = new MutationObserver(() => {
    const isBusy = table.ariaBusy === 'true';
    isAsked ||= isBusy;
    if (!isAsked || isBusy) return;
    looks.disconnect();
    painted(() => resolve(performance.now() - from));
  });
  looks.observe(table, { attributes: true });
  history.pushState({}, '', '${LIST}?on=' + day);
})`;

/** Looks at a ledger's console in one way. */
export async function visit(browser: Browser, server: Server, way: Way): Promise<Visit> {
  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 1_280, height: 900 } });
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  await signIn(page, server);
  const session = await context.newCDPSession(page);
  await slowDown(session, way);
  await firstRow(page, server);

  const first: number[] = [];
  let shift = 0;
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  for (let time = 0; time < TIMES; time += 1) {
    first.push(await firstRow(page, server));
    shift = Math.max(shift, await page.evaluate<number>('watched.shift'));
  }
  await session.send('Network.setCacheDisabled', { cacheDisabled: false });
  await firstRow(page, server);
  const again: number[] = [];
  for (let time = 0; time < TIMES; time += 1) again.push(await firstRow(page, server));
  const otherDay: number[] = [];
  for (let year = 0; year < TIMES; year += 1)
    otherDay.push(await page.evaluate<number>(`(${OTHER_DAY})('${2018 + year}-06-04')`));
  const keys = await typing(page, server);
  await context.close();
  return { first, again, otherDay, keys, shift };
}

async function signIn(page: Page, { url, tokens }: Server): Promise<void> {
  await page.goto(url);
  await page.locator('input[type=password]').fill(tokens[0] ?? '');
  await page.keyboard.press('Enter');
  await page.locator('header.top').waitFor();
}

async function slowDown(session: CDPSession, { slower, network }: Way): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  if (network === null) return;
  const bytesPerSecond = (network.megabits * 1_000_000) / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.milliseconds,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

async function firstRow(page: Page, { url }: Server): Promise<number> {
  await page.goto(`${url}${LIST}`);
  return page.evaluate<number>('watched.row');
}

/** Types a name that is looked for while it is typed, and a day that is read back and rehearsed. */
async function typing(page: Page, { url }: Server): Promise<readonly number[]> {
  await page.goto(`${url}${FORM}`);
  for (const [field, text] of [
    ['#field-organizationId', 'organisation num'],
    ['#field-occurredOn', 'avant le 4 juin 2025'],
  ] as const) {
    await page.locator(field).focus();
    for (const key of text) {
      await page.keyboard.press(key);
      await page.waitForTimeout(KEY_EVERY_MS);
    }
  }
  return page.evaluate<readonly number[]>('watched.keys');
}
