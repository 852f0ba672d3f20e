import { normalizeName, resembles } from './names.js';

describe('a name without what writers vary', () => {
  it.each([
    ['Université du Québec', 'universite du quebec'],
    ['  AmCham - Chapitre   QUÉBEC ', 'amcham chapitre quebec'],
    ['L’Œuvre d’Érables', 'l oeuvre d erables'],
    ["L'Œuvre d'Érables", 'l oeuvre d erables'],
    ['Straße', 'strasse'],
    ['State of New HampshireState of New Hampshire', 'state of new hampshire'],
    ['State of New Hampshire – State of New Hampshire', 'state of new hampshire'],
    ['C2MI', 'c2mi'],
    ['…', ''],
  ])('makes of «%s» «%s»', (text, normalized) => {
    expect(normalizeName(text)).toBe(normalized);
  });

  it('is the same once it is normalised', () => {
    for (const text of ['Université du Québec', 'aa', 'State of New HampshireState of New Hampshire'])
      expect(normalizeName(normalizeName(text))).toBe(normalizeName(text));
  });
});

describe('similar names', () => {
  it.each([
    ['Université du Vermont', 'UNIVERSITE DU VERMONT'],
    ['State of New HampshireState of New Hampshire', 'State of New Hampshire'],
    ['State of New Hampshire', 'Department of Business and Economic Affairs – State of New Hampshire'],
    ['Conseil du patronat du Québec', 'Le Conseil du patronat du Québec inc.'],
  ])('suspects «%s» and «%s», either way round', (a, b) => {
    expect([resembles(a, b), resembles(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['University of Vermont', 'Université du Vermont'],
    ['Venture Lab', 'The Venture Lab of Ohio'],
    ['State of New York', 'State of New Hampshire'],
    ['tate of New Hampshire', 'State of New Hampshire'],
    ['…', '—'],
  ])('suspects nothing of «%s» and «%s»', (a, b) => {
    expect([resembles(a, b), resembles(b, a)]).toEqual([false, false]);
  });
});
