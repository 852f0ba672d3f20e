import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

/** A person is entered in the ledger. The name is no part of the data: it is sealed under the person's key. */
export const PersonRegistered = fact({
  type: 'PersonRegistered',
  stream: 'person',
  command: 'registerPerson',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Inscrit une personne. Le registre fait l’identifiant; le nom reste confidentiel.',
    en: 'Registers a person. The ledger makes the id; the name is kept confidential.',
  },
  called: { fr: 'inscription de la personne', en: 'registration of the person' },
  dates: { occurred: 'NONE' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  fixed: ['occurredOn'],
  members: {
    personId: m.hidden(m.made(m.id('person', 'Only the loader of the demonstration gives one.'))),
    displayName: m.refusedAs('NAME_REQUIRED', m.sealed(m.name('The name.'), 'personId')),
  },
});

export const registerPerson = decider(PersonRegistered);
