import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { unitMismatch } from '../unit.js';
import { INDICATOR, ON_INDICATOR, UNIT, VALUE } from './indicator.js';

/** What an award is to achieve, in one of its indicators. */
export const IndicatorTargetSet = fact({
  ...ON_INDICATOR,
  type: 'IndicatorTargetSet',
  command: 'setIndicatorTarget',
  says: {
    fr: 'Fixe la cible d’un indicateur d’une aide financière.',
    en: 'Sets the target of an indicator of funding.',
  },
  called: { fr: 'cible de l’indicateur', en: 'target of the indicator' },
  dates: { occurred: 'GIVEN' },
  members: {
    ...INDICATOR,
    value: VALUE,
    unit: UNIT,
    horizon: m.optional(m.word('By when, as the source says it: P3Y, 2023.')),
  },
});

export const setIndicatorTarget = decider(IndicatorTargetSet, {
  identity: ({ events, draft: { data } }) => unitMismatch(events, data),
});
