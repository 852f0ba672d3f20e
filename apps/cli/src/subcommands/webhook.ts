import { systemClock, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readListedId, readTypes, readWebhookUrl } from '../arguments.js';
import { catchUp, openLedger } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused } from '../refused.js';

interface AddOptions {
  readonly types: readonly string[];
  readonly json?: true;
}

const MOST_LISTED = 500;

/** `webhook add | list | remove | dead | replay`: the programs of others that hear of what is recorded. */
export function addWebhookCommand(program: Command, configured: () => Configuration): void {
  const webhook = program
    .command('webhook')
    .description('Send what is recorded to programs of others, each event signed.');

  webhook
    .command('add')
    .description(
      'Send what is recorded from now on to an address, and show the secret that signs it, once. Persons’ events are not sent.',
    )
    .argument('<url>', 'where to, https://…', readWebhookUrl)
    .option('--types <types>', 'only events of these types, with commas between', readTypes, [])
    .option('--json', 'answer {"webhookId", "host", "types", "made", "secret"}')
    .action(async (url: string, { types, json }: AddOptions) => {
      const assembly = await openLedger(configured());
      await catchUp(assembly);
      const made = await assembly.webhooks.add(url, types);
      if (json) answerJson(made);
      else answer(made.secret);
    });

  webhook
    .command('list')
    .description('List where to events are sent. Of an address only the host is shown.')
    .option('--json', 'answer an array of {"webhookId", "host", "types", "made"}')
    .action(async ({ json }: { json?: true }) => {
      const { webhooks } = await openLedger(configured());
      const listed = await webhooks.list();
      if (json) return answerJson(listed);
      answer(
        table(
          ['ID', 'HOST', 'MADE', 'TYPES'],
          listed.map(({ webhookId, host, made, types }) => [
            webhookId,
            host,
            made.toISOString(),
            types.length === 0 ? 'all' : types.join(' '),
          ]),
        ),
      );
    });

  webhook
    .command('remove')
    .description('Send nothing more to an address, not even what waits.')
    .argument('<id>', 'its id, as in the list', readListedId)
    .option('--json', 'answer {"webhookId", "removed": true}')
    .action(async (webhookId: string, { json }: { json?: true }) => {
      const { webhooks } = await openLedger(configured());
      if (!(await webhooks.remove(webhookId))) throw Refused.here('WEBHOOK_NOT_FOUND', { id: webhookId });
      if (json) answerJson({ webhookId, removed: true });
      else answer(`${webhookId} is removed`);
    });

  webhook
    .command('dead')
    .description('List what no try could deliver, newest first.')
    .option('--json', 'answer an array of {"webhookId", "eventId", "attempts", "settled", "problem"}')
    .action(async ({ json }: { json?: true }) => {
      const { webhooks } = await openLedger(configured());
      const dead = await webhooks.deliveries.dead(MOST_LISTED);
      if (json) return answerJson(dead);
      answer(
        table(
          ['WEBHOOK', 'EVENT', 'TRIES', 'GIVEN UP', 'PROBLEM'],
          dead.map(({ webhookId, eventId, attempts, settled, problem }) => [
            webhookId,
            eventId,
            String(attempts),
            settled.toISOString(),
            problem,
          ]),
        ),
      );
    });

  webhook
    .command('replay')
    .description('Send again what no try could deliver, once whoever takes it is right again.')
    .argument('[event]', 'the id of an event, as in the list; all unless given', readListedId)
    .option('--json', 'answer {"replayed"}')
    .action(async (eventId: string | undefined, { json }: { json?: true }) => {
      const { webhooks } = await openLedger(configured());
      const replayed = await webhooks.deliveries.replay(systemClock.now(), eventId);
      if (json) answerJson({ replayed });
      else answer(`${replayed} will be sent again`);
    });
}
