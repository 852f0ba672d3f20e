import type { Language } from '../../words/language.js';
import { isInBasket, type Draft } from '../drafts/draft.js';
import { inputOf } from '../drafts/input-of.js';
import { depositInput } from '../form/commands-to-send.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';

/** A fact in the basket: it is ready, and waits to be recorded with the others of its source. */
export interface InBasket {
  readonly draft: Draft;
  readonly input: object;
  /** It was taken up and left again before it was complete. */
  readonly unfinished: boolean;
}

/** What the readings of a draft depend on. */
interface Reading {
  readonly today: string;
  readonly language: Language;
}

/** The facts of a source that wait in the basket, in the order in which they were put there. */
export function basketOf(
  drafts: readonly Draft[],
  sourceId: string | undefined,
  { today, language }: Reading,
): readonly InBasket[] {
  return drafts
    .filter((draft) => isInBasket(draft) && draft.source?.sourceId === sourceId)
    .toSorted((a, b) => (a.basketAt ?? 0) - (b.basketAt ?? 0))
    .flatMap((draft) => {
      const frame = COMMAND_FRAMES[draft.command];
      if (!frame) return [];
      const { input, problems } = inputOf(frame, draft, {
        today,
        language: draft.source?.lang ?? language,
      });
      return [{ draft, input, unfinished: problems.length > 0 }];
    });
}

/** Commands as a rehearsal takes them: the deposit of the source once, before the facts. */
export function commandsOf(basket: readonly InBasket[]): {
  readonly deposits: number;
  readonly commands: readonly { readonly name: string; readonly input: object }[];
} {
  const [first] = basket.filter(({ draft }) => draft.source?.deposit !== undefined);
  const deposit = first?.draft.source && depositInput(first.draft.source, { withText: false });
  const deposits = deposit ? [{ name: 'depositSource', input: deposit }] : [];
  return {
    deposits: deposits.length,
    commands: [...deposits, ...basket.map(({ draft, input }) => ({ name: draft.command, input }))],
  };
}
