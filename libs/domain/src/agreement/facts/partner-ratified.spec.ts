import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { inForce, registered, signed } from '../testing/agreement-facts.js';

describe('recordRatification', () => {
  const INPUT: CommandInputs['recordRatification'] = {
    agreementId: 'mou',
    organizationId: 'udes',
    occurredOn: { edtf: '2025-01-15' },
    evidence: EVIDENCE,
  };
  const ratify = (more: Partial<CommandInputs['recordRatification']> = {}) =>
    command('recordRatification', { ...INPUT, ...more });
  const toRatify = [registered({ bindingOn: 'RATIFICATION' }), signed('udes', '2025-01-10')];
  const data = { agreementId: 'mou', organizationId: 'udes' };

  it('records that a signatory ratified, with which instrument and who approved it', () => {
    const more = { instrument: 'RESOLUTION', approvedBy: [{ text: 'le conseil', lang: 'fr' }] };
    given(...toRatify)
      .when(ratify())
      .thenRecords({ type: 'PartnerRatified', data });
    given(...toRatify)
      .when(ratify(more))
      .thenRecords({ type: 'PartnerRatified', data: { ...data, ...more } });
  });

  it('refuses where a signature binds', () => {
    given(...inForce())
      .when(ratify())
      .thenRefused('INVALID_TRANSITION', {
        field: 'agreementId',
        details: { bindingOn: 'SIGNATURE', status: 'BINDING_ON_SIGNATURE' },
      });
  });

  it('refuses an organisation that has not signed, and one that has ratified', () => {
    given(...toRatify)
      .when(ratify({ organizationId: 'uvm' }))
      .thenRefused('NOT_SIGNATORY', { field: 'organizationId' });
    given(...toRatify, fact('PartnerRatified', '2025-01-12', data))
      .when(ratify())
      .thenRefused('PARTNER_ALREADY_RATIFIED', { field: 'organizationId' });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'recordRatification',
      { ...INPUT, occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['organization udes', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization udes' }],
        ['INVALID_TRANSITION', 'agreementId', { facts: toRatify }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
