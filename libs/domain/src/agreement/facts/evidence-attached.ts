import { EVIDENCE_MEMBERS, EvidenceAttached, unknownEvent } from '../../dispute/facts/evidence-attached.js';
import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

const { type, recorder, called, evidence, revision } = EvidenceAttached;

/** A source is attached to events of an agreement, which is named as every command on agreements names it. */
const EvidenceAttachedToAgreement = fact({
  otherCommand: true,
  type,
  stream: 'agreement',
  command: 'attachEvidence',
  recorder,
  says: {
    fr: 'Rattache une source à des événements d’une entente déjà consignés.',
    en: 'Attaches a source to recorded events of an agreement.',
  },
  called,
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision,
  evidence,
  members: { agreementId: m.askedOnly(m.id('agreement', 'The agreement.')), ...EVIDENCE_MEMBERS },
});

export const attachEvidence = decider(EvidenceAttachedToAgreement, { existence: unknownEvent });
