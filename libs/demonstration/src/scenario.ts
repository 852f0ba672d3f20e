import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Basis } from '@entente/domain';

/** An uncertain date as the scenario writes it. */
export interface ScenarioDate {
  readonly edtf: string;
  readonly point?: string;
  readonly earliest?: string | null;
  readonly latest?: string | null;
  readonly basis?: Basis;
  readonly note?: string;
}

/** A citation: the source's file, and its lines. */
export interface ScenarioCitation {
  readonly seed: string;
  readonly lines?: readonly [number, number];
  readonly quote?: string;
  readonly kind?: Basis;
  readonly note?: string;
}

/** What the scenario says of a fact, under its own names. */
export type Data = Readonly<Record<string, unknown>>;

/** One recorded fact. */
export interface ScenarioEvent {
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly occurredOnDetail: ScenarioDate;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly data: Data;
  readonly provenance: readonly ScenarioCitation[];
}

/** A question with the answer it must have. */
export interface ScenarioExpectation {
  readonly id: string;
  readonly query: string;
  readonly args: Readonly<Record<string, string>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

/** A command with the answer it must have. */
export interface ScenarioProbe {
  readonly id: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly error?: string;
    readonly events?: readonly string[];
    readonly then?: readonly Omit<ScenarioExpectation, 'id'>[];
  };
}

/** Facts, the sources they are cited from, and what the ledger must answer once it holds them. */
export interface Scenario {
  readonly scenarioId: string;
  readonly timeZone: string;
  readonly sources: readonly { readonly sourceId: string; readonly file: string; readonly sha256: string }[];
  readonly events: readonly ScenarioEvent[];
  readonly expectations: readonly ScenarioExpectation[];
  readonly commandProbes: readonly ScenarioProbe[];
}

/** Reads a scenario; the project's own copy (without the quoted sentences) when no file is named. */
export function readScenario(file: string = ownCopy()): Scenario {
  return JSON.parse(readFileSync(file, 'utf8')) as Scenario;
}

/** The copy lies beside the source, and the built code lies elsewhere: it is looked for from the project's root. */
function ownCopy(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'libs/demonstration/scenario.json'))) {
    if (dirname(folder) === folder) throw new Error('libs/demonstration/scenario.json is not there');
    folder = dirname(folder);
  }
  return join(folder, 'libs/demonstration/scenario.json');
}
