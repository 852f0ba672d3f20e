import { bearerToken, mintToken, readToken, sameHash } from './token.js';

describe('a token', () => {
  it('is read back to the id and the hash it was minted with', () => {
    const { token, tokenId, hash } = mintToken();
    const read = readToken(token);
    expect(read?.tokenId).toBe(tokenId);
    expect(read && sameHash(read.hash, hash)).toBe(true);
  });

  it('is another one each time', () => {
    expect(mintToken().token).not.toBe(mintToken().token);
  });

  it.each(['', 'ent_', 'ent_0123456789abcdef_short', 'entente', `ent_0123456789abcdef_${'A'.repeat(44)}`])(
    'is not read from %j',
    (text) => {
      expect(readToken(text)).toBeNull();
    },
  );

  it('comes in a header as a bearer token, whatever the case of the word', () => {
    expect(bearerToken('Bearer abc')).toBe('abc');
    expect(bearerToken('bearer  abc ')).toBe('abc');
  });

  it.each([undefined, '', 'abc', 'Basic abc', 'Bearer', 'Bearer a b'])(
    'is not found in the header %j',
    (header) => {
      expect(bearerToken(header)).toBeNull();
    },
  );

  it('has a hash that another token has not', () => {
    expect(sameHash(mintToken().hash, mintToken().hash)).toBe(false);
    expect(sameHash(mintToken().hash, Buffer.alloc(3))).toBe(false);
  });
});
