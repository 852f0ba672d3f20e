import { foldLetters } from '@entente/domain';
import { stepsOf } from './commands.js';
import { readScenario } from './scenario.js';

describe('the persons of the demonstration', () => {
  const persons = stepsOf(readScenario(), 'aec16a98-5f0c-4a63-9d0c-1f5a3c2b7e10').flatMap(({ command }) =>
    command.name === 'registerPerson' ? [command.input] : [],
  );

  it('have ids that hold no part of any name: ids stand in the log in clear', () => {
    expect(persons.length).toBeGreaterThan(5);
    const parts = new Set(persons.flatMap(({ displayName }) => foldLetters(displayName).split(' ')));
    const telling = persons.flatMap(({ personId = '' }) =>
      foldLetters(personId)
        .split(' ')
        .filter((part) => parts.has(part)),
    );
    expect(telling).toEqual([]);
  });
});
