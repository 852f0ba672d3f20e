import type { EventData } from '../../catalogue.js';
import { fact, recorded, type Fact } from '../../testing/decider-specification.js';
import { inForce } from '../testing/agreement-facts.js';
import { contentOn, foldAgreement } from './index.js';

const amended = (on: string, ...changes: EventData['AgreementAmended']['changes']): Fact =>
  fact('AgreementAmended', on, { agreementId: 'mou', changes });
const title = (text: string) => [{ text, lang: 'fr' }];
const lineOf = (...facts: readonly Fact[]) =>
  foldAgreement(recorded([...inForce({ openToAccession: true }), ...facts]));

describe('what an agreement says of itself', () => {
  it('is what its registration says, until an amendment takes effect', () => {
    const line = lineOf(amended('2025-06-01', { member: 'title', after: title('Élargie') }));
    expect(contentOn(line, '2025-05-31')).toMatchObject({ title: title('Entente'), openToAccession: true });
    expect(contentOn(line, '2025-06-01')).toMatchObject({ title: title('Élargie'), openToAccession: true });
  });

  it('is amended in the order of the days, then as it was recorded', () => {
    const line = lineOf(
      amended('2025-09-01', { member: 'title', after: title('Troisième') }),
      amended('2025-06-01', { member: 'title', after: title('Deuxième') }),
      amended('2025-09-01', { member: 'openToAccession' }),
      amended('2025-09-01', { member: 'title', after: title('Dernière') }),
    );
    expect(contentOn(line, '2025-08-31')?.title).toEqual(title('Deuxième'));
    expect(contentOn(line, '2025-09-01')).toEqual({ title: title('Dernière'), binding: 'UNKNOWN' });
  });

  it('is nothing before the agreement is registered', () => {
    expect(contentOn(foldAgreement([]), '2025-01-01')).toBeNull();
  });
});
