import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, command, date, fact, given } from '../../testing/decider-specification.js';
import { registered, termSet, inForce } from '../testing/agreement-facts.js';

describe('expireAgreement', () => {
  const expire = (input: Partial<CommandInputs['expireAgreement']> = {}) =>
    command('expireAgreement', { agreementId: 'mou', ...input });
  const ended = [...inForce(), termSet('2025-02-01', '2026-06-04')];
  const notice = {
    agreementId: 'mou',
    lastDayInForce: '2026-06-04',
    reason: 'TERM_ENDED',
    scheduledFor: '2026-06-05',
    detectedLate: true,
  } as const;

  it('records the notice of the day after the last one, without evidence', () => {
    given(...ended)
      .when(expire())
      .thenRecords({
        type: 'AgreementExpired',
        data: notice,
        occurred: date('2026-06-04'),
        effective: date({ edtf: '2026-06-05', basis: 'COMPUTED' }),
      });
    given(...ended)
      .when(expire(), { today: '2026-06-05' })
      .thenRecords({ type: 'AgreementExpired', data: { ...notice, detectedLate: false } });
  });

  it('waits for the latest day that an uncertain end allows, and keeps its bounds a day later', () => {
    const month = [...inForce(), termSet('2025-02-01', '2026-06')];
    given(...month)
      .when(expire(), { today: '2026-06-30' })
      .thenRefused('TERM_NOT_REACHED', { details: { lastDay: '2026-06-30' } });
    given(...month)
      .when(expire(), { today: '2026-07-01' })
      .thenRecords({
        type: 'AgreementExpired',
        data: {
          ...notice,
          lastDayInForce: '2026-06-30',
          scheduledFor: '2026-07-01',
          detectedLate: false,
        },
        effective: {
          edtf: '[2026-06-02..2026-07-01]',
          point: '2026-07-01',
          earliest: '2026-06-02',
          latest: '2026-07-01',
          precision: 'MONTH',
          basis: 'COMPUTED',
        },
      });
  });

  it('records it once for each last day, and says that it was: a later end gets its own', () => {
    given(...ended, fact('AgreementExpired', '2026-06-04', notice))
      .when(expire())
      .thenOnlyAdvises('ALREADY_ENDED');
    given(
      ...inForce(),
      termSet('2025-02-01', '2025-12-31'),
      fact('AgreementExpired', '2025-12-31', { ...notice, lastDayInForce: '2025-12-31' }),
      termSet('2025-12-31', '2026-06-04'),
    )
      .when(expire())
      .thenRecords({ type: 'AgreementExpired', data: notice });
  });

  it('refuses without a term, before its end, and for what was never signed', () => {
    given().when(expire()).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(expire())
      .thenRefused('TERM_NOT_SET', { field: 'agreementId' });
    given(...inForce(), termSet('2025-02-01'))
      .when(expire())
      .thenRefused('TERM_NOT_SET');
    given(...ended)
      .when(expire(), { today: '2026-06-04' })
      .thenRefused('TERM_NOT_REACHED', { details: { lastDay: '2026-06-04' } });
    given(registered(), termSet('2025-02-01', '2026-06-04'))
      .when(expire())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'DRAFT' } });
  });

  it('refuses evidence that was never deposited, when some is given', () => {
    given(...ended)
      .when(expire({ evidence: EVIDENCE }), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});
