import {
  DemonstrationError,
  firstInstant,
  loadDemonstration,
  readScenario,
  stepsOf,
  type Scenario,
} from '@entente/demonstration';
import type { EventStore, Position } from '@entente/event-store';
import { STORED_EVENTS, ownCommandId, readEvent } from '@entente/ledger';
import { systemClock, type Configuration } from '@entente/platform';
import { LEDGER_STREAMS } from '@entente/read-model';
import type { Command } from 'commander';
import { catchUp, identityOf, openAssembly, openPlace } from '../ledger.js';
import { answer, answerJson, progressOf, table } from '../output.js';
import { Refused } from '../refused.js';

interface DemoOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

/** `demo`: the demonstration's facts, recorded as commands through the ledger. */
export function addDemoCommand(program: Command, configured: () => Configuration): void {
  program
    .command('demo')
    .description(
      'Load the demonstration into an empty ledger. A load that was interrupted goes on where it was.',
    )
    .option('--dry-run', 'list the steps, record nothing')
    .option('--json', 'answer {"ledgerId", "recorded", "repeated"}, or {"steps"} with --dry-run')
    .action(async ({ dryRun, json }: DemoOptions) => {
      const scenario = readScenario();
      if (dryRun) return listSteps(scenario, json === true);
      const loaded = await load(scenario, configured());
      if (json) answerJson(loaded);
      else if (loaded.recorded === 0) answer('The demonstration was loaded before; nothing was recorded.');
      else
        answer(`The demonstration is loaded: ${loaded.recorded} recorded, ${loaded.repeated} there before.`);
    });
}

function listSteps(scenario: Scenario, json: boolean): void {
  // The ids of the commands depend on the ledger; their names do not.
  const steps = stepsOf(scenario, '00000000-0000-0000-0000-000000000000').map(
    ({ name, at, actor, command }) => ({
      name,
      recorded: at.toISOString(),
      actor,
      command: command.name,
    }),
  );
  if (json) return answerJson({ steps });
  answer(
    table(
      ['STEP', 'RECORDED', 'COMMAND'],
      steps.map(({ name, recorded, command }) => [name, recorded, command]),
    ),
  );
}

async function load(
  scenario: Scenario,
  configuration: Configuration,
): Promise<{ readonly ledgerId: string; readonly recorded: number; readonly repeated: number }> {
  const place = await openPlace({
    ...configuration,
    timeZone: configuration.timeZone ?? scenario.timeZone,
  });
  const there = await identityOf(place);
  if (there && !there.demonstration) throw Refused.here('NOT_A_DEMONSTRATION');
  const assembly = await openAssembly(place, { at: firstInstant(scenario) });
  const { ledger, store } = assembly;
  // Somebody else may have opened the ledger in the same moment.
  if (!ledger.identity.demonstration) throw Refused.here('NOT_A_DEMONSTRATION');
  await refuseOtherEvents(store, scenario, ledger.identity.ledgerId);
  if (!(await ledger.isLoading()))
    return {
      ledgerId: ledger.identity.ledgerId,
      recorded: 0,
      repeated: stepsOf(scenario, ledger.identity.ledgerId).length,
    };
  try {
    const counts = await loadDemonstration(ledger, scenario, {
      now: () => systemClock.now(),
      onProgress: progressOf('demonstration'),
    });
    await catchUp(assembly);
    return { ledgerId: ledger.identity.ledgerId, ...counts };
  } catch (error) {
    if (!(error instanceof DemonstrationError)) throw error;
    throw Refused.here('DEMONSTRATION_STOPPED', {
      problem: `${error.step}: ${error.code}`,
      step: error.step,
    });
  }
}

const PAGE = 1_000;

/** Refuses a ledger where anybody but the loader and the ledger itself has recorded something. */
async function refuseOtherEvents(store: EventStore, scenario: Scenario, ledgerId: string): Promise<void> {
  const steps = new Set(stepsOf(scenario, ledgerId).map(({ name }) => ownCommandId(ledgerId, name)));
  let count = 0;
  let stream: string | null = null;
  let from: Position | null = null;
  for (;;) {
    const page = await store.readAll(from, LEDGER_STREAMS, PAGE);
    for (const stored of page) {
      const { actor, cause } = readEvent(stored, STORED_EVENTS).envelope;
      if (actor.startsWith('system:') || steps.has(cause.command)) continue;
      count += 1;
      stream ??= stored.stream;
    }
    from = page.at(-1)?.position ?? null;
    if (page.length < PAGE || from === null) break;
  }
  if (stream !== null) throw Refused.here('DEMONSTRATION_HOLDS_OTHER_EVENTS', { count, stream });
}
