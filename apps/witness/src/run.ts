import { parseArgs } from 'node:util';
import { lockFolder } from '@entente/platform';
import { checkpointIn, isKeyName, parseVerifierKey, verifierOf, writeVerifierKey } from '@entente/proof';
import { createWitness } from './add-checkpoint.js';
import { makeWitness, openWitnessFolder, type WitnessFolder } from './folder.js';
import { serveWitness } from './serve.js';

const HELP = `entente-witness: cosigns the checkpoints of logs that have only grown (C2SP tlog-witness). It sees sizes and hashes
alone. It never cosigns two different trees of one size, nor a log that does not continue what it cosigned.

  entente-witness init <folder> --name <name>    make a key in a folder; answers the public key, for auditors
  entente-witness trust <folder> <key>…          cosign the logs of these public keys (entente key show)
  entente-witness show <folder>                  the public key, the logs, and what was cosigned last
  entente-witness serve <folder>                 answer POST /add-checkpoint until it is stopped

  --name     who you are to auditors, such as witness.ville.example: no space, no plus sign
  --host     the address to listen on (127.0.0.1); put a server with TLS in front of it
  --port     the port to listen on (4600); 0 lets the system choose one
  --json     init, trust, show: one JSON object

Never put an older copy of the folder back: make a new witness, and give its key to the auditors.
Exit codes: 0 done, 1 refused, 2 wrong usage.`;

/** Where answers, and what happens, go. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Called in a way the help does not describe. */
class UsageError extends Error {}

const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** Runs the program; answers with its exit code. `stopped` resolves when it is to stop serving. */
export async function run(
  args: readonly string[],
  output: Output,
  stopped: Promise<unknown>,
): Promise<number> {
  try {
    return await perform(args, output, stopped);
  } catch (error) {
    output.err(error instanceof Error ? error.message : String(error));
    const usage =
      error instanceof UsageError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    if (usage) output.err('(entente-witness --help)');
    return usage ? EXIT.usage : EXIT.refused;
  }
}

async function perform(args: readonly string[], output: Output, stopped: Promise<unknown>): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command, path, ...keys] = positionals;
  if (values.help || command === undefined) {
    output.out(HELP);
    return values.help ? EXIT.ok : EXIT.usage;
  }
  if (path === undefined) throw new UsageError('name the folder of the witness');
  if (command !== 'trust' && keys.length > 0) throw new UsageError(`${keys[0]} is one argument too many`);
  const folder = openWitnessFolder(path);
  switch (command) {
    case 'init': {
      const { name } = values;
      if (name === undefined || !isKeyName(name))
        throw new UsageError('give --name, without a space or a plus sign');
      await makeWitness(path, name);
      break;
    }
    case 'trust':
      await folder.key();
      await folder.trust(readKeys(keys));
      break;
    case 'show':
      break;
    case 'serve':
      return serve(
        folder,
        { host: values.host ?? '127.0.0.1', port: readPort(values.port ?? '4600') },
        output,
        stopped,
      );
    default:
      throw new UsageError(`there is no command ${command}`);
  }
  await show(folder, output, values.json ?? false);
  return EXIT.ok;
}

async function serve(
  folder: WitnessFolder,
  { host, port }: { readonly host: string; readonly port: number },
  { err }: Output,
  stopped: Promise<unknown>,
): Promise<number> {
  const key = await folder.key();
  const lock = await lockFolder(folder.path, 'the folder');
  try {
    const say = (line: string): void => err(`${new Date().toISOString()} ${line}`);
    const publicKey = writeVerifierKey(verifierOf(key, 'COSIGNATURE'));
    const witness = createWitness({ folder, key, now: () => new Date() });
    const serving = await serveWitness({ host, port, publicKey, witness, say });
    say(`${publicKey} answers on ${host}:${serving.port}`);
    await stopped;
    await serving.close();
    return EXIT.ok;
  } finally {
    await lock.release();
  }
}

async function show(folder: WitnessFolder, { out }: Output, json: boolean): Promise<void> {
  const key = writeVerifierKey(verifierOf(await folder.key(), 'COSIGNATURE'));
  const logs = await Promise.all(
    (await folder.logs()).map(async (log) => {
      const kept = checkpointIn((await folder.lastCosigned(log.name)) ?? '');
      return { key: writeVerifierKey(log), cosigned: kept?.size ?? null };
    }),
  );
  if (json) return out(JSON.stringify({ key, logs }));
  out(key);
  for (const { key: log, cosigned } of logs)
    out(`log: ${log}, ${cosigned === null ? 'nothing cosigned yet' : `${cosigned} leaves cosigned`}`);
}

function readKeys(texts: readonly string[]) {
  if (texts.length === 0) throw new UsageError('give the public key of a log');
  return texts.map((text) => {
    const key = parseVerifierKey(text);
    if (key?.kind !== 'ED25519') throw new UsageError(`${text} is not the public key of a log`);
    return key;
  });
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError(`${text} is not a port`);
  return Number(text);
}
