/**
 * Takes the pictures of docs/staff.md and docs/auditors.md: the console over the demonstration, at an instant that never changes,
 * so that a picture changes only with what it shows. `npm run pictures` writes them all.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import { systemClock } from '@entente/platform';
import type { Browser, Page } from 'playwright-core';
import { assembleLedger } from '../support/assembled-ledger.js';
import { startChromium } from '../support/chromium.js';
import { Settling } from '../support/console-look.js';
import { serveLedger } from '../support/served-ledger.js';
import { PICTURES, type Picture } from './pictures.js';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'docs/pictures');
/** The picture is worth its weight up to here. */
const MOST_BYTES = 120_000;
const HEIGHT = 760;
const NOW = new Date('2026-12-01T15:00:00Z');
const clock = { now: () => new Date(NOW), elapsed: () => systemClock.elapsed() };

const scenario = readScenario();
const made = await assembleLedger({ scenario, clock });
const browser = await startChromium();
try {
  const { runner } = made.assembly.startWorker();
  await loadDemonstration(made.assembly.ledger, scenario, { now: clock.now });
  const served = await serveLedger(made.assembly, {
    runner,
    role: 'depositary',
    consoleDir: join(ROOT, 'dist/console'),
    clock,
  });
  await made.caughtUp();
  await mkdir(FOLDER, { recursive: true });
  for (const language of ['fr', 'en'] as const) {
    const page = await signedIn(browser, served.url, served.token, language);
    for (const picture of PICTURES) await take(page, picture, language);
    await page.context().close();
  }
  await served.close();
} finally {
  await browser.close();
  await made.dispose();
}

async function signedIn(chromium: Browser, url: string, token: string, language: 'fr' | 'en'): Promise<Page> {
  const context = await chromium.newContext({
    locale: `${language}-CA`,
    timezoneId: 'America/Toronto',
    viewport: { width: 1_280, height: HEIGHT },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await context.request.post(`${url}/session`, { data: { token } });
  const page = await context.newPage();
  await page.goto(`${url}/settings`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function take(page: Page, { name, path, main, begin }: Picture, language: 'fr' | 'en'): Promise<void> {
  const settling = new Settling(page);
  await settling.go(path);
  await begin?.(page);
  await settling.settled();
  // The page without what stands above every page, where there is much to see of it.
  const top = main ? ((await page.locator('main').boundingBox())?.y ?? 0) : 0;
  const picture = await page.screenshot({
    animations: 'disabled',
    caret: 'hide',
    fullPage: true,
    clip: { x: 0, y: top, width: 1_280, height: HEIGHT },
  });
  if (picture.length > MOST_BYTES) throw new Error(`${name} has ${picture.length} bytes`);
  await writeFile(join(FOLDER, `${name}-${language}.png`), picture);
  console.log(`docs/pictures/${name}-${language}.png: ${picture.length} bytes`);
}
