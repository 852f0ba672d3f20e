import { z } from 'zod';
import { createCatalogue, SchemaError, UnknownTypeError, type StoredEventType } from './catalogue.js';

/** A type that was stored in three ways: `who`, then `name`, then `names`. */
const GREETED: StoredEventType = {
  type: 'Greeted',
  versions: [
    z.strictObject({ who: z.string() }),
    z.strictObject({ name: z.string() }),
    z.strictObject({ names: z.array(z.string()).min(1) }),
  ],
  upcasts: [({ who }) => ({ name: who ?? '' }), ({ name }) => ({ names: [name ?? ''] })],
  confidential: ['/data/why', '/data/lines/*/quote'],
};

const catalogue = createCatalogue([GREETED]);

describe('a catalogue with several versions of an event', () => {
  it('brings every version to the current one, step by step', () => {
    expect(catalogue.read('Greeted', 1, { who: 'Ada' })).toEqual({ names: ['Ada'] });
    expect(catalogue.read('Greeted', 2, { name: 'Ada' })).toEqual({ names: ['Ada'] });
    expect(catalogue.read('Greeted', 3, { names: ['Ada', 'Bob'] })).toEqual({ names: ['Ada', 'Bob'] });
    expect(catalogue.currentVersion('Greeted')).toBe(3);
  });

  it('judges stored data by the version that they were written in, not by the current one', () => {
    expect(() => catalogue.read('Greeted', 1, { names: ['Ada'] })).toThrow(SchemaError);
    expect(() => catalogue.read('Greeted', 3, { who: 'Ada' })).toThrow(SchemaError);
    expect(() => catalogue.validate('Greeted', 2, { who: 'Ada' })).toThrow(SchemaError);
  });

  it.each([
    ['a version that is still to come', 'Greeted', 4, { names: ['Ada'] }],
    ['version 0', 'Greeted', 0, { who: 'Ada' }],
    ['a version that is no whole number', 'Greeted', 1.5, { who: 'Ada' }],
    ['a member that the schema does not know', 'Greeted', 1, { who: 'Ada', why: 'because' }],
    ['a member that is missing', 'Greeted', 2, {}],
    ['data that are no object', 'Greeted', 1, null],
  ])('refuses %s when it reads and when it writes', (_what, type, version, data) => {
    expect(() => catalogue.read(type, version, data)).toThrow(SchemaError);
    expect(() => catalogue.validate(type, version, data)).toThrow(SchemaError);
  });

  it('cannot read a stored type that it does not have; writing one is a programming error', () => {
    expect(() => catalogue.read('Left', 1, {})).toThrow(SchemaError);
    expect(() => catalogue.validate('Left', 1, {})).toThrow(UnknownTypeError);
    expect(() => catalogue.currentVersion('Left')).toThrow(UnknownTypeError);
  });

  it('knows which pointers are sealed, those of a list by any index', () => {
    const sealed = (pointer: string) => catalogue.isConfidential('Greeted', pointer);
    expect(
      ['/data/why', '/data/lines/12/quote', '/occurred/note', '/provenance/0/quote'].map(sealed),
    ).toEqual([true, true, true, true]);
    expect(
      ['/data', '/data/why/0', '/data/lines/x/quote', '/data/names', '/provenance/0'].map(sealed),
    ).toEqual([false, false, false, false, false]);
  });

  it('is not made of types that stand twice or lack an upcaster', () => {
    expect(() => createCatalogue([GREETED, GREETED])).toThrow(/twice/);
    expect(() => createCatalogue([{ ...GREETED, upcasts: [] }])).toThrow(/3 versions and 0 upcasters/);
  });
});

describe('data that is given to be written', () => {
  const catalogue = createCatalogue([
    {
      type: 'Said',
      versions: [
        z.strictObject({
          text: z.string().min(2).max(5).optional(),
          list: z.array(z.string()).min(1).max(2).optional(),
          count: z.int().min(0).max(9).optional(),
          kind: z.enum(['A', 'B']).optional(),
        }),
      ],
      upcasts: [],
      confidential: [],
    },
  ]);
  const faultIn = (data: object) => {
    try {
      catalogue.validate('Said', 1, data);
      return 'taken';
    } catch (error) {
      return error instanceof SchemaError ? { field: error.field, ...error.problem } : error;
    }
  };

  it.each([
    [{ text: 'abcdef' }, { field: 'text', problem: 'TEXT_TOO_LONG', most: 5 }],
    [{ text: 'a' }, { field: 'text', problem: 'TEXT_TOO_SHORT', least: 2 }],
    [{ list: ['a', 'b', 'c'] }, { field: 'list', problem: 'LIST_TOO_LONG', most: 2 }],
    [{ list: [] }, { field: 'list', problem: 'LIST_TOO_SHORT', least: 1 }],
    [{ count: 10 }, { field: 'count', problem: 'NUMBER_TOO_LARGE', most: 9 }],
    [{ count: -1 }, { field: 'count', problem: 'NUMBER_TOO_SMALL', least: 0 }],
    [{ kind: 'C' }, { field: 'kind', problem: 'NOT_ONE_OF', words: ['A', 'B'] }],
    [{ text: 7 }, { field: 'text', problem: 'OTHER_FORM' }],
    [{ other: 1 }, { field: null, problem: 'OTHER_FORM' }],
  ])('is refused with what is wrong and where, for people too: %j', (data, told) => {
    expect(faultIn(data)).toEqual(told);
  });
});
