import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCanonicalScanner } from './canonical-scan.js';
import { canonicalBytes, parseCanonical } from './canonical.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const OUTPUT = join(import.meta.dirname, '../../../test/vectors/rfc8785/output');

const NAMES = ['id', 'rev', 'é'];
const { scan, members } = createCanonicalScanner(NAMES);

/** What reading and writing again says of bytes. */
function isCanonical(bytes: Buffer): boolean {
  try {
    parseCanonical(bytes);
    return true;
  } catch {
    return false;
  }
}

const bytes = (written: string) => Buffer.from(written, 'utf8');
const nested = (depth: number) => bytes(`${'['.repeat(depth)}${']'.repeat(depth)}`);

const texts = fc.oneof(
  fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed()),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      '/',
      '\n',
      '\r',
      '\t',
      '\u0000',
      '\u001f',
      '\u007f',
      'é',
      '\u2028',
      '\ue000',
      '😀',
      'a',
    ),
  }),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    texts,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), texts), tie('value'), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
}));

describe('bytes scanned for their one form', () => {
  it('are found canonical where writing a value made them, with the members of the names that are asked for', () => {
    fc.assert(
      fc.property(json.object, (value) => {
        const said = value as Readonly<Record<string, unknown>>;
        expect(scan(canonicalBytes(said))).toBe(true);
        for (const name of NAMES) {
          const member = Object.hasOwn(said, name) ? said[name] : undefined;
          const text = typeof member === 'string' ? member : null;
          expect([members.text(name), members.copiedText(name)]).toEqual([text, text]);
          expect(members.number(name)).toBe(typeof member === 'number' ? member : null);
          expect(members.isNull(name)).toBe(member === null);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are judged as reading and writing them again judges them, whatever was changed in them', () => {
    const change = fc.record({
      at: fc.nat(),
      left: fc.nat(2),
      put: fc.oneof(
        fc.constantFrom(
          '"',
          ',',
          ':',
          ' ',
          '{',
          '}',
          '[',
          ']',
          '-',
          '0',
          '1',
          'e',
          '.',
          '\\',
          '\\u0041',
          '\\u000A',
          '\\/',
          'null',
          'é',
          '😀',
        ),
        fc.uint8Array({ maxLength: 2 }),
      ),
    });
    fc.assert(
      fc.property(json.value, fc.array(change, { minLength: 1, maxLength: 2 }), (value, changes) => {
        const changed = changes.reduce<Buffer>((whole, { at, left, put }) => {
          const place = at % (whole.length + 1);
          return Buffer.concat([
            whole.subarray(0, place),
            Buffer.from(put as Uint8Array),
            whole.subarray(place + left),
          ]);
        }, canonicalBytes(value));
        // Of a number with more digits than all safe integers have, a scan says nothing.
        fc.pre(!/\d{16}/.test(changed.toString('latin1')));
        expect(scan(changed)).toBe(isCanonical(changed));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['a space', bytes('{"a": 1}')],
    ['a line end', bytes('{"a":1}\n')],
    ['keys out of order', bytes('{"b":1,"a":2}')],
    ['keys out of order by their code units', bytes('{"\ue000":1,"😀":2}')],
    ['keys whose escapes stand in order, and what they say does not', bytes('{"\\n":1,"\\t":2}')],
    ['a key that stands twice', bytes('{"a":1,"a":1}')],
    ['a key that begins as the one before it, and is shorter', bytes('{"ab":1,"a":1}')],
    ['a fraction', bytes('{"a":1.0}')],
    ['minus zero', bytes('{"a":-0}')],
    ['a zero before a number', bytes('[01]')],
    ['an exponent', bytes('[1e3]')],
    ['an escape that is not needed', bytes('{"a":"\\u0041"}')],
    ['an escape in capitals', bytes('["\\u001F"]')],
    ['a long escape where there is a short one', bytes('["\\u000a"]')],
    ['a slash escaped', bytes('{"a":"\\/"}')],
    ['a surrogate, escaped', bytes('["\\ud83d\\ude00"]')],
    ['a byte-order mark', bytes('\ufeff{"a":1}')],
    ['a control character', bytes('["\u0001"]')],
    ['a comma too many', bytes('[1,]')],
    ['a second value', bytes('1 2')],
    ['half a word', bytes('nul')],
    ['an end that is missing', bytes('{"a":1')],
    ['nothing', Buffer.alloc(0)],
    ['half a letter', Buffer.from([0x22, 0xc3, 0x22])],
    ['a letter that is longer than it must be', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['lists within each other without end', nested(101)],
  ])('are not found canonical for %s', (_what, given) => {
    expect([scan(given), isCanonical(given)]).toEqual([false, false]);
  });

  it.each([
    ['lists within each other', nested(100)],
    [
      'every escape that there is',
      canonicalBytes([Array.from({ length: 0x20 }, (_none, code) => String.fromCharCode(code)).join('')]),
    ],
    ['the members of nothing', bytes('{"":{},"a":[]}')],
    ['keys in the order of their code units', bytes('{"😀":2,"\ue000":1}')],
    ['a member that another has inside', bytes('{"id":{"id":"x"},"rev":-12}')],
  ])('are found canonical for %s', (_what, given) => {
    expect([scan(given), isCanonical(given)]).toEqual([true, true]);
  });

  it('are left to reading them where a number may not be safe', () => {
    for (const number of ['9007199254740991', '9007199254740993']) expect(scan(bytes(number))).toBe(false);
  });

  it.each(readdirSync(OUTPUT))('are judged alike of the published document %s', (file) => {
    const given = bytes(readFileSync(join(OUTPUT, file), 'utf8').trim());
    expect(scan(given)).toBe(isCanonical(given));
  });
});
