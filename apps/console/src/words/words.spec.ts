import { en } from './en/index.js';
import { fr } from './fr/index.js';
import { typo } from './typography.js';

type Tree = { readonly [key: string]: string | Tree };

function flat(words: Tree, before = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
  );
  return new Map(entries);
}

const french = flat(fr);
const english = flat(en);

/** Texts that French and English write alike. */
const SAME = new Set([
  'Entente',
  'Menu',
  'Pages',
  'Horizon',
  'Organisation',
  'Organisations',
  'Sources',
  'Dates',
  'Moment',
  'Parties',
  'Parties ({{count}})',
  'Sources ({{count}})',
  'certain',
  'possible',
  'administration',
  'convention',
  '{{page}} · Entente',
  'Type',
  'Position',
  'Source',
  '{{count}} source',
  '{{count}} sources',
  'organisation',
  'organisations',
  'initiative',
  'Programme',
  'Quorum',
  'Votes ({{count}})',
  'Phase',
  'Missions',
  '{{count}} mission',
  '{{count}} missions',
  'Destination',
  'Participants',
  '{{count}} organisation',
  '{{count}} organisations',
  'Relations',
]);

describe('the words of the console', () => {
  it('have the same keys in both languages, but for the plural of millions', () => {
    expect([...english.keys()]).toEqual([...french.keys()].filter((key) => !key.endsWith('_many')));
    const counted = [...french.keys()].filter((key) => key.endsWith('_other'));
    for (const key of counted) {
      const stem = key.slice(0, -'_other'.length);
      expect({ key, forms: ['_one', '_many'].filter((form) => french.has(stem + form)) }).toEqual({
        key,
        forms: ['_one', '_many'],
      });
    }
  });

  it('name the same places in both languages', () => {
    const places = (text: string | undefined) => (text?.match(/\{\{\w+\}\}/gu) ?? []).toSorted();
    for (const [key, text] of english)
      expect({ key, places: places(text) }).toEqual({ key, places: places(french.get(key)) });
  });

  it('are not English in the French files: what is equal is known to be', () => {
    const equal = [...english].filter(
      ([key, text]) => /\p{L}{3}/u.test(text.replaceAll(/\{\{\w+\}\}/gu, '')) && french.get(key) === text,
    );
    expect(equal.filter(([, text]) => !SAME.has(text))).toEqual([]);
  });

  it('have curly apostrophes', () => {
    const straight = [...french, ...english].filter(([, text]) => /\p{L}'\p{L}/u.test(text));
    expect(straight).toEqual([]);
  });
});

describe('typo', () => {
  it('sets the spaces that do not break, and leaves what is set', () => {
    expect(typo('Pourquoi ? « Oui » : 90 % à 21 h 30')).toBe(
      'Pourquoi\u202f? «\u00a0Oui\u00a0»\u00a0: 90\u00a0% à 21\u00a0h\u00a030',
    );
    const set = typo("Quand ? : « l'été »");
    expect(typo(set)).toBe(set);
    expect(typo('http://example.org?a=b')).toBe('http://example.org?a=b');
  });
});
