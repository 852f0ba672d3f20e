/** Random histories: what gives them, and what is made of them. */
import type { Command, PastEvent } from '@entente/domain';
import { pastEventsOf, type Outcome, type RecordedEvent } from '@entente/ledger';
import { LEDGER_READ_MODEL } from '@entente/read-model';
import { projectionsOf } from '../../libs/read-model/src/runner/apply.js';
import { beginnings, diceOf, randomCommand, randomNotice } from './random-commands.js';

const COMMANDS = 44;

/** Gives a ledger a command. */
export type Give = (command: Command) => Promise<Outcome>;

/** Gives random commands until a history has its length; most are refused, as most of what chance writes should be. */
export async function giveHistory(seed: number, prefix: string, give: Give): Promise<readonly string[]> {
  const recorded = new Map<string, readonly PastEvent[]>();
  const around = { dice: diceOf(seed), prefix, recorded };
  const giveOne = async (command: Command): Promise<boolean> => {
    const outcome = await give(command);
    if (outcome.refused) return false;
    for (const stream of new Set(outcome.events.map(({ envelope }) => envelope.stream))) {
      const made = outcome.events.filter(({ envelope }) => envelope.stream === stream);
      recorded.set(stream, [...(recorded.get(stream) ?? []), ...pastEventsOf(made)]);
    }
    return true;
  };
  for (const begin of beginnings(around))
    for (let tries = 0; tries < 6 && !(await giveOne(begin())); tries += 1);
  for (let n = 0; n < COMMANDS; n += 1) await giveOne(randomCommand(around, n));
  await giveOne(randomNotice(around));
  return [...recorded.keys()];
}

/** The rows of a table, but for what only says where in the log something stands. */
export interface Rows {
  readonly table: string;
  readonly rows: readonly { readonly [column: string]: unknown }[];
}

/** What the projections make of a history: the rows of their tables. */
export function rowsOf(
  stream: string,
  history: readonly RecordedEvent[],
  but: readonly string[] = [],
): readonly Rows[] {
  return projectionsOf(LEDGER_READ_MODEL.projections, stream)
    .flatMap(({ projection, subject }) => projection.project(subject, history, () => {}))
    .filter(({ table, rows }) => rows.length > 0 && !but.includes(table.name))
    .map(({ table, rows }) => ({
      table: table.name,
      rows: rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).flatMap(([column, value]): readonly [string, unknown][] => {
            if (typeof value !== 'bigint') return [[column, value]];
            return column.endsWith('_ms') ? [[column, Number(value)]] : [];
          }),
        ),
      ),
    }));
}
