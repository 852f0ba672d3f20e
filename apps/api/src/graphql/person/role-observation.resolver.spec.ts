import type { RoleRow } from '@entente/read-model';
import { RoleObservationResolver } from './role-observation.resolver.js';

const asOf = {
  validOn: '2024-06-10',
  position: 7n,
  knownAt: null,
  asHead: null,
  ledgerId: 'aec16a98',
  head: true,
  named: '',
};
const observed = { earliest: '2024-01-01', latest: '2024-01-01', point: '2024-01-01' };

describe('a role that was observed', () => {
  it.each([
    [false, 'CERTAIN'],
    [true, 'POSSIBLE'],
  ])('whose next observation may have come (%s) is %s', (may_have_ended, certainty) => {
    const row = { event_id: 'e1', observed, may_have_ended } as RoleRow;
    expect(new RoleObservationResolver().certainty({ row, asOf })).toBe(certainty);
  });
});
