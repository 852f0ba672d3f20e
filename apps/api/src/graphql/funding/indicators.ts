import type { IndicatorsThen } from '@entente/read-model';
import type { Entity } from '../as-of/answer-as-of.js';
import type { ApiContext } from '../loading/context.js';
import { effectiveDate } from '../vocabulary/dated-node.js';
import type { IndicatorPoint, IndicatorTarget } from './funding.types.js';

type Target = IndicatorsThen['targets'][number];
type Report = IndicatorsThen['reports'][number];

/** The targets of an award, of each indicator the last one set by then. */
export async function targetsOf(
  { key, asOf }: Entity,
  { loaders }: ApiContext,
): Promise<readonly IndicatorTarget[]> {
  const found = await loaders.indicators(asOf, key);
  return Promise.all((found?.targets ?? []).map(toNode));

  async function toNode({ details, label, reached, set, event_id }: Target): Promise<IndicatorTarget> {
    const { indicator, value, unit, horizon } = details;
    return {
      indicator,
      label,
      value: value ?? null,
      unit,
      horizon: horizon ?? null,
      reached,
      set: effectiveDate(set, event_id, asOf),
      event: await loaders.eventAt(asOf, event_id),
    };
  }
}

/** The figures of an award by then, by the end of their period; only those of a fiscal year, where one is given. */
export async function pointsOf(
  { key, asOf }: Entity,
  fiscalYear: string | null,
  { loaders }: ApiContext,
): Promise<readonly IndicatorPoint[]> {
  const found = await loaders.indicators(asOf, key);
  const wanted = (found?.reports ?? []).filter(
    ({ details }) => fiscalYear === null || details.period.fiscalYear === fiscalYear,
  );
  return Promise.all(wanted.map(toNode));

  async function toNode({ details, label, known_at, event_id }: Report): Promise<IndicatorPoint> {
    const { indicator, value, unit, approximate = false, period } = details;
    const { from, to, fiscalYear: year, collectionClosedOn } = period;
    return {
      indicator,
      label,
      value: value ?? null,
      unit,
      approximate,
      period: {
        from,
        to,
        fiscalYear: year ?? null,
        collectionClosedOn: collectionClosedOn ?? null,
      },
      knownSince: await loaders.knownSince(known_at),
      event: await loaders.eventAt(asOf, event_id),
    };
  }
}
