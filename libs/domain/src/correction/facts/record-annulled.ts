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
