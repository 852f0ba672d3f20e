import { AgreementAmended } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { effectiveOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Amendment } from './agreement.types.js';

export interface AmendmentNode extends Amendment {
  readonly node: EventNode;
}

/** An amendment as the API answers it. */
export async function amendmentNodeOf(eventId: string, { loaders }: ApiContext): Promise<AmendmentNode> {
  const [{ data }, node] = await Promise.all([
    loaders.fact(AgreementAmended, eventId),
    loaders.event(eventId),
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
  event({ node }: AmendmentNode): EventNode {
    return node;
  }
}
