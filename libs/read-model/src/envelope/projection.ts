import {
  EnvelopeAllotted,
  EnvelopeCommitted,
  EnvelopeReleased,
  foldEnvelope,
  fromMillionths,
  isOf,
  type Balance,
  type Day,
  type DomainEvent,
} from '@entente/domain';
import { factsOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
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
  const { balances } = foldEnvelope(facts);
  const [begins] = balances;
  if (!first || !begins) return rowsOf(ENVELOPE, []);
  const { fund, region, amount } = first.data;
  const sumsOf = ({ allotted, committed, released, available }: Omit<Balance, 'day'>) => ({
    envelope_id: envelopeId,
    fund,
    region,
    currency: amount.currency,
    allotted: fromMillionths(allotted),
    committed: fromMillionths(committed),
    released: fromMillionths(released),
    available: fromMillionths(available),
  });
  const before = {
    ...sumsOf({ allotted: 0n, committed: 0n, released: 0n, available: 0n }),
    ...NOTHING_SAID,
    begun: false,
    valid_from: '-infinity',
    valid_to: begins.day,
  };
  const said = saidOn(facts);
  const rows = balances.map((balance, index) => ({
    ...sumsOf(balance),
    ...said(balance.day),
    begun: true,
    valid_from: balance.day,
    valid_to: balances[index + 1]?.day ?? 'infinity',
  }));
  return rowsOf(ENVELOPE, [before, ...rows]);
}

const NOTHING_SAID: {
  readonly region_class: string | null;
  readonly programme_id: string | null;
} = { region_class: null, programme_id: null };

/** What the last allotment by a day that says it has for class and programme; asked for one day after the other. */
function saidOn(facts: readonly DomainEvent[]): (day: Day) => typeof NOTHING_SAID {
  const allotments = facts.filter((fact) => isOf(EnvelopeAllotted, fact)).toSorted(byDay);
  let said = NOTHING_SAID;
  let next = 0;
  return (day) => {
    let allotment = allotments[next];
    while (allotment && allotment.effective.point <= day) {
      const { regionClass, programmeId } = allotment.data;
      said = {
        region_class: regionClass ?? said.region_class,
        programme_id: programmeId ?? said.programme_id,
      };
      next += 1;
      allotment = allotments[next];
    }
    return said;
  };
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
