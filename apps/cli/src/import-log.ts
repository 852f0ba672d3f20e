import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { NotALogError, importLog, type ImportFile, type ImportedLog } from '@entente/exchange';
import { isStopping, type Configuration } from '@entente/platform';
import { catchUp, openLedger } from './ledger.js';
import { answer, answerJson, progressOf } from './output.js';
import { EXIT, Refused } from './refused.js';

/** What the profile of another ledger's own log is called. */
export const LOG_PROFILE = 'entente-log';

/** Who records what is imported: whoever may run this command beside the ledger. */
const CALLER = { actor: 'operator:import' };

/** Records the log that another ledger exported, and answers what came of it. @throws {Refused} FILE_NOT_IMPORTED */
export async function importExportedLog(
  { name, bytes }: ImportFile,
  { dryRun = false, json = false }: { readonly dryRun?: boolean; readonly json?: boolean },
  configuration: Configuration,
): Promise<void> {
  const unreadable = (line: number): Refused =>
    Refused.here('FILE_NOT_IMPORTED', {
      file: name,
      because: {
        fr: `La ligne ${line} n’est pas un événement de « export events --format jsonl ».`,
        en: `Line ${line} is not an event of “export events --format jsonl”.`,
      },
    });
  if (!isUtf8(bytes)) throw unreadable(1);
  const assembly = await openLedger(configuration);
  await catchUp(assembly);
  const work = (): Promise<ImportedLog> =>
    importLog(bytes.toString('utf8'), {
      ledger: assembly.ledger,
      caller: CALLER,
      dryRun,
      onProgress: progressOf('events'),
      isStopping,
    });
  const importId = createHash('sha256').update(bytes).digest('hex');
  const hasEnded = ({ facts, recorded, repeated, faults }: ImportedLog): boolean =>
    recorded + repeated === facts || faults.length > 0;
  const imported = await (
    dryRun ? work() : assembly.importHolds.whileImporting({ importId, file: name }, work, hasEnded)
  ).catch((error: unknown) => {
    if (error instanceof NotALogError) throw unreadable(error.line);
    throw error;
  });
  await catchUp(assembly);
  if (json) answerJson(imported);
  else answer(reportOf(imported));
  if (imported.faults.length > 0) process.exitCode = EXIT.refused;
}

function reportOf({ facts, passedOver, recorded, repeated, faults, leftOut }: ImportedLog): string {
  const lines = [...faults, ...leftOut].flatMap(({ line, type, code, message }) => [
    `  ${code === 'TEXT_NOT_IN_LOG' ? '–' : '!'} line ${line}: ${type}: ${code}`,
    `      fr: ${message.fr}`,
    `      en: ${message.en}`,
  ]);
  const done =
    recorded + repeated === 0
      ? 'Nothing was recorded. / Rien n’a été consigné.'
      : `recorded: ${recorded} facts; ${repeated} were there before`;
  return [`${facts} facts, ${passedOver} events of the other ledger’s own`, ...lines, done].join('\n');
}
