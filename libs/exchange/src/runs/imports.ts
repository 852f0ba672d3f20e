import { messageOf as messageOfCode, type Bilingual } from '@entente/domain';
import { FilesUnavailableError, type Caller, type KeptFiles } from '@entente/ledger';
import type { Importer } from '../importer.js';
import type { KeptImports } from '../kept/kept.js';
import { answersOf } from '../kept/versions.js';
import type { ImportFile } from '../plan/file.js';
import type { ImportPlan } from '../plan/plan.js';
import { PlanStoppedError } from '../plan/rehearsed-rows.js';
import { ProfileError, type Profile } from '../profile/profile.js';
import { UnreadableFileError } from '../phrases.js';
import type { Recorded } from '../record/record.js';
import { countRows, openTable } from '../table/table.js';
import type { KeptRuns } from './kept-runs.js';
import { reportOf, type ImportRun } from './run.js';

/** Who imports, and what they may record. */
export interface ImportingCaller extends Caller {
  readonly mayRecord: (command: string) => boolean;
}

/** What imports are made of. */
export interface ImportsParts {
  readonly importerFor: (caller: ImportingCaller) => Importer;
  readonly kept: KeptImports;
  readonly runs: KeptRuns;
  readonly files: Pick<KeptFiles, 'keep'>;
  /** Opens a file that is kept, for somebody. */
  readonly open: (hash: string, caller: Caller) => ReturnType<KeptFiles['open']>;
  /** Called with an import that somebody gave up. */
  readonly giveUp: (id: string) => Promise<unknown>;
  /** Resolves when what is asked holds all that the log holds. */
  readonly caughtUp: () => Promise<void>;
  /** Called with errors that nobody expected. */
  readonly onError: (error: unknown) => void;
  readonly now: () => Date;
}

/** Raised while another import is being worked on. */
export class ImportBusyError extends Error {}

/** Raised where nothing was rehearsed that could be recorded. */
export class ImportNotPlannedError extends Error {}

/** Raised for a file that is not here. */
export class ImportNotFoundError extends Error {
  constructor(readonly id: string) {
    super('no file is kept for this import');
  }
}

/** Imports files beside whatever else the process does, one at a time. */
export interface Imports {
  /** Takes a file. @throws {UnreadableFileError} */
  take(file: ImportFile): Promise<ImportRun>;
  run(id: string): Promise<ImportRun>;
  runs(): Promise<readonly ImportRun[]>;
  /** Begins to rehearse a file by a profile, with more choices; a null takes one back. @throws {ProfileError} */
  plan(id: string, wanted: Wanted, caller: ImportingCaller): Promise<ImportRun>;
  /** Begins to record what was planned, or goes on with it. */
  record(id: string, caller: ImportingCaller): Promise<ImportRun>;
  /** Ends the rehearsal or the recording before the next row. */
  pause(id: string): Promise<ImportRun>;
  /** Gives up an import that was paused: what it recorded stays, and what waits for its end waits no longer. */
  giveUp(id: string): Promise<ImportRun>;
  /** Pauses what is under way, and waits for it. */
  stop(): Promise<void>;
}

/** By which profile a file is rehearsed. */
export interface Wanted {
  readonly profile: string;
  /** A version of it that was kept; as it was used last where none is named. */
  readonly version?: number | undefined;
  readonly choices: Readonly<Record<string, string | null>>;
}

const MOST_RUNS = 50;

const UNEXPECTED: Bilingual = {
  fr: 'L’importation s’est arrêtée sur une erreur. Ce qui est consigné le reste; recommencez, et prévenez qui exploite le registre si elle revient.',
  en: 'The import stopped at an error. What is recorded stays recorded; try again, and inform whoever operates the ledger if it returns.',
};

interface Job {
  run: ImportRun;
  stopping: boolean;
  ended: Promise<void>;
}

