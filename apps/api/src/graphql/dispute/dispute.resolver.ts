import { AssertionDisputed, DisputeResolved, type Json } from '@entente/domain';
import type { AsOf, DisputeRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { effectiveOf, occurredOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { DisputeOutcome } from '../vocabulary/enums.js';
import { JsonScalar } from '../vocabulary/scalars.js';
import type { AlternativeNode } from './alternative.resolver.js';
import { Alternative, Dispute } from './dispute.types.js';

/** A dispute as the API answers it. */
export interface DisputeNode extends Dispute {
  readonly row: DisputeRow;
  readonly asOf: AsOf;
}

/** A dispute, for some dates. */
export function disputeNodeOf(row: DisputeRow, asOf: AsOf): DisputeNode {
  return { row, asOf, id: row.event_id, member: row.member, open: row.open };
}

@Resolver(() => Dispute)
export class DisputeResolver {
  @ResolveField('target', () => LedgerEvent, { description: 'The event whose record is disputed.' })
  target({ row, asOf }: DisputeNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.target);
  }

  @ResolveField('held', () => JsonScalar, {
    nullable: true,
    description:
      'What the record says now of that member; all of its data, where the whole record is disputed. Sealed members only for those who may see them.',
  })
  async held(
    { row: { target, member }, asOf }: DisputeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<Json> {
    const now = await loaders.current(asOf, target);
    if (member === null) return now.envelope.data;
    if (member === 'occurredOn') return storedDate(occurredOf(now));
    if (member === 'effectiveOn') return storedDate(effectiveOf(now));
    return now.envelope.data[member] ?? loaders.sealedNow(asOf, target, `/data/${member}`);
  }

  @ResolveField('alternatives', () => [Alternative], { description: 'What sources say instead.' })
  async alternatives(
    { row, asOf }: DisputeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly AlternativeNode[]> {
    if (row.member === null) return [];
    const event = await loaders.eventAt(asOf, row.event_id);
    const { alternatives } = (await loaders.fact(AssertionDisputed, asOf, row.event_id)).data;
    return alternatives.map(({ value, citation, eventId }, index) => ({
      value: value ?? null,
      index,
      event,
      asOf,
      citation,
      eventId: eventId ?? null,
    }));
  }

  @ResolveField('conflictsWith', () => [LedgerEvent], {
    description: 'Events that cannot be so beside the disputed one.',
  })
  async conflictsWith(
    { row, asOf }: DisputeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly EventNode[]> {
    if (row.member === null) return [];
    const { conflictsWith = [] } = (await loaders.fact(AssertionDisputed, asOf, row.event_id)).data;
    return Promise.all(conflictsWith.map((id) => loaders.eventAt(asOf, id)));
  }

  @ResolveField('statement', () => String, {
    nullable: true,
    description: 'What is disputed, in words; null where you may not see it, and after erasure.',
  })
  async statement(
    { row, asOf }: DisputeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    const statement = await loaders.sealedNow(asOf, row.event_id, '/data/statement');
    return typeof statement === 'string' ? statement : null;
  }

  @ResolveField('raised', () => DatedFact, { description: 'When it was raised.' })
  async raised({ row, asOf }: DisputeNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return occurredOf(await loaders.current(asOf, row.event_id));
  }

  @ResolveField('outcome', () => DisputeOutcome, {
    nullable: true,
    description: 'How it was resolved; null while it is open, and where its record was annulled before.',
  })
  async outcome(
    { row, asOf }: DisputeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<keyof typeof DisputeOutcome | null> {
    return row.resolved_by === null
      ? null
      : (await loaders.fact(DisputeResolved, asOf, row.resolved_by)).data.outcome;
  }

  @ResolveField('resolution', () => LedgerEvent, {
    nullable: true,
    description: 'The event that resolved it.',
  })
  async resolution(
    { row, asOf }: DisputeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<EventNode | null> {
    return row.resolved_by === null ? null : loaders.eventAt(asOf, row.resolved_by);
  }
}

/** A date as it is stored: without what is only needed to answer it. */
function storedDate({ noteOf: _note, ...date }: DatedNode): Json {
  return date as unknown as Json;
}
