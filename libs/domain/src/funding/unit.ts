import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';

/** The stored name of the definition of an indicator, which its unit is read from first. */
export const INDICATOR_DEFINED = 'IndicatorDefined';

/** The unit of a figure of which the source does not say what it counts. It fits every other. */
const UNKNOWN = 'UNKNOWN';

/** What the facts on an indicator say alike. */
interface Counted {
  readonly indicator: string;
  readonly unit: string;
}

/** Why a unit cannot be: the indicator has another one, by its definition, else by its first target or figure whose unit is known. */
export function unitMismatch(events: readonly PastEvent[], { indicator, unit }: Counted): Refusal | null {
  const said = events
    .filter(({ data }) => (data as Partial<Counted>).indicator === indicator)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ data }) => (data as Counted).unit);
  const known = said.find((one) => one !== UNKNOWN);
  return unit === UNKNOWN || known === undefined || known === unit
    ? null
    : refuse('UNIT_MISMATCH', 'unit', { indicator, unit, expected: known });
}

function rank({ type }: PastEvent): number {
  return type === INDICATOR_DEFINED ? 0 : 1;
}
