import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { ended, isPartyFrom, openIntent } from '../on-the-line.js';
import { asksForSame, sameIsParty } from '../same-organization.js';

/** An organisation declares that it intends to join an agreement. */
export const PartnerIntentDeclared = fact({
  type: 'PartnerIntentDeclared',
  stream: 'agreement',
  command: 'declareIntent',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne l’intention d’une organisation d’adhérer.',
    en: 'Records that an organisation declared its intent to join.',
  },
  called: { fr: 'intention', en: 'intent' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation.'),
    intent: m.withDefault(m.oneOf(['SIGN', 'ACCEDE'], 'SIGN or ACCEDE.'), 'ACCEDE'),
    horizon: m.optional(m.texts('When the organisation means to join, in its own words.')),
    expectedBy: m.optional(m.day('The day by which it is expected; the intent lapses after it.')),
    meetingId: m.optional(m.id('meeting', 'The meeting where it was declared.')),
  },
});

export const declareIntent = decider(PartnerIntentDeclared, {
  asks: asksForSame,
  identity: (asked) => isPartyFrom(asked) ?? intentOpen(asked),
  lifecycle: ended,
  term({ draft }) {
    const { expectedBy } = draft.data;
    return expectedBy !== undefined && expectedBy < draft.effective.point
      ? refuse('TERM_INVALID', 'expectedBy', { start: draft.effective.edtf, end: expectedBy })
      : null;
  },
  advice: sameIsParty,
});

function intentOpen({ events, draft }: Asked<typeof PartnerIntentDeclared>): Refusal | null {
  const { organizationId } = draft.data;
  return openIntent(events, organizationId, draft.effective.point)
    ? refuse('INTENT_ALREADY_OPEN', 'organizationId', { organizationId })
    : null;
}
