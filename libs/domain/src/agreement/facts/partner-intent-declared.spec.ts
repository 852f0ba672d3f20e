import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { termSet, intended, inForce } from '../testing/agreement-facts.js';

describe('declareIntent', () => {
  const INPUT: CommandInputs['declareIntent'] = {
    agreementId: 'mou',
    organizationId: 'cmc',
    occurredOn: { edtf: '2025-04-16', basis: 'COMPUTED' },
    evidence: EVIDENCE,
  };
  const declare = (more: Partial<CommandInputs['declareIntent']> = {}) =>
    command('declareIntent', { ...INPUT, ...more });
  const data = { agreementId: 'mou', organizationId: 'cmc', intent: 'ACCEDE' };

  it('records an intent, to accede unless said otherwise', () => {
    given(...inForce())
      .when(declare())
      .thenRecords({ type: 'PartnerIntentDeclared', data });
    given(...inForce())
      .when(
        declare({
          intent: 'SIGN',
          horizon: [{ text: 'prochainement', lang: 'fr' }],
          expectedBy: '2025-06-30',
          meetingId: 'corridor-1',
        }),
      )
      .thenRecords({
        type: 'PartnerIntentDeclared',
        data: {
          ...data,
          intent: 'SIGN',
          horizon: [{ text: 'prochainement', lang: 'fr' }],
          expectedBy: '2025-06-30',
          meetingId: 'corridor-1',
        },
      });
  });

  it('records a second intent after the first was withdrawn, or has lapsed', () => {
    const withdrawn = fact('PartnerIntentWithdrawn', '2025-04-10', {
      agreementId: 'mou',
      organizationId: 'cmc',
    });
    given(...inForce(), intended('cmc', '2025-04-01'), withdrawn)
      .when(declare())
      .thenRecords({ type: 'PartnerIntentDeclared', data });
    given(...inForce(), intended('cmc', '2025-04-01', '2025-04-15'))
      .when(declare())
      .thenRecords({ type: 'PartnerIntentDeclared', data });
  });

  it('refuses a second one on the last day of the first', () => {
    given(...inForce(), intended('cmc', '2025-04-01', '2025-04-16'))
      .when(declare())
      .thenRefused('INTENT_ALREADY_OPEN', { field: 'organizationId' });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates and term, evidence', () => {
    const ended = [...inForce(), termSet('2025-02-01', '2025-03-31')];
    given().refusesInOrder(
      'declareIntent',
      {
        ...INPUT,
        organizationId: 'uvm',
        intent: 'WATCH' as 'SIGN',
        expectedBy: 'soon',
        meetingId: 'nowhere',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization uvm', 'meeting nowhere', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'intent', { input: { intent: undefined } }],
        ['VALIDATION_FAILED', 'expectedBy', { input: { expectedBy: '2025-01-01' } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [...ended, intended('cmc', '2025-02-02')] }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization uvm' }],
        ['MEETING_NOT_FOUND', 'meetingId', { exists: 'meeting nowhere' }],
        ['PARTNER_ALREADY_SIGNED', 'organizationId', { input: { organizationId: 'cmc' } }],
        ['INTENT_ALREADY_OPEN', 'organizationId', { facts: ended }],
        [
          'AGREEMENT_ENDED',
          'occurredOn',
          { facts: inForce() },
          { details: { status: 'EXPIRED', day: '2099-01-01' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['TERM_INVALID', 'expectedBy', { input: { expectedBy: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
