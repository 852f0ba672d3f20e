import type { Command } from '@entente/domain';
import type { Outcome } from '@entente/ledger';
import {
  CALLER,
  commandIdOf,
  ledgerUnderTest,
  type LedgerUnderTest,
} from '../../libs/ledger/src/testing/ledger-under-test.js';
import { RECORDABLE, diceOf, type Dice } from '../support/random-commands.js';
import { giveHistory, rowsOf } from '../support/random-histories.js';

/**
 * The same facts, recorded in another order, give the same answers: what is so on a day follows from the days on which things
 * happened. Two facts of one stream on the same day keep their order, and so does what {@link ORDERED} lists. And order decides
 * what is recorded at all: a ledger that knows something refuses what does not fit it.
 */
const HISTORIES = 1_000;
const PATIENCE_MS = 600_000;

/** Why a command that was recorded may be refused when others come before it. */
const ORDER_DECIDES = {
  'by what is known already it would not count': [
    'AGREEMENT_ALREADY_EXPIRED',
    'AGREEMENT_ENDED',
    'AGREEMENT_NOT_OPEN',
    'APPROVAL_ALREADY_GIVEN',
    'COMMITTEE_DISSOLVED',
    'INTENT_NOT_OPEN',
    'INVALID_TRANSITION',
    'NOTHING_CHANGES',
    'NOT_SIGNATORY',
    'PARTIES_TOO_FEW',
    'PARTNER_ALREADY_RATIFIED',
    'PARTNER_ALREADY_SIGNED',
    'PARTNER_NOT_PARTY',
    'RENEWAL_NOT_TACIT',
    'TARGET_ANNULLED',
    'TERM_INVALID',
    'TERM_NOT_SET',
    // A notice of a day that is no longer due: the command is taken, and there is nothing to note.
    'NOTHING_TO_RECORD',
    // A tally has to be that of the votes that are recorded.
    'adoptResolution VALIDATION_FAILED',
    'rejectResolution VALIDATION_FAILED',
    'WITHDRAWAL_ALREADY_NOTIFIED',
    'WITHDRAWAL_NOT_PENDING',
  ],
  'what comes first has the claim, or the money': [
    'ALIAS_ALREADY_KNOWN',
    'COMMITMENT_ALREADY_EXISTS',
    'MEETING_ALREADY_EXISTS',
    'TEXT_ALREADY_DEPOSITED',
  ],
  'it names something that was refused': [/_NOT_FOUND$/],
} as const;

/** A command that was recorded, and where its facts stand. */
interface Given {
  /** Its place among the commands of its history. */
  readonly n: number;
  readonly command: Command;
  readonly stream: string;
  /** The days that the fold puts its facts on. */
  readonly days: readonly string[];
}

/** What came of giving some commands to an empty ledger. */
interface Attempt {
  readonly ledger: LedgerUnderTest;
  readonly recorded: ReadonlySet<Given>;
  /** The codes of what was refused to the end. */
  readonly refusals: ReadonlyMap<Given, string>;
}

const execute = ({ ledger }: LedgerUnderTest, command: Command, n: number): Promise<Outcome> =>
  ledger.execute(command, { commandId: commandIdOf(`command ${n}`), caller: CALLER });

/** A random history; a day that is known exactly is another one for each command. */
async function randomHistory(
  seed: number,
): Promise<{ readonly ledger: LedgerUnderTest; readonly all: Given[] }> {
  const ledger = ledgerUnderTest();
  const all: Given[] = [];
  let n = 0;
  const give = async (drawn: Command): Promise<Outcome> => {
    n += 1;
    const command = onDayOfItsOwn(drawn, n);
    const outcome = await execute(ledger, command, n);
    const [first] = outcome.refused ? [] : outcome.events;
    if (!outcome.refused && first)
      all.push({
        n,
        command,
        stream: first.envelope.stream,
        days: outcome.events.flatMap(({ envelope }) => [envelope.occurred.point, envelope.effective.point]),
      });
    return outcome;
  };
  await giveHistory(seed, '', give);
  return { ledger, all };
}

function onDayOfItsOwn(command: Command, n: number): Command {
  const { occurredOn } = command.input as { readonly occurredOn?: { readonly edtf?: string } };
  const [year, month] = /^(\d{4})-(\d\d)-\d\d$/.exec(occurredOn?.edtf ?? '')?.slice(1) ?? [];
  if (year === undefined) return command;
  const edtf = `${year}-${month}-${String((n % 28) + 1).padStart(2, '0')}`;
  return {
    ...command,
    input: { ...command.input, occurredOn: { ...occurredOn, edtf } },
  } as unknown as Command;
}

/** Commands of one stream whose order stands, whatever their days. */
const ORDERED = [
  // What they say is what the ledger came to know: the later one stands.
  ['rectifyRecord', 'annulRecord', 'resolveDispute'],
  ['linkOrganizations', 'severOrganizationLink'],
  // A revocation, and the notice that a withdrawal is complete, name the notification that is pending when they are recorded.
  ['recordWithdrawal', 'revokeWithdrawal', 'completeWithdrawal'],
];

