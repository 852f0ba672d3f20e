import { addDays, fromDayNumber, resolveDate, toDayNumber } from '@entente/domain';
import fc from 'fast-check';
import { dateSentence } from './date-sentence.js';
import { readEntry } from './date-entry.js';
import { readTypedDate } from './read-typed-date.js';

const TODAY = '2026-11-28';

/** What is typed, the mode that is understood and the EDTF text that comes of it. */
const TYPED: readonly (readonly [string, string, string])[] = [
  ['2025-06-04', 'DAY', '2025-06-04'],
  ['4 juin 2025', 'DAY', '2025-06-04'],
  ['le 4 juin 2025', 'DAY', '2025-06-04'],
  ['1er mai 2025', 'DAY', '2025-05-01'],
  ['4 déc. 2024', 'DAY', '2024-12-04'],
  ['29 février 2024', 'DAY', '2024-02-29'],
  ['June 4 2024', 'DAY', '2024-06-04'],
  ['June 4, 2024', 'DAY', '2024-06-04'],
  ['on June 4th, 2024', 'DAY', '2024-06-04'],
  ['4 June 2024', 'DAY', '2024-06-04'],
  ['Sept. 12, 2023', 'DAY', '2023-09-12'],
  ['25/6/2025', 'DAY', '2025-06-25'],
  ['6/25/2025', 'DAY', '2025-06-25'],
  ['2025/06/04', 'DAY', '2025-06-04'],
  ['5/5/2025', 'DAY', '2025-05-05'],
  ['aujourd’hui', 'DAY', '2026-11-28'],
  ['hier', 'DAY', '2026-11-27'],
  ['yesterday', 'DAY', '2026-11-27'],
  ['avant le 28 janvier 2025', 'BEFORE', '[..2025-01-28]'],
  ['28 janvier 2025 ou avant', 'BEFORE', '[..2025-01-28]'],
  ['au plus tard le 28 janvier 2025', 'BEFORE', '[..2025-01-28]'],
  ['≤ 2025-01-28', 'BEFORE', '[..2025-01-28]'],
  ['<= 28 janv. 2025', 'BEFORE', '[..2025-01-28]'],
  ['by January 28, 2025', 'BEFORE', '[..2025-01-28]'],
  ['before January 28 2025', 'BEFORE', '[..2025-01-28]'],
  ['on or before 2025-01-28', 'BEFORE', '[..2025-01-28]'],
  ['January 28, 2025 or before', 'BEFORE', '[..2025-01-28]'],
  ['jusqu’au 31 mars 2024', 'BEFORE', '[..2024-03-31]'],
  ['[..2025-01-28]', 'BEFORE', '[..2025-01-28]'],
  ['avant juin 2025', 'BEFORE', '[..2025-05-31]'],
  ['au plus tard en juin 2025', 'BEFORE', '[..2025-06]'],
  ['après le 1er juin 2025', 'AFTER', '[2025-06-01..]'],
  ['≥ 2025-06-01', 'AFTER', '[2025-06-01..]'],
  ['depuis juin 2025', 'AFTER', '[2025-06..]'],
  ['à partir du 1er juin 2025', 'AFTER', '[2025-06-01..]'],
  ['dès le 1er juin 2025', 'AFTER', '[2025-06-01..]'],
  ['since June 1, 2025', 'AFTER', '[2025-06-01..]'],
  ['after 2024', 'AFTER', '[2025-01-01..]'],
  ['2025-06-01/..', 'AFTER', '2025-06-01/..'],
  ['1–10 juin 2025', 'BETWEEN', '[2025-06-01..2025-06-10]'],
  ['1-10 juin 2025', 'BETWEEN', '[2025-06-01..2025-06-10]'],
  ['du 1er au 10 juin 2025', 'BETWEEN', '[2025-06-01..2025-06-10]'],
  ['entre le 28 mai et le 3 juin 2025', 'BETWEEN', '[2025-05-28..2025-06-03]'],
  ['entre le 20 décembre 2024 et le 5 janvier 2025', 'BETWEEN', '[2024-12-20..2025-01-05]'],
  ['June 1–10, 2025', 'BETWEEN', '[2025-06-01..2025-06-10]'],
  ['between June 1 and June 10, 2025', 'BETWEEN', '[2025-06-01..2025-06-10]'],
  ['from May 28 to June 3, 2025', 'BETWEEN', '[2025-05-28..2025-06-03]'],
  ['mai-juin 2025', 'BETWEEN', '[2025-05..2025-06]'],
  ['2019-2024', 'BETWEEN', '[2019..2024]'],
  ['2025-06-01..2025-06-10', 'BETWEEN', '[2025-06-01..2025-06-10]'],
  ['2019/2024', 'BETWEEN', '2019/2024'],
  ['juin 2025', 'SOME_DAY', '2025-06'],
  ['un jour de juin 2025', 'SOME_DAY', '2025-06'],
  ['en juin 2025', 'SOME_DAY', '2025-06'],
  ['June 2025', 'SOME_DAY', '2025-06'],
  ['some day in June 2025', 'SOME_DAY', '2025-06'],
  ['2025-06', 'SOME_DAY', '2025-06'],
  ['06/2025', 'SOME_DAY', '2025-06'],
  ['été 2025', 'SOME_DAY', '2025-22'],
  ['à l’été 2025', 'SOME_DAY', '2025-22'],
  ['summer 2025', 'SOME_DAY', '2025-22'],
  ['fall 2024', 'SOME_DAY', '2024-23'],
  ['hiver 2024-2025', 'SOME_DAY', '2024-24'],
  ['printemps 2025', 'SOME_DAY', '2025-21'],
  ['2025', 'SOME_DAY', '2025'],
  ['en 2025', 'SOME_DAY', '2025'],
  ['vers le 4 juin 2025', 'ABOUT', '2025-06-04~'],
  ['≈ 2025-06-04', 'ABOUT', '2025-06-04~'],
  ['circa June 4, 2025', 'ABOUT', '2025-06-04~'],
  ['ca. 2025-06-04', 'ABOUT', '2025-06-04~'],
  ['about June 2025', 'ABOUT', '2025-06~'],
  ['2025-06-04?', 'ABOUT', '2025-06-04?'],
  ['4 ou 5 juin 2019', 'ONE_OF', '[2019-06-04,2019-06-05]'],
  ['le 4 ou le 5 juin 2019', 'ONE_OF', '[2019-06-04,2019-06-05]'],
  ['June 4 or 5, 2019', 'ONE_OF', '[2019-06-04,2019-06-05]'],
  ['5 juin 2019 ou 12 mai 2020', 'ONE_OF', '[2019-06-05,2020-05-12]'],
  ['[2019-06-04,2019-06-05]', 'ONE_OF', '[2019-06-04,2019-06-05]'],
  ['?', 'UNKNOWN', '[..2026-11-28]'],
  ['aucune idée', 'UNKNOWN', '[..2026-11-28]'],
  ['no idea', 'UNKNOWN', '[..2026-11-28]'],
  ['on n’en sait rien', 'UNKNOWN', '[..2026-11-28]'],
];

