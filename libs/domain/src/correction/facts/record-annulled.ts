import { fact } from '../../facts/fact.js';
import { decider, evidenceMissing } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { checkShape } from '../../rules/act.js';
import { accept } from '../../rules/decision.js';
import { ANY_STREAM } from '../../streams.js';
import { withAnnulments } from '../annulling.js';
import { DIRECTIVE_MEMBERS } from '../directive.js';
import { ANNULLED } from '../in-effect.js';
import { corrections } from '../judged-together.js';
import { claimsChanged } from '../rectifying.js';
import type { PolicyCode } from '../../rules/codes.js';
import {
  accept,
  refuse,
  type Decision,
  type DraftEvent,
  type JsonObject,
  type PastEvent,
  type Refusal,
} from '../../rules/decision.js';
import { ANY_STREAM } from '../../streams.js';
import { asRecorded, directive, DIRECTIVE_MEMBERS } from '../directive.js';
import { ANNULLED, correctedIn, correctionsIn, inEffect, isCorrection } from '../in-effect.js';
import { judgedAgain } from '../judged-again.js';
import { readPatch } from '../patch.js';
import { claimsChanged } from './record-rectified.js';

/** What was recorded should never have been: it is taken out of effect. */
export const RecordAnnulled = fact({
  type: ANNULLED,
  stream: ANY_STREAM,
  command: 'annulRecord',
  recorder: 'DEPOSITARY',
  depositaryAlone: true,
  fixed: 'ALL',
  says: {
    fr: 'Annule un enregistrement qui n’aurait pas dû être fait, ou une correction; ce que le registre savait avant reste consultable.',
    en: 'Annuls a record that should not have been made, or a correction; what the ledger knew before can still be asked.',
  },
  called: { fr: 'annulation', en: 'annulment' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    ...DIRECTIVE_MEMBERS,
    eventId: m.askedOnly(m.eventId('The event to annul: a fact, or a correction.')),
    target: m.computed(m.eventId('The event that is annulled.')),
    targetType: m.computed(m.word('Its type.')),
  },
});

export const annulRecord = decider(RecordAnnulled, {
  claims: ({ eventId }, known) =>
    claimsChanged(known, known.history, withAnnulments(known.history, [{ eventId, field: 'eventId' }])),
  decide(asked, late) {
    const unfit = checkShape(asked.input, asked.fact.members);
    if (unfit) return unfit;
    const { eventId } = asked.input;
    const made = corrections(asked, { rectify: [], annul: [{ eventId, field: 'eventId' }] });
    if (made.refused) return made;
    return late ?? evidenceMissing(asked) ?? accept(made.drafts, made);
  },
});

function notAllowed({ deciderOfType, history }: Annulling, target: PastEvent): Refusal | null {
  if (!isCorrection(target) && deciderOfType(target.type)?.fact.recorder === 'SYSTEM')
    return refuse('TARGET_NOT_ALLOWED', 'eventId', { type: target.type });
  return correctedIn(correctionsIn(history), target.id).annulledBy
    ? refuse('ALREADY_ANNULLED', 'eventId', { id: target.id })
    : null;
}

function judged(asked: Annulling, target: PastEvent): Decision {
  const { input, history, events, policies } = asked;
  const draft = directive(
    ANNULLED,
    asked.draft.occurred,
    asked,
    {
      ...(draftOf(target).data as JsonObject),
      ...(input.authority !== undefined && { authority: input.authority }),
    },
    [{ pointer: '/data/reason', value: input.reason }],
  );
  const after = inEffect(withAnnulment(history, draft));
  const followers = followersOf(asked, target, after);
  if (followers.length > 0) {
    const refused = policies.check('RECORD_HAS_FOLLOWERS', 'eventId', {
      events: followers.map(({ id, type, effective }) => ({
        eventId: id,
        type,
        effectiveOn: effective.point,
      })),
    });
    if (refused) return refused;
  }
  const revived = after.filter((event) => !events.includes(event));
  const targets = new Map(revived.map(({ id }) => [id, 'eventId']));
  const again = judgedAgain(input.stream, events, after, targets);
  const back = comesBack(asked, revived, after);
  const refusal = back.refused ?? again.refused ?? evidenceMissing(asked);
  return (
    refusal ??
    accept([draft], {
      advice: again.advice,
      overridden: [...new Set([...policies.overridden, ...back.overridden])],
    })
  );
}

/** What comes back meets the rules of its command once more, from identity on: an identifier may be another's by now. */
function comesBack(
  asked: Annulling,
  revived: readonly PastEvent[],
  after: readonly PastEvent[],
): { readonly refused: Refusal | null; readonly overridden: readonly PolicyCode[] } {
  const [taken] = asked.context.taken;
  if (taken && revived.length > 0)
    return {
      refused: refuse('IDENTIFIER_TAKEN', 'eventId', { scheme: taken.scheme, value: taken.value }),
      overridden: [],
    };
  const overridden: PolicyCode[] = [];
  for (const event of revived) {
    const found = asked.deciderOfType(event.type);
    if (!found) continue;
    const events = after.filter(({ id }) => id !== event.id);
    const read = readPatch(found, event, { eventId: event.id }, 'eventId', { ...asked, events });
    const refused = read.refused
      ? read
      : (against(read.asked, found.rules.identity)[0] ??
        read.late ??
        against(read.asked, found.rules.term)[0] ??
        null);
    if (refused) return { refused: { ...refused, field: 'eventId' }, overridden: [] };
    if (!read.refused) overridden.push(...read.asked.policies.overridden);
  }
  return { refused: null, overridden };
}

/** What rests on a record: on a subject's first one all others, on a meeting that was held its tracks and minutes. */
function followersOf({ history }: Annulling, target: PastEvent, after: readonly PastEvent[]) {
  if (target.id === history[0]?.id) return after;
  return target.type === 'MeetingHeld'
    ? after.filter(({ type }) => type === 'ActionTrackIdentified' || type === 'MinutesDeposited')
    : [];
}

function draftOf({ id, type, occurred, effective }: PastEvent): DraftEvent {
  return {
    type: ANNULLED,
    occurred,
    effective,
    data: { target: id, targetType: type },
    confidential: [],
  };
}

function withAnnulment(history: readonly PastEvent[], draft: DraftEvent): readonly PastEvent[] {
  return [...history, asRecorded(draft, history)];
}
