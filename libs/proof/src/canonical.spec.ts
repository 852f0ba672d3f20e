import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { NotCanonicalError, canonicalBytes, parseCanonical } from './canonical.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../test/vectors/rfc8785');

const text = (value: unknown) => canonicalBytes(value).toString('utf8');
const bytes = (written: string) => Buffer.from(written, 'utf8');

function refusalOf(work: () => unknown): { readonly pointer: string; readonly problem: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof NotCanonicalError) return { pointer: error.pointer, problem: error.problem };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the canonical form of a JSON value', () => {
  it('orders keys by UTF-16 code units, at every depth, and has no spaces', () => {
    const value = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': { b: [{ d: 1, c: 2 }], a: null },
      '😀': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      ö: 'Latin Small Letter O With Diaeresis',
    };
    expect(text(value)).toBe(
      '{"\\r":"Carriage Return","1":{"a":null,"b":[{"c":2,"d":1}]},"\u0080":"Control",' +
        '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face",' +
        '"\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('escapes what JSON must and nothing else', () => {
    expect(text('€$\u000f\nA\'B"\\\u2028/é')).toBe('"€$\\u000f\\nA\'B\\"\\\\\u2028/é"');
  });

  it('writes minus zero as zero', () => {
    expect(text([-0, 0, 56])).toBe('[0,0,56]');
  });

  it('orders keys that look like indexes as any other', () => {
    expect(text({ b: { '10': 1, '9': 2 }, a: { '1': 1, '10': 2 } })).toBe(
      '{"a":{"1":1,"10":2},"b":{"10":1,"9":2}}',
    );
    expect(parseCanonical(bytes('{"10":1,"9":2}'))).toEqual({ '10': 1, '9': 2 });
    expect(() => parseCanonical(bytes('{"9":2,"10":1}'))).toThrow(NotCanonicalError);
  });

  it('keeps a key named __proto__ as any other', () => {
    expect(text(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}');
  });

  it.each([
    ['a fraction', { a: [1, 0.5] }, '/a/1'],
    ['more than a safe integer', { a: 2 ** 53 }, '/a'],
    ['less than a safe integer', { a: -(2 ** 53) }, '/a'],
    ['what is not a number', { a: Number.NaN }, '/a'],
    ['infinity', [Number.POSITIVE_INFINITY], '/0'],
    ['undefined in an object', { 'a/b': { '~': undefined } }, '/a~1b/~0'],
    ['undefined in an array', Array.from({ length: 2 }, () => undefined), '/0'],
    ['a bigint', { a: 1n }, '/a'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a date', { a: new Date(0) }, '/a'],
    ['a map', new Map(), ''],
    ['a lone surrogate', { a: 'x\ud800' }, '/a'],
    ['a key with a lone surrogate', { a: { '\udc00': 1 } }, '/a'],
  ])('refuses %s and says where', (_what, value, pointer) => {
    expect(refusalOf(() => canonicalBytes(value)).pointer).toBe(pointer);
  });

  it('is read back as the value that it was made of, and made again as the same bytes', () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed()),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const made = canonicalBytes(value);
        expect(canonicalBytes(parseCanonical(made)).equals(made)).toBe(true);
      }),
    );
  });
});

describe('bytes read as canonical', () => {
  it.each([
    ['a space', '{"a": 1}'],
    ['a line end', '{"a":1}\n'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a key that stands twice', '{"a":1,"a":1}'],
    ['a number written otherwise', '{"a":1.0}'],
    ['minus zero', '{"a":-0}'],
    ['an escape that is not needed', '{"a":"\\u0041"}'],
    ['a slash escaped', '{"a":"\\/"}'],
    ['a byte-order mark', '\ufeff{"a":1}'],
  ])('are refused for %s', (_what, written) => {
    expect(() => parseCanonical(bytes(written))).toThrow(NotCanonicalError);
  });

  it.each([
    ['a fraction', '{"a":0.5}', '/a'],
    ['a number that is not a safe integer', '[9007199254740992]', '/0'],
    ['a lone surrogate, escaped', '{"a":"\\ud800"}', '/a'],
  ])('are refused for %s, with its place', (_what, written, pointer) => {
    expect(refusalOf(() => parseCanonical(bytes(written))).pointer).toBe(pointer);
  });

  it('are refused, and not written, when they are nested without end', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(text(parseCanonical(bytes(nested(100))))).toBe(nested(100));
    for (const depth of [101, 30_000]) {
      expect(() => parseCanonical(bytes(nested(depth)))).toThrow(NotCanonicalError);
      expect(() => canonicalBytes(JSON.parse(nested(depth)))).toThrow(NotCanonicalError);
    }
  });

  it.each([
    ['half a letter', Buffer.from([0x22, 0xc3, 0x22])],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['nothing', Buffer.alloc(0)],
    ['an end that is missing', bytes('{"a":1')],
  ])('are refused when they are not JSON in UTF-8: %s', (_what, given) => {
    expect(refusalOf(() => parseCanonical(given)).problem).toBe('is not JSON in UTF-8');
  });
});

const read = (...path: readonly string[]) => readFileSync(join(VECTORS, ...path));

describe('the published vectors of RFC 8785', () => {
  it.each(readdirSync(join(VECTORS, 'input')))('document %s', (file) => {
    const made = canonicalBytes(JSON.parse(read('input', file).toString('utf8')));
    expect(made.toString('utf8')).toBe(read('output', file).toString('utf8').trim());
    expect(parseCanonical(made)).toEqual(JSON.parse(read('input', file).toString('utf8')));
  });

  it.each(readdirSync(join(VECTORS, 'outhex')))('bytes of %s', (file) => {
    const made = canonicalBytes(JSON.parse(read('input', file.replace('.txt', '.json')).toString('utf8')));
    expect(made.toString('hex')).toBe(
      read('outhex', file).toString('utf8').replaceAll(/\s+/g, '').toLowerCase(),
    );
  });

  const numbers = JSON.parse(read('numbers-appendix-b.json').toString('utf8')) as readonly {
    readonly ieee754: string;
    readonly json: string | null;
  }[];

  const valueOf = ({ ieee754 }: { readonly ieee754: string }) => Buffer.from(ieee754, 'hex').readDoubleBE(0);
  const safe = numbers.filter((number) => Number.isSafeInteger(valueOf(number)));

  it.each(safe)('number $ieee754 is written as published: a safe integer', (number) => {
    expect(text(valueOf(number))).toBe(number.json);
  });

  it.each(numbers.filter((number) => !safe.includes(number)))(
    'number $ieee754 is refused: not a safe integer',
    (number) => {
      expect(() => canonicalBytes(valueOf(number))).toThrow(NotCanonicalError);
    },
  );
});
