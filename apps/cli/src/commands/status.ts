import { dayInZone, type Day } from '@entente/domain';
import { systemClock, type Configuration } from '@entente/platform';
import { agreementsByIds, participationsOf, statusesOf, type AsOf } from '@entente/read-model';
import type { Assembly } from '@entente/assembly';
import type { Command } from 'commander';
import { readDay, readInstant } from '../arguments.js';
import { catchUp, openLedger } from '../ledger.js';
import { answer, answerJson } from '../output.js';
import { Refused } from '../refused.js';

interface StatusOptions {
  readonly validOn?: Day;
  readonly knownAt?: Date;
  readonly json?: true;
}

/** `status`: an agreement's status as of two dates. */
export function addStatusCommand(program: Command, configured: () => Configuration): void {
  program
    .command('status')
    .description('Tell the status of an agreement on a day, as the ledger knew it at an instant.')
    .argument('<agreementId>', 'such as corridor-ne')
    .option('--valid-on <day>', 'the day asked about (today in the ledger’s zone unless given)', readDay)
    .option(
      '--known-at <instant>',
      'as known then (now unless given), such as 2025-04-16T23:59:59Z',
      readInstant,
    )
    .option('--json', 'answer one object')
    .action(async (id: string, options: StatusOptions) => {
      const assembly = await openLedger(configured());
      const asOf = await resolveAsOf(assembly, options);
      const status = await statusOf(assembly, id.toLowerCase(), asOf);
      if (options.json) return answerJson(status);
      const { title, possible, inForce, since, lastDay, parties, decidedBy } = status;
      if (title !== null) answer(title);
      answer(`status      ${status.status}, ${status.certainty}`);
      if (possible.length > 1) answer(`possible    ${possible.join(', ')}`);
      answer(`in force    ${inForce}`);
      if (since) answer(`since       ${since.edtf}`);
      if (lastDay) answer(`last day    ${lastDay}`);
      for (const party of parties)
        answer(`party       ${party.organizationId}${party.certainty === 'POSSIBLE' ? ' (possible)' : ''}`);
      for (const event of decidedBy) answer(`decided by  ${event}`);
      answer(`valid on    ${asOf.validOn}`);
      answer(`known at    ${options.knownAt?.toISOString() ?? 'now'} (position ${asOf.position})`);
    });
}

/** The two dates of an answer, once they can be answered. */
export async function resolveAsOf(
  assembly: Assembly,
  { validOn, knownAt }: { readonly validOn?: Day; readonly knownAt?: Date },
): Promise<AsOf> {
  const { readModel, ledger } = assembly;
  await catchUp(assembly);
  return {
    validOn: validOn ?? dayInZone(systemClock.now(), ledger.identity.timeZone),
    position: knownAt ? await readModel.positionKnownAt(knownAt) : (await readModel.projected()).position,
  };
}

/**
 * The status of an agreement as of two dates: UNKNOWN_TO_LEDGER where it was registered only later.
 * @throws {Refused} AGREEMENT_NOT_FOUND where it is not registered at all.
 */
export async function statusOf(assembly: Assembly, agreementId: string, asOf: AsOf) {
  const { readModel } = assembly;
  const { position: head } = await readModel.projected();
  return readModel.ask(async (db) => {
    const ids = [agreementId];
    const registered = await agreementsByIds(db, ids, { ...asOf, position: head });
    if (registered.length === 0) throw Refused.byLedger('AGREEMENT_NOT_FOUND', { id: agreementId });
    const [[agreement], [row], participations] = await Promise.all([
      agreementsByIds(db, ids, asOf),
      statusesOf(db, ids, asOf),
      participationsOf(db, ids, asOf),
    ]);
    return {
      agreementId,
      title: agreement?.registration.title[0]?.text ?? null,
      status: row?.status ?? 'UNKNOWN_TO_LEDGER',
      certainty: row?.certainty ?? 'CERTAIN',
      possible: row?.possible ?? ['UNKNOWN_TO_LEDGER'],
      inForce: row?.in_force ?? 'UNKNOWN',
      since: row?.since ?? null,
      lastDay: row && row.ends_on !== 'infinity' ? row.ends_on : null,
      decidedBy: row?.decided_by ?? [],
      parties: participations
        .filter(({ role }) => role === 'PARTY')
        .map(({ organization_id, certainty }) => ({ organizationId: organization_id, certainty })),
      asOf: { validOn: asOf.validOn, position: asOf.position },
    };
  });
}
