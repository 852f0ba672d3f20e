import { canonicalText, holds, linesOf, readLines, sha256Of, toggled, writeLines } from './canonical.js';
import { daysToOffer, languageOf } from './published.js';
import { indexOfNames, namesIn } from './names-in-text.js';

describe('a pasted text', () => {
  it('keeps its empty first line, so that its lines have the numbers that citations have', () => {
    const text = canonicalText('\r\nSherbrooke\r\n– CMC Microsystems\r\n');
    expect(linesOf(text)).toEqual(['', 'Sherbrooke', '– CMC Microsystems', '']);
  });

  it('is in NFC whatever the page had', () => {
    expect(canonicalText('E\u0301cole')).toBe('École');
  });

  it('has the SHA-256 of its bytes', async () => {
    expect(sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('offers the days of its first lines as that of its publication', () => {
    expect(
      daysToOffer(['', 'Sherbrooke, le 17 avril 2025 — La toute', 'signé le 28 janvier 2025'], '2026-11-28'),
    ).toEqual(['2025-04-17', '2025-01-28']);
  });

  it('offers the language of its commonest words', () => {
    expect(languageOf('La rencontre a réuni les signataires du protocole')).toBe('fr');
    expect(languageOf('The meeting of the signatories in Montréal')).toBe('en');
  });
});

describe('lines', () => {
  it('are read as people write them', () => {
    expect(readLines('14, 16-18')).toEqual([
      { from: 14, to: 14 },
      { from: 16, to: 18 },
    ]);
    expect(readLines('18-16')).toBeNull();
    expect(readLines('quatorze')).toBeNull();
  });

  it('are chosen and let go again, those that touch as one range', () => {
    const chosen = toggled([{ from: 14, to: 14 }], { from: 15, to: 16 });
    expect(writeLines(chosen)).toBe('14-16');
    expect(writeLines(toggled(chosen, { from: 15, to: 15 }))).toBe('14, 16');
    expect(holds(chosen, 15)).toBe(true);
  });
});

describe('names of known organisations in a text', () => {
  const known = [
    { organizationId: 'cmc', name: 'CMC Microsystems', names: ['CMC Microsystems', 'CMC'] },
    {
      organizationId: 'usherbrooke',
      name: 'Université de Sherbrooke',
      names: ['Université de Sherbrooke', 'UdeS'],
    },
    { organizationId: 'pole-a', name: 'Pôle', names: ['Le pôle'] },
    { organizationId: 'pole-b', name: 'Pôle', names: ['Le pôle'] },
  ];
  const found = (line: string) =>
    namesIn([line], indexOfNames(known)).map(({ organizationId, written }) => [organizationId, written]);

  it('are found whatever their accents and case, the longest first', () => {
    expect(found('– CMC MICROSYSTEMS et l’universite de Sherbrooke.')).toEqual([
      ['cmc', 'CMC MICROSYSTEMS'],
      ['usherbrooke', 'universite de Sherbrooke'],
    ]);
  });

  it('are not found inside other words, and a name of two is offered for neither', () => {
    expect(found('CMCX et le pôle')).toEqual([]);
  });
});
