import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLogTree,
  leafHash,
  makeSignerKey,
  openNote,
  readNote,
  signNote,
  verifierOf,
  writeCheckpoint,
  writeVerifierKey,
  type MerkleTree,
  type SignerKey,
} from '@entente/proof';
import { askWitnesses, isWitnessed, type Witness, type WitnessParts } from '@entente/transparency';
import { removeFolder } from '../../../test/support/names-in-clear.js';
import { createWitness } from './add-checkpoint.js';
import { openWitnessFolder } from './folder.js';
import { run } from './run.js';
import { serveWitness } from './serve.js';

const NOW = new Date('2026-03-04T05:06:07.890Z');
const NEVER = new Promise<never>(() => {});

let place = '';
let path = '';
let log: SignerKey;
let witness: Witness;
let says: string[] = [];
let closing: (() => Promise<void>)[] = [];

async function program(...args: readonly string[]) {
  const lines: string[] = [];
  const keep = (text: string): void => void lines.push(text);
  const exit = await run(args, { out: keep, err: keep }, NEVER);
  return { exit, lines };
}

/** Serves the witness of a folder, as the program does. */
async function serve(folder = path) {
  const opened = openWitnessFolder(folder);
  const key = await opened.key();
  const publicKey = writeVerifierKey(verifierOf(key, 'COSIGNATURE'));
  const serving = await serveWitness({
    host: '127.0.0.1',
    port: 0,
    publicKey,
    witness: createWitness({ folder: opened, key, now: () => NOW }),
    say: (line) => says.push(line),
  });
  closing.push(serving.close);
  return { url: `http://127.0.0.1:${serving.port}`, key: verifierOf(key, 'COSIGNATURE') };
}

/** A log of so many leaves; `from` on they are those of another history. */
function aTree(size: number, from = size): MerkleTree {
  const tree = createLogTree();
  for (let index = 0; index < size; index += 1)
    tree.append(Buffer.from(leafHash(Buffer.from(`${index}${index >= from ? ' other' : ''}`)), 'hex'));
  return tree;
}

const signed = (tree: MerkleTree, by: SignerKey = log): string =>
  signNote(writeCheckpoint({ origin: by.name, size: tree.size, root: tree.root() }), [by]);

function bodyOf(old: number, tree: MerkleTree, { by = log, proof = old <= tree.size } = {}): string {
  const hashes = proof ? tree.consistencyProof(old) : [];
  const lines = hashes.map((hash) => Buffer.from(hash).toString('base64'));
  return [`old ${old}`, ...lines, '', signed(tree, by)].join('\n');
}

async function post(body: string | Uint8Array<ArrayBuffer>) {
  const response = await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body });
  const { status, headers } = response;
  return { status, type: headers.get('content-type'), text: await response.text() };
}

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'entente-test-witness-'));
  path = join(place, 'witness');
  log = makeSignerKey('entente/test');
  says = [];
  closing = [];
  await program('init', path, '--name', 'witness.example');
  await program('trust', path, writeVerifierKey(verifierOf(log)));
  witness = await serve();
});
afterEach(async () => {
  for (const close of closing) await close();
  await removeFolder(place);
});

