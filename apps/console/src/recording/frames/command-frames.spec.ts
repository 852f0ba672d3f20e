import { LANGUAGES } from '../../words/language.js';
import { COMMAND_FRAMES } from './command-frames.js';
import { choiceOf, labelOf } from './field-words.js';
import type { Fields } from './frame.js';

/** Every field of a form, with its path; lists are what they hold. */
function* fieldsBelow(
  fields: Fields,
  path = '',
): Generator<{ readonly path: string; readonly words: readonly string[] }> {
  for (const [name, field] of Object.entries(fields)) {
    const at = path === '' ? name : `${path}.${name}`;
    const one = field.item ?? field;
    yield { path: at, words: one.words ?? [] };
    yield* fieldsBelow(one.fields ?? {}, at);
  }
}

describe('the form of every command', () => {
  const all = Object.entries(COMMAND_FRAMES).flatMap(([command, { fields }]) =>
    [...fieldsBelow(fields)].map((field) => ({ command, ...field })),
  );

  it('has a field for what the commands take', () => {
    expect(all.length).toBeGreaterThan(200);
  });

  it.each(LANGUAGES)('has words for each of its fields (%s)', (language) => {
    expect(
      all
        .filter(({ command, path }) => labelOf(command, path, language) === null)
        .map(({ command, path }) => `${command}.${path}`),
    ).toEqual([]);
  });

  it.each(LANGUAGES)('has words for each value that one may choose (%s)', (language) => {
    const words = new Set(all.flatMap((field) => field.words));
    expect([...words].filter((word) => choiceOf(word, language) === null)).toEqual([]);
  });
});
