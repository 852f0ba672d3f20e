import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { dissolved, established } from '../testing/committee-facts.js';

describe('declareConflict', () => {
  const INPUT: CommandInputs['declareConflict'] = {
    committeeId: 'meuble',
    personId: 'ada',
    matterKind: 'project',
    matterId: 'four',
    recused: true,
    occurredOn: { edtf: '2010-03-01' },
    evidence: EVIDENCE,
  };
  const declare = (more: Partial<CommandInputs['declareConflict']> = {}) =>
    command('declareConflict', { ...INPUT, ...more });

  it('records what a person declared, the words apart', () => {
    given(established)
      .when(declare({ statement: 'I own shares' }))
      .thenRecords({
        type: 'ConflictDeclared',
        data: {
          committeeId: 'meuble',
          personId: 'ada',
          matterKind: 'project',
          matterId: 'four',
          recused: true,
        },
        confidential: [{ pointer: '/data/statement', value: 'I own shares' }],
      });
  });

  it.each(['project', 'resolution', 'organization', 'agreement'] as const)(
    'refuses a matter that is no %s there is',
    (matterKind) => {
      const asked = declare({ matterKind, matterId: 'x' });
      given(established)
        .when(asked, { missing: [`${matterKind} x`] })
        .thenRefused(`${matterKind.toUpperCase() as 'PROJECT'}_NOT_FOUND`, {
          field: 'matterId',
          details: { id: 'x' },
        });
      given(established)
        .when(asked, { missing: ['person x'] })
        .thenAdvises();
    },
  );

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'declareConflict',
      { ...INPUT, matterKind: 'dinner' as 'project', occurredOn: FUTURE, evidence: [] },
      { missing: ['person ada', 'project four', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'matterKind', { input: { matterKind: 'project' } }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { facts: [established, dissolved] }],
        ['PERSON_NOT_FOUND', 'personId', { exists: 'person ada' }],
        ['PROJECT_NOT_FOUND', 'matterId', { exists: 'project four' }],
        ['COMMITTEE_DISSOLVED', 'committeeId', { facts: [established] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
