import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import { TABLES_REPLAYED } from '@entente/assembly';
import { systemClock } from '@entente/platform';
import { parseSignerKey, tilePath, tileWidth, verifierOf, writeVerifierKey } from '@entente/proof';
import { LEDGER_READ_MODEL, withStandingRows } from '@entente/read-model';
import { writeBundle } from '@entente/transparency';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { serveLedger } from '../support/served-ledger.js';
import { until } from '../support/ledger-process.js';
import { logStores } from '../support/log-stores.js';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 180_000;
const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const scenario = readScenario();

/** The program as an auditor has it: its package unpacked, and the one package that it needs beside it. */
let program = '';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-test-audit-'));
  await run(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'apps/audit', '--outDir', folder],
    {
      cwd: root,
    },
  );
  await mkdir(join(folder, 'node_modules'));
  await symlink(join(root, 'node_modules/canonicalize'), join(folder, 'node_modules/canonicalize'));
  program = join(folder, 'entente-audit.mjs');
}, PATIENCE_MS);
afterAll(() => removeFolder(folder));

interface Answer {
  readonly verdict: string;
  readonly exit: number;
  readonly events: number;
  readonly streams: number;
  readonly notReplayed?: readonly string[];
  readonly says?: readonly {
    readonly stream: string;
    readonly says: readonly { readonly table: string; readonly values: object; readonly index: number }[];
  }[];
  readonly findings: readonly {
    readonly code: string;
    readonly index: number | null;
    readonly detail: string;
  }[];
}

async function ask(...args: readonly string[]): Promise<Answer> {
  const { stdout } = await run(process.execPath, [program, ...args, '--json'], { cwd: folder }).catch(
    (error: { readonly stdout: string }) => error,
  );
  return JSON.parse(stdout) as Answer;
}

