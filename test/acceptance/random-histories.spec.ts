import { addDays, type Command, type Day } from '@entente/domain';
import { STORED_EVENTS, createEventReader, type RecordedEvent } from '@entente/ledger';
import {
  FLAGS,
  FLAG_THRESHOLDS,
  LEDGER_READ_MODEL,
  countAgreementsByFlag,
  flagFactsOf,
  flagsOf,
  listAgreements,
  rebuild,
  statusesOf,
  verify,
  type AgreementFilter,
  type Damage,
  type Db,
  type Flag,
} from '@entente/read-model';
import {
  CALLER,
  commandIdOf,
  ledgerUnderTest,
  type LedgerUnderTest,
} from '../../libs/ledger/src/testing/ledger-under-test.js';
import {
  REPLAYED_TABLES,
  compareStream,
  loggedEvent,
  replayStream,
  type Difference,
  type StoredRow,
} from '@entente/replay';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { RECORDABLE, diceOf } from '../support/random-commands.js';
import { giveHistory, rowsOf, type Give, type Rows } from '../support/random-histories.js';

/**
 * Random histories over every type of event, made from the declarations, and what has to hold of any of them. A history that
 * fails is made again by its seed.
 */
const HISTORIES = 1_000;
const PATIENCE_MS = 600_000;

/** The rows of a history, a text each: they are compared far more quickly than as objects. */
const said = (tables: readonly Rows[]): readonly string[] =>
  tables.flatMap(({ table, rows }) => rows.map((row) => `${table} ${JSON.stringify(row)}`));
const rowsSaid = (...asked: Parameters<typeof rowsOf>): readonly string[] => said(rowsOf(...asked));

/** The same history of which nothing is remembered. */
const fresh = (history: readonly RecordedEvent[]): RecordedEvent[] =>
  history.map((event) => ({
    ...event,
    envelope: JSON.parse(JSON.stringify(event.envelope)) as RecordedEvent['envelope'],
  }));

/** What auditors' own reading of a history finds in the rows that the projections make of it. */
function differencesOf(stream: string, history: readonly RecordedEvent[]): readonly Difference[] {
  const replayed = replayStream(
    stream,
    history.map(({ envelope }) => loggedEvent({ ...envelope })),
  );
  const rows = rowsOf(stream, history).flatMap(({ table, rows: made }) =>
    made.map((row) => ({ table, row })),
  );
  return replayed ? compareStream(replayed, rows as readonly StoredRow[]) : [];
}

/** Which tables a stream has rows of in which the replay names what is changed, row taken away and value put in its place alike. */
function tablesWatched(
  stream: string,
  history: readonly RecordedEvent[],
  seen: ReadonlySet<string>,
): readonly string[] {
  const replayed = replayStream(
    stream,
    history.map(({ envelope }) => loggedEvent({ ...envelope })),
  );
  if (!replayed) return [];
  const rows = rowsOf(stream, history).flatMap(({ table, rows: made }) =>
    made.map((row) => ({ table, row })),
  ) as readonly StoredRow[];
  const isNamed = (table: string, changed: readonly StoredRow[]) =>
    compareStream(replayed, changed).some((one) => one.table === table);
  return Object.keys(REPLAYED_TABLES).filter((table) => {
    if (seen.has(table)) return false;
    const at = rows.findIndex((one) => one.table === table && one.row['role'] !== 'PROSPECTIVE');
    const one = rows[at];
    const said = replayed.statements.find((statement) => statement.table === table);
    const [column] = Object.keys(said?.values ?? {}).toReversed();
    if (!one || column === undefined) return false;
    const other = { ...one.row, [column.split('.', 1)[0] ?? '']: 'something else' };
    return isNamed(table, rows.toSpliced(at, 1)) && isNamed(table, rows.with(at, { table, row: other }));
  });
}

/** Tables that say what was corrected, what every event cites, and when something was last recorded. */
const OF_THE_LOG = ['corrected_event', 'correction', 'source_citation', 'agreement_recorded'];

