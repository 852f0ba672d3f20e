import { LEDGER_STREAMS } from '@entente/domain';
import {
  OtherLogError,
  copyLog,
  openEventStoreDb,
  openPostgresEventStore,
  preparePostgresLog,
  type EventStore,
} from '@entente/event-store';
import { onShutdown, redactUrl, type Configuration } from '@entente/platform';
import { openLogTree } from '@entente/transparency';
import type { Command } from 'commander';
import { openLogOfLedger, type Place } from '../ledger.js';
import { answer, answerJson, say } from '../output.js';
import { Refused, UsageError } from '../refused.js';

interface CopyOptions {
  readonly to: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Events from one line of progress to the next. */
const SAY_EVERY = 10_000;

/** `log copy`: the log as it is, in another store. */
export function addLogCommand(program: Command, configured: () => Configuration): void {
  const log = program.command('log').description('Move the log to another store.');
  log
    .command('copy')
    .description(
      'Copy the log, byte for byte and in its order, into a store that is empty or holds its beginning: a copy that was stopped goes on, and calling it again takes what was recorded since. Checkpoints, receipts and proofs stay valid.',
    )
    .requiredOption('--to <store>', 'esdb://… for EventStoreDB, or postgres for the main database')
    .option('--dry-run', 'compare what is there, and say what would be copied')
    .option('--json', 'answer {"before", "copied", "size", "root"}')
    .addHelpText(
      'after',
      '\nStop the ledger first, so that nothing is recorded into the old store any more. Then set ENTENTE_EVENT_STORE_URL to the new one' +
        '\n(or take it away, for the main database), and build the read model again: entente projections rebuild.',
    )
    .action(async ({ to, dryRun, json }: CopyOptions) => {
      const { place, store } = await openLogOfLedger(configured());
      const target = await openTarget(place, to);
      const copied = await copyLog({
        from: store,
        to: target,
        filter: LEDGER_STREAMS,
        dryRun: dryRun === true,
        onProgress: sayEvery(SAY_EVERY),
      }).catch((error: unknown) => {
        if (!(error instanceof OtherLogError)) throw error;
        const { index, stream } = error;
        throw Refused.here('ANOTHER_LOG_THERE', { store: redactUrl(to), index, stream });
      });
      const root = dryRun ? await rootOf(store) : await sameRoot(store, target, to);
      if (json) return answerJson({ ...copied, ...root });
      const did = dryRun ? 'would be copied' : 'copied';
      answer(
        `${copied.copied} events ${did}, ${copied.before} were there; ${root.size} events, root ${root.root}`,
      );
    });
}

async function openTarget({ configuration, databases }: Place, to: string): Promise<EventStore> {
  const target = await openStore(to);
  onShutdown(() => target.close());
  return target;

  async function openStore(address: string): Promise<EventStore> {
    const { eventStore } = configuration;
    if (address === 'postgres') {
      if (eventStore.kind === 'postgres') throw new UsageError('--to postgres: the log is there already');
      await preparePostgresLog(databases.ownerUrl, databases.accounts.writer);
      return openPostgresEventStore({ connectionString: databases.writerUrl });
    }
    if (!/^(esdb|kurrentdb)(\+discover)?:\/\//.test(address))
      throw new UsageError(
        `--to ${redactUrl(address)} is neither postgres nor an address such as esdb://host:2113`,
      );
    if (eventStore.kind !== 'postgres' && eventStore.url === address)
      throw new UsageError('--to is the store in which the log is already');
    return openEventStoreDb({ connectionString: address, warn: say });
  }
}

interface Root {
  readonly size: number;
  readonly root: string;
}

async function rootOf(store: EventStore): Promise<Root> {
  const { tree, catchUp } = openLogTree(store);
  await catchUp();
  return { size: tree.size, root: Buffer.from(tree.root()).toString('base64') };
}

/** The root of a copy, which is that of the log; something recorded meanwhile is copied by another call. */
async function sameRoot(store: EventStore, target: EventStore, to: string): Promise<Root> {
  const [copy, whole] = [await rootOf(target), await rootOf(store)];
  if (copy.size < whole.size)
    say(`${whole.size - copy.size} events were recorded meanwhile; stop the ledger, and call it again`);
  else if (copy.root !== whole.root)
    throw Refused.here('ANOTHER_LOG_THERE', { store: redactUrl(to), index: copy.size, stream: '*' });
  return copy;
}

function sayEvery(count: number): (done: number) => void {
  let said = 0;
  return (done) => {
    if (done - said < count) return;
    said = done;
    say(`${done} events`);
  };
}