describe.each(logStores('The bundle for auditors', 1))('the demonstration on $name', (store) => {
  let place: Awaited<ReturnType<typeof store.open>>;
  let made: AssembledLedger;

  beforeAll(async () => {
    place = await store.open();
    made = await assembleLedger({ env: place.env, scenario });
  }, PATIENCE_MS);
  afterAll(async () => {
    await made?.dispose();
    await place?.dispose();
  }, PATIENCE_MS);

  it(
    'is verified from its bundle and the public key alone, and a changed byte is found',
    async () => {
      const { runner, signer } = made.assembly.startWorker();
      await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
      await made.caughtUp();
      await until(
        'the signer holds its lock',
        async () => (await signer?.check())?.['signing'] === 'SIGNING',
      );
      await signer?.sign();
      const { tree, book } = made.assembly.transparency;
      const checkpoint = await book.latest();
      if (!checkpoint) throw new Error('nothing was signed');
      // Each store has folders of its own: a copy of another ledger's log is no beginning of this one's.
      const name = store.name.replaceAll(/\W/g, '');
      const bundle = join(folder, `bundle-${name}`);
      const most = tree.positionAt(checkpoint.size - 1) ?? 0n;
      await withStandingRows(
        ownersPool(made.assembly),
        LEDGER_READ_MODEL,
        { tables: TABLES_REPLAYED, most },
        (rows) =>
          writeBundle({
            folder: bundle,
            log: tree,
            book,
            checkpoint,
            ...(rows && { rows: { size: checkpoint.size, streams: rows.streams } }),
            onProgress: () => {},
          }),
      );

      const key = parseSignerKey((await readFile(join(made.dataDir, 'log-signer/log.key'), 'utf8')).trim());
      if (!key) throw new Error('the key is not one');
      const policy = join(folder, 'policy');
      await writeFile(policy, `log ${writeVerifierKey(verifierOf(key))}\nquorum none\n`);
      const sound = await ask('verify', bundle, '--policy', policy);
      expect(sound).toMatchObject({ verdict: 'SOUND', exit: 0, events: checkpoint.size, findings: [] });
      expect(sound.streams).toBeGreaterThan(20);

      // Its rows, by a reading of the log that shares no code with what made them.
      const compared = await ask('compare', bundle, '--policy', policy);
      expect(compared).toMatchObject({ verdict: 'SOUND', exit: 0, findings: [] });
      expect(compared.streams).toBeGreaterThan(20);
      const corridor = ['replay', bundle, 'agreement-corridor-ne', '--policy', policy];
      const parties = async (day: string) =>
        (await ask(...corridor, '--valid', day)).says?.[0]?.says.filter(
          ({ table }) => table === 'participation',
        ) ?? [];
      expect(await parties('2025-01-27')).toEqual([]);
      expect(await parties('2025-01-28')).toHaveLength(9);

      const served = await serveLedger(made.assembly, { runner, role: 'auditor' });
      try {
        const { data } = await served.gql<{
          readonly events: { readonly nodes: readonly { readonly id: string }[] };
        }>('{ events(first: 5) { nodes { id } } }');
        const id = data?.events.nodes.at(-1)?.id ?? '';
        const proved = await served.gql<{
          readonly proof: { readonly text: string; readonly event: string };
        }>('query ($id: ID!) { proof(event: $id) { text event } }', { id });
        await writeFile(join(folder, 'one.tlog-proof'), proved.data?.proof.text ?? '');
        await writeFile(join(folder, 'one.json'), proved.data?.proof.event ?? '');
        const files = [join(folder, 'one.tlog-proof'), join(folder, 'one.json')];
        expect(await ask('verify-event', ...files, '--policy', policy)).toMatchObject({
          exit: 0,
          findings: [],
        });

        // The log as it is served, file by file, makes the auditor's own copy.
        const fetched = join(folder, `fetched-${name}`);
        const take = async (path: string): Promise<void> => {
          const answer = await fetch(`${served.url}/log/${path}`, {
            headers: { authorization: `Bearer ${served.token}` },
          });
          expect(answer.status).toBe(200);
          await mkdir(dirname(join(fetched, path)), { recursive: true });
          await writeFile(join(fetched, path), Buffer.from(await answer.arrayBuffer()));
        };
        const lacking = async (): Promise<readonly string[]> => {
          const args = [program, 'tiles', join(fetched, 'checkpoint'), fetched];
          const { stdout } = await run(process.execPath, args, { cwd: folder });
          return stdout.split('\n').filter((path) => path !== '');
        };
        await take('checkpoint');
        for (const path of await lacking()) await take(path);
        expect(await lacking()).toEqual([]);
        expect(await ask('mirror', fetched, join(folder, `copy-${name}`), '--policy', policy)).toMatchObject({
          verdict: 'SOUND',
          exit: 0,
          findings: [],
        });

        // Whole answers of the API: as they are, with a word of one changed, and with one left out.
        const asked = await run(process.execPath, [program, 'question', '--valid', '2025-01-28'], {
          cwd: folder,
        });
        const { query, variables } = JSON.parse(asked.stdout) as {
          readonly query: string;
          readonly variables: Record<string, unknown>;
        };
        const answer = JSON.stringify(await served.gql(query, variables));
        const comparedWith = async (text: string): Promise<Answer> => {
          await writeFile(join(folder, 'answers.json'), text);
          return ask('compare', bundle, '--policy', policy, '--answers', join(folder, 'answers.json'));
        };
        expect(await comparedWith(answer)).toMatchObject({ verdict: 'SOUND', exit: 0, findings: [] });
        const withdrawn = await comparedWith(answer.replace('"role":"PARTY"', '"role":"WITHDRAWN"'));
        expect(withdrawn).toMatchObject({
          exit: 1,
          findings: [
            {
              code: 'ANSWER_DIFFERS',
              detail: expect.stringContaining('the log says "PARTY", not "WITHDRAWN"'),
            },
          ],
        });
        const { data: whole } = JSON.parse(answer) as {
          readonly data: { readonly agreements: { readonly nodes: readonly object[] } };
        };
        const nodes = whole.agreements.nodes.slice(1);
        const fewer = { data: { agreements: { ...whole.agreements, totalCount: nodes.length, nodes } } };
        expect((await comparedWith(JSON.stringify(fewer))).findings).toEqual([
          expect.objectContaining({ code: 'ANSWER_DIFFERS', detail: expect.stringContaining('left out') }),
        ]);
      } finally {
        await served.close();
      }

      const changed = `${bundle}-changed`;
      await cp(bundle, changed, { recursive: true });
      const width = tileWidth(0, 0, checkpoint.size);
      const entries = join(changed, tilePath({ level: 'entries', index: 0, width }));
      const bytes = await readFile(entries);
      const at = bytes.indexOf('"rev":0');
      bytes[at + 6] = '7'.charCodeAt(0);
      await writeFile(entries, bytes);
      const found = await ask('verify', changed, '--policy', policy);
      expect(found).toMatchObject({ verdict: 'TAMPERING', exit: 1 });
      expect(found.findings).toContainEqual(expect.objectContaining({ code: 'ENTRY_DIFFERS', index: 0 }));
    },
    PATIENCE_MS,
  );
});
