import { FACTS } from '../../catalogue.js';
import { isAct } from './lifecycle.js';

describe('the lifecycle', () => {
  const declared = FACTS.filter((fact) => 'transitionOf' in fact);

  it('has every fact that declares a row', () => {
    expect(declared.map(({ type }) => type).filter((type) => !isAct({ type, data: {} }))).toEqual([]);
    expect(declared.length).toBeGreaterThan(0);
  });

  it('does not judge the suspension or the resumption of some parties alone', () => {
    for (const type of ['AgreementSuspended', 'AgreementResumed']) {
      expect(isAct({ type, data: {} })).toBe(true);
      expect(isAct({ type, data: { organizationIds: ['udes'] } })).toBe(false);
    }
  });
});
