import type { Decimal, Text } from '@entente/domain';
import { sql } from 'kysely';
import { knownThen, oneOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

type IndicatorRow = Tables['indicator'];
type TargetRow = Tables['indicator_target'];
type ReportRow = Tables['indicator_report'];

/** A target as it stands on a day, with what was reached by then. */
export interface TargetThen extends TargetRow {
  readonly label: readonly Text[];
  /** The last figure that is known of it in its unit, by the end of its period; null: none. */
  readonly reached: Decimal | null;
}

/** A figure, with what it counts: in the words of its own report, else of the indicator's definition; null where nobody says. */
export interface ReportThen extends ReportRow {
  readonly label: readonly Text[] | null;
}

/** What the indicators of some awards had come to on a day, as known then. */
export interface IndicatorsThen {
  readonly funding_id: string;
  readonly targets: readonly TargetThen[];
  readonly reports: readonly ReportThen[];
}

/** The targets and figures of awards on a day, as known then: of each indicator the last target, and every figure. */
export async function indicatorsOf(
  db: Db,
  fundingIds: readonly string[],
  asOf: AsOf,
): Promise<readonly IndicatorsThen[]> {
  const [indicators, targets, reports] = await Promise.all([
    db
      .selectFrom('indicator')
      .selectAll()
      .where(oneOf('funding_id', fundingIds))
      .where(knownThen('indicator', asOf))
      .execute(),
    db
      .selectFrom('indicator_target')
      .selectAll()
      .where(oneOf('funding_id', fundingIds))
      .where(sql<boolean>`set_day <= ${asOf.validOn}::date`)
      .where(knownThen('indicator_target', asOf))
      .orderBy('set_day')
      .orderBy('place')
      .execute(),
    db
      .selectFrom('indicator_report')
      .selectAll()
      .where(oneOf('funding_id', fundingIds))
      .where(sql<boolean>`reported_day <= ${asOf.validOn}::date`)
      .where(knownThen('indicator_report', asOf))
      .execute(),
  ]);
  return fundingIds.map((id) => {
    const of = <R extends { readonly funding_id: string }>(rows: readonly R[]) =>
      rows.filter(({ funding_id }) => funding_id === id);
    return { funding_id: id, ...indicatorsThen(of(indicators), of(targets), of(reports)) };
  });
}

function indicatorsThen(
  indicators: readonly IndicatorRow[],
  targets: readonly TargetRow[],
  reports: readonly ReportRow[],
): Omit<IndicatorsThen, 'funding_id'> {
  const labels = new Map(indicators.map(({ details: { indicator, label } }) => [indicator, label] as const));
  const inOrder = reports.toSorted(
    (a, b) => compare(a.details.period.to, b.details.period.to) || a.place - b.place,
  );
  // A target that was set again is the last one that was set.
  const last = new Map(targets.map((target) => [target.details.indicator, target]));
  return {
    targets: [...last.values()].map((target) => ({
      ...target,
      label: labels.get(target.details.indicator) ?? [],
      reached: reachedOf(target, inOrder),
    })),
    reports: inOrder.map((report) => ({
      ...report,
      label: report.details.label ?? labels.get(report.details.indicator) ?? null,
    })),
  };
}

function reachedOf({ details }: TargetRow, reports: readonly ReportRow[]): Decimal | null {
  const { indicator, unit } = details;
  return (
    reports.findLast(
      (report) =>
        report.details.indicator === indicator &&
        report.details.unit === unit &&
        report.details.value !== undefined,
    )?.details.value ?? null
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
