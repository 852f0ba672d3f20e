import { LEDGER_STREAMS } from '@entente/domain';
import { STORED_EVENTS, createEventReader, writePosition, type LedgerIdentity } from '@entente/ledger';
import type { Configuration } from '@entente/platform';
import { LEDGER_READ_MODEL, listVersions, rebuild, type Version } from '@entente/read-model';
import type { Command } from 'commander';
import { openLogOfLedger, openBuildPool, openPool, sayRebuild } from '../ledger.js';
import { answer, answerJson, say, table } from '../output.js';

/** `projections list | lag | rebuild`: the read model's versions. */
export function addProjectionsCommand(program: Command, configured: () => Configuration): void {
  const projections = program
    .command('projections')
    .description('List the versions of the read model, show how far behind they are, rebuild it.');

  projections
    .command('list')
    .description('List the versions: the live one, and one that a rebuild is making.')
    .option('--json', 'answer an array')
    .action(async ({ json }: { json?: true }) => {
      const { place, identity } = await openLogOfLedger(configured());
      const versions = (await listVersions(openPool(place))).map((version) => shown(identity, version));
      if (json) return answerJson(versions);
      answer(
        table(
          ['VERSION', 'LAYOUT', 'STATE', 'POSITION', 'KNOWN'],
          versions.map((version) => [
            String(version.version),
            String(version.layout),
            version.state,
            version.position,
            version.known?.toISOString() ?? '-',
          ]),
        ),
      );
      for (const { version, poison, poisonPosition } of versions)
        if (poison !== null) answer(`version ${version} stopped at ${poisonPosition ?? '?'}: ${poison}`);
    });

  projections
    .command('lag')
    .description('Show how far each version is behind the log.')
    .option('--json', 'answer {"head", "versions": [{"version", "position", "behind"}]}')
    .action(async ({ json }: { json?: true }) => {
      const { place, store, identity } = await openLogOfLedger(configured());
      const written = (position: bigint): string => writePosition(identity.ledgerId, position);
      const versions = await listVersions(openPool(place));
      const head = (await store.head(LEDGER_STREAMS))?.commit ?? -1n;
      const lags = versions.map((version) => ({
        version: version.version,
        state: stateOf(version),
        position: written(version.position),
        behind: version.position >= head ? 0n : head - version.position,
      }));
      if (json) return answerJson({ head: written(head), versions: lags });
      answer(`head of the log: ${written(head)}`);
      answer(
        table(
          ['VERSION', 'STATE', 'POSITION', 'BEHIND'],
          lags.map(({ version, state, position, behind }) => [
            String(version),
            state,
            position,
            String(behind),
          ]),
        ),
      );
    });

  projections
    .command('rebuild')
    .description('Rebuild the read model beside the live one, then switch. Questions are answered meanwhile.')
    .option('--json', 'answer the new version')
    .action(async ({ json }: { json?: true }) => {
      const { place, store, identity } = await openLogOfLedger(configured());
      const buildPool = openBuildPool(place);
      const reader = createEventReader(STORED_EVENTS, identity.ledgerId);
      let events = 0;
      say('rebuilding the read model');
      const built = await rebuild(
        {
          buildPool,
          accounts: place.databases.accounts,
          store,
          events: reader,
          log: place.log,
          readModel: LEDGER_READ_MODEL,
        },
        (done) => {
          events = done;
          sayRebuild(done);
        },
      );
      say(`read model: ${events} events read`);
      const version = shown(identity, built);
      if (json) answerJson(version);
      else answer(`version ${version.version} is live, at position ${version.position}`);
    });
}

function stateOf({ live, poison }: Version): 'POISONED' | 'LIVE' | 'BUILDING' {
  if (poison !== null) return 'POISONED';
  return live ? 'LIVE' : 'BUILDING';
}

/** A version as it is shown, with positions as the API writes them. */
function shown({ ledgerId }: LedgerIdentity, version: Version) {
  const { layout, live, position, known, poison, poisonPosition } = version;
  return {
    version: version.version,
    layout,
    live,
    state: stateOf(version),
    position: writePosition(ledgerId, position),
    known,
    poison,
    poisonPosition: poisonPosition === null ? null : writePosition(ledgerId, BigInt(poisonPosition)),
  };
}
