import { fact, type DataOf } from '../../facts/fact.js';
import { decider, evidenceMissing, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { membersSaid } from '../../correction/patch.js';
import { decidedOn } from '../../correction/directive.js';
import { namedByPatches } from '../../correction/rectifying.js';
import { accept, refuse, type Confidential, type Refusal } from '../../rules/decision.js';
import { ANY_STREAM } from '../../streams.js';
import { readAlternative } from '../alternative.js';
import { factNamed, STREAM_MEMBER, subjectUnknown, targetMissing } from '../targets.js';

const alternative = m.object('AlternativeInput', 'What a source says instead.', {
  evidence: m.askedOnly(m.count('Its place in the evidence of the command, from 0.')),
  citation: m.computed(m.count('Its place in the provenance of the event, from 0.')),
  value: m.optional(m.value('The value, as the member would be given; absent: it does not say what.')),
  eventId: m.optional(m.eventId('Another event of the stream that says so.')),
});

/** Sources say different things of one member of a record, and which of them is right is open. */
export const AssertionDisputed = fact({
  type: 'AssertionDisputed',
  stream: ANY_STREAM,
  command: 'disputeAssertion',
  recorder: 'SECRETARIAT',
  fixed: 'ALL',
  says: {
    fr: 'Consigne que des sources se contredisent sur ce que dit un enregistrement.',
    en: 'Records that sources say different things of what a record says.',
  },
  called: { fr: 'contestation', en: 'dispute' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    stream: STREAM_MEMBER,
    eventId: m.askedOnly(m.eventId('The event whose member is disputed.')),
    target: m.computed(m.eventId('The event whose member is disputed.')),
    targetType: m.computed(m.word('Its type.')),
    member: m.word('Its member, by the name of the input that records such a fact; occurredOn, effectiveOn.'),
    alternatives: m.list(alternative('What sources say instead, each with its citation.'), { atLeast: 1 }),
    conflictsWith: m.optional(
      m.list(m.eventId('Events of the stream that cannot be so beside it.'), { emptyIsAbsent: true }),
    ),
    statement: m.note(m.freeText('What is disputed, in words; kept confidential.')),
  },
});

type Disputing = Asked<typeof AssertionDisputed>;
type Stored = DataOf<typeof AssertionDisputed>;

export const disputeAssertion = decider(AssertionDisputed, {
  names: ({ eventId }, known) => namedByPatches([{ eventId }], known),
  decide(asked, late) {
    const unfit = uncited(asked) ?? subjectUnknown(asked);
    if (unfit) return unfit;
    const target = factNamed(asked, asked.input.eventId, 'eventId');
    if (target.refused) return target;
    const missing = otherEventMissing(asked);
    if (missing) return missing;
    const { member } = asked.input;
    if (!membersSaid(target.decider.fact)[member])
      return refuse('VALIDATION_FAILED', 'member', {
        problem: 'NO_SUCH_MEMBER',
        words: Object.keys(membersSaid(target.decider.fact)),
      });
    const alternatives: Stored['alternatives'][number][] = [];
    const confidential: Confidential[] = [];
    for (const [index, { evidence, value, eventId }] of asked.input.alternatives.entries()) {
      const read = value === undefined ? null : readAlternative(asked, target, value, index);
      if (read?.refused) return read;
      alternatives.push({
        citation: evidence,
        ...(read && { value: read.value }),
        ...(eventId !== undefined && { eventId }),
      });
      confidential.push(...(read?.confidential ?? []));
    }
    return (
      late ??
      evidenceMissing(asked) ??
      accept([recordedAs(asked, target.recorded.type, alternatives, confidential)])
    );
  },
});

function recordedAs(
  asked: Disputing,
  targetType: string,
  alternatives: Stored['alternatives'],
  confidential: readonly Confidential[],
): Disputing['draft'] {
  const { draft, input } = asked;
  const data = { ...draft.data, target: input.eventId, targetType, alternatives };
  const notes = draft.confidential.filter(({ pointer }) => !pointer.startsWith('/data/alternatives/'));
  return { ...draft, ...decidedOn(asked), data, confidential: [...notes, ...confidential] };
}

/** An alternative that rests on no piece of the evidence; without any evidence that is what is asked for. */
function uncited({ input: { alternatives, evidence = [] } }: Disputing): Refusal | null {
  const index = alternatives.findIndex((one) => one.evidence >= evidence.length);
  return index < 0 || evidence.length === 0
    ? null
    : refuse('VALIDATION_FAILED', `alternatives.${index}.evidence`, { problem: 'NO_SUCH_CITATION' });
}

/** An event that an alternative or a conflict names and the stream does not hold; the disputed one itself is none. */
function otherEventMissing({ history, input }: Disputing): Refusal | null {
  const named = [
    ...input.alternatives.map(({ eventId }, index) => [eventId, `alternatives.${index}.eventId`] as const),
    ...(input.conflictsWith ?? []).map((eventId, index) => [eventId, `conflictsWith.${index}`] as const),
  ];
  for (const [eventId, field] of named) {
    if (eventId === undefined) continue;
    if (eventId === input.eventId)
      return refuse('VALIDATION_FAILED', field, { problem: 'OTHER_EVENT_NEEDED' });
    const missing = targetMissing(history, eventId, field);
    if (missing) return missing;
  }
  return null;
}
