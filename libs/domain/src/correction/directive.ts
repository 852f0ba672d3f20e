import * as m from '../facts/member.js';
import { systemDay, type UncertainDate } from '../time/uncertain-date.js';
import type {
  CommandInput,
  Confidential,
  DecisionContext,
  DraftEvent,
  JsonObject,
  PastEvent,
} from '../rules/decision.js';

/** On whose word something is corrected. */
const AUTHORITIES = ['CLERICAL_ERROR', 'BETTER_SOURCE', 'PARTIES_AGREED', 'AUTHORITY_DECIDED'] as const;

/** The members that both corrections have. */
export const DIRECTIVE_MEMBERS = {
  stream: m.askedOnly(m.stream('The stream of what is corrected: a kind and an id, agreement-corridor-ne.')),
  authority: m.optional(
    m.oneOf(AUTHORITIES, 'On whose word: CLERICAL_ERROR, BETTER_SOURCE, PARTIES_AGREED, AUTHORITY_DECIDED.'),
  ),
  reason: m.refusedAs('REASON_REQUIRED', m.sealed(m.freeText('Why; recorded and kept confidential.'))),
};

/** The dates of what is decided on the ledger itself: today, unless a day is given. */
export function decidedOn({
  input,
  draft,
  context,
}: {
  readonly input: CommandInput;
  readonly draft: Pick<DraftEvent, 'occurred'>;
  readonly context: DecisionContext;
}): Pick<DraftEvent, 'occurred' | 'effective'> {
  const decided = input.occurredOn ? draft.occurred : systemDay(context.today);
  return { occurred: decided, effective: decided };
}

/** A correction as it is recorded: on the day on which it was decided, today unless that is given. */
export function directive(
  type: string,
  occurred: UncertainDate,
  { input, context }: { readonly input: CommandInput; readonly context: DecisionContext },
  data: JsonObject,
  confidential: readonly Confidential[],
): DraftEvent {
  return { type, ...decidedOn({ input, context, draft: { occurred } }), data, confidential };
}

/** A correction while it is judged, among the events of its stream: the last of them. */
export function asRecorded(
  { type, occurred, effective, data }: DraftEvent,
  history: readonly PastEvent[],
): PastEvent {
  return {
    id: `the correction to judge ${history.length}`,
    type,
    order: history.length,
    occurred,
    effective,
    data,
  };
}
