import { resolve } from 'node:path';
import { FolderOfOthersError, publishRegister, rehearsePublishing, type Published } from '@entente/exchange';
import { isSubjectId } from '@entente/domain';
import type { Configuration } from '@entente/platform';
import { InvalidArgumentError, type Command } from 'commander';
import { addDayOption, addKnownOptions, asOfJson, resolveAsOf, type AsOfOptions } from '../as-of.js';
import { commandLine, openLedger } from '../ledger.js';
import { answer, answerJson, progressOf } from '../output.js';
import { Refused } from '../refused.js';

interface PublishOptions extends AsOfOptions {
  readonly except: readonly string[];
  readonly dryRun?: true;
  readonly json?: true;
}

/** `publish`: the public part of the register, as a static site. */
export function addPublishCommand(program: Command, configured: () => Configuration): void {
  const command = program
    .command('publish')
    .description(
      'Write the public part of the register as a static site, in French and English: a page and JSON for each agreement that was concluded and for each of its parties. Any web server can host it, and it opens from a disk. Persons, sources, intents, meetings and funding are not published.',
    )
    .argument('<folder>', 'is made, or replaced whole where it holds a published register')
    .option('--except <agreementId>', 'hold an agreement back (can be repeated)', readExcept, []);
  addDayOption(command);
  addKnownOptions(command)
    .option('--dry-run', 'say what would be published; write nothing')
    .option(
      '--json',
      'answer {"folder", "asOf", "agreements", "organizations", "withheld", "files", "written"}',
    )
    .action(async (given: string, options: PublishOptions) => {
      const folder = resolve(given);
      const assembly = await openLedger(configured());
      const asOf = await resolveAsOf(assembly, options);
      const { readModel, ledger } = assembly;
      if (options.dryRun !== true) await assembly.reads.note(commandLine('publish'), []);
      const publishing = {
        readModel,
        asOf,
        knownAt: asOf.knownAt,
        heldBack: new Set(options.except),
        ledgerId: ledger.identity.ledgerId,
        name: ledger.identity.name,
        onProgress: progressOf('pages'),
      };
      const published = await (
        options.dryRun ? rehearsePublishing(publishing) : publishRegister(folder, publishing)
      ).catch((error: unknown) => {
        if (error instanceof FolderOfOthersError) throw Refused.here('FOLDER_OF_OTHERS', { folder });
        throw error;
      });
      if (options.json)
        return answerJson({
          folder,
          asOf: asOfJson(assembly, asOf),
          ...published,
          written: options.dryRun !== true,
        });
      answer(summaryOf(published, folder, options.dryRun === true));
    });
}

function summaryOf(
  { agreements, organizations, withheld, files }: Published,
  folder: string,
  dry: boolean,
): string {
  const counts = `${agreements} agreements and ${organizations} organisations (${withheld} agreements held back), ${files} files`;
  return dry ? `Nothing was written. Would be published: ${counts}` : `${counts} in ${folder}`;
}

function readExcept(text: string, before: readonly string[]): readonly string[] {
  const id = text.toLowerCase();
  if (!isSubjectId(id)) throw new InvalidArgumentError('Give the id of an agreement, such as corridor-ne.');
  return [...before, id];
}
