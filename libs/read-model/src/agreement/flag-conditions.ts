import { addDays, type Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import {
  dormantBefore,
  IN_FORCE,
  LIVE,
  NOTICE_WINDOW_DAYS,
  type Flag,
  type FlagThresholds,
} from './flags.js';

/** What flags are looked for by, beside the dates of the answer. */
export interface FlagRules {
  readonly thresholds: FlagThresholds;
  /** The zone of the ledger's days. */
  readonly timeZone: string;
}

/** Some flags, and what they are looked for by. */
export interface FlagsAsked extends FlagRules {
  readonly flags: readonly Flag[];
}

type Condition = RawBuilder<boolean>;

/**
 * Whether an agreement has a flag, asked of its row of `agreement_status`, as `s`: what `flagsOf` reckons of one agreement in
 * hand. A list by flag looks through all there are, of which it would have to read everything first.
 */
export function hasFlag(db: Db, flag: Flag, { thresholds, timeZone }: FlagRules, asOf: AsOf): Condition {
  const { validOn } = asOf;
  const { expiringDays, recordedLateDays } = thresholds;
  switch (flag) {
    case 'EXPIRING':
      return sql`(${live} and s.ends_on between ${validOn}::date and ${addDays(validOn, expiringDays)}::date)`;
    case 'NOTICE_WINDOW':
      // Its own end is no sooner than that of a period: an index finds that.
      return sql`(${live} and s.ends_on >= ${validOn}::date and ${lastDayForNotice(endOfPeriod(validOn))}
        between ${validOn}::date and ${addDays(validOn, NOTICE_WINDOW_DAYS)}::date)`;
    case 'PRESUMED':
      return sql`(s.decided @> '[{"presumed": true}]'
        or (${live} and ${isTacit} and (s.governing #>> '{endsOn,point}')::date < ${validOn}::date))`;
    case 'DISPUTED':
      return exists(
        sql`${tableOf(db, 'dispute')} d`,
        sql`starts_with(d.stream, 'agreement-') and substr(d.stream, ${'agreement-'.length + 1}::int) = s.agreement_id
          and d.open and (d.targets && s.decided_by or (s.term ->> 'setBy')::uuid = any(d.targets)) and ${knownThen('d', asOf)}`,
      );
    case 'DORMANT':
      return dormant(db, dormantBefore(validOn, thresholds), asOf);
    case 'RECORDED_LATE':
      return recordedLate(db, recordedLateDays, timeZone, asOf);
    case 'TEXT_MISSING':
      return sql`not ${exists(
        sql`${tableOf(db, 'agreement_evidence')} e`,
        sql`e.agreement_id = s.agreement_id and e.text_deposited and ${knownThen('e', asOf)}`,
      )}`;
    case 'DATE_UNCERTAIN':
      return sql`s.date_uncertain`;
    case 'TERM_UNKNOWN':
      return sql`(${inForce} and coalesce(s.governing ->> 'endsOn', s.governing ->> 'tacit') is null
        and not coalesce((s.governing ->> 'openEnded')::boolean, false))`;
    case 'PASSED_OVER':
      return exists(
        sql`${tableOf(db, 'passed_over')} o`,
        sql`o.agreement_id = s.agreement_id and ${knownThen('o', asOf)}`,
      );
    case 'PARTIES_BELOW_TWO':
      return sql`(${inForce} and s.parties < 2)`;
    case 'PARTLY_SUSPENDED':
      return sql`s.partly_suspended`;
    case 'RECTIFIED':
      return sql`s.rectified`;
    default:
      return flag satisfies never;
  }
}

/** Whether it has one of some flags. */
export function hasOneOf(db: Db, { flags, ...rules }: FlagsAsked, asOf: AsOf): Condition {
  if (flags.length === 0) return sql`false`;
  const conditions = flags.map((flag) => hasFlag(db, flag, rules, asOf));
  return sql`(${sql.join(conditions, sql` or `)})`;
}

const live = oneOf('s.status', LIVE);
const inForce = oneOf('s.status', IN_FORCE);
const isTacit: Condition = sql`s.governing ->> 'tacit' is not null`;

const exists = (from: RawBuilder<unknown>, where: RawBuilder<unknown>): Condition =>
  sql`exists (select 1 from ${from} where ${where})`;

/**
 * The last day of the period that runs on a day: of a term that renews itself, of the first period that has not ended by then, or
 * of the last one; otherwise of the term. A period of a month has 28 days at least, and so on: no more of them are reckoned than
 * there can have been.
 */
function endOfPeriod(day: Day): RawBuilder<Day> {
  const first = sql`(s.governing #>> '{endsOn,point}')::date`;
  const period = sql`(s.governing #>> '{tacit,period}')::interval`;
  const shortest = sql`greatest(1, extract(year from ${period}) * 365 + extract(month from ${period}) * 28 + extract(day from ${period}))`;
  const most = sql`least((s.governing #>> '{tacit,times}')::numeric, greatest(0, ceil((${day}::date - ${first}) / ${shortest})))::int`;
  return sql<Day>`case when ${isTacit} then coalesce((
      select coalesce(min(period.ends) filter (where period.ends >= ${day}::date), max(period.ends))
      from generate_series(0, ${most}) number, lateral (select (${first} + number * ${period})::date) period (ends)
    ), s.ends_on) else s.ends_on end`;
}

/** A notice may be stated in more days than there are: the first day stands for any before it, as it does in `addDays`. */
function lastDayForNotice(end: RawBuilder<Day>): RawBuilder<Day> {
  return sql`case when s.governing ->> 'noticeDays' is not null then (
      select case when isfinite(term.ends) then
        term.ends - least((s.governing ->> 'noticeDays')::numeric, term.ends - '0001-01-01'::date)::int end
      from (select ${end}) term (ends)
    ) end`;
}

/** There is evidence of it, and none since a day. */
function dormant(db: Db, before: Day, asOf: AsOf): Condition {
  const saidOn = (days: (day: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    sql`(${exists(
      sql`${tableOf(db, 'evidence_day')} d`,
      sql`d.agreement_id = s.agreement_id and ${days(sql`d.day`)} and ${knownThen('d', asOf)}`,
    )} or ${exists(
      sql`${tableOf(db, 'cited_source')} c
      join ${tableOf(db, 'source')} source on source.source_id = c.source_id and ${knownThen('source', asOf)}`,
      sql`c.agreement_id = s.agreement_id and c.in_effect and ${knownThen('c', asOf)}
      and ${days(sql`(source.deposit ->> 'publishedOn')::date`)}`,
    )})`;
  const since = saidOn((day) => sql`${day} between ${before}::date and ${asOf.validOn}::date`);
  return sql`(${live} and not ${since} and ${saidOn((day) => sql`${day} < ${before}::date`)})`;
}

/** An act that decided was recorded later than it may: what happened before the agreement was registered could not be before that. */
function recordedLate(db: Db, days: number, timeZone: string, asOf: AsOf): Condition {
  const registered = sql`(select (event.recorded at time zone ${timeZone}::text)::date from ${tableOf(db, 'agreement')} a
    join ${tableOf(db, 'event')} event on event.id = a.registered_by
    where a.agreement_id = s.agreement_id and ${knownThen('a', asOf)})`;
  return exists(
    sql`jsonb_to_recordset(s.decided) act (recorded timestamptz, "happenedBy" date)`,
    sql`(act.recorded at time zone ${timeZone}::text)::date - greatest(act."happenedBy", ${registered}) > ${days}`,
  );
}
