import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { ANY_STREAM } from '../../streams.js';
import { STREAM_MEMBER, subjectUnknown, targetMissing } from '../targets.js';

/** What is said of attached evidence, wherever it is attached. */
export const EVIDENCE_MEMBERS = {
  sourceId: m.id('source', 'The source.'),
  supports: m.list(m.eventId('The events that it speaks of.'), { atLeast: 1, tooShort: 'EVENT_NEEDED' }),
  strength: m.oneOf(['CONFIRMS', 'CONTRADICTS'], 'CONFIRMS or CONTRADICTS.'),
  note: m.note(m.texts('A note; kept confidential.')),
};

/** A source is attached to events that are recorded already; one that contradicts them is a dispute. */
export const EvidenceAttached = fact({
  type: 'EvidenceAttached',
  stream: ANY_STREAM,
  command: 'attachEvidenceToRecord',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Rattache une source à des événements déjà consignés d’un flux.',
    en: 'Attaches a source to recorded events of a stream.',
  },
  called: { fr: 'pièce justificative', en: 'evidence' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['sourceId', 'occurredOn'],
  members: { stream: STREAM_MEMBER, ...EVIDENCE_MEMBERS },
  earlier: [
    {
      members: { agreementId: m.id('agreement', 'The agreement.'), ...EVIDENCE_MEMBERS },
      upcast: ({ agreementId: _agreement, ...data }) => data,
    },
  ],
});

export const attachEvidenceToRecord = decider(EvidenceAttached, {
  existence: (asked) => subjectUnknown(asked) ?? unknownEvent(asked),
  /** Of a rectification, which may name other events: one that was annulled since does not stand against it. */
  identity: ({ history, input: { supports } }) => {
    const foreign = supports.findIndex((id) => !history.some((event) => event.id === id));
    return foreign < 0
      ? null
      : refuse('TARGET_NOT_FOUND', `supports.${foreign}`, { id: supports[foreign] ?? null });
  },
});

/** The first of the events that evidence speaks of which its stream does not hold, or not any more. */
export function unknownEvent({
  history,
  input,
}: Pick<Asked, 'history'> & {
  readonly input: { readonly supports: readonly string[] };
}): Refusal | null {
  for (const [index, id] of input.supports.entries()) {
    const refused = targetMissing(history, id, `supports.${index}`);
    if (refused) return refused;
  }
  return null;
}
