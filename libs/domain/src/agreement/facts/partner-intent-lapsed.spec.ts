import { EVIDENCE, command, date, fact, given } from '../../testing/decider-specification.js';
import { intended, inForce } from '../testing/agreement-facts.js';

describe('lapseIntent', () => {
  const lapse = command('lapseIntent', { agreementId: 'mou', organizationId: 'cmc' });
  const notice = {
    type: 'PartnerIntentLapsed',
    data: {
      agreementId: 'mou',
      organizationId: 'cmc',
      intentEventId: 'event-4',
      expectedBy: '2025-06-30',
    },
  } as const;

  it('records the notice on the day after the expected one, without evidence', () => {
    given(...inForce(), intended('cmc', '2025-04-16', '2025-06-30'))
      .when(lapse)
      .thenRecords({
        ...notice,
        occurred: date({ edtf: '2025-07-01', basis: 'COMPUTED' }),
        effective: date({ edtf: '2025-07-01', basis: 'COMPUTED' }),
      });
  });

  it('records it once', () => {
    given(
      ...inForce(),
      intended('cmc', '2025-04-16', '2025-06-30'),
      fact('PartnerIntentLapsed', '2025-07-01', notice.data),
    )
      .when(lapse)
      .thenRecords();
  });

  it('records the one that was expected first, however they were recorded', () => {
    given(
      ...inForce(),
      intended('cmc', '2025-03-01', '2025-09-30'),
      intended('cmc', '2025-04-16', '2025-06-30'),
    )
      .when(lapse)
      .thenRecords({ ...notice, data: { ...notice.data, intentEventId: 'event-5' } });
  });

  it('refuses evidence that was never deposited, when some is given', () => {
    const expected = given(...inForce(), intended('cmc', '2025-04-16', '2025-06-30'));
    const cited = command('lapseIntent', {
      agreementId: 'mou',
      organizationId: 'cmc',
      evidence: EVIDENCE,
    });
    expected.when(cited, { missing: ['source s0'] }).thenRefused('SOURCE_NOT_FOUND');
    expected.when(cited).thenRecords(notice);
  });

  it('refuses an intent that nobody knows, that has no expected date, or whose date has not passed', () => {
    given().when(lapse).thenRefused('AGREEMENT_NOT_FOUND');
    given(...inForce())
      .when(lapse, { missing: ['organization cmc'] })
      .thenRefused('ORGANIZATION_NOT_FOUND');
    given(...inForce())
      .when(lapse)
      .thenRefused('INTENT_NOT_OPEN');
    given(...inForce(), intended('cmc', '2025-04-16'))
      .when(lapse)
      .thenRefused('EXPECTED_BY_NOT_SET');
    given(...inForce(), intended('cmc', '2025-04-16', '2025-06-30'))
      .when(lapse, { today: '2025-06-30' })
      .thenRefused('EXPECTED_BY_NOT_REACHED', { details: { expectedBy: '2025-06-30' } });
  });

  it('refuses an intent that was fulfilled or withdrawn before', () => {
    given(
      ...inForce({ openToAccession: true }),
      intended('cmc', '2025-04-16', '2025-06-30'),
      fact('PartnerAcceded', '2025-06-02', { agreementId: 'mou', organizationId: 'cmc' }),
    )
      .when(lapse)
      .thenRefused('INTENT_NOT_OPEN');
    given(
      ...inForce(),
      intended('cmc', '2025-04-16', '2025-06-30'),
      fact('PartnerIntentWithdrawn', '2025-05-01', { agreementId: 'mou', organizationId: 'cmc' }),
    )
      .when(lapse)
      .thenRefused('INTENT_NOT_OPEN');
  });
});
