/** The console of a running ledger in a real browser, as somebody of a role sees it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { OTHER_HOST, startChromium } from './chromium.js';
import { startLedger, type LedgerProcess, type TokenRole } from './ledger-process.js';

/** How a page is opened; by default wide, light, in French, far from the ledger’s zone. */
export interface PageOptions {
  /** Null: nobody is signed in. */
  readonly role?: TokenRole | null;
  readonly language?: 'fr' | 'en';
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly timeZone?: string;
  /** By a name that is not localhost, over plain http; nobody is signed in. */
  readonly elsewhere?: boolean;
}

/** A ledger and a browser that looks at it. */
export interface ConsoleBrowser {
  readonly ledger: LedgerProcess;
  /** Opens a page of the console in a window of its own, and waits until it shows its heading. */
  open(path: string, options?: PageOptions): Promise<Page>;
  /** What the browser complained of so far, and what was asked of anybody but the ledger. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts a ledger with the demonstration, and a browser. */
export async function startConsole(): Promise<ConsoleBrowser> {
  const ledger = await startLedger();
  const browser = await startChromium();
  const complaints: string[] = [];
  return {
    ledger,
    complaints,
    open: (path, options = {}) => openPage(browser, ledger, complaints, path, options),
    async close() {
      await browser.close();
      await ledger.dispose();
    },
  };
}

async function openPage(
  browser: Browser,
  ledger: LedgerProcess,
  complaints: string[],
  path: string,
  options: PageOptions,
): Promise<Page> {
  const { language = 'fr', width = 1_280, height = 900, elsewhere = false } = options;
  const { role = elsewhere ? null : 'secretariat' } = options;
  const origin = elsewhere ? ledger.url.replace(/(?<=\/\/)[^:]+/u, OTHER_HOST) : ledger.url;
  const context = await browser.newContext({
    locale: `${language}-CA`,
    timezoneId: options.timeZone ?? 'Pacific/Kiritimati',
    viewport: { width, height },
    colorScheme: options.dark ? 'dark' : 'light',
  } satisfies BrowserContextOptions);
  if (role !== null) {
    const signedIn = await context.request.post(`${ledger.url}/session`, {
      data: { token: ledger.tokens[role] },
    });
    if (!signedIn.ok()) throw new Error(`signing in was answered with ${signedIn.status()}`);
  }
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${path}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${path}: ${String(error)}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) complaints.push(`${path}: ${url}`);
  });
  await page.goto(`${origin}${path}`);
  await shown(page);
  return page;
}

/** Waits until a page shows what it is of: its heading, and not that it is on its way. */
export async function shown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('article > .waiting').first().waitFor({ state: 'detached' });
}

/** Where each run leaves what its pages looked like. */
const PICTURES = join(import.meta.dirname, '../../dist/pictures');

/** Keeps a picture of a page, under a name that may be an address. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const path = join(PICTURES, `${name.replaceAll(/[^\p{L}\d]+/gu, '-').replaceAll(/^-|-$/gu, '')}.jpg`);
  await page.screenshot({ path, fullPage: true, type: 'jpeg', quality: 50 });
}

/** The texts of a page without the spaces that do not break. */
export async function plainText(page: Page, selector = 'body'): Promise<string> {
  return (await page.locator(selector).first().innerText()).replaceAll(/[\u00a0\u202f]/gu, ' ');
}
