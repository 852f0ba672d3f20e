import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';

/** Something came of a mission: sales, an agreement, a partnership. */
export const MissionResultRecorded = fact({
  type: 'MissionResultRecorded',
  stream: 'mission',
  command: 'recordMissionResult',
  recorder: 'PROGRAMME',
  says: { fr: 'Consigne un résultat d’une mission.', en: 'Records a result of a mission.' },
  called: { fr: 'résultat de la mission', en: 'result of the mission' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    missionId: m.id('mission', 'The mission.'),
    resultId: m.made(m.partId('Its id among the results of the mission; by default the ledger makes one.')),
    kind: m.word('The kind of result: SALES, AGREEMENT, JOINT_VENTURE …'),
    text: m.texts('What came of it, by language.', { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
    amount: m.optional(m.money('How much it is worth.')),
    approximate: m.optional(m.mark('Whether the source gives the amount as approximate.')),
    organizationIds: m.optional(
      m.list(m.id('organization', 'The organisations that it came to.'), { emptyIsAbsent: true }),
    ),
    agreementId: m.optional(m.id('agreement', 'The agreement that came of it.')),
  },
});

export const recordMissionResult = decider(MissionResultRecorded, {
  complete: ({ input, context }) => ({ resultId: input.resultId ?? context.newId }),
  identity({ events, draft }) {
    const { resultId } = draft.data;
    return recorded(events, MissionResultRecorded).some(({ data }) => data.resultId === resultId)
      ? refuse('RESULT_ALREADY_RECORDED', 'resultId', { resultId })
      : null;
  },
});