describe('a witness', () => {
  it('cosigns a log that only grows, again after it was started again', async () => {
    const first = await post(bodyOf(0, aTree(5)));
    expect(first).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    const text = readNote(signed(aTree(5)))?.text ?? '';
    const opened = openNote(`${text}\n${first.text}`, [witness.key]);
    expect(opened).toMatchObject({ signatures: [{ time: Math.floor(NOW.getTime() / 1_000) }] });
    witness = await serve();
    expect(await post(bodyOf(5, aTree(300)))).toMatchObject({ status: 200 });
    // The same one again: its cosignature may be new.
    expect(await post(bodyOf(300, aTree(300)))).toMatchObject({ status: 200 });
    expect(says).toEqual([5, 300, 300].map((size) => `cosigned entente/test, ${size} leaves`));
    const { lines } = await program('show', path, '--json');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      key: writeVerifierKey(witness.key),
      logs: [{ key: writeVerifierKey(verifierOf(log)), cosigned: 300 }],
    });
  });

  it('says how much it cosigned where the old size is another one, and never goes back', async () => {
    await post(bodyOf(0, aTree(5)));
    for (const body of [bodyOf(0, aTree(9)), bodyOf(3, aTree(5)), bodyOf(0, aTree(3))])
      expect(await post(body)).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
  });

  it('never cosigns two trees of one size; the second one is kept as evidence', async () => {
    await post(bodyOf(0, aTree(5)));
    expect(await post(bodyOf(5, aTree(5, 2)))).toMatchObject({ status: 409 });
    expect(await readdir(join(path, 'evidence'))).toHaveLength(1);
    expect(says.at(-1)).toContain('signed two different trees of 5 leaves');
    // Two at once are judged one after the other.
    const both = await Promise.all([post(bodyOf(5, aTree(7))), post(bodyOf(5, aTree(7, 6)))]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it.each([
    ['a log that it does not know', () => bodyOf(0, aTree(5), { by: makeSignerKey('other') }), 404],
    ['a signature by another key', () => bodyOf(0, aTree(5), { by: makeSignerKey('entente/test') }), 403],
    ['a history that does not continue', () => bodyOf(4, aTree(9, 2)), 422],
    ['a proof that is left out', () => bodyOf(4, aTree(9), { proof: false }), 422],
    ['an old size that is greater', () => bodyOf(9, aTree(5)), 400],
    ['an old size that is not one', () => bodyOf(4, aTree(9)).replace('old 4', 'old 04'), 400],
    ['no checkpoint', () => 'old 0\n\nnothing\n', 400],
    [
      'too many hashes',
      () => bodyOf(4, aTree(9)).replace('\n', `\n${`${'A'.repeat(43)}=\n`.repeat(64)}`),
      400,
    ],
    ['bytes that are not text', () => Uint8Array.of(0x6f, 0xff, 0x0a, 0x0a), 400],
    ['more than it reads', () => 'old 0\n'.repeat(20_000), 413],
  ])('refuses %s', async (_what, body, status) => {
    await post(bodyOf(0, aTree(4)));
    expect((await post(body())).status).toBe(status);
    expect(await post(bodyOf(4, aTree(6)))).toMatchObject({ status: 200 });
  });

  it('answers nothing else, and its public key to whoever asks', async () => {
    expect(await (await fetch(witness.url)).text()).toBe(`${writeVerifierKey(witness.key)}\n`);
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${witness.url}/add-checkpoint/`, { method: 'POST' })).status).toBe(404);
    // One who sends nothing on is not waited for by the others.
    const { port } = new URL(witness.url);
    const slow = request({ port, method: 'POST', path: '/add-checkpoint' });
    slow.on('error', () => {});
    slow.write('old');
    expect(await post(bodyOf(0, aTree(5)))).toMatchObject({ status: 200 });
    slow.destroy();
  });

  it('refuses to work where what it cosigned is gone or damaged', async () => {
    await post(bodyOf(0, aTree(5)));
    const [file = ''] = await readdir(join(path, 'cosigned'));
    await writeFile(join(path, 'cosigned', file), 'x');
    expect((await post(bodyOf(5, aTree(6)))).status).toBe(500);
    await rm(join(path, 'cosigned'), { recursive: true });
    const { exit, lines } = await program('serve', path, '--port', '0');
    expect(exit).toBe(1);
    expect(lines.join(' ')).toContain('what this key cosigned');
  });

  it('is called as its help says, and a key is never replaced', async () => {
    expect(await program('--help')).toMatchObject({ exit: 0 });
    expect(await program('init', path, '--name', 'again.example')).toMatchObject({ exit: 1 });
    expect(await program('trust', path)).toMatchObject({ exit: 2 });
    expect(await program('trust', path, writeVerifierKey(witness.key))).toMatchObject({ exit: 2 });
    for (const args of [
      [],
      ['init', path],
      ['serve'],
      ['serve', path, '--port', 'x'],
      ['nothing', path],
      ['--x'],
    ])
      expect((await program(...args)).exit).toBe(2);
  });
});

describe('a log with witnesses', () => {
  /** A log whose book is this note, and what was answered is put behind it. */
  function aLog(tree: MerkleTree, all: readonly Witness[]) {
    let note = signed(tree);
    const parts: WitnessParts = {
      witnesses: { all, quorum: 2 },
      book: { latest: async () => ({ number: 1, size: tree.size, note, published: NOW }) },
      cosignatures: { add: async ({ line }) => void (note += line) },
      tree: { tree },
      now: () => NOW,
    };
    return { parts, note: () => note };
  }
  const signal = new AbortController().signal;
  const kinds = async ({ parts }: ReturnType<typeof aLog>, sizes = new Map<string, number>()) =>
    [...(await askWitnesses(parts, sizes, signal)).values()].map(({ kind }) => kind);

  it('is witnessed once enough of them cosigned; those that are away are asked again', async () => {
    await program('init', join(place, 'second'), '--name', 'second.example');
    const closed = {
      url: 'http://127.0.0.1:9',
      key: verifierOf(makeSignerKey('away.example'), 'COSIGNATURE'),
    };
    const second = await serve(join(place, 'second'));
    const made = aLog(aTree(12), [witness, second, closed]);
    expect(await kinds(made)).toEqual(['COSIGNED', 'AWAY', 'AWAY']);
    expect(isWitnessed(made.note(), made.parts.witnesses)).toBe(false);
    await program('trust', join(place, 'second'), writeVerifierKey(verifierOf(log)));
    expect(await kinds(made)).toEqual(['COSIGNED', 'COSIGNED', 'AWAY']);
    expect(isWitnessed(made.note(), made.parts.witnesses)).toBe(true);
    // One that knew more than this process remembers says so, and is answered.
    expect(await kinds(aLog(aTree(40), [witness]))).toEqual(['COSIGNED']);
  });

  it('reports a witness that saw another history, and takes no cosignature by another key', async () => {
    await kinds(aLog(aTree(12), [witness]));
    const conflicts = [aTree(20, 6), aTree(12, 6), aTree(8)];
    for (const tree of conflicts) expect(await kinds(aLog(tree, [witness]))).toEqual(['CONFLICT']);
    const other = { url: witness.url, key: verifierOf(makeSignerKey('witness.example'), 'COSIGNATURE') };
    const made = aLog(aTree(13), [other]);
    const before = made.note();
    expect(await kinds(made)).toEqual(['AWAY']);
    expect(made.note()).toBe(before);
  });
});
