import { DECIDERS, FACTS, referencesOf, STORED_FACTS, type Command } from '../catalogue.js';
import { isBlank } from '../rules/text.js';
import { STREAM_KINDS } from '../streams.js';
import {
  acceptedExamples,
  allMembers,
  decideExample,
  exampleOf,
  leavesOf,
  type Example,
} from '../testing/examples.js';
import { membersBelow, sealedPointers, subjectMember, subjectMembers, type Fact } from './fact.js';
import * as m from './member.js';

/** The facts, named for `it.each`. */
const EVERY_FACT = FACTS.map((fact): [string, Fact] => [`${fact.type} by ${fact.command}`, fact]);

/** The ids of an example, whatever the derivations take for one. */
const idsIn = (value: unknown) => [...JSON.stringify(value).matchAll(/"(ID-\d+)"/g)].map(([, id]) => id);

/** Every member of a fact with its name. */
const named = (fact: Fact) =>
  [...membersBelow(allMembers(fact))].map(({ member, pointer }) => ({
    member,
    pointer,
    name: pointer.split('/').findLast((part) => part !== '*') ?? '',
  }));

describe('the facts', () => {
  it('have each a type and a command of its own', () => {
    const all = DECIDERS.map(({ fact }) => fact);
    expect(new Set(STORED_FACTS.map(({ type }) => type)).size).toBe(STORED_FACTS.length);
    expect(new Set(all.map(({ type }) => type)).size).toBe(STORED_FACTS.length);
    expect(new Set(all.map(({ command }) => command)).size).toBe(all.length);
  });
});

describe.each(EVERY_FACT)('%s', (_type, fact) => {
  it('has words and sentences in both languages; the sentences differ', () => {
    const { called, says } = fact;
    expect([called.fr, called.en, says.fr, says.en].filter(isBlank)).toEqual([]);
    expect(says.fr).not.toBe(says.en);
    expect([says.fr, says.en].filter((sentence) => !sentence.endsWith('.'))).toEqual([]);
  });

  it('refers to everything else that its command names, the sources of its evidence too', () => {
    const example = exampleOf(allMembers(fact));
    const own = subjectMember(fact);
    const expected = idsIn(Object.fromEntries(Object.entries(example).filter(([name]) => name !== own)));
    const references = referencesOf({ name: fact.command, input: example } as unknown as Command);
    expect(new Set(references.map(({ id }) => id))).toEqual(new Set(expected));
    expect(references.at(-1)).toEqual({
      kind: 'source',
      id: (example['evidence'] as readonly Example[])[0]?.['sourceId'],
      field: 'evidence.0.sourceId',
    });
  });

  it('declares as an id whatever is named like one, and names its subject', () => {
    const own = subjectMember(fact);
    const wrong = named(fact).filter(
      ({ name, member }) =>
        fact.stream !== 'ledger' &&
        /Ids?$/.test(name) &&
        !['id', 'partId', 'idOf', 'eventId'].includes(
          member.kind === 'list' ? member.item.kind : member.kind,
        ),
    );
    expect(wrong.map(({ pointer }) => pointer)).toEqual([]);
    if (own !== null) expect(fact.members[own]).toMatchObject({ kind: 'id', of: fact.stream });
  });

  it('seals all free text', () => {
    const leaves = leavesOf(allMembers(fact), exampleOf(allMembers(fact)));
    const clear = leaves.filter(({ member, sealed }) => member.kind === 'freeText' && !sealed);
    expect(clear.map(({ path }) => path.join('.'))).toEqual([]);
    expect(leaves.some(({ member }) => member.kind === 'freeText')).toBe(true);
  });

  it('keeps what is sealed out of its data, with a pointer that it declares', () => {
    for (const example of acceptedExamples(fact)) {
      const decision = decideExample(fact, example);
      if (decision.refused) throw new Error(`${decision.code} at ${decision.field}: see SETTINGS`);
      const [event] = decision.events;
      const clear = JSON.stringify(event?.data);
      const texts = leavesOf(allMembers(fact), example.input).filter(
        ({ sealed, member }) => sealed && (member.kind === 'freeText' || member.kind === 'name'),
      );
      expect(texts.filter(({ value }) => clear.includes(JSON.stringify(value)))).toEqual([]);
      const pointers = event?.confidential
        .map(({ pointer }) => pointer.replace(/\/\d+(?=\/|$)/g, '/*'))
        // What a correction sets is sealed under the pointer that it has in the record: the catalogue knows those.
        .filter((pointer) => pointer.startsWith('/data') && !pointer.startsWith('/data/set'));
      expect(sealedPointers(fact)).toEqual(expect.arrayContaining(pointers ?? []));
    }
  });

  it('is tried with every member that its command may have', () => {
    const given = new Set(acceptedExamples(fact).flatMap(({ input }) => Object.keys(input)));
    const offered = Object.entries(fact.members).filter(([, { inInput }]) => inInput !== 'ABSENT');
    expect(offered.map(([name]) => name).filter((name) => !given.has(name))).toEqual([]);
  });
});

describe('a fact', () => {
  it('is held by a stream whose subject a member names; the ledger itself has none', () => {
    for (const stream of Object.keys(STREAM_KINDS).filter((kind) => kind !== 'envelope'))
      expect(subjectMember({ stream } as Fact)).toBe(`${stream}Id`);
    expect(subjectMembers({ stream: 'envelope' })).toEqual(['fund', 'region']);
    expect(subjectMember({ stream: 'envelope' })).toBeNull();
    expect(subjectMember({ stream: 'ledger' } as Fact)).toBeNull();
  });

  it('seals what its members seal, wherever they stand, and the notes of their dates', () => {
    const item = m.object('ItemInput', 'An item.', {
      on: m.date('When.'),
      why: m.sealed(m.freeText('Why.')),
      what: m.word('What.'),
    });
    const members = {
      reason: m.sealed(m.freeText('Why.')),
      startsOn: m.date('When.'),
      items: m.list(item('The items.')),
      who: m.sealed(m.name('Who.'), 'personId'),
    };
    expect(sealedPointers({ members })).toEqual([
      '/data/reason',
      '/data/startsOn/note',
      '/data/items/*/on/note',
      '/data/items/*/why',
      '/data/who',
    ]);
  });
});
