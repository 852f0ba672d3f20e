import type { AsOf } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { PassedOver } from './agreement.types.js';

/** A fact that is passed over, as the API answers it. */
export interface PassedOverNode extends PassedOver {
  readonly eventId: string;
  readonly asOf: AsOf;
}

@Resolver(() => PassedOver)
export class PassedOverResolver {
  @ResolveField('event', () => LedgerEvent, { description: 'The event that does not count.' })
  event({ eventId, asOf }: PassedOverNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, eventId);
  }
}
