import { showDuration } from './show-duration.js';

const plain = (text: string) => text.replaceAll(/\s/gu, ' ');

describe('a duration', () => {
  it.each([
    ['P3Y', '3 ans', '3 years'],
    ['P1Y6M', '1 an et 6 mois', '1 year and 6 months'],
    ['P90D', '90 jours', '90 days'],
    ['2023', '2023', '2023'],
  ])('%s is %s in French and %s in English', (text, french, english) => {
    expect(plain(showDuration(text, 'fr'))).toBe(french);
    expect(plain(showDuration(text, 'en'))).toBe(english);
  });
});
