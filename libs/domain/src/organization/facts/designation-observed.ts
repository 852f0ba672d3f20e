import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

/** An organisation bears a designation. */
export const DesignationObserved = fact({
  type: 'DesignationObserved',
  stream: 'organization',
  command: 'observeDesignation',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne qu’une organisation porte une désignation.',
    en: 'Records that an organisation has a designation.',
  },
  called: { fr: 'désignation', en: 'designation' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    organizationId: m.id('organization', 'The organisation.'),
    designation: m.text('The designation.'),
    grantedBy: m.optional(m.text('Who granted it.')),
  },
});

export const observeDesignation = decider(DesignationObserved);
