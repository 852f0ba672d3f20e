import { EVIDENCE, command, given } from '../testing/decider-specification.js';
import { technum } from '../organization/testing/organization-facts.js';

const naming = (text: string, more: object = {}) =>
  command('addOrganizationAlias', {
    organizationId: 'technum',
    alias: { text, lang: 'fr', use: 'ALIAS' },
    occurredOn: { edtf: '2024-05-01' },
    evidence: EVIDENCE,
    ...more,
  });

describe('a command that is accepted with a doubt', () => {
  it('warns of a day that hardly can be', () => {
    given(technum)
      .when(naming('Technum', { occurredOn: { edtf: '1492-10-12' } }))
      .thenWarns({
        rule: 'DATE_IMPLAUSIBLE',
        field: 'occurredOn',
        details: { problem: 'BEFORE_1800' },
      });
  });

  it('warns of sources that were all published before what they are cited for', () => {
    given(technum)
      .when(naming('Technum'), { subjects: { 'source s0': { publishedOn: '2024-04-30' } } })
      .thenWarns({ rule: 'SOURCE_PREDATES_ACT', field: 'evidence', details: { sources: ['s0'] } });
    given(technum)
      .when(naming('Technum'), { subjects: { 'source s0': { publishedOn: '2024-05-01' } } })
      .thenAdvises();
  });

  it('warns of a name that is near another organisation’s', () => {
    const similarNames = [{ organizationId: 'other', text: 'Institut Technum de Bromont' }];
    given(technum)
      .when(naming('Institut Technum'), { answers: { similarNames } })
      .thenAdvises('SIMILAR_NAMES');
  });
});
