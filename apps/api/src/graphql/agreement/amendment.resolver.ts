import { AgreementAmended } from '@entente/domain';
import type { AsOf } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { effectiveOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Amendment } from './agreement.types.js';

export interface AmendmentNode extends Amendment {
  readonly node: EventNode;
}

/** An amendment as the API answers it. */
export async function amendmentNodeOf(
  eventId: string,
  asOf: AsOf,
  { loaders }: ApiContext,
): Promise<AmendmentNode> {
  const [{ data }, node] = await Promise.all([
    loaders.fact(AgreementAmended, asOf, eventId),
    loaders.current(asOf, eventId),
  ]);
  return {
    node,
    effective: effectiveOf(node),
    instrument: data.instrument ?? null,
    changes: data.changes.map(({ member, before = null, after = null }) => ({ member, before, after })),
  };
}

@Resolver(() => Amendment)
export class AmendmentResolver {
  @ResolveField('event', () => LedgerEvent, { description: 'The event that records it.' })
  event({ node }: AmendmentNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return node.asOf ? loaders.eventAt(node.asOf, node.id) : loaders.event(node.id);
  }
}
