import { notedVault } from '@entente/assembly';
import { CALENDAR_KINDS, dayInZone, type Language } from '@entente/domain';
import { PersonErasedError } from '@entente/ledger';
import { USUAL_REMINDERS } from '@entente/notices';
import { systemClock, type Configuration } from '@entente/platform';
import { organizationsByIds, personsByIds, type CalendarKind } from '@entente/read-model';
import type { Command } from 'commander';
import { readEmail, readKinds, readLanguage, readOrganization } from '../arguments.js';
import { catchUp, commandLine, openLedger } from '../ledger.js';
import { answer, answerJson, table } from '../output.js';
import { Refused, UsageError } from '../refused.js';

interface AddOptions {
  readonly email: string;
  readonly language: Language;
  readonly organization: readonly string[];
  readonly everything?: true;
  readonly remind: readonly CalendarKind[];
  readonly acts: boolean;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `contact add | list | remove`: who is written to about which agreements. */
export function addContactCommand(program: Command, configured: () => Configuration): void {
  const contact = program
    .command('contact')
    .description('Say who is written to about which agreements. Addresses are sealed in the vault.');

  contact
    .command('add')
    .description(
      'Write to a person from now on, or in another way than until now. One who asked for no more mail is written to again: ask first.',
    )
    .argument('<person>', 'the id of a person who is registered in the ledger')
    .requiredOption('--email <address>', 'where to', readEmail)
    .option('--language <language>', 'fr or en', readLanguage, 'fr')
    .option(
      '--organization <id>',
      'about agreements of this organisation (can be repeated)',
      readOrganization,
      [],
    )
    .option('--everything', 'about every agreement, and mandates too')
    .option(
      '--remind <kinds>',
      `of which days, with commas between: ${Object.keys(CALENDAR_KINDS.en).join(', ')}; none for no reminders`,
      readKinds,
      USUAL_REMINDERS,
    )
    .option('--no-acts', 'not of what is recorded')
    .option('--dry-run', 'check everything and say who would be written to; change nothing')
    .option('--json', 'answer {"personId", "language", "everything", "organizations", "reminders", "acts"}')
    .action(async (given: string, options: AddOptions) => {
      const personId = given.toLowerCase();
      const {
        email,
        language,
        organization: organizations,
        everything = false,
        remind,
        acts,
        dryRun,
        json,
      } = options;
      if (everything === organizations.length > 0)
        throw new UsageError('give --organization or --everything, and not both');
      const assembly = await openLedger(configured());
      await catchUp(assembly);
      const { readModel, ledger, vault, notices } = assembly;
      const { position } = await readModel.projected();
      const now = systemClock.now();
      const asOf = { validOn: dayInZone(now, ledger.identity.timeZone), position };
      const [persons, known] = await readModel.ask((db) =>
        Promise.all([personsByIds(db, [personId], asOf), organizationsByIds(db, organizations, asOf)]),
      );
      if (persons.length === 0) throw Refused.byLedger('PERSON_NOT_FOUND', { id: personId });
      const unknown = organizations.find((id) => !known.some((one) => one.organization_id === id));
      if (unknown !== undefined) throw Refused.byLedger('ORGANIZATION_NOT_FOUND', { id: unknown });
      const subscription = { personId, language, everything, organizations, reminders: remind, acts };
      if (dryRun) {
        if (json) answerJson(subscription);
        else answer(`Nothing was changed. Would be written to: ${personId}`);
        return;
      }
      await vault.contacts.keep({ personId, address: email }).catch((error: unknown) => {
        if (error instanceof PersonErasedError) throw Refused.byLedger('ALREADY_ERASED', { id: personId });
        throw error;
      });
      await notices.subscriptions.keep(subscription, now);
      if (json) answerJson(subscription);
      else answer(`${personId} is written to`);
    });

  contact
    .command('list')
    .description('List who is written to. Addresses are not shown.')
    .option(
      '--json',
      'answer an array of {"personId", "language", "everything", "organizations", "reminders", "acts", "made", "stopped", "address"}',
    )
    .action(async ({ json }: { json?: true }) => {
      const { notices, vault, reads } = await openLedger(configured());
      const { contacts } = notedVault(vault, reads, commandLine('contact list'));
      const people = await notices.subscriptions.list();
      const addresses = await contacts.addresses(people.map(({ personId }) => personId));
      const listed = people.map((one) => ({ ...one, address: addresses.has(one.personId) }));
      if (json) return answerJson(listed);
      answer(
        table(
          ['PERSON', 'LANGUAGE', 'ABOUT', 'REMINDERS', 'ACTS', 'STATE'],
          listed.map(
            ({ personId, language, everything, organizations, reminders, acts, stopped, address }) => [
              personId,
              language,
              everything ? 'everything' : organizations.join(' '),
              String(reminders.length),
              acts ? 'yes' : 'no',
              stateOf(stopped, address),
            ],
          ),
        ),
      );
    });

  contact
    .command('remove')
    .description('Write to a person no more, and remove the address from the vault.')
    .argument('<person>', 'the id, as in the list')
    .option('--dry-run', 'say whether there is such a person; change nothing')
    .option('--json', 'answer {"personId", "removed"}')
    .action(async (personId: string, { dryRun, json }: { dryRun?: true; json?: true }) => {
      const { notices, vault } = await openLedger(configured());
      if (dryRun) {
        if (!(await notices.subscriptions.find(personId)))
          throw Refused.here('CONTACT_NOT_FOUND', { id: personId });
        if (json) answerJson({ personId, removed: false });
        else answer(`Nothing was changed. Would be written to no more: ${personId}`);
        return;
      }
      await vault.contacts.remove(personId);
      if (!(await notices.subscriptions.remove(personId)))
        throw Refused.here('CONTACT_NOT_FOUND', { id: personId });
      if (json) answerJson({ personId, removed: true });
      else answer(`${personId} is written to no more`);
    });
}

function stateOf(stopped: Date | null, address: boolean): string {
  if (stopped !== null) return `stopped ${stopped.toISOString()}`;
  return address ? 'written to' : 'no address';
}
