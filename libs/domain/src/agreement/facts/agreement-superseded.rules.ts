import { recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import { refuse, type DecisionContext } from '../../rules/decision.js';
import { countsOnTheLine, lineOf } from '../on-the-line.js';
import { AgreementSuperseded } from './agreement-superseded.js';

export const supersedeAgreement = decider(AgreementSuperseded, {
  reads: ({ successorAgreementId }, eventsOf) =>
    successorsFrom(successorAgreementId, eventsOf).map((id) => ({
      kind: 'agreement',
      id,
      field: 'successorAgreementId',
      whole: true,
    })),
  identity({ draft, context }) {
    const { agreementId, successorAgreementId: id } = draft.data;
    return successorsFrom(id, context.eventsOf).includes(agreementId)
      ? refuse('SUCCESSOR_CYCLE', 'successorAgreementId', { id })
      : null;
  },
  lifecycle: countsOnTheLine,
});

/** An agreement and those that superseded it in turn, each once, as far as their streams are known. */
function successorsFrom(first: string, eventsOf: DecisionContext['eventsOf']): readonly string[] {
  const found = [first];
  for (const id of found) {
    const events = eventsOf('agreement', id);
    const passedOver = new Set(lineOf(events).passedOver.map(({ event }) => event.id));
    for (const { id: eventId, data } of recorded(events, AgreementSuperseded))
      if (!passedOver.has(eventId) && !found.includes(data.successorAgreementId))
        found.push(data.successorAgreementId);
  }
  return found;
}
