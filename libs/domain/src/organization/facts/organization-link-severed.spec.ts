import { claimsHeldIn, claimsOf, mayReleaseClaims, type CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  fact,
  given,
  recorded,
} from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('severOrganizationLink', () => {
  const INPUT: CommandInputs['severOrganizationLink'] = {
    organizationId: 'technum',
    sameIds: ['jonq'],
    evidence: EVIDENCE,
  };
  const sever = (more: Partial<CommandInputs['severOrganizationLink']> = {}) =>
    command('severOrganizationLink', { ...INPUT, ...more });
  const linked = (...sameIds: readonly string[]) =>
    fact('OrganizationsLinkedAsSame', '2025-02-01', { organizationId: 'technum', sameIds });
  const severed = fact('OrganizationLinkSevered', '2025-03-01', {
    organizationId: 'technum',
    sameIds: ['jonq'],
  });

  it('records which organisations are not the same, and why, sealed', () => {
    given(technum, linked('jonq', 'other'))
      .when(sever({ reason: 'another city' }))
      .thenRecords({
        type: 'OrganizationLinkSevered',
        data: { organizationId: 'technum', sameIds: ['jonq'] },
        confidential: [{ pointer: '/data/reason', value: 'another city' }],
      });
  });

  it('refuses what is not linked, or no more', () => {
    const details = { id: 'jonq', organizationId: 'technum' };
    for (const facts of [[technum], [technum, linked('other')], [technum, linked('jonq'), severed]])
      given(...facts)
        .when(sever())
        .thenRefused('LINK_NOT_FOUND', { field: 'sameIds.0', details });
    given(technum, linked('jonq'), severed, linked('jonq')).when(sever()).thenAdvises();
  });

  it('gives back the claim of the link, which the stream holds no more', () => {
    const held = (...facts: Parameters<typeof recorded>[0]) => claimsHeldIn(recorded([technum, ...facts]));
    const same = { scheme: 'entente:same', value: 'jonq', by: 'event-1' };
    expect(held(linked('jonq'))).toEqual([expect.anything(), same]);
    expect(held(linked('jonq'), severed)).toHaveLength(1);
    expect(held(linked('jonq'), severed, linked('jonq'))).toEqual([
      expect.anything(),
      { ...same, by: 'event-3' },
    ]);
    expect(claimsOf(sever(), []).released).toEqual([{ scheme: 'entente:same', value: 'jonq' }]);
    expect(mayReleaseClaims('OrganizationLinkSevered')).toBe(true);
    expect(mayReleaseClaims('OrganizationsLinkedAsSame')).toBe(false);
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'severOrganizationLink',
      { ...INPUT, sameIds: ['technum'], occurredOn: FUTURE, evidence: [] },
      { missing: ['organization jonq', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'sameIds.0', { input: { sameIds: INPUT.sameIds } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }],
        ['ORGANIZATION_NOT_FOUND', 'sameIds.0', { exists: 'organization jonq' }],
        ['LINK_NOT_FOUND', 'sameIds.0', { facts: [technum, linked('jonq')] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