describe('a typed day', () => {
  it.each(TYPED)('“%s” is %s: %s', (typed, mode, edtf) => {
    expect(readTypedDate(typed, TODAY)).toMatchObject({ kind: 'UNDERSTOOD', mode, edtf });
  });

  it.each(['03/04/2025', '3/4/2025', '03-04-2025', '3.4.2025', 'avant le 03/04/2025'])(
    '“%s” is asked back: April or March',
    (typed) => {
      expect(readTypedDate(typed, TODAY)).toEqual({ kind: 'ASK', days: ['2025-04-03', '2025-03-04'] });
    },
  );

  it.each([
    '31 juin 2025',
    '2025-13-01',
    '30/30/2025',
    'bientôt',
    'juin',
    'le 4',
    '10–1 juin 2025',
    'entre deux eaux',
    '29 février 2025',
  ])('“%s” is not guessed at', (typed) => {
    expect(readTypedDate(typed, TODAY).kind).toBe('UNREADABLE');
  });

  it('that is not there is empty', () => {
    expect(readTypedDate('  ', TODAY).kind).toBe('EMPTY');
  });

  it.each([
    ['BEFORE', '[..2025-06-04]'],
    ['AFTER', '[2025-06-04..]'],
    ['ABOUT', '2025-06-04~'],
    ['DAY', '2025-06-04'],
  ] as const)('takes the mode chosen beside it where it says none: %s', (mode, edtf) => {
    expect(readTypedDate('4 juin 2025', TODAY, mode)).toMatchObject({ edtf });
    expect(readTypedDate('avant le 4 juin 2025', TODAY, mode)).toMatchObject({ mode: 'BEFORE' });
  });
});

