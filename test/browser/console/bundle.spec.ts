import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '../../../dist/console');
const KILOBYTE = 1_024;

interface Chunk {
  readonly name: string;
  readonly text: string;
  readonly kilobytes: number;
}

async function chunks(ending: string): Promise<readonly Chunk[]> {
  const names = (await readdir(join(DIST, 'assets'))).filter((name) => name.endsWith(ending));
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(DIST, 'assets', name), 'utf8');
      return { name, text, kilobytes: gzipSync(text, { level: 9 }).length / KILOBYTE };
    }),
  );
}

/** The chunks that the page loads before it shows anything: those that its HTML names, and what they import at once. */
async function firstLoad(all: readonly Chunk[]): Promise<readonly Chunk[]> {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const found = new Set<Chunk>();
  const add = (text: string, pattern: RegExp) => {
    for (const [, name] of text.matchAll(pattern)) {
      const chunk = all.find((one) => one.name === name);
      if (!chunk || found.has(chunk)) continue;
      found.add(chunk);
      add(chunk.text, /(?:from|import)\s*["']\.\/([\w.-]+)["']/gu);
    }
  };
  add(html, /assets\/([\w.-]+\.js)/gu);
  // And the words of the language that is shown: the French ones are the larger.
  const french = all.find(({ text }) => text.includes('Aller au contenu'));
  if (french) found.add(french);
  return [...found];
}

const sum = (parts: readonly Chunk[]) => parts.reduce((total, { kilobytes }) => total + kilobytes, 0);

describe('what a browser loads', () => {
  it('is at most 210 kB of scripts and 28 kB of styles at first, compressed', async () => {
    const first = await firstLoad(await chunks('.js'));
    expect(first.length).toBeGreaterThan(0);
    expect(sum(first)).toBeLessThanOrEqual(210);
    expect(sum(await chunks('.css'))).toBeLessThanOrEqual(28);
  });

  it('is at most 40 kB more for any screen, and 15 for the network', async () => {
    const all = await chunks('.js');
    const first = await firstLoad(all);
    const later = all.filter((chunk) => !first.includes(chunk));
    expect(later.filter(({ kilobytes }) => kilobytes > 40).map(({ name }) => name)).toEqual([]);
    const network = later.filter(({ name }) => /^(?:network|graph)-/u.test(name));
    expect(network.length).toBeGreaterThan(0);
    expect(sum(network)).toBeLessThanOrEqual(15);
  });

  it('holds no second library for a job that has one', async () => {
    const all = await chunks('.js');
    const held = ['echarts', 'cytoscape', 'dayjs', 'moment.js', 'urql'].filter((name) =>
      all.some(({ text }) => text.includes(name)),
    );
    expect(held).toEqual([]);
  });
});
