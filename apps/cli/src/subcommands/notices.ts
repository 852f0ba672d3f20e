import { openMailer, type Letter, type MailRow } from '@entente/notices';
import { systemClock, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readListedId } from '../arguments.js';
import { catchUp, openLedger } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { UsageError } from '../refused.js';

const MOST_LISTED = 500;

/** `notices send | list | retry`: the mail that goes to people. */
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
