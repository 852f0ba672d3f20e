import type { Language } from '../../words/language.js';
import { isInBasket, withoutDeposit, type Draft } from '../drafts/draft.js';
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

/**
 * What is sent of a basket: the deposit of its source once, with the first fact, as it was written last. `inHand`: the draft of
 * the form, which may say more of the source.
 */
export function toSend(basket: readonly InBasket[], inHand: Draft | undefined): readonly InBasket[] {
  const written = basket.map(({ draft }) => draft).toSorted((a, b) => b.touchedAt - a.touchedAt);
  const last = [...(inHand ? [inHand] : []), ...written].find(({ source }) => source?.deposit !== undefined);
  return basket.map((one, at) => {
    const draft = withoutDeposit(one.draft);
    return { ...one, draft: at === 0 && last ? { ...draft, source: last.source } : draft };
  });
}

/** The commands of a basket as a rehearsal takes them, and how many of them come before those of its facts. */
export function commandsOf(basket: readonly InBasket[]): {
  readonly deposits: number;
  readonly commands: readonly { readonly name: string; readonly input: object }[];
} {
  const source = basket[0]?.draft.source;
  const deposit = source && depositInput(source, { withText: false });
  const deposits = deposit ? [{ name: 'depositSource', input: deposit }] : [];
  return {
    deposits: deposits.length,
    commands: [...deposits, ...basket.map(({ draft, input }) => ({ name: draft.command, input }))],
  };
}
