import { COMMAND_FRAMES } from '../frames/command-frames.js';
import type { CommandFrame, FieldFrame, Fields } from '../frames/frame.js';
import { newDraft, valueAt, withValue, type FormValue } from './draft.js';
import { inputOf } from './input-of.js';

const CONTEXT = { today: '2026-11-28', language: 'fr' };

/** A field filled in, down to its last member. */
function filledIn(field: FieldFrame): FormValue {
  switch (field.kind) {
    case 'object':
      return allIn(field.fields ?? {});
    case 'list':
      return [filledIn(field.item ?? { kind: 'word' })];
    case 'date':
      return { typed: '2025-01-01' };
    default:
      return 'x';
  }
}

function allIn(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, filledIn(field)]));
}

/** A path to the innermost field of a member, as its form sets it. */
function innermost(name: string, field: FieldFrame): string {
  if (field.kind === 'list') return innermost(`${name}.0`, field.item ?? { kind: 'word' });
  const [first] = Object.entries(field.fields ?? {});
  return field.kind === 'object' && first ? innermost(`${name}.${first[0]}`, first[1]) : name;
}

const shapeOf = ({ kind, fields, item }: FieldFrame): string =>
  JSON.stringify({ kind, fields: fields && Object.keys(fields), item: item?.kind });

const frames = Object.entries(COMMAND_FRAMES);
const pairs = frames.flatMap(([from, before]) =>
  frames.flatMap(([to, after]) =>
    Object.keys(before.fields)
      .filter((name) => {
        const [one, other] = [before.fields[name], after.fields[name]];
        return one && other && shapeOf(one) !== shapeOf(other);
      })
      .map((name) => ({ from, to, name })),
  ),
);

describe('a draft of which the kind of fact was changed', () => {
  it('is of two kinds that give one name to different members, here and there', () => {
    expect(pairs.length).toBeGreaterThan(10);
  });

  it('is read and filled in again without a mistake, whatever its members held before', () => {
    for (const { from, to, name } of pairs) {
      const before = (COMMAND_FRAMES[from] as CommandFrame).fields;
      const frame = COMMAND_FRAMES[to] as CommandFrame;
      const values = allIn(before);
      expect(() => inputOf(frame, newDraft({ command: to, values }), CONTEXT)).not.toThrow();
      const field = frame.fields[name] as FieldFrame;
      const path = innermost(name, field);
      const again = field.kind === 'date' ? { typed: '2025' } : 'y';
      expect(valueAt(withValue(values, path, again), path)).toEqual(again);
    }
  });
});
