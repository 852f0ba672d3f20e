import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';

/** A source is attached to events of an agreement that are recorded already. */
export const EvidenceAttached = fact({
  type: 'EvidenceAttached',
  stream: 'agreement',
  command: 'attachEvidence',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Rattache une source à des événements d’une entente déjà consignés.',
    en: 'Attaches a source to recorded events of an agreement.',
  },
  called: { fr: 'pièce justificative', en: 'evidence' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['sourceId', 'occurredOn'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    sourceId: m.id('source', 'The source.'),
    supports: m.list(m.eventId('The events that it speaks of.'), { atLeast: 1, tooShort: 'EVENT_NEEDED' }),
    strength: m.oneOf(['CONFIRMS', 'CONTRADICTS'], 'CONFIRMS or CONTRADICTS.'),
    note: m.note(m.texts('A note; kept confidential.')),
  },
});

export const attachEvidence = decider(EvidenceAttached, {
  existence({ events, input }) {
    const foreign = input.supports.findIndex((id) => !events.some((event) => event.id === id));
    return foreign < 0
      ? null
      : refuse('TARGET_NOT_FOUND', `supports.${foreign}`, { id: input.supports[foreign] ?? null });
  },
});
