import { isDay, type Day } from '@entente/domain';
import { sha256 } from '@entente/proof';
import { columnsIn, type Profile } from '../profile/profile.js';
import type { ImportFile } from './file.js';
import { question, questionId, type Question } from './questions.js';

/** What was answered to the settings of a profile. Until somebody answers, its name stands for it, so that the rest can be rehearsed. */
export function settingsOf({ settings, choices }: Profile): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(settings).map((name) => [name, choices[questionId('setting', name)] ?? name]),
  );
}

/** The settings that nobody has answered yet. */
export function settingQuestions({ settings, choices }: Profile): readonly Question[] {
  return Object.entries(settings)
    .filter(([name]) => choices[questionId('setting', name)] === undefined)
    .map(([name, says]) => question('setting', name, null, { says }));
}

/** The question on what day a file was published; it is asked of each file. */
export function publicationQuestionId({ bytes }: ImportFile): string {
  return questionId('publication', sha256(bytes));
}

/** When a file was published; null where nobody has said so. */
export function publishedOnOf({ choices }: Profile, file: ImportFile): Day | null {
  const answer = choices[publicationQuestionId(file)] ?? '';
  return isDay(answer) ? answer : null;
}

/** The question on what day a file was published, where the profile needs it and nobody has answered. */
export function publicationQuestion(
  { acts, choices }: Profile,
  hash: string,
  {
    publishedOn,
    isNeeded,
  }: {
    readonly publishedOn: Day | null;
    /** Whether something that is not in the profile's acts is dated by it. */
    readonly isNeeded: boolean;
  },
): readonly Question[] {
  const made = acts.flatMap(({ input, changed }) => {
    const isFact = columnsIn(input).some((name) => choices[questionId('changed', name)] === 'fact');
    return isFact && changed ? [input, changed.input] : [input];
  });
  const isUsed = isNeeded || JSON.stringify(made).includes('"$publication"');
  return isUsed && publishedOn === null ? [question('publication', hash, null)] : [];
}
