import { systemClock, type Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readListedId, readTypes, readWebhookUrl } from '../arguments.js';
import { catchUp, openLedger } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused } from '../refused.js';

interface AddOptions {
  readonly types: readonly string[];
  readonly dryRun?: true;
  readonly json?: true;
}

interface DryOptions {
  readonly dryRun?: true;
  readonly json?: true;
}

const MOST_LISTED = 500;

/** `webhook add | list | remove | dead | replay`: signed notices of what is recorded, to other programs. */
export function addWebhookCommand(program: Command, configured: () => Configuration): void {
  const webhook = program
    .command('webhook')
    .description('Send signed notices of what is recorded to other programs.');

  webhook
    .command('add')
    .description(
      'Send what is recorded from now on to an address, and show the secret that signs it, once. Persons’ events are not sent.',
    )
    .argument('<url>', 'where to, https://…', readWebhookUrl)
    .option('--types <types>', 'only events of these types, with commas between', readTypes, [])
    .option('--dry-run', 'check the address and the types; send nothing there, and change nothing')
    .option(
      '--json',
      'answer {"webhookId", "host", "types", "made", "secret"}; with --dry-run {"host", "types"}',
    )
    .action(async (url: string, { types, dryRun, json }: AddOptions) => {
      const assembly = await openLedger(configured());
      if (dryRun) {
        const { host } = new URL(url);
        if (json) answerJson({ host, types });
        else answer(`Nothing was changed. Would be sent to: ${host}`);
        return;
      }
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
    .option('--dry-run', 'say what would be removed; change nothing')
    .option('--json', 'answer {"webhookId", "removed"}')
    .action(async (webhookId: string, { dryRun, json }: DryOptions) => {
      const { webhooks } = await openLedger(configured());
      if (dryRun) {
        const there = (await webhooks.list()).find((one) => one.webhookId === webhookId);
        if (!there) throw Refused.here('WEBHOOK_NOT_FOUND', { id: webhookId });
        if (json) answerJson({ webhookId, removed: false });
        else answer(`Nothing was changed. Would be removed: ${webhookId} (${there.host})`);
        return;
      }
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
    .option('--dry-run', 'say how many would be sent again; change nothing')
    .option('--json', 'answer {"replayed"}; with --dry-run {"wouldReplay"}')
    .action(async (eventId: string | undefined, { dryRun, json }: DryOptions) => {
      const { webhooks } = await openLedger(configured());
      if (dryRun) {
        const wouldReplay = await webhooks.deliveries.countDead(eventId);
        if (json) answerJson({ wouldReplay });
        else answer(`Nothing was changed. Would be sent again: ${wouldReplay}`);
        return;
      }
      const replayed = await webhooks.deliveries.replay(systemClock.now(), eventId);
      if (json) answerJson({ replayed });
      else answer(`${replayed} will be sent again`);
    });
}