/** Whether the one that was recorded later has to stay so. */
function keepsOrder(earlier: Given, later: Given): boolean {
  if (earlier.n >= later.n || earlier.stream !== later.stream) return false;
  const ordered = ORDERED.some((names) =>
    [earlier, later].every(({ command }) => names.includes(command.name)),
  );
  return ordered || earlier.days.some((day) => later.days.includes(day));
}

/** Gives commands to an empty ledger in their order; what is refused is given again after the others, while that helps. */
async function attempt(commands: readonly Given[]): Promise<Attempt> {
  const ledger = ledgerUnderTest();
  const recorded = new Set<Given>();
  const refusals = new Map<Given, string>();
  let before = -1;
  while (recorded.size > before && recorded.size < commands.length) {
    before = recorded.size;
    for (const one of commands) {
      const waits = commands.some((other) => keepsOrder(other, one) && !recorded.has(other));
      if (recorded.has(one) || waits) continue;
      const outcome = await execute(ledger, one.command, one.n);
      // A value that is refused says little of why: the command says more.
      const { name } = one.command;
      if (outcome.refused)
        refusals.set(one, outcome.code === 'VALIDATION_FAILED' ? `${name} ${outcome.code}` : outcome.code);
      else if (outcome.events.length === 0) refusals.set(one, 'NOTHING_TO_RECORD');
      else recorded.add(one);
    }
  }
  for (const one of recorded) refusals.delete(one);
  return { ledger, recorded, refusals };
}

function shuffled<T>(things: readonly T[], { roll }: Dice): readonly T[] {
  return things
    .map((thing) => ({ thing, at: roll(2 ** 30) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}

/** What says where in the log something stands or how far it had come, and lists that are in its order. */
const OF_THE_LOG = ['place', 'revision', 'judgedOn'];
const IN_ITS_ORDER = ['actionTracks', 'identifiers', 'minutes'];

/** Which notices are still to be recorded: that hangs on which ones were, each of the day that was due when it was. */
const OF_NOTICES = ['expiry_due', 'lapse_due', 'withdrawal_due'];

/** The rows of a stream, one text each, in an order that does not hang on the log. */
async function answers({ ledger }: LedgerUnderTest, stream: string): Promise<readonly string[]> {
  const told = (name: string, value: unknown): unknown => {
    if (OF_THE_LOG.includes(name)) return null;
    return IN_ITS_ORDER.includes(name) && Array.isArray(value)
      ? value.map((one) => JSON.stringify(one)).toSorted()
      : value;
  };
  return rowsOf(stream, await ledger.reader.read(stream), OF_NOTICES)
    .flatMap(({ table, rows }) => rows.map((row) => `${table} ${JSON.stringify(row, told)}`))
    .toSorted();
}

describe('the same facts in another order of recording', () => {
  const compared = new Map<string, number>();
  const decided = new Set<string>();
  let all = 0;

  /** A history and the same one in another order, without what order keeps from being recorded. */
  async function both(seed: number) {
    const history = await randomHistory(seed);
    all += history.all.length;
    let [ledger, given]: [LedgerUnderTest, readonly Given[]] = [history.ledger, history.all];
    for (;;) {
      const other = await attempt(shuffled(given, diceOf(seed)));
      for (const code of other.refusals.values()) decided.add(code);
      if (other.recorded.size === given.length) return { ledger, other: other.ledger, given };
      const again = await attempt(given.filter((one) => other.recorded.has(one)));
      for (const code of again.refusals.values()) decided.add(code);
      ledger = again.ledger;
      given = given.filter((one) => again.recorded.has(one));
    }
  }

  it(
    'give the same answers, in any history',
    async () => {
      for (let seed = 1; seed <= HISTORIES; seed += 1) {
        const { ledger, other, given } = await both(seed);
        for (const { command } of given) compared.set(command.name, (compared.get(command.name) ?? 0) + 1);
        for (const stream of new Set(given.map((one) => one.stream))) {
          const failed = `seed ${seed}, ${stream}`;
          const rows = await answers(other, stream);
          expect({ failed, rows }).toEqual({ failed, rows: await answers(ledger, stream) });
        }
      }
    },
    PATIENCE_MS,
  );

  it('hold every command of the catalogue, and nearly all that was recorded at first', () => {
    const recordable = RECORDABLE.map(({ command }) => command);
    expect(recordable.filter((command) => !compared.has(command))).toEqual([]);
    const kept = [...compared.values()].reduce((sum, count) => sum + count, 0);
    expect(kept / all).toBeGreaterThan(0.95);
  });

  it('are recorded but where order decides', () => {
    const known = Object.values(ORDER_DECIDES).flat();
    const others = [...decided].filter((code) => !known.some((one) => new RegExp(one).test(code)));
    expect(others).toEqual([]);
  });
});
