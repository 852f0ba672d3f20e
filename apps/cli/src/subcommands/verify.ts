import { STORED_EVENTS, createEventReader, writePosition } from '@entente/ledger';
import type { Configuration } from '@entente/platform';
import { LEDGER_READ_MODEL, verify, type Damage, type Progress, type Verified } from '@entente/read-model';
import type { Command } from 'commander';
import { openToVerify } from '../ledger.js';
import { answer, answerJson, progressOf } from '../output.js';
import { Refused } from '../refused.js';

/** The most findings in one JSON object; beyond, they are counted. */
const SHOWN = 1_000;

/** `verify`: the whole log, and the read model against it. */
export function addVerifyCommand(program: Command, configured: () => Configuration): void {
  program
    .command('verify')
    .description(
      'Verify the whole log (bytes, hashes, chains, gaps), and the read model against it. What is found stays in the ledger’s health until it is mended.',
    )
    .option(
      '--json',
      `answer {"events", "streams", "rows", "comparedTo", "damage", "findings"}, at most ${SHOWN} findings`,
    )
    .addHelpText('after', '\nExit codes: 0 all is whole, 3 damage was found.')
    .action(async ({ json }: { json?: true }) => {
      const { store, pool, ledgerId } = await openToVerify(configured());
      const findings: Damage[] = [];
      const verified = await verify({
        store,
        pool,
        events: createEventReader(STORED_EVENTS, ledgerId ?? undefined),
        readModel: LEDGER_READ_MODEL,
        onProgress: progress(),
        onDamage: (damage) => {
          if (!json) return answer(textOf(damage));
          if (findings.length < SHOWN) findings.push(damage);
        },
      });
      const comparedTo = positionIn(ledgerId, verified);
      if (json) answerJson({ ...verified, comparedTo, findings });
      else answer(summaryOf(verified, comparedTo));
      if (verified.damage > 0) throw Refused.here('DAMAGE_FOUND', { count: verified.damage });
    });
}

function progress(): (progress: Progress) => void {
  const say = { EVENTS: progressOf('log, events'), STREAMS: progressOf('read model, streams') };
  return ({ of, done, total }) => {
    if (total > 0) say[of](done, total);
  };
}

function positionIn(ledgerId: string | null, { comparedTo }: Verified): string | null {
  if (comparedTo === null) return null;
  return ledgerId === null ? String(comparedTo) : writePosition(ledgerId, comparedTo);
}

function textOf({ place, stream, revision, problem }: Damage): string {
  const at = revision === null ? stream : `${stream}@${revision}`;
  return `${place} ${at}\n  fr: ${problem.fr}\n  en: ${problem.en}`;
}

function summaryOf({ events, streams, rows, damage }: Verified, comparedTo: string | null): string {
  const log = `${events} events of the log verified`;
  const readModel =
    comparedTo === null
      ? 'the read model was not compared: it is not there, or a start of this program will rebuild it'
      : `${rows} rows of ${streams} streams of the read model compared, up to position ${comparedTo}`;
  return [log, readModel, damage === 0 ? 'no damage' : `damage: ${damage}`].join('\n');
}
