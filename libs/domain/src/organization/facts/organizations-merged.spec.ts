import { questionsOf, streamOf, type CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('mergeOrganizations', () => {
  const INPUT: CommandInputs['mergeOrganizations'] = {
    successorId: 'technum',
    predecessorIds: ['distriq', 'c2t3'],
    occurredOn: { edtf: '2025-06-01' },
    evidence: EVIDENCE,
  };
  const merge = (more: Partial<CommandInputs['mergeOrganizations']> = {}) =>
    command('mergeOrganizations', { ...INPUT, ...more });
  const merged = (value: string) => ({ scheme: 'entente:merged', value });

  it('records in the stream of the successor what merged into it', () => {
    expect(streamOf(merge(), () => 'new')).toBe('organization-technum');
    given(technum)
      .when(merge({ initiative: [{ text: 'du ministère', lang: 'fr' }] }))
      .thenRecords({
        type: 'OrganizationsMerged',
        data: {
          successorId: 'technum',
          predecessorIds: ['distriq', 'c2t3'],
          initiative: [{ text: 'du ministère', lang: 'fr' }],
        },
      });
  });

  it('refuses the successor itself, and one that is named twice', () => {
    given(technum)
      .when(merge({ predecessorIds: ['technum'] }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'predecessorIds.0',
        details: { problem: 'SUCCEEDS_ITSELF' },
      });
    given(technum)
      .when(merge({ predecessorIds: ['c2t3', 'distriq', 'c2t3'] }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'predecessorIds.2',
        details: { problem: 'ORGANIZATION_REPEATED' },
      });
  });

  it('refuses one that has merged already, and a circle', () => {
    given(technum)
      .when(merge(), { taken: [merged('c2t3')] })
      .thenRefused('ORGANIZATION_ALREADY_MERGED', { field: 'predecessorIds.1', details: { id: 'c2t3' } });
    given(technum)
      .when(merge(), { circular: [merged('distriq')] })
      .thenRefused('SUCCESSOR_CYCLE', { field: 'predecessorIds.0', details: { id: 'distriq' } });
  });

  it('advises of the agreements in which a predecessor is a party on the day', () => {
    expect(questionsOf(merge())).toEqual({ partiesIn: ['distriq', 'c2t3'] });
    const on = (agreementId: string, from: string, to: string) => ({
      agreementId,
      organizationId: 'distriq',
      from,
      to,
    });
    const partiesIn = [
      on('begins-later', '2025-06-02', 'infinity'),
      on('two', '2025-06-01', 'infinity'),
      on('one', '2020-01-01', '2025-06-02'),
      on('one', '2019-01-01', '2020-01-01'),
      on('has-left', '2020-01-01', '2025-06-01'),
    ];
    given(technum)
      .when(merge(), { answers: { partiesIn } })
      .thenWarns({
        rule: 'SUCCESSION_TO_RECORD',
        field: 'predecessorIds',
        details: { agreementIds: ['one', 'two'], successorId: 'technum' },
      });
    given(technum)
      .when(merge({ effectiveOn: { edtf: '2025-06-02' } }), { answers: { partiesIn: partiesIn.slice(2) } })
      .thenAdvises();
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'mergeOrganizations',
      { ...INPUT, predecessorIds: [], occurredOn: FUTURE, evidence: [] },
      { missing: ['organization c2t3', 'source s0'], taken: [merged('c2t3')] },
      [
        ['VALIDATION_FAILED', 'predecessorIds', { input: { predecessorIds: INPUT.predecessorIds } }],
        ['ORGANIZATION_NOT_FOUND', 'successorId', { facts: [technum] }],
        ['ORGANIZATION_NOT_FOUND', 'predecessorIds.1', { exists: 'organization c2t3' }],
        ['ORGANIZATION_ALREADY_MERGED', 'predecessorIds.1', { around: { taken: [] } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
