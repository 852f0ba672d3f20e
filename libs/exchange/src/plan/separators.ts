import type { Profile } from '../profile/profile.js';
import { questionId } from './questions.js';

/** What may separate the names or words in a cell, by the answers that say so. */
export const SEPARATORS: Readonly<Record<string, string>> = {
  '/': '/',
  ';': ';',
  '|': '|',
  ',': ',',
  lines: '\n',
};

/** The answer that each cell is one name or word. */
export const ONE = 'one';

/** The separator that somebody chose for the cells of a column; undefined where they are no lists, or nobody was asked. */
export function separatorChosen(column: string, choices: Profile['choices']): string | undefined {
  return SEPARATORS[choices[questionId('list', column)] ?? ''];
}
