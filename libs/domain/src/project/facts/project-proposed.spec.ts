import type { CommandInputs } from '../../catalogue.js';
import { technum } from '../../organization/testing/organization-facts.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  fact,
  given,
  holding,
} from '../../testing/decider-specification.js';
import { proposed } from '../testing/project-facts.js';

describe('proposeProject', () => {
  const title = [{ text: 'Un four', lang: 'fr' }];
  const INPUT: CommandInputs['proposeProject'] = {
    promoterId: 'apf',
    title,
    occurredOn: { edtf: '2010-02-01' },
    evidence: EVIDENCE,
  };
  const propose = (more: Partial<CommandInputs['proposeProject']> = {}) =>
    command('proposeProject', { ...INPUT, ...more });
  const promoter = (kind?: string) =>
    holding({
      'organization-apf': [
        fact('OrganizationRegistered', '2008-01-01', {
          organizationId: 'apf',
          names: [{ text: 'APF', lang: 'fr', use: 'OFFICIAL' }],
          ...(kind !== undefined && { kind }),
        }),
      ],
    });
  const eventsOf = promoter('ENTERPRISE');

  it('records a project, the summary apart', () => {
    const more = {
      projectId: 'four',
      programmeId: 'accord',
      committeeId: 'meuble',
      purpose: [{ text: 'fondre', lang: 'fr' }],
      amount: { value: '250000', currency: 'CAD' },
      fund: 'fsdce',
      region: 'mauricie',
    };
    given()
      .when(propose({ ...more, summary: 'a furnace' }), { eventsOf })
      .thenRecords({
        type: 'ProjectProposed',
        data: { ...more, promoterId: 'apf', title },
        confidential: [{ pointer: '/data/summary', value: 'a furnace' }],
      });
    given()
      .when(propose(), { eventsOf })
      .thenRecords({ type: 'ProjectProposed', data: { projectId: NEW_ID, promoterId: 'apf', title } });
  });

  it('warns where the promoter is not known as a firm', () => {
    const warned = {
      rule: 'PROMOTER_NOT_ENTERPRISE',
      field: null,
      details: { organizationId: 'apf' },
    } as const;
    given()
      .when(propose(), { eventsOf: promoter('COMPANY') })
      .thenAdvises();
    given()
      .when(propose(), { eventsOf: promoter('UNIVERSITY') })
      .thenWarns(warned);
    given().when(propose(), { eventsOf: promoter() }).thenWarns(warned);
    given()
      .when(propose(), { eventsOf: holding({ 'organization-technum': [technum] }) })
      .thenWarns(warned);
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(proposed).refusesInOrder(
      'proposeProject',
      {
        ...INPUT,
        projectId: 'four',
        title: [],
        amount: { value: 'many', currency: 'CAD' },
        programmeId: 'accord',
        committeeId: 'meuble',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['programme accord', 'committee meuble', 'organization apf', 'source s0'], eventsOf },
      [
        ['TITLE_REQUIRED', 'title', { input: { title } }],
        ['VALIDATION_FAILED', 'amount.value', { input: { amount: undefined } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { exists: 'programme accord' }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { exists: 'committee meuble' }],
        ['ORGANIZATION_NOT_FOUND', 'promoterId', { exists: 'organization apf' }],
        ['PROJECT_ALREADY_EXISTS', 'projectId', { facts: [] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
