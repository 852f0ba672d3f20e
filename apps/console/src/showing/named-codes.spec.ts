import { countryName, languageName } from './named-codes.js';

describe('a code in words', () => {
  it('is a country, or a language, where there is one of it', () => {
    expect(['FR', 'Québec', 'ZZZ'].map((code) => countryName(code, 'en'))).toEqual([
      'France',
      'Québec',
      'ZZZ',
    ]);
    expect(['fr', 'en', 'x!'].map((code) => languageName(code, 'fr'))).toEqual(['français', 'anglais', 'x!']);
  });
});
