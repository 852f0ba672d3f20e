import { date, fact, recorded, type Fact } from '../../testing/decider-specification.js';
import { inForce, termSet } from '../testing/agreement-facts.js';
import { foldAgreement, periodOn, statusOn } from './index.js';

const tacit = fact('AgreementTermSet', '2025-01-15', {
  agreementId: 'mou',
  endsOn: date('2026-01-31'),
  renewal: 'TACIT',
  tacit: { period: 'P1Y' },
});
const renewed = (more: object = {}): Fact =>
  fact('AgreementRenewed', '2025-12-01', {
    agreementId: 'mou',
    mode: 'EXPRESS',
    startsOn: date('2026-02-01'),
    newEndsOn: date('2028-01-31'),
    ...more,
  });
const lineOf = (...facts: readonly Fact[]) => foldAgreement(recorded([...inForce(), ...facts]));
const last = (...facts: readonly Fact[]) => lineOf(...facts).terms.at(-1);

describe('a renewed term', () => {
  it('goes on renewing itself where the renewal does not say how it is renewed', () => {
    expect(last(tacit, renewed())).toMatchObject({ tacit: { period: 'P1Y' }, renewal: 'TACIT' });
  });

  it('renews itself no more where the renewal says that it does not', () => {
    expect(last(tacit, renewed({ renewal: 'NONE' }))).toMatchObject({ tacit: null, renewal: 'NONE' });
    expect(statusOn(lineOf(tacit, renewed({ renewal: 'NONE' })), '2028-02-01').status).toBe('EXPIRED');
  });
});

describe('the kind of a term', () => {
  it('is that of the act that set it; a term set after the end of another renews as well', () => {
    const following = fact('AgreementTermSet', '2025-12-01', {
      agreementId: 'mou',
      startsOn: date('2026-02-01'),
      endsOn: date('2027-01-31'),
    });
    const terms = lineOf(termSet('2025-01-15', '2026-01-31'), following).terms;
    expect(terms.map(({ kind, renews }) => [kind, renews])).toEqual([
      ['SET', false],
      ['SET', true],
    ]);
    expect(last(tacit, renewed())).toMatchObject({ kind: 'RENEWAL', renews: true });
  });
});

describe('the period of a term', () => {
  it('is the first that ends on the day or after it, reckoned from the first end', () => {
    const term = { tacit: { period: 'P3M' }, endsOn: date('2025-01-31') };
    const seen = (day: string) => {
      const period = periodOn(term, day);
      return [period?.number, period?.endsOn.point];
    };
    expect(seen('2025-01-31')).toEqual([0, '2025-01-31']);
    expect(seen('2025-02-01')).toEqual([1, '2025-04-30']);
    expect(seen('2026-01-01')).toEqual([4, '2026-01-31']);
  });

  it('is the last one after all of them have run, and the only one of a term that ends', () => {
    const end = date('2025-01-31');
    expect(periodOn({ tacit: { period: 'P1Y', times: 2 }, endsOn: end }, '2040-01-01')).toMatchObject({
      number: 2,
    });
    expect(periodOn({ tacit: null, endsOn: end }, '2040-01-01')).toEqual({ number: 0, endsOn: end });
    expect(periodOn({ tacit: { period: 'P1Y' }, endsOn: null }, '2040-01-01')).toBeNull();
  });
});
