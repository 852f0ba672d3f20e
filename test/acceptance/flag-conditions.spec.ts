import {
  addDays,
  dayInZone,
  periodOn,
  type AgreementStatus,
  type Day,
  type UncertainDate,
} from '@entente/domain';
import {
  FLAG_THRESHOLDS,
  flagsOf,
  type Db,
  type Flag,
  type StatusRow,
  type TermContent,
} from '@entente/read-model';
import { sql } from 'kysely';
import { hasFlag } from '../../libs/read-model/src/agreement/flag-conditions.js';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { diceOf } from '../support/random-commands.js';

/**
 * A list by flag asks the database, and the status of one agreement reckons its flags by itself: what the two say of periods that
 * follow one another, of notices and of late records has to be the same. Random histories try all flags, but few such terms.
 */
const TERMS = 4_000;
const TIME_ZONE = 'America/Toronto';
const PERIODS = ['P1Y', 'P5Y', 'P1M', 'P18M', 'P1Y6M', 'P10D', 'P2W', 'P1M3D', 'P3Y2M1D'];
const STATUSES: readonly AgreementStatus[] = ['SIGNED', 'IN_FORCE', 'SUSPENDED', 'EXPIRED', 'DRAFT'];
const TRIED = [
  'EXPIRING',
  'NOTICE_WINDOW',
  'PRESUMED',
  'RECORDED_LATE',
  'TERM_UNKNOWN',
] as const satisfies readonly Flag[];

type Status = Parameters<typeof flagsOf>[0]['status'];

const dateOf = (day: Day): UncertainDate => ({
  edtf: day,
  point: day,
  earliest: day,
  latest: day,
  precision: 'DAY',
  basis: 'STATED',
});

/** The last day in force by a term. */
function lastDayOf(term: TermContent | null): Day {
  if (!term?.endsOn || (term.tacit && term.tacit.times === undefined)) return 'infinity';
  return periodOn(term, '9998-12-31')?.endsOn.point ?? 'infinity';
}

/** The status of an agreement with some term, which nothing has recorded. */
function statusWith(seed: number): Status {
  const dice = diceOf(seed);
  const days = (most: number): number => dice.roll(most + 1);
  const end = addDays(dice.one(['2020-01-31', '2020-02-29', '2019-12-31', '2021-06-15']), days(60));
  const tacit = dice.one([
    null,
    { period: dice.one(PERIODS) },
    { period: dice.one(PERIODS), times: 1 + days(4) },
  ]);
  const recorded = new Date(Date.parse('2024-03-01T00:00:00Z') + days(86_400_000 / 1_000) * 1_000);
  const governing = {
    endsOn: dice.one([dateOf(end), dateOf(end), null]),
    tacit,
    openEnded: dice.one([true, false]),
    noticeDays: dice.one([null, 0, 30, 90, 200, 200, 2_147_483_647]),
  } as unknown as TermContent;
  const governs = dice.one([governing, governing, governing, null]);
  return {
    status: dice.one(STATUSES),
    ends_on: lastDayOf(governs),
    governing: governs,
    decided: dice.one([
      [],
      [
        {
          eventId: 'e',
          recorded: recorded.toISOString(),
          happenedBy: addDays('2024-03-01', -25 - days(10)),
          presumed: dice.one([true, false, false]),
        },
      ],
    ]),
    decided_by: [],
    term: null,
    date_uncertain: false,
    rectified: false,
    partly_suspended: false,
    parties: 2,
  };
}

describe('flags as lists ask for them', () => {
  let made: AssembledLedger;
  beforeAll(async () => {
    made = await assembleLedger();
  }, 120_000);
  afterAll(async () => {
    await made?.dispose();
  }, 60_000);

  /** Which of some statuses have a flag on a day, as the database says. */
  async function flagged(
    db: Db,
    statuses: readonly Status[],
    flag: Flag,
    validOn: Day,
  ): Promise<readonly boolean[]> {
    const rows = statuses.map(({ status, ends_on, governing, decided }, place) => ({
      place,
      status,
      ends_on,
      governing,
      decided,
    }));
    const condition = hasFlag(
      db,
      flag,
      { thresholds: FLAG_THRESHOLDS, timeZone: TIME_ZONE },
      { validOn, position: 0n },
    );
    const answered = await sql<{ has: boolean }>`
      select coalesce(${condition}, false) as has
      from (select 'none' as agreement_id, given.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        given (place int, status text, ends_on date, governing jsonb, decided jsonb)) s
      order by s.place`.execute(db);
    return answered.rows.map(({ has }) => has);
  }

  it('are those that each status has', async () => {
    const statuses = Array.from({ length: TERMS }, (_none, seed) => statusWith(seed + 1));
    const seen = new Map<Flag, number>();
    await made.assembly.readModel.ask(async (db) => {
      for (const validOn of [
        '2019-12-31',
        '2020-02-29',
        '2020-03-31',
        '2021-01-31',
        '2024-02-29',
        '2031-05-30',
      ])
        for (const flag of TRIED) {
          const wanted = statuses.map((status) =>
            flagsOf({ validOn, status: status as StatusRow, facts: null, timeZone: TIME_ZONE }).includes(
              flag,
            ),
          );
          const found = await flagged(db, statuses, flag, validOn);
          const other = statuses.filter((_status, place) => wanted[place] !== found[place]);
          expect({ validOn, flag, other: other.slice(0, 3) }).toEqual({ validOn, flag, other: [] });
          seen.set(flag, (seen.get(flag) ?? 0) + wanted.filter(Boolean).length);
        }
    });
    for (const flag of TRIED) expect([flag, (seen.get(flag) ?? 0) > 100]).toEqual([flag, true]);
    expect(dayInZone(new Date('2024-03-01T04:00:00Z'), TIME_ZONE)).toBe('2024-02-29');
  }, 120_000);
});
