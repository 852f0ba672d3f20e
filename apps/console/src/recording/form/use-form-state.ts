import { useState } from 'react';
import type { Refusal } from '../../asking/refusal.js';
import { useLanguage, useTypo, useWords } from '../../words/index.js';
import type { Filled } from '../drafts/input-of.js';
import { withValue, type Draft, type FormValue } from '../drafts/draft.js';
import type { CommandFrame } from '../frames/frame.js';
import { useRehearsal, type Rehearsed } from '../rehearsing/use-rehearsal.js';
import { depositInput } from './commands-to-send.js';
import { fieldOf, sentencesAt, type Shown } from './errors.js';

/** A form as it stands: what is wrong with it, and what would come of it. */
export interface FormState {
  readonly rehearsed: Rehearsed | null;
  /** The rehearsal is of what stands in the form now. */
  readonly current: boolean;
  readonly set: (path: string, value: FormValue | undefined) => void;
  readonly errorsAt: (path: string) => readonly string[];
  /** The paths of all that is wrong, and what; for the summary and the focus. */
  readonly wrong: readonly { readonly path: string; readonly sentence: string }[];
  /** Shows what is missing from now on. */
  readonly tryIt: () => void;
}

/** The state of the form of a draft. `refused`: what the ledger said to it as it was sent last. */
export function useFormState(
  draft: Draft,
  frame: CommandFrame,
  filled: Filled,
  change: (make: (draft: Draft) => Draft) => void,
  refused: readonly Refusal[],
): FormState {
  const { t } = useWords('recording');
  const language = useLanguage();
  const typo = useTypo();
  const [tried, setTried] = useState(refused.length > 0);
  const deposit = draft.source && depositInput(draft.source, { withText: false });
  const { rehearsed, current } = useRehearsal(
    filled.problems.some(({ problem }) => problem !== 'NO_REASON')
      ? null
      : [
          ...(deposit ? [{ name: 'depositSource', input: deposit }] : []),
          { name: draft.command, input: filled.input },
        ],
  );
  const own = rehearsed?.at(-1) ?? null;
  const said: readonly Shown[] = own && current ? own.refusals.map(asShown) : refused;
  const problems = tried ? filled.problems : filled.problems.filter(({ problem }) => problem === 'TO_COME');
  const say = (one: Shown) => typo(one.message[language]);
  return {
    rehearsed: own,
    current,
    tryIt: () => setTried(true),
    set: (path, value) => change((before) => ({ ...before, values: withValue(before.values, path, value) })),
    errorsAt: (path) => [
      ...problems.filter((one) => one.path === path).map(({ problem }) => t(`problem.${problem}`)),
      ...sentencesAt(path, said, frame, say),
    ],
    wrong: [
      ...problems.map(({ path, problem }) => ({ path, sentence: t(`problem.${problem}`) })),
      ...said.map((one) => ({ path: fieldOf(one, frame), sentence: say(one) })),
    ],
  };
}

function asShown({ code, strength, field, message }: Rehearsed['refusals'][number]): Shown {
  return { code, strength: strength as Shown['strength'], field, message };
}
