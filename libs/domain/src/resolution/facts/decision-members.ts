import { JUDGED_ON } from '../../facts/judged-on.js';
import * as m from '../../facts/member.js';

const tally = m.object('TallyInput', 'How many voted in each way.', {
  for: m.count('For.'),
  against: m.count('Against.'),
  abstain: m.count('Neither.'),
});

const quorum = m.object('QuorumFound', 'How many had to be present, and how many counted.', {
  required: m.count('So many had to be present.'),
  present: m.count('So many of those named as present counted.'),
});

/** The members of both decisions on a resolution. */
export const DECISION_MEMBERS = {
  resolutionId: m.id('resolution', 'The resolution.'),
  present: m.optional(m.list(m.id('person', 'Who was present.'))),
  tally: m.optional(tally('The votes; those that are recorded one by one need not be given.')),
  quorum: m.optional(
    m.judged(quorum('The quorum, where the bylaw of the day set one and it was known who was present.')),
  ),
  judgedOn: JUDGED_ON,
};

/** The GraphQL input of both decisions. */
export const DECISION_INPUT = {
  name: 'DecideResolutionInput',
  says: 'What a committee decided on a resolution.',
};
