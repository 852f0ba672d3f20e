import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { INDICATOR_DEFINED, unitMismatch } from '../unit.js';
import { INDICATOR, ON_INDICATOR, UNIT } from './indicator.js';

/** What an indicator of an award is called, and in what it is counted. */
export const IndicatorDefined = fact({
  ...ON_INDICATOR,
  type: INDICATOR_DEFINED,
  command: 'defineIndicator',
  says: {
    fr: 'Définit un indicateur d’une aide financière : ce qu’il compte, et en quoi.',
    en: 'Defines an indicator of funding: what it counts, and in which unit.',
  },
  called: { fr: 'définition de l’indicateur', en: 'definition of the indicator' },
  dates: { occurred: 'OPTIONAL' },
  members: {
    ...INDICATOR,
    unit: UNIT,
    label: m.optional(m.texts('What it counts, by language.', { emptyIsAbsent: true })),
  },
});

export const defineIndicator = decider(IndicatorDefined, {
  identity({ events, draft: { data } }) {
    const { indicator } = data;
    const known = recorded(events, IndicatorDefined).some((one) => one.data.indicator === indicator);
    return known
      ? refuse('INDICATOR_ALREADY_DEFINED', 'indicator', { indicator })
      : unitMismatch(events, data);
  },
});
