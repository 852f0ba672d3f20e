import type { Configuration } from '@entente/platform';
import { Command } from 'commander';
import { addInitCommand } from './subcommands/init.js';
import { addContactCommand } from './subcommands/contact.js';
import { addDemoCommand } from './subcommands/demo.js';
import { addExportCommand } from './subcommands/export.js';
import { addFilesCommand } from './subcommands/files.js';
import { addImportCommand } from './subcommands/import.js';
import { addKeyCommand } from './subcommands/key.js';
import { addLogCommand } from './subcommands/log.js';
import { addNoticesCommand } from './subcommands/notices.js';
import { addProjectionsCommand } from './subcommands/projections.js';
import { addPublishCommand } from './subcommands/publish.js';
import { addReadsCommand } from './subcommands/reads.js';
import { addReplayCommand } from './subcommands/replay.js';
import { addStatusCommand } from './subcommands/status.js';
import { addTokenCommand } from './subcommands/token.js';
import { addVerifyCommand } from './subcommands/verify.js';
import { addWebhookCommand } from './subcommands/webhook.js';

/**
 * The command line. It raises `CommanderError` for what is not called as its help says, instead of exiting.
 *
 * @param configured reads the configuration when a command needs it: `--help` needs none
 */
export function createProgram(configured: () => Configuration): Command {
  const program = new Command('entente')
    .description('The command line of the Entente ledger. It works beside a running ledger and without one.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 refused or not found, 2 wrong usage, 3 damage was found, 78 wrong configuration, 130 or 143 stopped.' +
        '\nConfiguration: the variables ENTENTE_*, as for the ledger itself (ENTENTE_DATA_DIR …).',
    )
    .showHelpAfterError('(add --help for how to call it)')
    .exitOverride();
  addInitCommand(program, configured);
  addDemoCommand(program, configured);
  addTokenCommand(program, configured);
  addReplayCommand(program, configured);
  addStatusCommand(program, configured);
  addProjectionsCommand(program, configured);
  addVerifyCommand(program, configured);
  addReadsCommand(program, configured);
  addKeyCommand(program, configured);
  addLogCommand(program, configured);
  addFilesCommand(program, configured);
  addExportCommand(program, configured);
  addPublishCommand(program, configured);
  addImportCommand(program, configured);
  addContactCommand(program, configured);
  addNoticesCommand(program, configured);
  addWebhookCommand(program, configured);
  return program;
}
