/** The Chromium of the tests: unpacked once in a run, started by each spec that looks at pages. */
import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

/** A name that leads to this computer, and that a browser does not trust as it does localhost. */
export const OTHER_HOST = 'registre.example';

/** Starts a browser. Only what keeps Chromium from running as root is switched off: its own rules hold for the pages. */
export async function startChromium(): Promise<Browser> {
  const args = ['--no-sandbox', `--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`];
  return chromium.launch({ executablePath: await unpacked(), args, headless: true });
}

/** Starts a browser that keeps what its pages keep in a folder: closed and started again it has it still, as a person’s own does. */
export async function startLastingChromium(
  folder: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const executablePath = await unpacked();
  return chromium.launchPersistentContext(folder, {
    executablePath,
    args: ['--no-sandbox'],
    headless: true,
    ...options,
  });
}

/** Two specs at once would write the same file while the other starts it: the first unpacks, the others wait. */
async function unpacked(): Promise<string> {
  const lock = join(tmpdir(), 'chromium.unpacking');
  const done = join(tmpdir(), 'chromium.unpacked');
  const first = await open(lock, 'wx').catch(() => null);
  if (first === null) while (!existsSync(done)) await pause(50);
  const path = await sparticuz.executablePath();
  if (first !== null) {
    await first.close();
    await writeFile(done, path);
  }
  return path;
}
