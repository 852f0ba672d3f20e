import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkpointIn,
  createLogTree,
  leafHash,
  makeSignerKey,
  signNote,
  verifierOf,
  writeCheckpoint,
} from '@entente/proof';
import { makeWitness, openWitnessFolder } from '../../apps/witness/src/folder.js';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 60_000;
const ROUNDS = 3;
const hooks = new URL('../support/typescript-hooks.mjs', import.meta.url).href;
const program = fileURLToPath(new URL('../../apps/witness/src/main.ts', import.meta.url));

/** Starts the witness of a folder as its program does; resolves when it answers. */
async function startWitness(folder: string) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, program, 'serve', folder, '--port', '0'],
    { stdio: ['ignore', 'inherit', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, found] = /answers on 127\.0\.0\.1:(\d+)\n/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(said)));
  });
  return { url: `http://127.0.0.1:${port}/add-checkpoint`, child, ended };
}

it(
  'a witness that is killed again and again forgets nothing that it cosigned',
  async () => {
    const path = await mkdtemp(join(tmpdir(), 'entente-test-witness-'));
    try {
      const log = makeSignerKey('entente/killed');
      await makeWitness(path, 'witness.example');
      const folder = openWitnessFolder(path);
      await folder.trust([verifierOf(log)]);
      const tree = createLogTree();
      let cosigned = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { url, child, ended } = await startWitness(path);
        const kept = checkpointIn((await folder.lastCosigned(log.name)) ?? '')?.size ?? 0;
        // What was answered was kept; at most one more was kept, and not answered.
        expect([cosigned, cosigned + 1]).toContain(kept);
        const killAt = kept + 5 + round * 7;
        for (let old = kept, alive = true; alive; old += 1) {
          while (tree.size <= old) tree.append(Buffer.from(leafHash(Buffer.from(`${tree.size}`)), 'hex'));
          const size = old + 1;
          const note = signNote(writeCheckpoint({ origin: log.name, size, root: tree.root(size) }), [log]);
          const proof = tree.consistencyProof(old, size).map((hash) => Buffer.from(hash).toString('base64'));
          const body = [`old ${old}`, ...proof, '', note].join('\n');
          const asked = fetch(url, { method: 'POST', body }).then(
            ({ status }) => status,
            () => null,
          );
          if (size === killAt) child.kill('SIGKILL');
          const status = await asked;
          alive = status !== null && size < killAt;
          if (status === 200) cosigned = size;
          expect([200, null]).toContain(status);
        }
        await ended;
      }
      expect(cosigned).toBeGreaterThan(ROUNDS * 5);
    } finally {
      await removeFolder(path);
    }
  },
  PATIENCE_MS,
);
