import type { UncertainDate } from '@entente/domain';
import { flagsOf, type FlagInput } from './flags.js';

const date = (day: string, more: Partial<UncertainDate> = {}): UncertainDate => ({
  edtf: day,
  point: day,
  earliest: day,
  latest: day,
  precision: 'DAY',
  basis: 'STATED',
  ...more,
});
type Deciding = FlagInput['status']['decided'][number];
const decided = (more: Partial<Deciding> = {}): readonly Deciding[] => [
  { eventId: 'e1', presumed: false, happenedBy: '2024-01-10', recorded: '2024-01-11T12:00:00.000Z', ...more },
];
const until2030 = { endsOn: date('2030-01-01'), openEnded: false, tacit: null, noticeDays: null };
const plain: FlagInput = {
  validOn: '2024-06-01',
  status: {
    status: 'IN_FORCE',
    ends_on: 'infinity',
    governing: until2030 as unknown as FlagInput['status']['governing'],
    decided: decided(),
    decided_by: ['e1'],
    term: null,
    date_uncertain: false,
    parties: 2,
    rectified: false,
    partly_suspended: false,
  },
  facts: {
    agreementId: 'a',
    lastEvidence: '2024-01-10',
    textDeposited: true,
    disputed: [],
    passedOver: false,
    registered: new Date('2024-01-01T12:00:00.000Z'),
  },
  timeZone: 'America/Toronto',
};
const facts = plain.facts as NonNullable<FlagInput['facts']>;
const having = (status: Partial<FlagInput['status']>) => ({
  ...plain,
  status: { ...plain.status, ...status },
});
/** A term of which notice has to be given that many days before its end. */
const withNotice = (noticeDays: number) =>
  ({ ...until2030, noticeDays }) as unknown as FlagInput['status']['governing'];

describe('the flags of a status', () => {
  it('are none where there is nothing to be said', () => {
    expect(flagsOf(plain)).toEqual([]);
  });

  it('are EXPIRING within ninety days of the last day, that day included', () => {
    const ending = (ends_on: string) => flagsOf(having({ ends_on }));
    expect(ending('2024-08-30')).toEqual(['EXPIRING']);
    expect(ending('2024-08-31')).toEqual([]);
    expect(ending('2024-06-01')).toEqual(['EXPIRING']);
  });

  it('are PARTLY_SUSPENDED while some party is and the agreement is not', () => {
    expect(flagsOf(having({ partly_suspended: true }))).toEqual(['PARTLY_SUSPENDED']);
  });

  it('are raised from when the configuration says', () => {
    const thresholds = { expiringDays: 10, recordedLateDays: 0, dormantYears: 1 };
    expect(flagsOf(having({ ends_on: '2024-06-12', decided: [] }), thresholds)).toEqual([]);
    expect(flagsOf({ ...plain, validOn: '2025-02-01' }, thresholds)).toEqual(['DORMANT', 'RECORDED_LATE']);
  });

  it('are not EXPIRING once it has expired', () => {
    expect(flagsOf(having({ status: 'EXPIRED', ends_on: '2024-06-01' }))).toEqual([]);
  });

  it('are NOTICE_WINDOW in the ninety days before the last day for a notice, and no longer once that has passed', () => {
    const ends_on = '2024-12-01';
    expect(flagsOf(having({ ends_on, governing: withNotice(100) }))).toEqual(['NOTICE_WINDOW']);
    expect(flagsOf(having({ ends_on, governing: withNotice(200) }))).toEqual([]);
    expect(flagsOf(having({ ends_on, governing: withNotice(10) }))).toEqual([]);
  });

  it('are PRESUMED where a deciding date or basis is', () => {
    expect(flagsOf(having({ decided: decided({ presumed: true }) }))).toEqual(['PRESUMED']);
  });

  it('are DISPUTED where an open dispute names a deciding event, or the event of the term', () => {
    const disputed = { ...facts, disputed: ['e1'] };
    expect(flagsOf({ ...plain, facts: disputed })).toEqual(['DISPUTED']);
    expect(flagsOf({ ...having({ decided_by: ['e2'] }), facts: disputed })).toEqual([]);
    const term = { setBy: 'e1' } as FlagInput['status']['term'];
    expect(flagsOf({ ...having({ decided_by: ['e2'], term }), facts: disputed })).toEqual(['DISPUTED']);
  });

  it('are DORMANT after five years without evidence', () => {
    expect(flagsOf({ ...plain, facts: { ...facts, lastEvidence: '2008-11-20' } })).toEqual(['DORMANT']);
  });

  it('are not RECORDED_LATE where the agreement itself came late, as an imported history does', () => {
    const late = having({ decided: decided({ happenedBy: '1999-01-10' }) });
    const imported = (registered: string) =>
      flagsOf({ ...late, facts: { ...facts, registered: new Date(registered) } });
    expect(imported('2024-01-10T12:00:00.000Z')).toEqual([]);
    expect(imported('2023-12-10T12:00:00.000Z')).toEqual(['RECORDED_LATE']);
  });

  it('are RECORDED_LATE where a deciding event was recorded more than thirty days after it', () => {
    const recorded = (on: string) =>
      flagsOf(having({ decided: decided({ recorded: `${on}T12:00:00.000Z` }) }));
    expect(recorded('2024-02-10')).toEqual(['RECORDED_LATE']);
    expect(recorded('2024-02-09')).toEqual([]);
  });

  it('are TEXT_MISSING where no text was deposited', () => {
    expect(flagsOf({ ...plain, facts: { ...facts, textDeposited: false } })).toEqual(['TEXT_MISSING']);
  });

  it('are DATE_UNCERTAIN where a deciding date is', () => {
    expect(flagsOf(having({ date_uncertain: true }))).toEqual(['DATE_UNCERTAIN']);
  });

  it('are TERM_UNKNOWN where an agreement in force has no end, and is not open-ended either', () => {
    expect(flagsOf(having({ governing: null }))).toEqual(['TERM_UNKNOWN']);
    const openEnded = {
      ...until2030,
      endsOn: null,
      openEnded: true,
    } as unknown as FlagInput['status']['governing'];
    expect(flagsOf(having({ governing: openEnded }))).toEqual([]);
    expect(flagsOf(having({ governing: null, status: 'SIGNED' }))).toEqual([]);
  });

  it('are PASSED_OVER where some fact does not count, and PARTIES_BELOW_TWO where one is left', () => {
    expect(flagsOf({ ...plain, facts: { ...facts, passedOver: true } })).toEqual(['PASSED_OVER']);
    expect(flagsOf(having({ parties: 1 }))).toEqual(['PARTIES_BELOW_TWO']);
  });
});
