import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { endInEffect, endInvalid, notLetInUnlessInvalid, overtaken, standsForNone } from '../ends.js';
import { othersPassedOver } from '../on-the-line.js';
import { AgreementExtended } from './agreement-extended.js';

type Extending = Asked<typeof AgreementExtended>;

export const extendTerm = decider(AgreementExtended, {
  complete({ events, draft }) {
    const previousEndsOn = endInEffect(events, draft.effective.point);
    return previousEndsOn ? { previousEndsOn } : {};
  },
  shape: ({ draft, context }) =>
    standsForNone(draft.data.newEndsOn, context.today, { field: 'newEndsOn', hint: 'setTerm: openEnded' }),
  lifecycle: (asked) => withoutEnd(asked) ?? notLetInUnlessInvalid(asked, invalid) ?? othersPassedOver(asked),
  term: (asked) => invalid(asked) ?? overtaken(asked, 'newEndsOn'),
});

function withoutEnd({ draft }: Extending): Refusal | null {
  return draft.data.previousEndsOn ? null : refuse('TERM_NOT_SET', 'agreementId');
}

function invalid({ draft }: Extending): Refusal | null {
  const { newEndsOn: end, previousEndsOn: after = null } = draft.data;
  return endInvalid({ occurred: draft.occurred, end, after }, 'newEndsOn');
}
