import { resolveDate, type DateInput } from '@entente/domain';
import { factInWords } from './dated-fact.js';

function fact(input: DateInput) {
  const read = resolveDate(input);
  if (!read.ok) throw new Error(`${input.edtf} is no date`);
  return read.date;
}

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('a day as it is known, in words', () => {
  it.each<[DateInput, string, string, string]>([
    [{ edtf: '2024-06-04' }, '4 juin 2024', 'June 4, 2024', '4 juin 2024'],
    [{ edtf: '2025-03-01' }, '1er mars 2025', 'March 1, 2025', '1er mars 2025'],
    [{ edtf: '[..2025-01-28]' }, '28 janvier 2025 ou avant', 'January 28, 2025 or before', '≤ 28 janv. 2025'],
    [{ edtf: '[2025-06-01..]' }, '1er juin 2025 ou après', 'June 1, 2025 or after', '≥ 1er juin 2025'],
    [{ edtf: '2025-06' }, 'un jour de juin 2025', 'some day in June 2025', 'juin 2025'],
    [{ edtf: '2025-04' }, 'un jour d’avril 2025', 'some day in April 2025', 'avril 2025'],
    [{ edtf: '2025' }, 'un jour de 2025', 'some day in 2025', '2025'],
    [{ edtf: '2025-22' }, 'un jour de l’été 2025', 'some day in summer 2025', 'été 2025'],
    [{ edtf: '2025-21' }, 'un jour du printemps 2025', 'some day in spring 2025', 'printemps 2025'],
    [
      { edtf: '[2025-06-01..2025-06-10]' },
      'entre le 1er juin 2025 et le 10 juin 2025',
      'between June 1, 2025 and June 10, 2025',
      '1er juin 2025 – 10 juin 2025',
    ],
    [
      { edtf: '[2019-06-04,2019-06-05]' },
      '4 juin 2019 ou 5 juin 2019',
      'June 4, 2019 or June 5, 2019',
      '4 juin 2019 ou 5 juin 2019',
    ],
    [
      { edtf: '2025-06-04~', earliest: '2025-06-01', latest: '2025-06-10' },
      'vers le 4 juin 2025, entre le 1er juin 2025 et le 10 juin 2025',
      'about June 4, 2025, between June 1, 2025 and June 10, 2025',
      '≈ 4 juin 2025',
    ],
  ])('%j', (input, french, english, short) => {
    expect(plain(factInWords(fact(input), 'fr'))).toBe(french);
    expect(plain(factInWords(fact(input), 'en'))).toBe(english);
    expect(plain(factInWords(fact(input), 'fr', 'short'))).toBe(short);
  });

  it('tells the bounds where they were narrowed, and not the month that they are in', () => {
    const narrowed = fact({ edtf: '2025-06', latest: '2025-06-10', basis: 'INFERRED' });
    expect(plain(factInWords(narrowed, 'en'))).toBe('between June 1, 2025 and June 10, 2025');
  });
});
