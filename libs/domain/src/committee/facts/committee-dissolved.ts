import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type PastEvent, type Refusal } from '../../rules/decision.js';
import type { Day } from '../../time/day.js';

/** A committee was dissolved. */
export const CommitteeDissolved = fact({
  type: 'CommitteeDissolved',
  stream: 'committee',
  command: 'dissolveCommittee',
  recorder: 'COMMITTEE',
  says: { fr: 'Consigne la dissolution d’un comité.', en: 'Records that a committee was dissolved.' },
  called: { fr: 'dissolution du comité', en: 'dissolution of the committee' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    committeeId: m.id('committee', 'The committee.'),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});

export const dissolveCommittee = decider(CommitteeDissolved, {
  existence: ({ events, draft }) => refusedWhereDissolved(events, draft.data.committeeId),
});

/**
 * Refuses what would come after the dissolution of a committee. Acts of a day come in the order in which they are recorded, so
 * that nothing more can be recorded of the day of the dissolution itself.
 *
 * @param events the facts of the committee that are in effect
 * @param day the day of the act; without one, any dissolution is in its way
 */
export function refusedWhereDissolved(
  events: readonly PastEvent[],
  committeeId: string,
  day?: Day,
): Refusal | null {
  const [dissolution] = recorded(events, CommitteeDissolved);
  if (!dissolution || (day !== undefined && day < dissolution.effective.point)) return null;
  return refuse('COMMITTEE_DISSOLVED', 'committeeId', {
    committeeId,
    dissolved: dissolution.effective.point,
  });
}
