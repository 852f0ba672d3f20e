import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Day } from '@entente/domain';
import {
  createImporter,
  openKeptImports,
  PlanStoppedError,
  ProfileError,
  publicationQuestionId,
  READY_NAMES,
  UnreadableFileError,
  type ImportFile,
  type ImportPlan,
  type Profile,
  type Recorded,
} from '@entente/exchange';
import { isStopping, systemClock, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readChoice, readDay } from '../arguments.js';
import { LOG_PROFILE, importExportedLog } from '../import-log.js';
import { reportOf } from '../import-report.js';
import { catchUp, openLedger } from '../ledger.js';
import { answer, answerJson, progressOf } from '../output.js';
import { EXIT, Refused, UsageError } from '../refused.js';

interface ImportOptions {
  readonly profile: string;
  readonly publishedOn?: Day;
  readonly choose: readonly (readonly [string, string])[];
  readonly dryRun?: true;
  readonly json?: true;
}

/** Who records what is imported: whoever may run this command beside the ledger. */
const CALLER = { actor: 'operator:import' };

const STOPPED = {
  fr: 'L’arrêt a été demandé pendant la répétition. Relancez la même commande.',
  en: 'It was stopped while it rehearsed. Give the same command again.',
} as const;

/** `import`: the rows of a file, recorded as facts by a profile of its columns. */
export function addImportCommand(program: Command, configured: () => Configuration): void {
  program
    .command('import')
    .description(
      'Record the rows of a file (CSV, XLSX, JSON lines) as facts. An import that was interrupted goes on where it was; the same file again records nothing.',
    )
    .argument('<file>', 'the file')
    .requiredOption(
      '--profile <profile>',
      `what its columns mean: ${READY_NAMES.join(', ')}, the name of one that is kept, or a file (.yaml, .json); ${LOG_PROFILE} for the events that another ledger exported`,
    )
    .option('--published-on <day>', 'when the file was published, YYYY-MM-DD', readDay)
    .option(
      '--choose <question=answer>',
      'answer a question of the report; kept with the profile (can be repeated)',
      readChoice,
      [],
    )
    .option('--dry-run', 'say what would be recorded, and why rows could not be; record nothing')
    .option('--json', 'answer {"plan", "recorded"}; "recorded" is null where nothing was')
    .action(async (path: string, options: ImportOptions) => {
      const bytes = await readFile(path).catch((error: unknown) => {
        throw new UsageError(
          `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      const file = { name: basename(path), bytes };
      if (options.profile === LOG_PROFILE) return importExportedLog(file, options, configured());
      const { plan, recorded } = await runImport(file, options, configured()).catch((error: unknown) => {
        if (error instanceof ProfileError)
          throw Refused.here('PROFILE_UNUSABLE', { profile: options.profile, said: error.said });
        if (error instanceof PlanStoppedError)
          throw Refused.here('FILE_NOT_IMPORTED', { file: file.name, because: STOPPED });
        if (error instanceof UnreadableFileError)
          throw Refused.here('FILE_NOT_IMPORTED', { file: file.name, because: error.fault.message });
        throw error;
      });
      if (options.json) answerJson({ plan: reportable(plan), recorded });
      else answer(reportOf(plan, recorded));
      const isOpen =
        plan.faults.length > 0 || plan.questions.length > 0 || (recorded?.faults.length ?? 0) > 0;
      if (isOpen) process.exitCode = EXIT.refused;
    });
}

interface Imported {
  readonly plan: ImportPlan;
  readonly recorded: Recorded | null;
}

async function runImport(
  file: ImportFile,
  { profile: name, publishedOn, choose, dryRun }: ImportOptions,
  configuration: Configuration,
): Promise<Imported> {
  const kept = openKeptImports(join(configuration.dataDir, 'import'));
  const before = await kept.profile(name);
  const assembly = await openLedger(configuration);
  const choices = {
    ...before.choices,
    ...(publishedOn !== undefined && { [publicationQuestionId(file)]: publishedOn }),
    ...Object.fromEntries(choose),
  };
  const profile: Profile = { ...before, choices };
  await kept.keep(profile);
  await catchUp(assembly);
  const importer = createImporter({ ...assembly, kept, caller: CALLER, now: () => systemClock.now() });
  const plan = await importer.plan(file, profile, { onProgress: progressOf('rows rehearsed'), isStopping });
  if (dryRun || plan.faults.length > 0 || plan.questions.length > 0) return { plan, recorded: null };
  const recorded = await assembly.importHolds.whileImporting(
    { importId: plan.sha256, file: plan.file },
    () => importer.record(plan, file, { onProgress: progressOf('rows recorded'), isStopping }),
    ({ isWhole }) => isWhole,
  );
  await catchUp(assembly);
  return { plan, recorded };
}

/** The plan without the commands themselves, which are as long as the file. */
function reportable({
  source: _source,
  organizations: _organizations,
  rows: _rows,
  ...rest
}: ImportPlan): object {
  return { ...rest, rows: rest.counts.toRecord };
}
