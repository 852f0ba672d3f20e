import { openMailer, type Letter, type MailRow } from '@entente/notices';
import { systemClock, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readListedId } from '../arguments.js';
import { catchUp, openLedger } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused, UsageError } from '../refused.js';

const MOST_LISTED = 500;

/** `notices send | list | held | release | retry`: the mail that goes to people, and what keeps it. */
export function addNoticesCommand(program: Command, configured: () => Configuration): void {
  const notices = program
    .command('notices')
    .description('Show and send the mail that reminds people of deadlines and reports what was recorded.');

  notices
    .command('send')
    .description(
      'Send what is due now. A running ledger or worker with ENTENTE_SMTP_URL does so by itself; doing it twice sends nothing twice.',
    )
    .option('--dry-run', 'show what would be sent if the day’s mail was made now; send and keep nothing')
    .option('--json', 'answer {"made", "sent"}; with --dry-run an array of {"person", "subject", "text"}')
    .action(async ({ dryRun, json }: { dryRun?: true; json?: true }) => {
      const configuration = configured();
      const { mail } = configuration.notices;
      if (mail === null && !dryRun)
        throw new UsageError('no mail server is configured; set ENTENTE_SMTP_URL, or add --dry-run');
      const assembly = await openLedger(configuration);
      await catchUp(assembly);
      if (dryRun) return show(await assembly.notices.preview(), json);
      if (mail === null) return;
      const mailer = openMailer(mail);
      try {
        const looked = await assembly.notices.look(mailer);
        if (json) answerJson(looked);
        else answer(`${looked.sent} sent`);
      } finally {
        mailer.close();
      }
    });

  notices
    .command('list')
    .description('List mail that was sent, waits, or was given up, newest first.')
    .option('--failed', 'only mail that was given up')
    .option(
      '--json',
      'answer an array of {"mailId", "personId", "day", "state", "items", "attempts", "settled", "problem"}',
    )
    .action(async ({ failed, json }: { failed?: true; json?: true }) => {
      const { outbox } = (await openLedger(configured())).notices;
      const mails = await outbox.list(MOST_LISTED, failed && 'FAILED');
      if (json) return answerJson(mails);
      answer(table(['MAIL', 'DAY', 'STATE', 'ITEMS', 'TRIES', 'PERSON', 'PROBLEM'], mails.map(rowOf)));
    });

  addHoldCommands(notices, configured);

  notices
    .command('retry')
    .description('Send mail again that was given up: once its address or the server is right.')
    .argument('[mail]', 'the id, as in the list; all that was given up unless given', readListedId)
    .option('--json', 'answer {"retried"}')
    .action(async (mailId: string | undefined, { json }: { json?: true }) => {
      const { outbox } = (await openLedger(configured())).notices;
      const retried = await outbox.retry(systemClock.now(), mailId);
      if (json) answerJson({ retried });
      else answer(`${retried} will be sent again`);
    });
}

interface ReleaseOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

/** `notices held | release`: imports that stopped before their end, for which mail and webhooks wait. */
function addHoldCommands(notices: Command, configured: () => Configuration): void {
  notices
    .command('held')
    .description(
      'List the imports that mail and webhooks wait for: one that is being recorded, and those that stopped or were killed before their end, for a day at most.',
    )
    .option('--json', 'answer {"recording", "imports": [{"importId", "file", "at", "until"}]}')
    .action(async ({ json }: { json?: true }) => {
      const { importHolds } = await openLedger(configured());
      const [recording, imports] = await Promise.all([importHolds.isRecording(), importHolds.list()]);
      if (json) return answerJson({ recording, imports });
      if (recording) answer('an import is being recorded');
      answer(
        table(
          ['IMPORT', 'STOPPED', 'HELD UNTIL', 'FILE'],
          imports.map(({ importId, at, until, file }) => [
            importId,
            at.toISOString(),
            until.toISOString(),
            file,
          ]),
        ),
      );
    });

  notices
    .command('release')
    .description(
      'Let mail and webhooks go out although imports stopped before their end. What they recorded stays; they can still be gone on with.',
    )
    .option('--dry-run', 'say which imports are waited for; change nothing')
    .option('--json', 'answer {"released"}, the ids of the imports')
    .action(async ({ dryRun, json }: ReleaseOptions) => {
      const { importHolds } = await openLedger(configured());
      if (await importHolds.isRecording()) throw Refused.here('IMPORT_UNDER_WAY');
      const held = await importHolds.list();
      if (dryRun !== true) for (const { importId } of held) await importHolds.giveUp(importId);
      if (json) return answerJson({ released: dryRun ? [] : held.map(({ importId }) => importId) });
      const files = held.map(({ file }) => file).join(', ');
      if (held.length === 0) answer('no import is waited for');
      else answer(dryRun ? `would no longer be waited for: ${files}` : `no longer waited for: ${files}`);
    });
}

function show(letters: readonly Letter[], json: true | undefined): void {
  // The address stays in the vault: whoever may run this may not need it.
  const shown = letters.map(({ personId, subject, text }) => ({ person: personId, subject, text }));
  if (json) return answerJson(shown);
  answer(
    shown.length === 0
      ? 'nothing would be sent'
      : shown.map(({ person, subject, text }) => `${person}: ${subject}\n\n${text}`).join('\n'),
  );
}

function rowOf({ mailId, day, state, items, attempts, personId, problem }: MailRow): readonly string[] {
  return [mailId, day, state, String(items), String(attempts), personId, problem ?? '-'];
}
