/** The Chromium of the tests: unpacked once in a run, started by each spec that looks at pages. */
import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Starts a browser. Only what keeps Chromium from running as root is switched off: its own rules hold for the pages. */
export async function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpacked(), args: ['--no-sandbox'], headless: true });
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
