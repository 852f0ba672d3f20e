import { useGo } from '../as-of/as-of-bar.js';
import { useDates } from '../as-of/dates.js';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { useShortcut } from '../frame/shortcut.js';
import type { Agreement } from './agreement-question.js';
import { changeBeside, momentBeside } from './picture-scale.js';

const MOMENTS = graphql(`
  query AllMoments($id: ID!) {
    agreement(id: $id) {
      moments {
        position
      }
    }
  }
`);

/** Keys that walk through the picture: `[` and `]` to the days on which the answer changes, `{` and `}` through what was known. */
export function PictureKeys({ agreement }: { readonly agreement: Agreement }) {
  const { agreementId, line, moments, asOf } = agreement;
  const { on, known, at } = useDates();
  const go = useGo();
  const past = known !== undefined || at !== undefined;
  // What was recorded since is not in an answer of the past.
  const { data } = useAnswer(MOMENTS, { id: agreementId }, { enabled: past });
  const positions = (data?.agreement?.moments ?? moments).map(({ position }) => position);
  // The dates of the address: the answer for them may be on its way still.
  const here = { validOn: on ?? asOf.validOn, position: at ?? asOf.position };
  const goToDay = (step: 1 | -1) => {
    const day = changeBeside(line, here, step);
    if (day !== undefined) go({ on: day, known, at });
  };
  const goToMoment = (step: 1 | -1) => {
    const position = momentBeside(positions, here.position, step);
    // The last moment is all that the ledger knows.
    if (position !== undefined) go(position === positions.at(-1) ? { on } : { on, at: position });
  };
  useShortcut('[', () => goToDay(-1));
  useShortcut(']', () => goToDay(1));
  useShortcut('{', () => goToMoment(-1));
  useShortcut('}', () => goToMoment(1));
  return null;
}
