import { daysInWords } from './message.js';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the days of a message', () => {
  it('are said in words, in the language of the page', () => {
    const text = 'L’entente a pris fin le 2024-06-04, avant le 2024-07-01.';
    expect(spaced(daysInWords(text, 'fr'))).toBe(
      'L’entente a pris fin le 4 juin 2024, avant le 1er juillet 2024.',
    );
    expect(daysInWords('It ended (2024-06-04).', 'en')).toBe('It ended (June 4, 2024).');
  });

  it.each([
    'corridor-2025-04-16',
    '2025-04-16T10:00:00Z',
    '2024-06-04/2024-06-09',
    '2024-06-04~',
    '2024-06-04?',
    '2024-02-30',
    'note.2024-06-04',
    '12024-06-04',
  ])('are not part of something else: %s', (text) => {
    expect(daysInWords(`avant ${text}, après`, 'fr')).toBe(`avant ${text}, après`);
  });
});
