import { addDays, type Day } from '../../time/day.js';
import { systemDay, type UncertainDate } from '../../time/uncertain-date.js';
import { compareKeys, sortedByKey } from './act.js';
import { eventsOf, type LineEvent, type LineEventOf } from './line-event.js';
import type { PassedOverBeside } from './passed-over.js';
import { rangeOf } from './span.js';
import type { AgreementStatus } from './status.js';
import type { Step } from './status-on.js';

type Suspension = LineEventOf<'AgreementSuspended'>;
type Resumption = LineEventOf<'AgreementResumed'>;

/** A suspension that counts, from its day to what ended it. */
export interface SuspensionLine {
  readonly event: Suspension;
  /** The parties that are suspended; empty: the whole agreement. */
  readonly organizationIds: readonly string[];
  /** From when, by points; the day itself not after its own bounds. */
  readonly from: UncertainDate;
  /** The last day, where it was said. */
  readonly until: Day | null;
  /** The day from which it holds no more, and the resumption that ended it (null: its last day has passed); null while it lasts. */
  readonly ended: { readonly date: UncertainDate; readonly by: Resumption | null } | null;
}

/** What decides whether a suspension or a resumption of some parties counts. */
interface Known {
  readonly statusOn: (day: Day) => AgreementStatus;
  readonly isParty: (organizationId: string, day: Day) => boolean;
  /** Whether a suspension or a resumption of the whole agreement counts. */
  readonly counts: (event: LineEvent) => boolean;
}

/** The suspensions of the whole agreement, from the steps of its line. */
export function wholeSuspensionsOf(steps: readonly Step[]): readonly SuspensionLine[] {
  return steps.flatMap((step, index): readonly SuspensionLine[] => {
    const [event] = step.decidedBy;
    if (step.status !== 'SUSPENDED' || event?.type !== 'AgreementSuspended') return [];
    const next = steps[index + 1];
    const by = next?.decidedBy[0];
    return [
      {
        event,
        organizationIds: [],
        from: step.since,
        until: event.data.until ?? null,
        ended:
          next?.status === 'IN_FORCE'
            ? { date: next.since, by: by?.type === 'AgreementResumed' ? by : null }
            : null,
      },
    ];
  });
}

/** One party's part in a suspension, while they are read. */
interface Running {
  readonly event: Suspension;
  readonly organizationId: string;
  ended: SuspensionLine['ended'];
}

/**
 * The suspensions of some parties, by points: each lasts until its last day, a resumption that names the party, or one of the
 * whole agreement (section 10.8 of `docs/semantics.md`). What names nobody who is a party, or who is suspended, does not count.
 */
export function partialSuspensionsOf(
  events: readonly LineEvent[],
  known: Known,
): { readonly suspensions: readonly SuspensionLine[]; readonly passedOver: readonly PassedOverBeside[] } {
  const passedOver: PassedOverBeside[] = [];
  const parts: Running[] = [];
  const pauses = sortedByKey<Suspension | Resumption>([
    ...eventsOf(events, 'AgreementSuspended').filter(({ data }) => data.organizationIds),
    ...eventsOf(events, 'AgreementResumed'),
  ]);
  for (const event of pauses) {
    if (event.type === 'AgreementSuspended') {
      const { suspended, because } = suspendedBy(event, known);
      if (because) passedOver.push({ event, because });
      for (const organizationId of suspended) parts.push({ event, organizationId, ended: null });
      continue;
    }
    const named = event.data.organizationIds;
    if (!named && !known.counts(event)) continue;
    const running = parts.filter(
      (part) => (!named || named.includes(part.organizationId)) && isRunning(part, event),
    );
    for (const part of running) part.ended = { date: event.effective, by: event };
    if (named && running.length === 0) passedOver.push({ event, because: 'NOT_SUSPENDED' });
  }
  return { suspensions: grouped(parts), passedOver };
}

function suspendedBy(
  event: Suspension,
  { statusOn, isParty }: Known,
): { readonly suspended: readonly string[]; readonly because: PassedOverBeside['because'] | null } {
  const day = event.effective.point;
  if (statusOn(day) !== 'IN_FORCE') return { suspended: [], because: 'STATUS' };
  const suspended = (event.data.organizationIds ?? []).filter((id) => isParty(id, day));
  return { suspended, because: suspended.length === 0 ? 'NOT_PARTY' : null };
}

/** Whether a suspension still lasts when a resumption comes. */
function isRunning({ event, ended }: Running, resumption: Resumption): boolean {
  const { until } = event.data;
  const day = resumption.effective.point;
  const isAfter = compareKeys(rangeOf(event.effective), rangeOf(resumption.effective)) <= 0;
  return ended === null && isAfter && (until === undefined || day <= addDays(until, 1));
}

/** Parties whose suspension by one act ended alike make one line. */
function grouped(parts: readonly Running[]): readonly SuspensionLine[] {
  const lines = new Map<string, SuspensionLine>();
  for (const { event, organizationId, ended } of parts) {
    const key = `${event.id} ${ended?.by?.id ?? ''}`;
    const others = lines.get(key)?.organizationIds ?? [];
    const until = event.data.until ?? null;
    lines.set(key, {
      event,
      organizationIds: [...others, organizationId],
      from: event.effective,
      until,
      ended: ended ?? (until === null ? null : { date: lastingUntil(until), by: null }),
    });
  }
  return [...lines.values()];
}

function lastingUntil(until: Day): UncertainDate {
  return { ...systemDay(addDays(until, 1)), basis: 'COMPUTED' };
}

/** True when a party is suspended on a day, by points, though the agreement is not. */
export function isSuspendedOn(
  suspensions: readonly SuspensionLine[],
  organizationId: string,
  day: Day,
): boolean {
  return suspensions.some(
    ({ organizationIds, from, ended }) =>
      organizationIds.includes(organizationId) &&
      from.point <= day &&
      (ended === null || day < ended.date.point),
  );
}

/** Each day on which a suspension of some parties begins or ends. */
export function daysOfSuspensions(suspensions: readonly SuspensionLine[]): readonly Day[] {
  return suspensions
    .filter(({ organizationIds }) => organizationIds.length > 0)
    .flatMap(({ from, ended }) => [from.point, ...(ended ? [ended.date.point] : [])]);
}
