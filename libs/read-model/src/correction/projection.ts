import {
  AgreementExpired,
  correctedIn,
  correctionsIn,
  foldAgreement,
  holdsCorrections,
  inEffect,
  isCorrection,
  isOf,
  saysTheSame,
  PartnerIntentLapsed,
  PartnerWithdrew,
  patched,
  RECTIFIED,
  type Json,
  type Patch,
  type PastEvent,
} from '@entente/domain';
import { pastEventsOf, type RecordedEvent } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { rowsOf } from '../schema/table.js';
import { CORRECTED_EVENT, CORRECTION, type MemberChange } from './table.js';

/** From a stream's history to what its corrections have made of it: nothing, for nearly all. */
export const correctionProjection = {
  kind: 'every',
  tables: [CORRECTED_EVENT, CORRECTION],
  project(stream, history) {
    const events = pastEventsOf(history);
    const corrected = holdsCorrections(events);
    return [
      rowsOf(CORRECTED_EVENT, [
        ...(corrected ? correctedRows(stream, events) : []),
        ...overtakenRows(stream, events),
      ]),
      rowsOf(CORRECTION, corrected ? correctionRows(stream, events, history) : []),
    ];
  },
} as const satisfies Projection;

function correctedRows(stream: string, events: readonly PastEvent[]) {
  const corrections = correctionsIn(events);
  return events.flatMap((event) => {
    const { annulledBy, rectifiedBy } = correctedIn(corrections, event.id);
    if (!annulledBy && rectifiedBy.length === 0) return [];
    const now = annulledBy ? null : patched(event, rectifiedBy);
    return [
      {
        stream,
        event_id: event.id,
        standing: annulledBy ? ('ANNULLED' as const) : ('RECTIFIED' as const),
        occurred: now?.occurred ?? null,
        effective: now?.effective ?? null,
        data: (now?.data as { readonly [member: string]: Json } | undefined) ?? null,
        directives: [...rectifiedBy, ...(annulledBy ? [annulledBy] : [])]
          .toSorted((a, b) => a.order - b.order)
          .map(({ id }) => id),
      },
    ];
  });
}

/** Notices of what the line says no more: of another last day, of an intent that is another now. */
function overtakenRows(stream: string, events: readonly PastEvent[]) {
  const facts = inEffect(events);
  // A fact alone may overtake a notice: an earlier act that is recorded later.
  if (!facts.some(isNoticeOfLine)) return [];
  const line = foldAgreement(facts);
  const lastDays = new Set(
    line.steps.flatMap(({ status, endsOn }) => (status === 'EXPIRED' && endsOn ? [endsOn.latest] : [])),
  );
  return facts.flatMap((fact) => {
    const stands =
      (isOf(AgreementExpired, fact) && !lastDays.has(fact.data.lastDayInForce)) ||
      (isOf(PartnerIntentLapsed, fact) &&
        !line.intents.some(
          ({ event }) =>
            event.id === fact.data.intentEventId && event.data.expectedBy === fact.data.expectedBy,
        )) ||
      (isOf(PartnerWithdrew, fact) &&
        !line.participations.some(
          ({ left }) =>
            left?.event.id === fact.data.notificationEventId &&
            left.event.effective.latest === fact.data.scheduledFor,
        ));
    return stands
      ? [
          {
            stream,
            event_id: fact.id,
            standing: 'OVERTAKEN' as const,
            occurred: fact.occurred,
            effective: fact.effective,
            data: fact.data as { readonly [member: string]: Json },
            directives: [],
          },
        ]
      : [];
  });
}

function isNoticeOfLine(fact: PastEvent): boolean {
  return isOf(AgreementExpired, fact) || isOf(PartnerIntentLapsed, fact) || isOf(PartnerWithdrew, fact);
}

function correctionRows(stream: string, events: readonly PastEvent[], history: readonly RecordedEvent[]) {
  const corrections = correctionsIn(events);
  return events.flatMap((event, index) => {
    if (!isCorrection(event)) return [];
    return [
      {
        stream,
        event_id: event.id,
        target_id: (event.data as { readonly target: string }).target,
        recorded_at: history[index]?.position.commit ?? 0n,
        revision: event.order,
        changes:
          event.type === RECTIFIED
            ? changesOf(event as PastEvent<string, Patch>, events.slice(0, index))
            : [],
        in_effect: correctedIn(corrections, event.id).annulledBy === null,
      },
    ];
  });
}

/** What a rectification changed, member by member, as was known just before it. */
function changesOf(event: PastEvent<string, Patch>, before: readonly PastEvent[]): readonly MemberChange[] {
  const { target, set, removed = [] } = event.data;
  const fact = inEffect(before).find(({ id }) => id === target);
  if (!fact) return [];
  const old: { readonly [member: string]: unknown } = {
    ...(fact.data as object),
    occurredOn: fact.occurred,
    effectiveOn: fact.effective,
  };
  const now: { readonly [member: string]: unknown } = {
    ...set?.data,
    ...(set?.occurred && { occurredOn: set.occurred }),
    ...(set?.effective && { effectiveOn: set.effective }),
  };
  return [...Object.keys(now), ...removed]
    .filter((member) => !saysTheSame(old[member], now[member]))
    .map((member) => ({
      member,
      ...(old[member] !== undefined && { before: old[member] as Json }),
      ...(now[member] !== undefined && { after: now[member] as Json }),
    }));
}
