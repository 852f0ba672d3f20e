import { foldLetters, foldName, searchWords } from './letters.js';

describe('the letters of a text', () => {
  it.each([
    ['Université du Québec', 'universite du quebec'],
    ['  AmCham - Chapitre   QUÉBEC ', 'amcham chapitre quebec'],
    ['L’Œuvre d’Érables', 'l oeuvre d erables'],
    ["L'Œuvre d'Érables", 'l oeuvre d erables'],
    ['Straße, STRASSE, STRAẞE', 'strasse strasse strasse'],
    ['Sieć Badawcza Łukasiewicz', 'siec badawcza lukasiewicz'],
    ['Ørsted Þór Đuro Æsir Diyarbakır İzmir Ħal Ŧ ð', 'orsted thor duro aesir diyarbakir izmir hal t d'],
    ['Po\u00adly\u200dtech\ufeffnique', 'polytechnique'],
    ['ＣＭＣ Microsystems', 'cmc microsystems'],
    ['Федерация йога', 'федерация иога'],
    ['東京大学', '東京大学'],
    ['हिन्दी संस्था', 'हिन्दी संस्था'],
    ['C2MI', 'c2mi'],
    ['UKB/SURF', 'ukb surf'],
    ['…', ''],
    ['', ''],
  ])('of «%s» are «%s»', (text, letters) => {
    expect(foldLetters(text)).toBe(letters);
  });

  it.each([
    ['B.M.', 'bm'],
    ['Boréal S.A.R.L.', 'boreal sarl'],
    ['U.S. Department of Energy', 'us department of energy'],
    ['É.-U.', 'e u'],
    ['J. Smith', 'j smith'],
    ['St.Gallen', 'st gallen'],
    ['a.b.cd', 'ab cd'],
    ['3.5', '3 5'],
  ])('of initials are one word: «%s» is «%s»', (text, letters) => {
    expect(foldLetters(text)).toBe(letters);
  });

  it('stay what they are when they are taken again', () => {
    for (const text of ['Université du Québec', 'B.M. Łódź', 'State of X State of X', 'ŧ.ħ.'])
      expect(foldLetters(foldLetters(text))).toBe(foldLetters(text));
  });
});

describe('a name that is its own double', () => {
  it.each([
    ['State of New HampshireState of New Hampshire', 'state of new hampshire'],
    ['State of New Hampshire – State of New Hampshire', 'state of new hampshire'],
    ['New York New York New York New York', 'new york'],
  ])('is halved: «%s»', (name, half) => {
    expect(foldName(name)).toBe(half);
  });

  it.each([
    ['TATA', 'tata'],
    ['Coco', 'coco'],
    ['Duran Duran', 'duran duran'],
    ['State of New Hampshire', 'state of new hampshire'],
  ])('is kept when its half is one word, or nothing is doubled: «%s»', (name, whole) => {
    expect(foldName(name)).toBe(whole);
  });

  it('is halved as a name alone, not as a text', () => {
    expect(foldLetters('New York New York')).toBe('new york new york');
  });
});

describe('the words of a search', () => {
  it('are taken each once, without what writers vary', () => {
    expect(searchWords('  l’École, l’ÉCOLE B.M. ')).toEqual(['l', 'ecole', 'bm']);
  });

  it('are none in a text without a letter', () => {
    expect(searchWords(' … ')).toEqual([]);
  });
});
