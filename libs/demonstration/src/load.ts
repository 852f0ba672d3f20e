import { SYSTEM, ownCommandId, type Ledger } from '@entente/ledger';
import { stepsOf } from './commands.js';
import type { Scenario } from './scenario.js';

/** The scenario could not be recorded as it stands: which step, and why. */
export class DemonstrationError extends Error {
  constructor(
    readonly step: string,
    readonly code: string,
  ) {
    super(`the demonstration stops at ${step}: ${code}`);
    this.name = 'DemonstrationError';
  }
}

/** The instant at which a demonstration's scripted clock begins. */
export function firstInstant(scenario: Scenario): Date {
  return new Date(scenario.events[0]?.recordedAt ?? Date.now());
}

/**
 * Records the scenario through the ledger, under a scripted clock that ends with `DemonstrationLoaded`. Each step has a
 * commandId of its own, so that a load that was killed goes on where it was. `signal` ends it before its next step.
 * @throws {DemonstrationError} when a step is refused, and the signal's reason when it has ended the load.
 */
export async function loadDemonstration(
  ledger: Ledger,
  scenario: Scenario,
  options: {
    readonly now: () => Date;
    readonly onProgress?: (done: number, of: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly recorded: number; readonly repeated: number }> {
  const { ledgerId } = ledger.identity;
  const steps = stepsOf(scenario, ledgerId);
  let repeated = 0;
  for (const [index, { name, at, actor, command }] of steps.entries()) {
    options.signal?.throwIfAborted();
    const outcome = await ledger.execute(command, {
      commandId: ownCommandId(ledgerId, name),
      caller: { actor },
      at,
    });
    if (outcome.refused)
      throw new DemonstrationError(
        `${name} (${command.name})`,
        `${outcome.code} ${JSON.stringify(outcome.details)}`,
      );
    if (outcome.repeated) repeated += 1;
    options.onProgress?.(index + 1, steps.length);
  }
  const last = steps.at(-1)?.at ?? new Date(0);
  const now = options.now();
  const closed = await ledger.execute(
    { name: 'completeDemonstration', input: { scenarioId: scenario.scenarioId } },
    {
      commandId: ownCommandId(ledgerId, `${scenario.scenarioId}:loaded`),
      caller: SYSTEM,
      at: now > last ? now : last,
    },
  );
  if (closed.refused) throw new DemonstrationError('the closing event', closed.code);
  return { recorded: steps.length - repeated, repeated };
}
