import { textIn } from './text-in.js';

const texts = [
  { text: 'entente', lang: 'fr' },
  { text: 'agreement', lang: 'en-CA' },
];

describe('a text', () => {
  it.each([
    ['fr', 'entente'],
    ['FR', 'entente'],
    ['fr-CA', 'entente'],
    ['en', 'agreement'],
    ['de', 'entente'],
    [null, 'entente'],
  ])('asked for in %s is %s', (lang, text) => {
    expect(textIn(texts, lang)).toBe(text);
  });

  it('is null where there is none', () => {
    expect(textIn([], 'fr')).toBeNull();
  });
});
