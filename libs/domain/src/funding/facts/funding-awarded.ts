import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { periodInvalid } from '../period.js';

const period = m.object('FundingPeriodInput', 'A period; an end that is not known is left out.', {
  from: m.optional(m.day('Its first day.')),
  to: m.optional(m.day('Its last day.')),
});

/** An organisation granted money to another one. */
export const FundingAwarded = fact({
  type: 'FundingAwarded',
  stream: 'funding',
  command: 'awardFunding',
  recorder: 'PROGRAMME',
  says: {
    fr: 'Consigne une aide financière accordée par une organisation à une autre.',
    en: 'Records funding that an organisation granted to another one.',
  },
  called: { fr: 'aide financière', en: 'funding' },
  dates: { occurred: 'GIVEN' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  members: {
    fundingId: m.made(m.id('funding', 'Its id; by default the ledger makes one.')),
    funderId: m.id('organization', 'The organisation that pays.'),
    beneficiaryId: m.id('organization', 'The organisation that receives.'),
    amount: m.moneyAboveZero('How much.'),
    supportedProjectsValue: m.optional(m.money('What the projects that it supports are worth.')),
    programme: m.optional(
      m.texts('The programme that pays, in the words of the source.', { emptyIsAbsent: true }),
    ),
    programmeId: m.optional(m.id('programme', 'The programme, where it is recorded.')),
    projectId: m.optional(m.id('project', 'The project that it is for.')),
    duration: m.optional(m.duration('For how long (ISO 8601): P3Y.')),
    period: m.optional(m.unlessEmpty(period('The period that it covers.'))),
  },
});

export const awardFunding = decider(FundingAwarded, {
  term: ({ draft }) => periodInvalid(draft.data.period ?? {}),
});
