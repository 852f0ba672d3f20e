/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { membersBelow, STORED_FACTS, subjectsNamed, valuesIn, factOfType } from '@entente/domain';
import { LANGUAGES } from '../words/language.js';
import type { EventSaid } from './event-said.js';
import { sentenceText, SENTENCES } from './sentence.js';

const FOLDER = join(import.meta.dirname, '../../../../libs/ledger/src/catalogue/golden');
const { events: sealed } = JSON.parse(readFileSync(join(FOLDER, 'golden.json'), 'utf8')) as {
  readonly events: Readonly<Record<string, { readonly opened: Readonly<Record<string, unknown>> }>>;
};
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.event'))
  .map((file) => file.replace('.event', ''));

interface Stored {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurred: EventSaid['occurred'];
}

/** An event of a golden file as the API answers it: what it seals opened, what it names by other names than its ids. */
function saidOf(file: string): EventSaid {
  const { id, type, stream, data, occurred } = JSON.parse(
    readFileSync(join(FOLDER, `${file}.event`), 'utf8'),
  ) as Stored;
  const opened = Object.entries(sealed[file]?.opened ?? {}).flatMap(([pointer, value]) =>
    /^\/data\/\w+$/u.test(pointer) ? [[pointer.slice('/data/'.length), value]] : [],
  );
  const names = subjectsNamed({ type, stream, data: data as never }).map((subject) => ({
    kind: subject.kind,
    subjectId: subject.id,
    names: [{ text: `Nom ${subject.kind}`, lang: 'fr' }],
  }));
  return {
    id,
    type,
    stream,
    occurred,
    names,
    target: null,
    data: { ...data, ...Object.fromEntries(opened) },
  };
}

/** Every id in an event's data, by its declaration. */
function idsIn({ type, data }: EventSaid): readonly string[] {
  const members = factOfType(type)?.members ?? {};
  return [...valuesIn(members, data as object)]
    .filter(({ member }) => ['id', 'idOf', 'eventId', 'uuid', 'hash'].includes(member.kind))
    .map(({ value }) => String(value));
}

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  it('are there for every type of the catalogue', () => {
    const types = STORED_FACTS.map(({ type }) => type);
    expect(types.filter((type) => !Object.hasOwn(SENTENCES[language].says, type))).toEqual([]);
    expect(types.filter((type) => !Object.hasOwn(SENTENCES[language].called, type))).toEqual([]);
  });

  it('name only members that their type has', () => {
    const made = ['day', 'subject', 'target', 'targetType', 'changed', 'none'];
    for (const fact of STORED_FACTS) {
      const said = SENTENCES[language].says[fact.type as keyof (typeof SENTENCES)['fr']['says']];
      const patterns = typeof said === 'string' ? [said] : [...Object.values(said.of), said.other];
      const members = [...membersBelow(fact.members)].map(({ pointer }) =>
        pointer.slice(1).replaceAll('/', '.'),
      );
      const named = patterns.flatMap((one) =>
        [...one.matchAll(/\{([^}]*)\}/gu)].flatMap(([, name = '']) => name.split('|')),
      );
      const asked = [...named, ...(typeof said === 'string' ? [] : [said.by])];
      expect({
        type: fact.type,
        unknown: asked.filter((name) => !members.includes(name) && !made.includes(name)),
      }).toEqual({
        type: fact.type,
        unknown: [],
      });
    }
  });

  it.each(FILES)('%s is read without an id', (file) => {
    const event = saidOf(file);
    for (const within of [undefined, event.stream]) {
      const text = sentenceText(event, language, within);
      expect(text).toMatch(/^[^a-z].{10,}\.$/su);
      expect(text).not.toMatch(/undefined|null|NaN|[{}[\]]|\bagreementId\b| [ ,]|,,|\b[0-9a-f]{8}-/u);
      const words = new Set(text.split(/[\s,.;:()«»“”’'\u00a0\u202f]+/u));
      // Golden files have ids of one letter, which are words of a language too.
      expect(idsIn(event).filter((id) => id.length > 2 && words.has(id))).toEqual([]);
    }
  });
});
