import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createLogTree,
  leafHash,
  openNote,
  parseCheckpoint,
  parseSignerKey,
  readNote,
  sameHash,
  verifierOf,
} from '@entente/proof';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 120_000;
const ROUNDS = 12;

/** Runs the signer until it has signed some checkpoints, then kills it wherever it is. */
function signThenKill(args: readonly string[], checkpoints: number): Promise<void> {
  const hooks = new URL('../support/typescript-hooks.mjs', import.meta.url).href;
  const script = fileURLToPath(new URL('../support/checkpoint-signer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', hooks, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let signed = 0;
  child.stdout.on('data', (dots: Buffer) => {
    signed += dots.length;
    if (signed >= checkpoints) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`the signer ended by itself with ${code}`)),
    );
  });
}

it(
  'a signer that is killed again and again signs one history, and publishes all of it that it kept',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'entente-test-signer-'));
    const book = join(folder, 'book');
    await writeFile(book, '');
    try {
      for (let round = 0; round < ROUNDS; round += 1) await signThenKill([folder, book], 3 + round * 2);
      const key = parseSignerKey((await readFile(join(folder, 'log.key'), 'utf8')).trim());
      if (!key) throw new Error('the key was lost');
      const lines = (await readFile(book, 'utf8')).split('\n').slice(0, -1);
      const notes = lines.map((line) => JSON.parse(line) as string);
      const tree = createLogTree();
      let last = 0;
      for (const note of notes) {
        const checkpoint = parseCheckpoint(readNote(note)?.text ?? '');
        if (!checkpoint) throw new Error(`not a checkpoint: ${note}`);
        expect(openNote(note, [verifierOf(key)]).problem).toBeNull();
        expect(checkpoint.size).toBe(last + 1);
        last = checkpoint.size;
        tree.append(Buffer.from(leafHash(Buffer.from(`event ${last - 1}`)), 'hex'));
        expect(sameHash(tree.root(), checkpoint.root)).toBe(true);
      }
      // At most the last one was kept and not published: the next start would.
      const kept = parseCheckpoint(readNote(await readFile(join(folder, 'last-signed'), 'utf8'))?.text ?? '');
      expect([last, last + 1]).toContain(kept?.size);
      expect(last).toBeGreaterThan(ROUNDS * 3);
    } finally {
      await removeFolder(folder);
    }
  },
  PATIENCE_MS,
);
