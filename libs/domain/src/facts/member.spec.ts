import * as m from './member.js';

const word = m.word('A word.');

describe('a member', () => {
  it('has to be given and is always stored, unless it is said otherwise', () => {
    expect(word).toEqual({ kind: 'word', says: 'A word.', inInput: 'GIVEN', inData: 'ALWAYS' });
  });

  it.each([
    ['optional', m.optional(word), 'OPTIONAL', 'OPTIONAL'],
    ['with a default', m.withDefault(word, 'x'), 'OPTIONAL', 'ALWAYS'],
    ['made by the ledger by default', m.made(word), 'OPTIONAL', 'ALWAYS'],
    ['computed', m.computed(word), 'ABSENT', 'ALWAYS'],
    ['computed and optional', m.optional(m.computed(word)), 'ABSENT', 'OPTIONAL'],
    ['asked only', m.askedOnly(word), 'GIVEN', 'ABSENT'],
    ['asked only and optional', m.optional(m.askedOnly(word)), 'OPTIONAL', 'ABSENT'],
    ['sealed', m.sealed(word), 'GIVEN', 'ABSENT'],
    ['sealed and optional', m.optional(m.sealed(word)), 'OPTIONAL', 'ABSENT'],
    ['a note', m.note(word), 'OPTIONAL', 'ABSENT'],
  ])('that is %s', (_what, member, inInput, inData) => {
    expect(member).toMatchObject({ kind: 'word', inInput, inData });
  });

  it('is sealed under a key of its own, or under that of a person', () => {
    expect(m.sealed(word).sealed).toEqual({ under: null });
    expect(m.sealed(word, 'personId').sealed).toEqual({ under: 'personId' });
    expect(word.sealed).toBeUndefined();
  });

  it('that is a note is sealed, and blank it counts as not given', () => {
    expect(m.note(word)).toMatchObject({ sealed: { under: null }, blankIsAbsent: true });
  });

  it('that is a list says what its item says, and when it is too short', () => {
    expect(m.list(word)).toMatchObject({
      kind: 'list',
      item: word,
      says: 'A word.',
      atLeast: 0,
      tooShort: null,
    });
    expect(m.list(word, { atLeast: 1, tooShort: 'TEXT_NEEDED' })).toMatchObject({
      atLeast: 1,
      tooShort: 'TEXT_NEEDED',
      emptyIsAbsent: false,
    });
  });

  it('stays as it was where another one is made of it', () => {
    const text = m.text('A text.');
    m.claimed(text);
    m.hidden(text);
    m.refusedAs('NAME_REQUIRED', text);
    expect(text).toMatchObject({ kind: 'object', claimed: false });
    expect(text).not.toHaveProperty('hidden');
    expect(text).not.toHaveProperty('refusedAs');
    expect(m.refusedAs('NAME_REQUIRED', m.hidden(m.claimed(text)))).toMatchObject({
      claimed: true,
      hidden: true,
      refusedAs: 'NAME_REQUIRED',
    });
  });
});
