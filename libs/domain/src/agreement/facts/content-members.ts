import * as m from '../../facts/member.js';

/** What an agreement says of itself, which its registration gives and amendments change. */

export const YES_NO_UNKNOWN = ['YES', 'NO', 'UNKNOWN'] as const;

const objective = m.object('ObjectiveInput', 'An objective of an agreement.', {
  code: m.withDefault(
    m.word('Its code; by default its place in the list: OBJ-1.'),
    (index) => `OBJ-${index + 1}`,
  ),
  texts: m.texts('What it says, by language.'),
});

export const title = m.refusedAs('TITLE_REQUIRED', m.texts('Its title by language, in at least one.'));
export const objectives = m.list(objective('What it is for.'));
export const sectors = m.texts('The sectors that it concerns.');
export const openToAccession = m.flag('Whether others may accede; absent: not known.');
export const initiative = m.texts('Of which initiative it is a part.');
