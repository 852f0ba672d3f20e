import { command, EVIDENCE, given } from '../testing/decider-specification.js';
import { questionsOf, type CommandName } from '../catalogue.js';
import { inForce } from './testing/agreement-facts.js';

describe('joining beside an organisation that is the same', () => {
  const join = (name: CommandName, on = '2025-06-02') =>
    command(name, {
      agreementId: 'mou',
      organizationId: 'udes-2',
      occurredOn: { edtf: on },
      evidence: EVIDENCE,
      overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: 'all agreed' }],
    } as never);
  const advice = {
    rule: 'SAME_ORGANIZATION_IS_PARTY',
    field: 'organizationId',
    details: { organizationId: 'udes-2', organizationIds: ['udes'] },
  } as const;

  it('is told by a signature, an accession and an intent', () => {
    for (const name of ['recordSignature', 'recordAccession', 'declareIntent'] as const) {
      expect(questionsOf(join(name))).toEqual({ linkedWith: 'udes-2' });
      const when = given(...inForce()).when(join(name), { answers: { linkedWith: ['udes', 'other'] } });
      if (name === 'recordAccession')
        when.thenWarns({ rule: 'ACCESSION_WITHOUT_INTENT', field: 'organizationId', details: {} }, advice);
      else when.thenWarns(advice);
    }
  });

  it('is not told where the other is no party then', () => {
    given(...inForce())
      .when(join('declareIntent'), { answers: { linkedWith: ['other'] } })
      .thenAdvises();
    given(...inForce())
      .when(join('declareIntent', '2024-12-31'), { answers: { linkedWith: ['udes'] } })
      .thenAdvises();
  });
});
