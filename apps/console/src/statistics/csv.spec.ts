import { csvOf } from './csv.js';

describe('a CSV of a block', () => {
  it('begins with the mark of UTF-8, and is parted as the language of the page has it', () => {
    const rows = [
      ['Année', 'Signées'],
      ['2025', 3],
    ];
    expect(csvOf(rows, 'fr')).toBe('\ufeffAnnée;Signées\r\n2025;3\r\n');
    expect(csvOf(rows, 'en')).toBe('\ufeffAnnée,Signées\r\n2025,3\r\n');
  });

  it('gives no formula, and quotes what would part a cell', () => {
    expect(csvOf([['=1+1', 'a;b', 'c"d', -1]], 'fr')).toBe(`\ufeff'=1+1;"a;b";"c""d";-1\r\n`);
  });
});
