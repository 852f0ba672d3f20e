import {
  correctedIn,
  correctionsIn,
  FundingAwarded,
  IndicatorDefined,
  IndicatorReported,
  IndicatorTargetSet,
  isOf,
  type DomainEvent,
} from '@entente/domain';
import { pastEventsOf, shownOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { FUNDING, FUNDING_ORGANIZATION, INDICATOR, INDICATOR_REPORT, INDICATOR_TARGET } from './table.js';

/** From the history of an award to its rows. */
export const fundingProjection = {
  kind: 'funding',
  tables: [FUNDING, FUNDING_ORGANIZATION, INDICATOR, INDICATOR_TARGET, INDICATOR_REPORT],
  project(fundingId, history) {
    const { facts, annulled } = shownOf(history);
    return [
      ...awardRows(fundingId, facts, annulled),
      indicatorRows(fundingId, facts),
      targetRows(fundingId, facts),
      reportRows(fundingId, facts, history),
    ];
  },
} as const satisfies Projection;

function awardRows(
  fundingId: string,
  facts: readonly DomainEvent[],
  annulled: boolean,
): readonly TableRows[] {
  const awarded = facts.filter((fact) => isOf(FundingAwarded, fact));
  return [
    rowsOf(
      FUNDING,
      awarded.map(({ id, effective, data }) => ({
        funding_id: fundingId,
        awarded_day: effective.point,
        awarded: effective,
        event_id: id,
        details: data,
        annulled,
      })),
    ),
    rowsOf(
      FUNDING_ORGANIZATION,
      awarded.flatMap(({ data: { funderId, beneficiaryId } }) => [
        { funding_id: fundingId, organization_id: funderId, part: 'FUNDER' as const },
        { funding_id: fundingId, organization_id: beneficiaryId, part: 'BENEFICIARY' as const },
      ]),
    ),
  ];
}

function indicatorRows(fundingId: string, facts: readonly DomainEvent[]): TableRows {
  return rowsOf(
    INDICATOR,
    facts
      .filter((fact) => isOf(IndicatorDefined, fact))
      .map(({ id, data }) => ({ funding_id: fundingId, event_id: id, details: data })),
  );
}

function targetRows(fundingId: string, facts: readonly DomainEvent[]): TableRows {
  return rowsOf(
    INDICATOR_TARGET,
    facts
      .filter((fact) => isOf(IndicatorTargetSet, fact))
      .map(({ id, effective, order, data }) => ({
        funding_id: fundingId,
        event_id: id,
        set_day: effective.point,
        set: effective,
        place: order,
        details: data,
      })),
  );
}

function reportRows(
  fundingId: string,
  facts: readonly DomainEvent[],
  history: readonly RecordedEvent[],
): TableRows {
  const positions = new Map(history.map(({ envelope, position }) => [envelope.id, position.commit]));
  const corrections = correctionsIn(pastEventsOf(history));
  /** The record that the figure comes from: its report, or the last correction of it. */
  const source = (id: string): string =>
    correctedIn(corrections, id).rectifiedBy.findLast(
      ({ data: { set, removed = [] } }) => 'value' in (set?.data ?? {}) || removed.includes('value'),
    )?.id ?? id;
  return rowsOf(
    INDICATOR_REPORT,
    facts
      .filter((fact) => isOf(IndicatorReported, fact))
      .map(({ id, effective, order, data }) => ({
        funding_id: fundingId,
        event_id: id,
        reported_day: effective.point,
        place: order,
        known_at: positions.get(source(id)) ?? 0n,
        details: data,
      })),
  );
}
