import type { Lists } from '../lists/lists.js';
import type { ApiContext } from '../loading/context.js';
import { OrganizationResolver } from './organization.resolver.js';

const node = {
  key: 'o1',
  asOf: {
    validOn: '2025-01-28',
    position: 7n,
    knownAt: null,
    asHead: null,
    ledgerId: 'aec16a98',
    head: true,
    named: '',
  },
};
const named = (names: readonly object[]): ApiContext =>
  ({ caller: null, loaders: { names: async () => names } }) as unknown as ApiContext;
const resolver = new OrganizationResolver({} as Lists);

describe('the name of an organisation', () => {
  const alias = { text: 'Dit aussi', lang: 'fr', use: 'OFFICIAL', renamed_on: null };

  it('is that of the renaming in effect, before an alias that is called official too', async () => {
    const renamed = { text: 'Renommé', lang: 'fr', use: 'OFFICIAL', renamed_on: '2024-01-01' };
    expect(await resolver.name(node, {}, named([alias, renamed]))).toBe('Renommé');
    expect(await resolver.name(node, { lang: 'fr' }, named([alias, renamed]))).toBe('Renommé');
  });

  it('is the first one known where it was never renamed', async () => {
    const first = { text: 'Un nom', lang: 'fr', use: 'OFFICIAL', renamed_on: null };
    expect(await resolver.name(node, {}, named([first, alias]))).toBe('Un nom');
  });
});
