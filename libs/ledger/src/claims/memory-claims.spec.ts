import { createMemoryClaims } from './memory-claims.js';

const NEQ = { scheme: 'NEQ', value: '1140' };
const mine = { commandId: '0a0a0a0a-1111-4222-8333-444444444444', stream: 'organization-a' };
const elsewhere = { ...mine, stream: 'organization-b' };

describe('a claim of an identifier', () => {
  it('is its command’s in one stream: the same commandId in another neither has it nor frees it', async () => {
    const claims = createMemoryClaims();
    expect(await claims.claimIdentifiers(mine, [NEQ])).toEqual([]);
    expect(await claims.claimIdentifiers(elsewhere, [NEQ])).toEqual([NEQ]);
    await claims.releaseIdentifiers(elsewhere, [NEQ]);
    expect(await claims.claimIdentifiers(elsewhere, [NEQ])).toEqual([NEQ]);
  });

  it('is held until all who made it have given it back', async () => {
    const claims = createMemoryClaims();
    await claims.claimIdentifiers(mine, [NEQ]);
    await claims.claimIdentifiers(mine, [NEQ]);
    await claims.releaseIdentifiers(mine, [NEQ]);
    expect(await claims.claimIdentifiers(elsewhere, [NEQ])).toEqual([NEQ]);
    await claims.releaseIdentifiers(mine, [NEQ]);
    expect(await claims.claimIdentifiers(elsewhere, [NEQ])).toEqual([]);
  });
});
