import * as m from './member.js';

const members = m.object(
  'IdentifierInput',
  'An identifier in a register that others keep; unique for ever.',
  {
    scheme: m.word('The register.'),
    value: m.word('The identifier in it.'),
  },
);

/** An identifier in a register that others keep, such as an enterprise number or the number of a treaty; one thing alone can have it. */
export const identifier = (says: string) => m.claimed(members(says));
