import {
  balanceOn,
  EnvelopeAllotted,
  EnvelopeCommitted,
  EnvelopeReleased,
  foldEnvelope,
  fromMillionths,
  isOf,
  leastFrom,
  overdrawn,
  type Day,
  type DomainEvent,
} from '@entente/domain';
import { factsOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { segments } from '../schema/segments.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { COMMITMENT, ENVELOPE } from './table.js';

/** From the history of an envelope to its rows. Nothing registers one: it is known while some fact of it is in effect. */
export const envelopeProjection = {
  kind: 'envelope',
  tables: [ENVELOPE, COMMITMENT],
  project(envelopeId, history) {
    const facts = factsOf(history);
    return [balanceRows(envelopeId, facts), commitmentRows(envelopeId, facts)];
  },
} as const satisfies Projection;

function balanceRows(envelopeId: string, facts: readonly DomainEvent[]): TableRows {
  const first = facts.find(onEnvelope);
  if (!first) return rowsOf(ENVELOPE, []);
  const { fund, region, amount } = first.data;
  const envelope = foldEnvelope(facts);
  const allotments = facts.filter((fact) => isOf(EnvelopeAllotted, fact)).toSorted(byDay);
  const days = facts.map(({ effective }) => effective.point);
  const isOverdrawn = overdrawn(envelope) !== null;
  return rowsOf(
    ENVELOPE,
    segments(days, (day) => {
      const then = allotments.filter(({ effective }) => effective.point <= day);
      const said = <K extends 'regionClass' | 'programmeId'>(member: K) =>
        then.findLast(({ data }) => data[member] !== undefined)?.data[member] ?? null;
      const { allotted, committed, released, available } = balanceOn(envelope, day);
      return {
        envelope_id: envelopeId,
        fund,
        region,
        region_class: said('regionClass'),
        programme_id: said('programmeId'),
        currency: amount.currency,
        allotted: fromMillionths(allotted),
        committed: fromMillionths(committed),
        released: fromMillionths(released),
        available: fromMillionths(available),
        least_available: fromMillionths(leastFrom(envelope, day).available),
        overdrawn: isOverdrawn,
        begun: days.some((one) => one <= day),
      };
    }),
  );
}

function commitmentRows(envelopeId: string, facts: readonly DomainEvent[]): TableRows {
  return rowsOf(
    COMMITMENT,
    foldEnvelope(facts).commitments.map(({ event, releases }) => ({
      envelope_id: envelopeId,
      event_id: event.id,
      place: event.order,
      commitment_id: event.data.commitmentId,
      project_id: event.data.projectId ?? null,
      amount: event.data.amount,
      committed_day: event.effective.point,
      committed: event.effective,
      releases: releases.map(({ day, soFar }) => ({ day, soFar: fromMillionths(soFar) })),
    })),
  );
}

function onEnvelope(fact: DomainEvent) {
  return isOf(EnvelopeAllotted, fact) || isOf(EnvelopeCommitted, fact) || isOf(EnvelopeReleased, fact);
}

function byDay(
  a: { readonly effective: { readonly point: Day } },
  b: { readonly effective: { readonly point: Day } },
): number {
  return a.effective.point < b.effective.point ? -1 : a.effective.point > b.effective.point ? 1 : 0;
}
