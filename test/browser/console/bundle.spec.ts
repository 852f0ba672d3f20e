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

/** Some chunks, and all that is loaded with them at once. */
function withImports(some: readonly Chunk[], all: readonly Chunk[]): ReadonlySet<Chunk> {
  const found = new Set<Chunk>();
  const add = (chunk: Chunk): void => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const [, name] of chunk.text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+)["']/gu)) {
      const imported = all.find((one) => one.name === name);
      if (imported) add(imported);
    }
  };
  for (const chunk of some) add(chunk);
  return found;
}

/** The chunks that the page loads before it shows anything: those that its HTML names, and what they import at once. */
async function firstLoad(all: readonly Chunk[]): Promise<ReadonlySet<Chunk>> {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const named = new Set([...html.matchAll(/assets\/([\w.-]+\.js)/gu)].map(([, name]) => name));
  // And the words of the language that is shown: the French ones are the larger.
  const isFirst = ({ name, text }: Chunk) => named.has(name) || text.includes('Aller au contenu');
  return withImports(all.filter(isFirst), all);
}

const sum = (parts: Iterable<Chunk>) => [...parts].reduce((total, { kilobytes }) => total + kilobytes, 0);

describe('what a browser loads', () => {
  it('is at most 210 kB of scripts and 28 kB of styles at first, compressed', async () => {
    const first = await firstLoad(await chunks('.js'));
    expect(first.size).toBeGreaterThan(0);
    expect(sum(first)).toBeLessThanOrEqual(210);
    expect(sum(await chunks('.css'))).toBeLessThanOrEqual(28);
  });

  /** Screens that bring more than 40 kB: the forms of every fact, the names of all of them, and their sentences. */
  const LARGER: Readonly<Record<string, number>> = { record: 80, outbox: 50, log: 45 };

  it('is at most 40 kB more for a screen, with all that comes with it', async () => {
    const all = await chunks('.js');
    const first = await firstLoad(all);
    const screens = all.filter(({ name }) => /-page-[\w-]+\.js$/u.test(name));
    expect(screens.length).toBeGreaterThan(30);
    const tooLarge = screens.flatMap((screen) => {
      const [, name = ''] = /^([a-z-]+)-page-/u.exec(screen.name) ?? [];
      const more = sum([...withImports([screen], all)].filter((chunk) => !first.has(chunk)));
      return more > (LARGER[name] ?? 40) ? [{ name, more }] : [];
    });
    expect(tooLarge).toEqual([]);
  });

  it('is at most 40 kB more in any chunk, and 15 for the network', async () => {
    const all = await chunks('.js');
    const first = await firstLoad(all);
    const later = all.filter((chunk) => !first.has(chunk));
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
    // What is not installed is in no chunk: `moment` is a word of ours too.
    const lock = await readFile(join(DIST, '../../package-lock.json'), 'utf8');
    expect(lock.match(/"node_modules\/(?:[^"]*\/)?(?:echarts|cytoscape|dayjs|moment)"/gu)).toBeNull();
  });
});
