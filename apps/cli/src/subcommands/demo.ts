import { loadUntilStopped } from '@entente/assembly';
import {
  DemonstrationError,
  firstInstant,
  readScenario,
  stepsOf,
  type Scenario,
} from '@entente/demonstration';
import { systemClock, type Configuration } from '@entente/platform';
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
      else if (loaded.recorded === 0) answer('The demonstration is loaded already; nothing was done.');
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
  if (!there && configuration.production) throw Refused.here('NO_DEMONSTRATION_IN_PRODUCTION');
  if (there && !there.demonstration) throw Refused.here('NOT_A_DEMONSTRATION');
  const assembly = await openAssembly(place, { demonstration: { at: firstInstant(scenario) } });
  const { ledger } = assembly;
  // Somebody else may have opened the ledger in the same moment.
  if (!ledger.identity.demonstration) throw Refused.here('NOT_A_DEMONSTRATION');
  if (!(await ledger.isLoading()))
    return {
      ledgerId: ledger.identity.ledgerId,
      recorded: 0,
      repeated: stepsOf(scenario, ledger.identity.ledgerId).length,
    };
  try {
    const counts = await loadUntilStopped(ledger, scenario, {
      now: () => systemClock.now(),
      onProgress: progressOf('demonstration'),
    });
    await catchUp(assembly);
    return { ledgerId: ledger.identity.ledgerId, ...counts };
  } catch (error) {
    if (!(error instanceof DemonstrationError)) throw error;
    throw Refused.here('DEMONSTRATION_STOPPED', {
      step: error.step,
      code: error.code,
    });
  }
}
