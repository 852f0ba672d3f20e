import { checkExistence, citedSources } from '../rules/act.js';
import { accept, type Decision, type DraftEvent } from '../rules/decision.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import type { DataOf, Fact } from './fact.js';
import type { Asked } from './judge.js';

/** Records a notice: what the ledger reckons from its facts. It needs no evidence; what is cited has to exist. */
export function notice<F extends Fact>(
  { draft, input, context }: Asked<F>,
  dates: { readonly occurred: UncertainDate; readonly effective: UncertainDate },
  reckoned: Partial<DataOf<F>>,
): Decision {
  const event: DraftEvent = { ...draft, ...dates, confidential: [], data: { ...draft.data, ...reckoned } };
  return checkExistence(citedSources(input), context) ?? accept([event]);
}
