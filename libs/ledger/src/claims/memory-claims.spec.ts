import { createMemoryClaims } from './memory-claims.js';

const NEQ = { scheme: 'NEQ', value: '1140' };
const mine = { commandId: '0a0a0a0a-1111-4222-8333-444444444444', stream: 'organization-a' };
const elsewhere = { ...mine, stream: 'organization-b' };

describe('a claim of an identifier', () => {
  it('is its command’s in one stream: the same commandId in another neither has it nor frees it', async () => {
    const claims = createMemoryClaims();
    expect(await claims.claimAll(mine, [NEQ])).toEqual([]);
    expect(await claims.claimAll(elsewhere, [NEQ])).toEqual([NEQ]);
    await claims.releaseAll(elsewhere, [NEQ]);
    expect(await claims.claimAll(elsewhere, [NEQ])).toEqual([NEQ]);
  });

  it('is held until all who made it have given it back', async () => {
    const claims = createMemoryClaims();
    await claims.claimAll(mine, [NEQ]);
    await claims.claimAll(mine, [NEQ]);
    await claims.releaseAll(mine, [NEQ]);
    expect(await claims.claimAll(elsewhere, [NEQ])).toEqual([NEQ]);
    await claims.releaseAll(mine, [NEQ]);
    expect(await claims.claimAll(elsewhere, [NEQ])).toEqual([]);
  });
});
