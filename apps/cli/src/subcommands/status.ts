import type { Configuration } from '@entente/platform';
import { agreementsByIds, participationsOf, statusesOf } from '@entente/read-model';
import type { Assembly } from '@entente/assembly';
import type { Command } from 'commander';
import { readDay } from '../arguments.js';
import { addKnownOptions, asOfJson, resolveAsOf, type AnswerAsOf, type AsOfOptions } from '../as-of.js';
import { openLedger } from '../ledger.js';
import { answer, answerJson } from '../output.js';
import { Refused } from '../refused.js';

interface StatusOptions extends AsOfOptions {
  readonly json?: true;
}

/** `status`: an agreement's status as of two dates. */
export function addStatusCommand(program: Command, configured: () => Configuration): void {
  const command = program
    .command('status')
    .description('Show the status of an agreement on a day, as the ledger knew it at an instant.')
    .argument('<agreementId>', 'such as corridor-ne')
    .option('--valid-on <day>', 'the day asked about (default: today in the ledger’s zone)', readDay);
  addKnownOptions(command)
    .option('--json', 'answer one object')
    .action(async (id: string, options: StatusOptions) => {
      const assembly = await openLedger(configured());
      const asOf = await resolveAsOf(assembly, options);
      const status = await statusOf(assembly, id.toLowerCase(), asOf);
      if (options.json) return answerJson(status);
      const { title, possible, inForce, since, lastDay, parties, decidedBy } = status;
      if (title !== null) answer(title);
      answer(`status      ${status.status}, ${status.certainty}`);
      answer(`possible    ${possible.join(', ')}`);
      answer(`in force    ${inForce}`);
      if (since) answer(`since       ${since.edtf}`);
      if (lastDay) answer(`last day    ${lastDay}`);
      for (const party of parties)
        answer(`party       ${party.organizationId}${party.certainty === 'POSSIBLE' ? ' (possible)' : ''}`);
      for (const event of decidedBy) answer(`decided by  ${event}`);
      const { validOn, knownAt, position } = status.asOf;
      answer(`valid on    ${validOn}`);
      answer(`known at    ${knownAt?.toISOString() ?? 'before the first event'} (position ${position})`);
    });
}

/**
 * The status of an agreement as of two dates: UNKNOWN_TO_LEDGER where it was registered only later.
 * @throws {Refused} AGREEMENT_NOT_FOUND where it is not registered at all.
 */
export async function statusOf(assembly: Assembly, agreementId: string, asOf: AnswerAsOf) {
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
      asOf: asOfJson(assembly, asOf),
    };
  });
}
