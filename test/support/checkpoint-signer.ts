/** A process that signs a growing log without end, until it is killed with -9: its folder, and its book as a file. */
import { appendFileSync, readFileSync } from 'node:fs';
import { createMemoryEventStore } from '@entente/event-store';
import { makeSignerKey } from '@entente/proof';
import { openLogTree, signOnce, signerFolder, type CheckpointBook } from '@entente/transparency';

const [path = '', bookFile = ''] = process.argv.slice(2);
const origin = 'entente/killed';
const folder = signerFolder(path);
if ((await folder.key()) === null) await folder.keepKey(makeSignerKey(origin));

const notes = (): readonly string[] =>
  readFileSync(bookFile, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as string);
const sizeOf = (note: string): number => Number(note.split('\n')[1]);
const book: CheckpointBook = {
  publish: async ({ note }) => {
    if (!notes().includes(note)) appendFileSync(bookFile, `${JSON.stringify(note)}\n`);
  },
  latest: async () => {
    const note = notes().at(-1);
    return note === undefined ? null : { number: 1, size: sizeOf(note), note, published: new Date(0) };
  },
  page: async () => [],
};

/** The log is the same in every process: as long as it was, and longer with each step. */
const store = createMemoryEventStore();
const append = async (index: number): Promise<void> => {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  await store.append('agreement-a', 'any', [{ id, type: 'T', bytes: Buffer.from(`event ${index}`) }]);
};
const kept = await folder.lastSigned();
const before = Math.max(kept === null ? 0 : sizeOf(kept), (await book.latest())?.size ?? 0);
for (let index = 0; index < before; index += 1) await append(index);
const tree = openLogTree(store);
for (let index = before; ; index += 1) {
  await append(index);
  await signOnce({ tree, folder, book, origin, rotationOf: async () => null });
  process.stdout.write('.');
}
