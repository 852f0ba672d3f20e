import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { alreadyErased } from '../erasure.js';

/** A person was seen in a role. */
export const RoleObserved = fact({
  type: 'RoleObserved',
  stream: 'person',
  command: 'observeRole',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne qu’une personne a été vue dans une fonction.',
    en: 'Records that a person was seen in a role.',
  },
  called: { fr: 'fonction observée', en: 'observed role' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    personId: m.id('person', 'The person.'),
    organizationId: m.optional(m.id('organization', 'The organisation.')),
    title: m.optional(m.text('The title.')),
    current: m.flag('True if the role was held at that time; false if it had ended.'),
  },
});

export const observeRole = decider(RoleObserved, { identity: alreadyErased });
