import { foldIdentifier, isSameIdentifier } from './identifiers.js';

describe('an identifier', () => {
  it('is compared in lower case and without spaces', () => {
    expect(foldIdentifier({ scheme: ' Ror ', value: '05\u00a00aB C\u202f' })).toEqual({
      scheme: 'ror',
      value: '050abc',
    });
  });

  it('is the same whatever its case and spaces, within its scheme', () => {
    const neq = { scheme: 'NEQ', value: '11 4265 0099' };
    expect(isSameIdentifier(neq, { scheme: 'neq', value: '1142650099' })).toBe(true);
    expect(isSameIdentifier(neq, { scheme: 'BN', value: '1142650099' })).toBe(false);
    expect(isSameIdentifier(neq, { scheme: 'NEQ', value: '1142650098' })).toBe(false);
  });
});
