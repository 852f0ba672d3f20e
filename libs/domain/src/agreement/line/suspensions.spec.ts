import { fact, recorded, type Fact } from '../../testing/decider-specification.js';
import { inForce, termSet } from '../testing/agreement-facts.js';
import { foldAgreement, isSuspendedOn, type AgreementLine } from './index.js';

const suspended = (on: string, more: { organizationIds?: readonly string[]; until?: string } = {}): Fact =>
  fact('AgreementSuspended', on, { agreementId: 'mou', ...more });
const resumed = (on: string, organizationIds?: readonly string[]): Fact =>
  fact('AgreementResumed', on, { agreementId: 'mou', ...(organizationIds && { organizationIds }) });
const lineOf = (...facts: readonly Fact[]): AgreementLine =>
  foldAgreement(recorded([...inForce(), ...facts]));
const seen = ({ suspensions }: AgreementLine) =>
  suspensions.map(({ organizationIds, from, ended }) => [
    ...organizationIds,
    from.point,
    ended?.date.point ?? null,
    ended?.by?.id ?? null,
  ]);

describe('the suspensions of an agreement', () => {
  it('last until they are resumed, or until the day after their last one', () => {
    expect(seen(lineOf(suspended('2025-03-01')))).toEqual([['2025-03-01', null, null]]);
    expect(seen(lineOf(suspended('2025-03-01'), resumed('2025-04-01')))).toEqual([
      ['2025-03-01', '2025-04-01', 'event-5'],
    ]);
    expect(seen(lineOf(suspended('2025-03-01', { until: '2025-03-31' })))).toEqual([
      ['2025-03-01', '2025-04-01', null],
    ]);
  });

  it('are not ended by what ends the agreement', () => {
    expect(seen(lineOf(suspended('2025-03-01'), termSet('2025-02-01', '2025-06-30')))).toEqual([
      ['2025-03-01', null, null],
    ]);
  });
});

describe('the suspensions of some parties', () => {
  const both = { organizationIds: ['udes', 'uvm'] };

  it('end for each by a resumption that names it, by its last day, or by a resumption of all', () => {
    expect(seen(lineOf(suspended('2025-03-01', both), resumed('2025-04-01', ['uvm'])))).toEqual([
      ['udes', '2025-03-01', null, null],
      ['uvm', '2025-03-01', '2025-04-01', 'event-5'],
    ]);
    expect(seen(lineOf(suspended('2025-03-01', { ...both, until: '2025-03-31' })))).toEqual([
      ['udes', 'uvm', '2025-03-01', '2025-04-01', null],
    ]);
    const all = lineOf(suspended('2025-03-01', both), suspended('2025-03-10'), resumed('2025-04-01'));
    expect(seen(all)).toEqual([
      ['2025-03-10', '2025-04-01', 'event-6'],
      ['udes', 'uvm', '2025-03-01', '2025-04-01', 'event-6'],
    ]);
  });

  it('touch no status, and hold on their days alone', () => {
    const line = lineOf(suspended('2025-03-01', { organizationIds: ['uvm'], until: '2025-03-31' }));
    expect(line.steps.map(({ status }) => status)).not.toContain('SUSPENDED');
    const days = ['2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01'];
    expect(days.map((day) => isSuspendedOn(line.suspensions, 'uvm', day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isSuspendedOn(line.suspensions, 'udes', '2025-03-15')).toBe(false);
  });

  it('do not count where nobody named is a party, where it is not in force, or where nobody was suspended', () => {
    const because = (...facts: readonly Fact[]) =>
      lineOf(...facts).passedOverBeside.map((one) => one.because);
    expect(because(suspended('2025-03-01', { organizationIds: ['cmc'] }))).toEqual(['NOT_PARTY']);
    expect(because(suspended('2025-01-25', { organizationIds: ['uvm'] }))).toEqual(['STATUS']);
    expect(because(resumed('2025-03-01', ['uvm']))).toEqual(['NOT_SUSPENDED']);
    const late = [suspended('2025-03-01', { organizationIds: ['uvm'], until: '2025-03-10' })];
    expect(because(...late, resumed('2025-03-12', ['uvm']))).toEqual(['NOT_SUSPENDED']);
    expect(because(...late, resumed('2025-03-11', ['uvm']))).toEqual([]);
  });

  it('count as soon as the signature of the party that they name is recorded', () => {
    const many = Array.from({ length: 45 }, (_none, n) =>
      fact('PartnerSigned', '2025-01-15', { agreementId: 'mou', organizationId: `o${n}` }),
    );
    const all = recorded([
      ...inForce(),
      ...many,
      suspended('2025-03-01', { organizationIds: ['late'] }),
      fact('PartnerSigned', '2025-02-10', { agreementId: 'mou', organizationId: 'late' }),
    ]);
    expect(seen(foldAgreement(all.slice(0, -1)))).toEqual([]);
    expect(seen(foldAgreement(all))).toEqual([['late', '2025-03-01', null, null]]);
  });
});
