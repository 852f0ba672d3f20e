import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { belowTwo, neverParty } from '../leaving.js';
import { notCountedBeside, othersPassedOver } from '../on-the-line.js';

/** An organisation takes the place of a party. */
export const PartnerSucceeded = fact({
  type: 'PartnerSucceeded',
  stream: 'agreement',
  command: 'recordSuccession',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne qu’une organisation succède à une partie.',
    en: 'Records that an organisation takes the place of a party.',
  },
  called: { fr: 'succession', en: 'succession' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['predecessorId', 'successorId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    predecessorId: m.id('organization', 'The party that leaves.'),
    successorId: m.id('organization', 'The organisation that takes its place.'),
    basis: m.optional(m.word('On what ground: MERGER, TRANSFER …')),
  },
});

export const recordSuccession = decider(PartnerSucceeded, {
  shape({ draft }) {
    const { predecessorId, successorId } = draft.data;
    return predecessorId === successorId
      ? refuse('VALIDATION_FAILED', 'successorId', { problem: 'SUCCEEDS_ITSELF' })
      : null;
  },
  identity: (asked) => neverParty(asked, asked.draft.data.predecessorId, 'predecessorId'),
  lifecycle: (asked) => notCountedBeside(asked) ?? othersPassedOver(asked),
  advice: (asked) => belowTwo(asked, 'successorId'),
});
