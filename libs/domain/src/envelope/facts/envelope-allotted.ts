import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { currencyMismatch } from '../currency.js';
import { allotmentDiffers } from '../rates.js';
import { ENVELOPE, ON_ENVELOPE } from './members.js';

/** Money was put into an envelope. */
export const EnvelopeAllotted = fact({
  ...ON_ENVELOPE,
  type: 'EnvelopeAllotted',
  command: 'allotEnvelope',
  says: {
    fr: 'Alloue un montant à l’enveloppe d’une région dans un fonds.',
    en: 'Allots an amount to the envelope of a region in a fund.',
  },
  called: { fr: 'allocation à l’enveloppe', en: 'allotment to the envelope' },
  place: 'MAY_BEGIN',
  members: {
    ...ENVELOPE,
    regionClass: m.optional(m.word('The class of the region by the rules of the programme: STANDARD …')),
    programmeId: m.optional(m.id('programme', 'The programme that allots it.')),
    amount: m.moneyAboveZero('How much.'),
  },
});

export const allotEnvelope = decider(EnvelopeAllotted, {
  reads: ({ programmeId: id }) =>
    id === undefined ? [] : [{ kind: 'programme', id, field: 'programmeId', whole: true }],
  identity: currencyMismatch,
  advice({ draft: { data, effective }, context }) {
    const { programmeId } = data;
    return programmeId === undefined
      ? []
      : allotmentDiffers(data, effective.point, context.eventsOf('programme', programmeId));
  },
});
