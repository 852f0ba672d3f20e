import type { Assembly } from '@entente/assembly';
import { dayInZone, type Day } from '@entente/domain';
import { readPosition, writePosition } from '@entente/ledger';
import { systemClock } from '@entente/platform';
import { knownAtPositions, type AsOf } from '@entente/read-model';
import { Option, type Command } from 'commander';
import { readDay, readInstant, readPositionText } from './arguments.js';
import { catchUp } from './ledger.js';
import { Refused } from './refused.js';

/** The two dates of a question, as asked. */
export interface AsOfOptions {
  readonly validOn?: Day;
  readonly knownAt?: Date;
  readonly position?: string;
}

/** The two dates of an answer, with the instant that the position stands for; null before the first event. */
export interface AnswerAsOf extends AsOf {
  readonly knownAt: Date | null;
}

/** Adds the option for the day of an answer to a command. */
export function addDayOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--as-of, --valid-on <day>',
      'what was so on that day (default: today in the ledger’s zone)',
    ).argParser(readDay),
  );
}

/** Adds the options for what the ledger knew to a command. */
export function addKnownOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--known, --known-at <instant>',
        'as known then (default: now), such as 2025-04-16T23:59:59Z',
      )
        .argParser(readInstant)
        .conflicts('position'),
    )
    .addOption(
      new Option(
        '--position <position>',
        'as known at that position of the log, as the API and this program show it',
      )
        .argParser(readPositionText)
        .conflicts('knownAt'),
    );
}

/**
 * The two dates of an answer, once they can be answered.
 * @throws {Refused} POSITION_FOREIGN; {@link ProjectionBehindError} for a position that the log has not reached.
 */
export async function resolveAsOf(assembly: Assembly, asked: AsOfOptions): Promise<AnswerAsOf> {
  const { readModel, ledger } = assembly;
  await catchUp(assembly);
  const validOn = asked.validOn ?? dayInZone(systemClock.now(), ledger.identity.timeZone);
  const asKnown = async (position: bigint): Promise<AnswerAsOf> => {
    const known = await readModel.ask((db) => knownAtPositions(db, [position]));
    return { validOn, position, knownAt: known.get(position) ?? null };
  };
  if (asked.position !== undefined) {
    const position = readPosition(ledger.identity.ledgerId, asked.position);
    if (position === null) throw Refused.byLedger('POSITION_FOREIGN');
    await readModel.waitFor(position, 0);
    return asKnown(position);
  }
  if (asked.knownAt) {
    const { position, settled } = await readModel.positionKnownAt(asked.knownAt);
    // What is still settling stands for another position soon.
    return settled ? { validOn, position, knownAt: asked.knownAt } : asKnown(position);
  }
  return asKnown((await readModel.projected()).position);
}

/** The dates as JSON, in the form of the API's `asOf`. */
export function asOfJson({ ledger }: Assembly, { validOn, knownAt, position }: AnswerAsOf) {
  return { validOn, knownAt, position: writePosition(ledger.identity.ledgerId, position) };
}
