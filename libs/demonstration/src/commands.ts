import type { Command, EvidenceInput } from '@entente/domain';
import { eventIdOf, ownCommandId } from '@entente/ledger';
import { commandOf } from './command-of.js';
import type { Data, Scenario, ScenarioEvent } from './scenario.js';

/** A command of the scenario: its own name (what its commandId is made of), when and by whom it was recorded. */
export interface ScenarioStep {
  readonly name: string;
  readonly at: Date;
  readonly actor: string;
  readonly command: Command;
}

/**
 * The scenario's events as the commands that record them, in order. Persons are registered before their first mention, with
 * the instant of the event that mentions them.
 */
export function stepsOf(scenario: Scenario, ledgerId: string): readonly ScenarioStep[] {
  const sourceIds = new Map(scenario.sources.map(({ file, sourceId }) => [file, sourceId]));
  const commandIdOfSeq = (seq: number) => ownCommandId(ledgerId, `${scenario.scenarioId}:${seq}`);
  const evidenceOf = (event: ScenarioEvent): readonly EvidenceInput[] =>
    event.provenance.map(({ seed, lines, quote, kind, note }) => ({
      sourceId: sourceIds.get(seed) ?? seed,
      ...(lines && { lines: { from: lines[0], to: lines[1] } }),
      ...(quote !== undefined && { quote }),
      ...(kind && { kind }),
      ...(note !== undefined && { note }),
    }));
  const named = new Map<string, { displayName: string; evidence: readonly EvidenceInput[] }>();
  for (const event of scenario.events) {
    const personal = event.data['personalData'] as { displayName?: string } | undefined;
    const personId = event.data['personId'] as string | undefined;
    if (personId !== undefined && personal?.displayName !== undefined && !named.has(personId))
      named.set(personId, { displayName: personal.displayName, evidence: evidenceOf(event) });
  }
  const eventIdOfSeed = (seed: string) => eventIdOf(commandIdOfSeq(Number(seed.replace('seed-', ''))), 0);

  const steps: ScenarioStep[] = [];
  const registered = new Set<string>();
  for (const event of scenario.events) {
    const at = new Date(event.recordedAt);
    for (const personId of personsIn(event.data)) {
      const person = named.get(personId);
      if (registered.has(personId) || !person) continue;
      registered.add(personId);
      steps.push({
        name: `${scenario.scenarioId}:person:${personId}`,
        at,
        actor: event.recordedBy,
        command: { name: 'registerPerson', input: { personId, ...person } },
      });
    }
    steps.push({
      name: `${scenario.scenarioId}:${event.seq}`,
      at,
      actor: event.recordedBy,
      command: commandOf(event, evidenceOf(event), eventIdOfSeed),
    });
  }
  return steps;
}

function personsIn(data: Data): readonly string[] {
  const guests = (data['guests'] as readonly { personId: string }[] | undefined) ?? [];
  const present = (data['presentAtSigning'] as readonly string[] | undefined) ?? [];
  const personId = data['personId'] as string | undefined;
  return [
    ...(personId === undefined ? [] : [personId]),
    ...guests.map((guest) => guest.personId),
    ...present,
  ];
}
