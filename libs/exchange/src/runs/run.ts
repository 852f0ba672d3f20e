import type { Bilingual } from '@entente/domain';
import type { Fault } from '../phrases.js';
import { waysOut, type WaysOut } from '../plan/choices.js';
import type { ImportPlan } from '../plan/plan.js';
import type { Recorded } from '../record/record.js';
import type { Table } from '../table/rows.js';

/**
 * How far an import is. `SENT`: the file is here; `PLANNING`: it is being rehearsed; `PLANNED`: the report is there; `RECORDING`;
 * `PAUSED`: some rows are recorded, and it goes on when somebody says so; `DONE`; `GIVEN_UP`: some rows are recorded, and nobody waits for the others.
 */
export type Phase = 'SENT' | 'PLANNING' | 'PLANNED' | 'RECORDING' | 'PAUSED' | 'DONE' | 'GIVEN_UP';

/** Why a row cannot be recorded, and what can be chosen about it. */
export interface ReportedFault extends Fault {
  readonly ways: WaysOut;
}

/** What would come of a file: a plan without its commands, which are as long as the file. */
export interface Report extends Pick<
  ImportPlan,
  'sha256' | 'counts' | 'warnings' | 'skipped' | 'changes' | 'columns' | 'questions' | 'unplaced' | 'unlisted'
> {
  readonly faults: readonly ReportedFault[];
  /** Whether it cannot be recorded yet: faults or questions are left. */
  readonly open: boolean;
}

/** An import: a file on its way into the ledger. */
export interface ImportRun {
  /** The SHA-256 of the file. */
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly format: Table['format'];
  readonly headers: readonly string[];
  readonly rows: number;
  readonly profile: string | null;
  readonly phase: Phase;
  /** Rows rehearsed or recorded, of those to rehearse or to record. */
  readonly done: number;
  readonly of: number;
  readonly report: Report | null;
  readonly recorded: Recorded | null;
  /** Why it went no further. */
  readonly problem: Bilingual | null;
  /** When something was last done with it: an instant in ISO 8601. */
  readonly at: string;
}

/** A plan as it is reported. */
export function reportOf(plan: ImportPlan): Report {
  const { sha256, counts, warnings, skipped, changes, columns, questions, unplaced, faults, unlisted } = plan;
  return {
    sha256,
    counts,
    warnings,
    skipped,
    changes,
    columns,
    questions,
    unplaced,
    unlisted,
    faults: faults.map((one) => ({ ...one, ways: waysOut(plan, one) })),
    open: faults.length + questions.length > 0,
  };
}

/** A run as it stands when the process that worked on it is gone. */
export function left(run: ImportRun): ImportRun {
  switch (run.phase) {
    case 'PLANNING':
      return { ...run, phase: 'SENT' };
    case 'RECORDING':
      return { ...run, phase: 'PAUSED' };
    default:
      return run;
  }
}
