import fc from 'fast-check';
import { closedKeys, nearKeys, resemblance, sameKeys, similarNames } from './likeness.js';

const eitherWay = (a: string, b: string) => [resemblance(a, b), resemblance(b, a)];
const meet = (a: readonly string[], b: readonly string[]) => a.some((key) => b.includes(key));

describe('names that are the same', () => {
  it.each([
    ['in letters', 'Université du Vermont', 'UNIVERSITE DU VERMONT'],
    ['but for a legal form', 'Boréal Métaux inc.', 'Boreal Metaux ltée'],
    ['but for several', 'Boréal Co., Ltd.', 'Boreal S.A.R.L.'],
    ['but for spaces', 'Venture Lab', 'VentureLab'],
    ['but for spaces where a small word was one', 'La Cité', 'LaCité'],
    ['but for a small word', 'The Geological Society London', 'The Geological Society of London'],
    ['but for a word said twice', 'Keele University, Keele', 'Keele University'],
    ['but for their order', 'UKB/SURF', 'SURF/UKB'],
    ['but for parentheses', 'Federal Science Libraries Network', 'Federal Science Libraries Network (FSLN)'],
    ['but for parentheses within parentheses', 'Boréal Métaux', 'Boréal (anciennement Alpha (Bêta)) Métaux'],
    ['but for wide parentheses', 'Boréal Métaux', 'Boréal Métaux（BM）'],
    ['where a legal form stands before parentheses', 'Boréal Métaux', 'Boréal Métaux inc. (BM)'],
    ['said twice', 'State of New HampshireState of New Hampshire', 'State of New Hampshire'],
    ['of small words alone', 'Les', 'LES'],
    ['of which a form is all that there is', 'Limited', 'LIMITED Inc.'],
    ['in ESAC', 'UiT the Arctic University of Norway', 'UiT The Arctic University of Norway'],
    ['in ESAC, but for a stroke', 'b-on / FCT', 'b-on/FCT'],
  ])('are so %s: «%s», «%s»', (_why, a, b) => {
    expect(eitherWay(a, b)).toEqual(['SAME', 'SAME']);
    expect(meet(sameKeys(a), sameKeys(b))).toBe(true);
  });
});

describe('names that are near each other', () => {
  it.each([
    ['begins with the other', 'Qatar National Library', 'Qatar National Library Consortium'],
    ['begins with two words of the other', 'ZB MED', 'ZB MED Consortium'],
    ['begins with the one word of the other', 'Jisc', 'Jisc / UKRI-NERC'],
    ['is a state of which another bears the name', 'Guinea', 'Guinea-Bissau'],
    [
      'differs in numbers',
      'German Academic Consortium, 46 participants, administered by Bayerische Staatsbibliothek',
      'German Academic Consortium, 103 participants, administered by Bayerische Staatsbibliothek',
    ],
    ['differs in a number at the start', '4 Seasons', '12 Seasons'],
    [
      'is a run in the other',
      'Max Planck Digital Library',
      'Consortium, by Max Planck Digital Library, Munich',
    ],
    [
      'is a unit of the other',
      'State of New Hampshire',
      'Department of Business and Economic Affairs – State of New Hampshire',
    ],
  ])('one %s: «%s», «%s»', (_why, a, b) => {
    expect(eitherWay(a, b)).toEqual(['NEAR', 'NEAR']);
    expect(meet(nearKeys(a).asked, nearKeys(b).kept)).toBe(true);
    expect(meet(nearKeys(b).asked, nearKeys(a).kept)).toBe(true);
  });
});

describe('names that nobody takes for one', () => {
  it.each([
    ['University of Vermont', 'Université du Vermont'],
    ['Venture Lab', 'The Best Venture Lab of Ohio'],
    ['State of New York', 'State of New Hampshire'],
    ['Republic of Korea', 'Democratic People’s Republic of Korea'],
    ['UdS', 'UdS Sherbrooke'],
    ['Niger', 'Nigeria'],
    ['2024', '2025'],
    ['TATA', 'TA'],
    ['Boréal (', 'Boréalis ('],
    ['…', '—'],
    ['…', 'Boréal'],
    ['()', '(…)'],
  ])('are «%s» and «%s»', (a, b) => {
    expect(eitherWay(a, b)).toEqual([null, null]);
  });
});

describe('the keys by which a database finds names', () => {
  const word = fc.constantFrom(
    'state',
    'of',
    'new',
    'hampshire',
    'la',
    'cite',
    'lacite',
    'inc',
    'co',
    '12',
    '7',
    'ab',
    '(x)',
    '(new)',
  );
  const name = fc.array(word, { minLength: 0, maxLength: 7 }).map((words) => words.join(' '));

  it('bring every name that is the same or near, whichever is kept', () => {
    fc.assert(
      fc.property(name, name, (asked, kept) => {
        const likeness = resemblance(asked, kept);
        expect(resemblance(kept, asked)).toBe(likeness);
        expect(meet(sameKeys(asked), sameKeys(kept))).toBe(likeness === 'SAME');
        if (likeness === 'NEAR') expect(meet(nearKeys(asked).asked, nearKeys(kept).kept)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('are few and short, however long a name is', () => {
    const long = Array.from({ length: 2000 }, (_, index) => `${'é'.repeat(300)}${index}`).join(' ');
    const keys = [...sameKeys(long), ...nearKeys(long).kept, ...nearKeys(long).asked];
    expect(keys.length).toBeLessThan(200);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(200);
  });

  it('are none of a name without a letter', () => {
    expect([sameKeys('…'), closedKeys('…'), nearKeys('…')]).toEqual([[], [], { kept: [], asked: [] }]);
  });

  it('find a name that is asked for without its legal form and spaces, and keep small words apart', () => {
    expect(meet(closedKeys('Boreal Metaux'), sameKeys('Boréal Métaux inc.'))).toBe(true);
    expect(meet(closedKeys('VentureLab'), sameKeys('Venture Lab'))).toBe(true);
    expect(meet(closedKeys('Université Vermont'), sameKeys('Université du Vermont'))).toBe(false);
    expect(meet(closedKeys('SURF/UKB'), sameKeys('UKB/SURF'))).toBe(false);
  });
});

describe('the names of a command beside those of others', () => {
  const known = [
    { organizationId: 'd', text: 'Boréal Métaux inc.' },
    { organizationId: 'e', text: 'Boréal Métaux Québec' },
    { organizationId: 'f', text: 'Alpha' },
  ];

  it('are the same, or near', () => {
    expect(similarNames([{ text: 'Boreal Metaux', use: 'OFFICIAL' }], known)).toEqual({
      same: [known[0]],
      near: [known[1]],
    });
  });

  it('are the same when one of them is', () => {
    const asked = [
      { text: 'Boréal Métaux du Sud', use: 'OFFICIAL' },
      { text: 'Boréal Métaux', use: 'VARIANT' },
    ];
    expect(similarNames(asked, known).same).toEqual([known[0]]);
  });

  it('are never more than near when they are acronyms', () => {
    expect(similarNames([{ text: 'Boreal Metaux', use: 'ACRONYM' }], known)).toEqual({
      same: [],
      near: [known[0], known[1]],
    });
  });

  it('are like none of the others', () => {
    expect(similarNames([{ text: 'Gamma', use: 'OFFICIAL' }], known)).toEqual({ same: [], near: [] });
  });
});
