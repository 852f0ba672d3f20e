import { useEffect, useState } from 'react';
import type { Refusal } from '../../asking/refusal.js';
import { useMessage } from '../../showing/message.js';
import { useWords } from '../../words/index.js';
import type { Filled, Problem } from '../drafts/input-of.js';
import { withoutDeposit, withValue, type Draft, type FormValue } from '../drafts/draft.js';
import type { CommandFrame } from '../frames/frame.js';
import { useRehearsal, type Rehearsed } from '../rehearsing/use-rehearsal.js';
import { depositInput } from './commands-to-send.js';
import { fieldOf, isDeposited, refusalsOfAll, sentencesAt, type Shown } from './errors.js';

/** A form as it stands: what is wrong with it, and what would come of it. */
export interface FormState {
  /** What would come of the fact itself. */
  readonly rehearsed: Rehearsed | null;
  /** The rehearsal is of what stands in the form now. */
  readonly current: boolean;
  /** Why nothing could be rehearsed: the ledger did not answer. */
  readonly failure: Refusal | null;
  /** The ledger would refuse it, and nothing can be set aside. */
  readonly held: boolean;
  /** The ledger has another fact under the id of this draft: that which was sent before it was changed. */
  readonly idReused: boolean;
  readonly set: (path: string, value: FormValue | undefined) => void;
  readonly errorsAt: (path: string) => readonly string[];
  /** What keeps it from being sent. */
  readonly problems: readonly Problem[];
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
  const message = useMessage();
  const [tried, setTried] = useState(refused.length > 0);
  const deposit = draft.source && depositInput(draft.source, { withText: false });
  const { rehearsed, current, failure } = useRehearsal(
    filled.problems.some(({ problem }) => problem !== 'NO_REASON')
      ? null
      : [
          ...(deposit ? [{ name: 'depositSource', input: deposit }] : []),
          { name: draft.command, input: filled.input },
        ],
  );
  useDepositedMeanwhile(deposit !== null && current ? rehearsed : null, change);
  const lately = useUntilRehearsed(refused, current);
  const said: readonly Shown[] = rehearsed ? refusalsOfAll(rehearsed) : lately;
  const problems = tried ? filled.problems : filled.problems.filter(saidAtOnce);
  const say = (one: Shown) =>
    one.code === 'COMMAND_ID_REUSED' ? t('problem.SENT_BEFORE') : message(one.message);
  return {
    rehearsed: rehearsed?.at(-1) ?? null,
    current,
    failure,
    held: said.some(({ strength }) => strength !== 'POLICY'),
    idReused: said.some(({ code }) => code === 'COMMAND_ID_REUSED'),
    tryIt: () => setTried(true),
    set: (path, value) => change((before) => ({ ...before, values: withValue(before.values, path, value) })),
    errorsAt: (path) => [
      ...problems.filter((one) => one.path === path).map(({ problem }) => t(`problem.${problem}`)),
      ...sentencesAt(path, said, frame, say),
    ],
    problems: filled.problems,
    wrong: [
      ...problems.map(({ path, problem }) => ({ path, sentence: t(`problem.${problem}`) })),
      ...said.map((one) => ({ path: fieldOf(one, frame), sentence: say(one) })),
    ],
  };
}

/** What is wrong even before somebody tries to send: what was written and cannot be taken as it is. */
function saidAtOnce({ problem }: Problem): boolean {
  return problem === 'TO_COME' || problem === 'NOT_LINES';
}

/** Refusals of the last sending, until the ledger has said something of what stands in the form since. */
function useUntilRehearsed(refused: readonly Refusal[], rehearsed: boolean): readonly Refusal[] {
  const [answered, setAnswered] = useState<readonly Refusal[] | null>(null);
  useEffect(() => {
    if (rehearsed) setAnswered(refused);
  }, [rehearsed, refused]);
  return answered === refused ? [] : refused;
}

/** A source that is deposited by now is gone on with as one that is. */
function useDepositedMeanwhile(
  rehearsed: readonly Rehearsed[] | null,
  change: (make: (draft: Draft) => Draft) => void,
): void {
  const there = rehearsed !== null && rehearsed.slice(0, -1).some(({ refusals }) => isDeposited(refusals));
  useEffect(() => {
    if (there) change(withoutDeposit);
  }, [there, change]);
}
