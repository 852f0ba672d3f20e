import type { Choices, ImportRun } from './import-run.js';
import type { Step } from './steps.js';

/** What the steps of an import are given. */
export interface StepProps {
  readonly run: ImportRun;
  /** What was chosen and not sent yet. */
  readonly chosen: Choices;
  readonly choose: (id: string, answer: string | null) => void;
  /** Rehearses with what was chosen, then shows a step. */
  readonly rehearse: (next: Step, profile?: string, version?: number) => void;
  readonly go: (step: Step) => void;
  /** Does something with the import; what is refused is shown above the step. */
  readonly attempt: (work: () => Promise<void>) => Promise<boolean>;
}