describe('about a day', () => {
  it('is not sent without its margin', () => {
    expect(readEntry({ typed: 'vers le 4 juin 2025' }, TODAY).kind).toBe('MARGIN');
    expect(readEntry({ typed: 'vers le 4 juin 2025', earliest: '1er juin 2025' }, TODAY).kind).toBe('MARGIN');
  });

  it.each([
    ['vers le 4 juin 2025, entre le 1er et le 10', '2025-06-01', '2025-06-10'],
    ['vers le 4 juin 2025 ± 3 jours', '2025-06-01', '2025-06-07'],
    ['about June 4, 2025, between May 28 and June 10', '2025-05-28', '2025-06-10'],
  ])('takes the margin that is typed with it: “%s”', (typed, earliest, latest) => {
    expect(readEntry({ typed }, TODAY)).toMatchObject({
      kind: 'DATE',
      input: { edtf: '2025-06-04~', earliest, latest, basis: 'INFERRED' },
    });
  });

  it('takes the margin of its two fields, and says when one only narrows', () => {
    const typed = 'vers juin 2025';
    expect(readEntry({ typed, earliest: '2025-05-15', latest: '2025-07-15' }, TODAY).kind).toBe('DATE');
    expect(readEntry({ typed, earliest: '2025-06-15', latest: '2025-07-15' }, TODAY)).toMatchObject({
      kind: 'WRONG',
      member: 'earliest',
      problem: 'MAY_ONLY_WIDEN',
    });
  });
});

describe('the sentence that reads a date back', () => {
  const says = (typed: string, language: 'fr' | 'en') => {
    const read = readEntry({ typed }, TODAY);
    return read.kind === 'DATE'
      ? dateSentence(read, language, { act: true }).replaceAll('\u00a0', ' ')
      : read.kind;
  };

  it.each([
    ['2025-06-04', 'Le 4 juin 2025.', 'On June 4, 2025.'],
    ['[..2025-01-28]', 'Le 28 janvier 2025 ou un jour d’avant.', 'On January 28, 2025 or some day before.'],
    [
      '[2025-06-01..]',
      'Le 1er juin 2025 ou un jour d’après, au plus tard aujourd’hui.',
      'On June 1, 2025 or some day after, today at the latest.',
    ],
    [
      '1–10 juin 2025',
      'Un jour entre le 1er juin 2025 et le 10 juin 2025, ces deux jours compris.',
      'Some day between June 1, 2025 and June 10, 2025, both included.',
    ],
    [
      '2025-06',
      'Un jour de juin 2025 ; lequel, on ne sait pas.',
      'Some day in June 2025; which one is not known.',
    ],
    ['?', 'On n’en sait rien : un jour jusqu’à aujourd’hui.', 'Not known: some day until today.'],
    ['4 ou 5 juin 2019', 'Le 4 juin 2019 ou le 5 juin 2019.', 'On June 4, 2019 or June 5, 2019.'],
    [
      'vers le 4 juin 2025 ± 3 jours',
      'Vers le 4 juin 2025, entre le 1er juin 2025 et le 7 juin 2025.',
      'About June 4, 2025, between June 1, 2025 and June 7, 2025.',
    ],
  ])('“%s”', (typed, french, english) => {
    expect(says(typed, 'fr')).toBe(french);
    expect(says(typed, 'en')).toBe(english);
  });

  it('is understood again, with the same bounds, and the domain takes it', () => {
    const day = fc.integer({ min: toDayNumber('1990-01-01'), max: toDayNumber(TODAY) }).map(fromDayNumber);
    const typed = fc
      .tuple(day, fc.integer({ min: 1, max: 400 }), fc.constantFrom('fr' as const, 'en' as const))
      .chain(([first, more, language]) => {
        const second = addDays(first, more);
        return fc.record({
          language: fc.constant(language),
          edtf: fc.constantFrom(
            first,
            `[..${first}]`,
            `[${first}..]`,
            `[${first}..${second}]`,
            `[${first},${second}]`,
            `vers le ${first} ± ${more} jours`,
            first.substring(0, 7),
            `${first.substring(0, 4)}-${21 + (more % 4)}`,
            first.substring(0, 4),
            `[${first.substring(0, 7)},${second}]`,
            '?',
          ),
        });
      });
    fc.assert(
      fc.property(typed, ({ language, edtf }) => {
        const read = readEntry({ typed: edtf }, TODAY);
        if (read.kind !== 'DATE') throw new Error(`${edtf} is ${read.kind}`);
        const again = readEntry({ typed: dateSentence(read, language, { act: true }) }, TODAY);
        if (again.kind !== 'DATE') throw new Error(`${dateSentence(read, language)} is ${again.kind}`);
        expect(again.date.earliest).toBe(read.date.earliest);
        expect(again.date.latest).toBe(read.date.latest);
        expect(resolveDate(again.input).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
