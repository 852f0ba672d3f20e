/**
 * Erases a person from the request to the last event, and kills itself right after a step, as a machine that loses its power
 * would: `erasing-process.ts <what it is given as JSON>`, the vault's master key in ERASER_KEY.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openPostgresEventStore } from '@entente/event-store';
import {
  NO_LOOKUPS,
  STORED_EVENTS,
  commandIndexOfLog,
  createEventReader,
  createFolderStorage,
  createKeptFiles,
  createLedger,
  createMemoryClaims,
  openPostgresVault,
  readIdentity,
} from '@entente/ledger';
import { consoleLogger } from '@entente/platform';
import { createErasures } from '../../libs/assembly/src/erasures.js';

/** What an erasing process is given. */
export interface Erasing {
  readonly logUrl: string;
  readonly vaultUrl: string;
  readonly filesFolder: string;
  readonly personId: string;
  readonly sourceId: string;
  /** A step of an erasure. */
  readonly diesAfter: 'REQUESTED' | 'DESTROYED' | 'REMOVED' | 'RECORDED';
}

const { logUrl, vaultUrl, filesFolder, personId, sourceId, diesAfter } = JSON.parse(
  process.argv[2] ?? '{}',
) as Erasing;

/** Does a step and dies after it where it is the one. */
async function step<T>(name: Erasing['diesAfter'], does: Promise<T>): Promise<T> {
  const done = await does;
  if (name === diesAfter) process.kill(process.pid, 'SIGKILL');
  return done;
}

const store = await openPostgresEventStore({ connectionString: logUrl });
const identity = await readIdentity(store);
if (!identity) throw new Error('the log is empty');
const { ledgerId } = identity;
const masterKey = Buffer.from(process.env['ERASER_KEY'] ?? '', 'hex');
const vault = await openPostgresVault({ connectionString: vaultUrl, masterKey, ledgerId });
const files = createKeptFiles({ storage: createFolderStorage(filesFolder), vault, ledgerId });
const ledger = createLedger({
  store,
  catalogue: STORED_EVENTS,
  events: createEventReader(STORED_EVENTS, ledgerId),
  vault,
  claims: createMemoryClaims(),
  commandIndex: commandIndexOfLog(store),
  lookups: NO_LOOKUPS,
  identity,
  now: () => new Date(),
});
const erasures = createErasures({
  vault: { ...vault, erase: (erasure) => step('DESTROYED', vault.erase(erasure)) },
  files: { ...files, remove: (hashes) => step('REMOVED', files.remove(hashes)) },
  ledger: { ...ledger, execute: (...command) => step('RECORDED', ledger.execute(...command)) },
  store,
  readModel: {
    ask: async <T>() => [{ stream: `person-${personId}`, done: false }] as T,
    projected: async () => ({ position: -1n }) as never,
  },
  log: consoleLogger('error', (line) => writeSync(2, `${line}\n`)),
});

const asked = await step(
  'REQUESTED',
  ledger.execute(
    { name: 'erasePersonData', input: { personId, legalBasis: 'OBJECTION', sourceIds: [sourceId] } },
    { commandId: randomUUID(), caller: { actor: 'depositary:test' } },
  ),
);
if (asked.refused) throw new Error(asked.code);
await erasures.look();
throw new Error('it was not killed');