/** Annuls a random event of a stream, and then that annulment; says whether both were recorded. */
async function annulAndRestore(made: LedgerUnderTest, seed: number, stream: string): Promise<boolean> {
  const dice = diceOf(seed + stream.length);
  const annul = async (eventId: string, name: string) =>
    made.ledger.execute(
      {
        name: 'annulRecord',
        input: {
          stream,
          eventId,
          reason: 'une erreur',
          evidence: [{ sourceId: 'source-0' }],
          overrides: [{ rule: 'RECORD_HAS_FOLLOWERS', reason: 'tout de même' }],
        },
      } as unknown as Command,
      { commandId: commandIdOf(`${seed} ${stream} ${name}`), caller: CALLER },
    );
  const target = dice.one(await made.ledger.reader.read(stream)).envelope.id;
  const annulled = await annul(target, 'annul');
  if (annulled.refused) return false;
  const restored = await annul(annulled.events[0]?.envelope.id ?? '', 'restore');
  return !restored.refused;
}

describe('random histories over every type of event', () => {
  const accepted = new Map<string, number>();
  let restored = 0;
  const differences: Difference[] = [];
  const watched = new Set<string>();

  it(
    'are projected alike whether one goes on from the event before or begins from nothing, and a correction undone restores every answer',
    async () => {
      for (let seed = 1; seed <= HISTORIES; seed += 1) {
        const made = ledgerUnderTest();
        let count = 0;
        const give: Give = async (command) => {
          count += 1;
          const outcome = await made.ledger.execute(command, {
            commandId: commandIdOf(`${seed} ${count}`),
            caller: CALLER,
          });
          if (!outcome.refused && outcome.events.length > 0)
            accepted.set(command.name, (accepted.get(command.name) ?? 0) + 1);
          return outcome;
        };
        const { read } = made.ledger.reader;
        for (const stream of await giveHistory(seed, '', give)) {
          const whole = await read(stream);
          const growing: RecordedEvent[] = [];
          const known: (readonly Rows[])[] = [];
          for (const event of whole) {
            growing.push(event);
            known.push(rowsOf(stream, growing));
          }
          const failed = `seed ${seed}, ${stream}`;
          // What was answered as known at a place of the log is what its events up to there say, and no later one changes it.
          const { roll } = diceOf(seed);
          for (const at of new Set([roll(whole.length), whole.length - 1])) {
            const rows = said(known[at] ?? []);
            expect({ failed, rows }).toEqual({
              failed,
              rows: rowsSaid(stream, fresh(whole.slice(0, at + 1))),
            });
          }
          if (seed % 4 === 0) differences.push(...differencesOf(stream, whole));
          if (seed % 4 === 0) for (const table of tablesWatched(stream, whole, watched)) watched.add(table);
          if (!(await annulAndRestore(made, seed, stream))) continue;
          restored += 1;
          expect({ failed, rows: rowsSaid(stream, await read(stream), OF_THE_LOG) }).toEqual({
            failed,
            rows: rowsSaid(stream, whole, OF_THE_LOG),
          });
        }
      }
    },
    PATIENCE_MS,
  );

  it('are read alike by the replay of auditors, which shares no code with the projections', () => {
    expect(differences).toEqual([]);
  });

  it('are watched by it: in each table that it replays it names a row that is gone, and a value that is another', () => {
    expect(Object.keys(REPLAYED_TABLES).filter((table) => !watched.has(table))).toEqual([]);
  });

  it('hold every command of the catalogue, recorded', () => {
    const recordable = RECORDABLE.map(({ command }) => command);
    expect(recordable.filter((command) => !accepted.has(command))).toEqual([]);
    expect(restored).toBeGreaterThan(HISTORIES);
  });
});

/** Days on which some status of a ledger changes, and those about as far from them as a notice, an end and long silence are. */
async function daysOfChange(db: Db): Promise<readonly Day[]> {
  const rows = await db
    .selectFrom('agreement_status')
    .select('valid_from')
    .distinct()
    .where('valid_from', '>', '-infinity')
    .orderBy('valid_from')
    .execute();
  const some = rows.filter((_row, place) => place % Math.ceil(rows.length / DAYS_LOOKED_AT) === 0);
  return some.flatMap(({ valid_from: day }, place) => [
    day,
    addDays(day, [-30, -100, 400, 2_000][place % 4] ?? 0),
  ]);
}
const DAYS_LOOKED_AT = 12;
/** Recorded late is by a clock, which these histories do not move; of so few, none may have a rectified date. */
const NOT_MADE: readonly Flag[] = ['RECORDED_LATE', 'RECTIFIED'];

