import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@entente/domain';
import { canonicalBytes, leafHash, parseCanonical } from '@entente/proof';
import { placeOf } from '../vault/open-fields.js';
import { readBytes, type Envelope } from '../envelope/envelope.js';
import { openField } from '../envelope/sealing.js';
import { SchemaError } from './catalogue.js';
import { STORED_EVENTS } from './stored-events.js';
import { uncertainDate } from './stored-form.js';

/**
 * The bytes of one event of every type and version, as they were written when that version was. What is stored is for ever,
 * and so are these files: a new version adds one, no change edits one. They are JSON, but not named so: no formatter may touch them.
 */
const FOLDER = join(import.meta.dirname, 'golden');
const { keys, events } = JSON.parse(readFileSync(join(FOLDER, 'golden.json'), 'utf8')) as {
  readonly keys: Readonly<Record<string, string>>;
  readonly events: Readonly<
    Record<string, { readonly hash: string; readonly opened: Readonly<Record<string, Json>> }>
  >;
};
const names = STORED_EVENTS.types.flatMap(({ type, versions }) =>
  versions.map((_schema, index) => `${type}.v${index + 1}`),
);
const MEMBERS =
  'actor advice after cause data effective id ledger occurred overrides personal prev provenance recorded rev schema stream type v';

const bytesOf = (name: string) => readFileSync(join(FOLDER, `${name}.event`));
const read = (name: string) => parseCanonical(bytesOf(name)) as Envelope;

describe('the stored form of events', () => {
  it('has a golden file for every version of every type, and no other', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'golden.json');
    expect(files.toSorted()).toEqual(names.map((name) => `${name}.event`).toSorted());
    expect(Object.keys(events).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('%s is read, hashed and written again as it was', (name) => {
    const bytes = bytesOf(name);
    const [type, version] = name.split('.v') as [string, string];
    const envelope = read(name);
    expect(canonicalBytes(envelope).equals(bytes)).toBe(true);
    expect(leafHash(bytes)).toBe(events[name]?.hash);
    const { id, stream, rev } = envelope;
    const position = { commit: 1n, prepare: 1n };
    const hash = events[name]?.hash ?? '';
    const stored = { id, stream, revision: rev, type, bytes, hash, position, created: 0 };
    expect(readBytes(stored)).toEqual({ envelope, hash: events[name]?.hash });
    expect(envelope.schema).toBe(Number(version));
    STORED_EVENTS.validate(type, Number(version), envelope.data);
    expect(() => STORED_EVENTS.read(type, Number(version), envelope.data)).not.toThrow();
  });

  it.each(names)('%s has every member of the envelope and of its dates', (name) => {
    const envelope = read(name);
    expect(Object.keys(envelope).toSorted().join(' ')).toBe(MEMBERS);
    expect(Object.keys(envelope.cause).toSorted()).toEqual([
      'causation',
      'command',
      'correlation',
      'digest',
      'name',
    ]);
    for (const date of [envelope.occurred, envelope.effective])
      expect(uncertainDate.safeParse(date).success).toBe(true);
    expect(envelope.recorded).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it.each(names)('%s opens with the keys that sealed it, and holds nothing of it in clear', (name) => {
    const envelope = read(name);
    const clear = bytesOf(name).toString('utf8');
    const opened = events[name]?.opened ?? {};
    expect(Object.keys(envelope.personal).toSorted()).toEqual(Object.keys(opened).toSorted());
    for (const [pointer, sealed] of Object.entries(envelope.personal)) {
      expect(STORED_EVENTS.isConfidential(envelope.type, pointer)).toBe(true);
      const key = Buffer.from(keys[sealed.kid] ?? '', 'hex');
      const value = opened[pointer] as Json;
      expect(openField(sealed, placeOf(envelope, pointer), key)).toEqual({ value });
      expect(clear).not.toContain(typeof value === 'string' ? value : JSON.stringify(value));
    }
  });

  it.each(names)('%s takes no free text in clear, nor any other member', (name) => {
    const { type, schema, data } = read(name);
    for (const member of ['note', 'quote', 'reason', 'displayName', 'text', 'other'].filter(
      (one) => one !== 'text' || !('text' in data),
    ))
      expect(() => STORED_EVENTS.validate(type, schema, { ...data, [member]: 'in clear' })).toThrow(
        SchemaError,
      );
  });

  it('has a sealed example of everything that the catalogue calls confidential', () => {
    const missing = STORED_EVENTS.types.flatMap(({ type, confidential, versions }) =>
      // What a rectification seals in the place of another record's members has the examples of those.
      confidential
        .filter((pointer) => !pointer.startsWith('/data/set/'))
        .filter(
          (pointer) => !(pointer.replaceAll('/*', '/0') in read(`${type}.v${versions.length}`).personal),
        ),
    );
    expect(missing).toEqual([]);
  });
});
