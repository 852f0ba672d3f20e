import type { UncertainDate } from '@entente/domain';
import type { Envelope } from '@entente/ledger';
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
const event = (more: Partial<Envelope> = {}): Envelope =>
  ({
    id: 'e1',
    occurred: date('2024-01-10'),
    effective: date('2024-01-10'),
    recorded: '2024-01-11T12:00:00.000Z',
    data: {},
    ...more,
  }) as unknown as Envelope;
const plain: FlagInput = {
  validOn: '2024-06-01',
  status: { status: 'IN_FORCE', certainty: 'CERTAIN', since: date('2024-01-10'), ends_on: 'infinity' },
  facts: { agreementId: 'a', lastEvidence: '2024-01-10', textDeposited: true, contradicted: [] },
  decidedBy: [event()],
  noticeDays: null,
  timeZone: 'America/Toronto',
};

describe('the flags of a status', () => {
  it('are none where there is nothing to be said', () => {
    expect(flagsOf(plain)).toEqual([]);
  });

  it('are EXPIRING within ninety days of the last day, that day included', () => {
    const ending = (ends_on: string) => flagsOf({ ...plain, status: { ...plain.status, ends_on } });
    expect(ending('2024-08-30')).toEqual(['EXPIRING']);
    expect(ending('2024-08-31')).toEqual([]);
    expect(ending('2024-06-01')).toEqual(['EXPIRING']);
  });

  it('are raised from when the configuration says', () => {
    const thresholds = { expiringDays: 10, recordedLateDays: 0, dormantYears: 1 };
    const status = { ...plain.status, ends_on: '2024-06-12' };
    expect(flagsOf({ ...plain, status, decidedBy: [] }, thresholds)).toEqual([]);
    expect(flagsOf({ ...plain, validOn: '2025-02-01' }, thresholds)).toEqual(['DORMANT', 'RECORDED_LATE']);
  });

  it('are not EXPIRING once it has expired', () => {
    const status = { ...plain.status, status: 'EXPIRED' as const, ends_on: '2024-06-01' };
    expect(flagsOf({ ...plain, status })).toEqual([]);
  });

  it('are NOTICE_WINDOW while notice can no longer be given in time', () => {
    const status = { ...plain.status, ends_on: '2024-12-01' };
    expect(flagsOf({ ...plain, status, noticeDays: 200 })).toEqual(['NOTICE_WINDOW']);
    expect(flagsOf({ ...plain, status, noticeDays: 100 })).toEqual([]);
  });

  it('are PRESUMED where a deciding date or basis is', () => {
    expect(
      flagsOf({ ...plain, decidedBy: [event({ effective: date('2024-01-10', { basis: 'PRESUMED' }) })] }),
    ).toEqual(['PRESUMED']);
    expect(flagsOf({ ...plain, decidedBy: [event({ data: { basis: 'PRESUMED_ON_SIGNATURE' } })] })).toEqual([
      'PRESUMED',
    ]);
  });

  it('are DISPUTED where evidence contradicts a deciding event', () => {
    const contradicted = (id: string) => ({
      agreementId: 'a',
      lastEvidence: '2024-01-10',
      textDeposited: true,
      contradicted: [id],
    });
    expect(flagsOf({ ...plain, facts: contradicted('e1') })).toEqual(['DISPUTED']);
    expect(flagsOf({ ...plain, facts: contradicted('e2') })).toEqual([]);
  });

  it('are DORMANT after five years without evidence', () => {
    const facts = { agreementId: 'a', textDeposited: true, contradicted: [], lastEvidence: '2008-11-20' };
    expect(flagsOf({ ...plain, facts })).toEqual(['DORMANT']);
  });

  it('are RECORDED_LATE where a deciding event was recorded more than thirty days after it', () => {
    expect(flagsOf({ ...plain, decidedBy: [event({ recorded: '2024-02-10T12:00:00.000Z' })] })).toEqual([
      'RECORDED_LATE',
    ]);
    expect(flagsOf({ ...plain, decidedBy: [event({ recorded: '2024-02-09T12:00:00.000Z' })] })).toEqual([]);
  });

  it('are TEXT_MISSING where no text was deposited', () => {
    const facts = { agreementId: 'a', lastEvidence: '2024-01-10', textDeposited: false, contradicted: [] };
    expect(flagsOf({ ...plain, facts })).toEqual(['TEXT_MISSING']);
  });

  it('are DATE_UNCERTAIN where the day is bounded', () => {
    const since = date('2024-01-10', { edtf: '[..2024-01-10]', earliest: null });
    expect(flagsOf({ ...plain, status: { ...plain.status, since } })).toEqual(['DATE_UNCERTAIN']);
  });
});