describe('random histories in one ledger', () => {
  const IN_ONE_LEDGER = 60;
  const AT_ONCE = 12;
  let made: AssembledLedger;
  beforeAll(async () => {
    made = await assembleLedger();
  }, PATIENCE_MS);
  afterAll(async () => {
    await made?.dispose();
  }, PATIENCE_MS);

  async function damages(): Promise<readonly Damage[]> {
    await made.caughtUp();
    const { store, ledger } = made.assembly;
    const found: Damage[] = [];
    await verify({
      store,
      pool: ownersPool(made.assembly),
      events: createEventReader(STORED_EVENTS, ledger.identity.ledgerId),
      readModel: LEDGER_READ_MODEL,
      onDamage: (damage) => found.push(damage),
      onProgress: () => {},
    });
    return found;
  }

  it(
    'leave the read model with the rows that the log asks for, as known at each place, and a rebuild changes nothing',
    async () => {
      const { ledger } = made.assembly;
      const { runner, rows } = made.assembly.startWorker();
      const seeds = Array.from({ length: IN_ONE_LEDGER }, (_none, seed) => seed + 1);
      const one = async (seed: number): Promise<void> => {
        let count = 0;
        const give: Give = (command) => {
          count += 1;
          return ledger.execute(command, { commandId: commandIdOf(`one ${seed} ${count}`), caller: CALLER });
        };
        await giveHistory(seed, `h${seed}-`, give);
      };
      for (let from = 0; from < seeds.length; from += AT_ONCE)
        await Promise.all(seeds.slice(from, from + AT_ONCE).map(one));
      expect(await damages()).toEqual([]);
      // The worker's own look, with the reading of auditors beside the projections, calls none of it different.
      expect(await rows.look()).toEqual([]);
      await runner.stop();
      await rebuild(made.assembly.runnerParts);
      expect(await damages()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'have the flags in lists that each agreement has itself, on the days around which they change',
    async () => {
      const { readModel, ledger } = made.assembly;
      const rules = { thresholds: FLAG_THRESHOLDS, timeZone: ledger.identity.timeZone };
      const { position } = await readModel.projected();
      const seen = new Set<Flag>();
      await readModel.ask(async (db) => {
        for (const validOn of await daysOfChange(db)) {
          const asOf = { validOn, position };
          const list = async (filter: AgreementFilter): Promise<readonly string[]> => {
            const page = { first: 10_000, after: null };
            const { rows } = await listAgreements(db, { filter, sort: 'TITLE', asOf, page });
            return rows.map(({ node }) => node);
          };
          const all = await list({});
          const [statuses, facts] = [await statusesOf(db, all, asOf), await flagFactsOf(db, all, asOf)];
          const flags = new Map(
            statuses.map((status): [string, readonly Flag[]] => [
              status.agreement_id,
              flagsOf({
                validOn,
                status,
                facts: facts.find(({ agreementId }) => agreementId === status.agreement_id) ?? null,
                timeZone: rules.timeZone,
              }),
            ]),
          );
          const counts = new Map(
            (await countAgreementsByFlag(db, {}, { ...rules, flags: FLAGS }, asOf)).map(({ flag, count }) => [
              flag,
              count,
            ]),
          );
          for (const flag of FLAGS) {
            const wanted = all.filter((id) => flags.get(id)?.includes(flag));
            const found = await list({ flagged: { ...rules, flags: [flag] } });
            expect({ validOn, flag, found, count: counts.get(flag) ?? 0 }).toEqual({
              validOn,
              flag,
              found: wanted,
              count: wanted.length,
            });
            if (wanted.length > 0) seen.add(flag);
          }
        }
      });
      expect(FLAGS.filter((flag) => !seen.has(flag) && !NOT_MADE.includes(flag))).toEqual([]);
    },
    PATIENCE_MS,
  );
});