/** Builds the imports of a process. */
export function createImports(parts: ImportsParts): Imports {
  const { kept, runs, files, now } = parts;
  let job: Job | null = null;
  let closed = false;

  const keep = async (run: ImportRun): Promise<ImportRun> => {
    const dated = { ...run, at: now().toISOString() };
    await runs.keep(dated);
    return dated;
  };

  const find = async (id: string): Promise<ImportRun> => {
    if (job?.run.id === id) return job.run;
    const run = await runs.run(id);
    if (!run) throw new ImportNotFoundError(id);
    return run;
  };

  /** Does something with a run in the background. */
  const begin = async (first: ImportRun, work: (one: Job) => Promise<ImportRun>): Promise<ImportRun> => {
    if (job !== null || closed) throw new ImportBusyError('another import is under way');
    const begun: Job = { run: first, stopping: false, ended: Promise.resolve() };
    job = begun;
    const finish = async (): Promise<void> => {
      try {
        await runs.keep(first);
        await keep(await work(begun));
      } catch (error) {
        const problem = error instanceof PlanStoppedError ? null : messageOf(error);
        if (problem === UNEXPECTED) parts.onError(error);
        const { phase } = begun.run;
        await keep({
          ...begun.run,
          phase: phase === 'RECORDING' ? 'PAUSED' : 'SENT',
          problem,
        }).catch(parts.onError);
      } finally {
        job = null;
      }
    };
    begun.ended = finish();
    return first;
  };

  const fileOf = async ({ id, file }: ImportRun, caller: Caller): Promise<ImportFile> => {
    const found = await parts.open(id, caller);
    if (found?.state !== 'OPENED') throw new ImportNotFoundError(id);
    return { name: file, bytes: found.bytes };
  };

  const planned = async (one: Job, profile: Profile, caller: ImportingCaller) => {
    await parts.caughtUp();
    const file = await fileOf(one.run, caller);
    const plan = await parts.importerFor(caller).plan(file, profile, {
      isStopping: () => one.stopping,
      onProgress: (done, of) => {
        if (one.run.phase === 'PLANNING') one.run = { ...one.run, done, of };
      },
    });
    return { file, plan };
  };

  return {
    async take(file) {
      const table = await openTable(file.bytes);
      const rows = await countRows(table);
      const id = await files.keep(file.bytes);
      const before = job?.run.id === id ? job.run : await runs.run(id);
      return (
        before ??
        keep({
          id,
          file: file.name,
          bytes: file.bytes.byteLength,
          format: table.format,
          headers: table.columns,
          rows,
          profile: null,
          phase: 'SENT',
          done: 0,
          of: 0,
          report: null,
          recorded: null,
          problem: null,
          at: now().toISOString(),
        })
      );
    },
    run: find,
    async runs() {
      const all = await runs.runs(MOST_RUNS);
      return all.map((one) => (job?.run.id === one.id ? job.run : one));
    },
    async plan(id, wanted, caller) {
      const run = await find(id);
      const { profile: named, version } = wanted;
      const last = await kept.profile(named);
      const wantedVersion = version === undefined ? null : await kept.versions.read(named, version);
      const before = wantedVersion
        ? { ...wantedVersion, choices: { ...answersOf(last.choices, 'FILES'), ...wantedVersion.choices } }
        : last;
      const profile = withChoices(before, wanted.choices);
      const first: ImportRun = {
        ...run,
        profile: profile.profile,
        phase: 'PLANNING',
        problem: null,
        done: 0,
        of: run.rows,
      };
      return begin(first, async (one) => {
        await kept.keep(profile);
        const { plan } = await planned(one, profile, caller);
        const report = reportOf(plan);
        return { ...first, phase: 'PLANNED', report, recorded: null, done: 0, of: report.counts.toRecord };
      });
    },
    async record(id, caller) {
      const run = await find(id);
      const name = run.profile;
      if (name === null || run.report === null)
        throw new ImportNotPlannedError('the import was not rehearsed');
      const goesOn = run.phase === 'PAUSED';
      const first: ImportRun = { ...run, phase: 'RECORDING', problem: null };
      return begin(first, async (one) => {
        const { file, plan } = await planned(one, await kept.profile(name), caller);
        const report = goesOn && run.report ? run.report : reportOf(plan);
        if (plan.faults.length + plan.questions.length > 0)
          return { ...first, phase: 'PLANNED', report: reportOf(plan) };
        const before = report.counts.toRecord - plan.counts.toRecord;
        one.run = { ...first, report, done: before, of: report.counts.toRecord };
        // What a killed process leaves says how far it was.
        const inPassing = keepingInPassing(runs, parts.onError);
        try {
          const recorded = await parts.importerFor(caller).record(plan, file, {
            isStopping: () => one.stopping,
            onProgress: (done) => {
              one.run = { ...one.run, done: before + done };
              inPassing.keep(one.run);
            },
          });
          const all = together(report, plan, recorded);
          const phase = recorded.isWhole ? 'DONE' : 'PAUSED';
          return { ...one.run, phase, done: all.rows, recorded: all };
        } finally {
          await inPassing.ended();
        }
      });
    },
    async pause(id) {
      if (job?.run.id === id) job.stopping = true;
      return find(id);
    },
    async giveUp(id) {
      const run = await find(id);
      if (run.phase !== 'PAUSED') return run;
      await parts.giveUp(id);
      return keep({ ...run, phase: 'GIVEN_UP' });
    },
    async stop() {
      closed = true;
      if (!job) return;
      job.stopping = true;
      await job.ended;
    },
  };
}

/** A run has its report with it, which may be long: it is written anew no more often than this. */
const KEPT_EVERY_MS = 1_000;

/** Keeps how far a run is while nobody waits for it: what comes soon after the last, or while that is written, is passed over. */
function keepingInPassing(runs: KeptRuns, onError: (error: unknown) => void) {
  let writing: Promise<void> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  return {
    keep(run: ImportRun): void {
      if (writing !== null || performance.now() - last < KEPT_EVERY_MS) return;
      last = performance.now();
      writing = runs
        .keep(run)
        .catch(onError)
        .finally(() => (writing = null));
    },
    /** Resolves when nothing is being written. */
    ended: async (): Promise<void> => writing ?? undefined,
  };
}

/** What was recorded of a report by now, in however many runs: what is left to record says what was there before this one. */
function together(
  { counts }: { readonly counts: ImportPlan['counts'] },
  plan: ImportPlan,
  recorded: Recorded,
): Recorded {
  return {
    ...recorded,
    rows: counts.toRecord - plan.counts.toRecord + recorded.rows,
    events: counts.events - plan.counts.events + recorded.events,
  };
}

function withChoices(profile: Profile, choices: Wanted['choices']): Profile {
  const all: Record<string, string | null> = { ...profile.choices, ...choices };
  return {
    ...profile,
    choices: Object.fromEntries(
      Object.entries(all).flatMap(([id, answer]) => (answer === null ? [] : [[id, answer]])),
    ),
  };
}

function messageOf(error: unknown): Bilingual {
  if (error instanceof UnreadableFileError) return error.fault.message;
  if (error instanceof FilesUnavailableError) return messageOfCode('FILES_UNAVAILABLE', {});
  if (error instanceof ProfileError)
    return {
      fr: `Le profil ne se lit pas (en anglais : ${error.said}). Corrigez-le.`,
      en: `The profile cannot be read: ${error.said}. Correct it.`,
    };
  return UNEXPECTED;
}
