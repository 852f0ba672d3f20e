import type { RoleRow } from '@entente/read-model';
import type { ApiContext } from '../loading/context.js';
import { RoleObservationResolver } from './person.resolver.js';

const asOf = {
  validOn: '2024-06-10',
  position: 7n,
  knownAt: null,
  asHead: null,
  ledgerId: 'aec16a98',
  head: true,
};
const effective = { earliest: '2024-01-01', latest: '2024-01-01', point: '2024-01-01' };
const context = {
  caller: null,
  loaders: { event: async () => ({ envelope: { effective } }) },
} as unknown as ApiContext;

describe('a role that was observed', () => {
  it.each([
    [false, 'CERTAIN'],
    [true, 'POSSIBLE'],
  ])('whose next observation may have come (%s) is %s', async (may_have_ended, certainty) => {
    const row = { event_id: 'e1', may_have_ended } as RoleRow;
    expect(await new RoleObservationResolver().certainty({ row, asOf }, {}, context)).toBe(certainty);
  });
});
