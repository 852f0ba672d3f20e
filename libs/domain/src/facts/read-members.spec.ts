import * as m from './member.js';
import type { Members } from './member.js';
import { readMembers } from './read-members.js';

const read = (members: Members, input: object, own: string | null = null) =>
  readMembers(members, input, own, 'made');

function accepted(members: Members, input: object, own: string | null = null) {
  const answer = read(members, input, own);
  if (answer.refused) throw new Error(`${answer.code} at ${answer.field}`);
  return answer;
}

describe('the members of an input', () => {
  it.each([
    [
      'a word that is none of those',
      m.oneOf(['A', 'B'], ''),
      'C',
      { problem: 'NOT_ONE_OF', words: ['A', 'B'] },
    ],
    ['a hash of another form', m.hash(''), 'AB'.repeat(32), { problem: 'NOT_A_HASH' }],
    ['a decimal of another form', m.decimal(''), '1e6', { problem: 'NOT_A_DECIMAL' }],
    ['an amount that is a number', m.decimal(''), 0.75, { problem: 'NOT_A_DECIMAL' }],
    ['a duration of another form', m.duration(''), '5 years', { problem: 'NOT_A_DURATION' }],
    ['a day that does not exist', m.day(''), '2025-02-29', { problem: 'NOT_A_DAY' }],
    ['a number below the least', m.count(''), -1, { problem: 'NUMBER_TOO_SMALL', least: 0 }],
    [
      'a list that is too short',
      m.list(m.word(''), { atLeast: 2 }),
      ['x'],
      { problem: 'LIST_TOO_SHORT', least: 2 },
    ],
    [
      'a list with words of its own for that',
      m.list(m.word(''), { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
      [],
      { problem: 'TEXT_NEEDED' },
    ],
  ])('are refused for %s', (_what, member, value, details) => {
    expect(read({ it: member }, { it: value })).toMatchObject({
      refused: true,
      code: 'VALIDATION_FAILED',
      field: 'it',
      details,
    });
  });

  it('are refused with the code of a member that has one, where its list is empty', () => {
    expect(read({ title: m.refusedAs('TITLE_REQUIRED', m.texts('')) }, { title: [] })).toMatchObject({
      code: 'TITLE_REQUIRED',
      field: 'title',
    });
  });

  it('are refused for the first fault in the order of their declaration, with its path', () => {
    const item = m.object('ItemInput', 'An item.', { on: m.day('') });
    const members = { items: m.list(item('')), last: m.day('') };
    expect(read(members, { last: 'x', items: [{ on: '2025-01-01' }, { on: 'x' }] })).toMatchObject({
      field: 'items.1.on',
    });
  });

  it('are stored as they are; what is not declared is not', () => {
    const members = { a: m.optional(m.word('')), b: m.flag(''), c: m.list(m.word('')) };
    expect(accepted(members, { b: false, c: [], d: 'x' }).data).toEqual({ b: false, c: [] });
  });

  it('have a default, which may follow from the place in a list', () => {
    const item = m.object('ItemInput', 'An item.', {
      code: m.withDefault(m.word(''), (index) => `OBJ-${index + 1}`),
    });
    const members = { kind: m.withDefault(m.word(''), 'OTHER'), items: m.list(item('')) };
    expect(accepted(members, { items: [{}, { code: 'X' }, {}] }).data).toEqual({
      kind: 'OTHER',
      items: [{ code: 'OBJ-1' }, { code: 'X' }, { code: 'OBJ-3' }],
    });
  });

  it('leave out no, where only yes is stored, and an empty list that counts as none', () => {
    const members = {
      open: m.optional(m.mark('')),
      eligible: m.optional(m.list(m.word(''), { emptyIsAbsent: true })),
    };
    expect(accepted(members, { open: false, eligible: [] }).data).toEqual({});
    expect(accepted(members, { open: true, eligible: ['a'] }).data).toEqual({ open: true, eligible: ['a'] });
  });

  it('have the id that the ledger makes, unless it is given', () => {
    const members = { thingId: m.made(m.id('mission', '')) };
    expect(accepted(members, {}, 'thingId').data).toEqual({ thingId: 'made' });
    expect(accepted(members, { thingId: 'mine' }, 'thingId').data).toEqual({ thingId: 'mine' });
  });

  it('are not taken from a caller where the ledger reckons them, nor stored where they only ask', () => {
    const members = { reckoned: m.computed(m.word('')), wanted: m.askedOnly(m.day('')) };
    expect(accepted(members, { reckoned: 'x', wanted: '2025-01-01' }).data).toEqual({});
    expect(read(members, { wanted: 'soon' })).toMatchObject({ field: 'wanted' });
  });
});

describe('what is sealed of an input', () => {
  const item = m.object('ItemInput', 'An item.', { why: m.sealed(m.freeText('')), what: m.word('') });

  it('stands beside the data with its pointer, each item of a list with its own', () => {
    const { data, confidential } = accepted(
      { items: m.list(item('')), note: m.note(m.texts('')) },
      {
        items: [
          { why: 'a', what: 'x' },
          { why: 'b', what: 'y' },
        ],
        note: [{ text: 'c', lang: 'fr' }],
      },
    );
    expect(data).toEqual({ items: [{ what: 'x' }, { what: 'y' }] });
    expect(confidential).toEqual([
      { pointer: '/data/items/0/why', value: 'a' },
      { pointer: '/data/items/1/why', value: 'b' },
      { pointer: '/data/note', value: [{ text: 'c', lang: 'fr' }] },
    ]);
  });

  it('is sealed under the person whom the data name, made or given', () => {
    const members = { personId: m.made(m.id('person', '')), name: m.sealed(m.name(''), 'personId') };
    const personOf = (input: object) => accepted(members, input, 'personId').confidential[0]?.personId;
    expect(personOf({ name: 'Ada' })).toBe('made');
    expect(personOf({ name: 'Ada', personId: 'p-1' })).toBe('p-1');
  });

  it('are the notes of its dates', () => {
    const { data, confidential } = accepted(
      { startsOn: m.date('') },
      { startsOn: { edtf: '2025-01-28', note: 'article 9' } },
    );
    expect(confidential).toEqual([{ pointer: '/data/startsOn/note', value: 'article 9' }]);
    expect(data).toMatchObject({ startsOn: { point: '2025-01-28', basis: 'STATED' } });
    expect(JSON.stringify(data)).not.toContain('article 9');
  });
});

describe('a date of an input', () => {
  it('that is not a date is refused at once; that it lacks a basis is kept for later, the first one', () => {
    const members = { from: m.optional(m.date('')), to: m.optional(m.date('')) };
    expect(read(members, { from: { edtf: 'x' } })).toMatchObject({ refused: true, field: 'from.edtf' });
    const { late } = accepted(members, { from: { edtf: '2025' }, to: { edtf: '2026' } });
    expect(late).toMatchObject({ code: 'DATE_BASIS_REQUIRED', field: 'from.basis' });
    expect(accepted(members, { from: { edtf: '2025-01-28' } }).late).toBeNull();
  });
});
