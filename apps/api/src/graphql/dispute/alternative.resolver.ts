import type { Json, JsonObject } from '@entente/domain';
import type { AsOf } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { citationsOf, type CitationNode } from '../event/citation.resolver.js';
import type { EventNode } from '../event/event-node.js';
import { Citation, LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { JsonScalar } from '../vocabulary/scalars.js';
import { Alternative } from './dispute.types.js';

/** What a source says instead, as the API answers it. */
export interface AlternativeNode {
  readonly value: Json;
  readonly index: number;
  /** The event that raised the dispute. */
  readonly event: EventNode;
  readonly asOf: AsOf;
  /** Its place in the provenance of that event. */
  readonly citation: number;
  readonly eventId: string | null;
}

@Resolver(() => Alternative)
export class AlternativeResolver {
  @ResolveField('value', () => JsonScalar, { nullable: true })
  async value(
    { value, index, event }: AlternativeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<Json> {
    const note = await loaders.sealed(event.envelope, `/data/alternatives/${index}/value/note`);
    return note === null ? value : { ...(value as JsonObject), note };
  }

  @ResolveField('citation', () => Citation, { description: 'The source that says so.' })
  citation({ event, citation }: AlternativeNode): CitationNode {
    const found = citationsOf(event)[citation];
    if (!found) throw new Error(`event ${event.id} has no citation ${citation}`);
    return found;
  }

  @ResolveField('event', () => LedgerEvent, {
    nullable: true,
    description: 'Another event of the stream that says so.',
  })
  async namedEvent(
    { eventId, asOf }: AlternativeNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<EventNode | null> {
    return eventId === null ? null : loaders.eventAt(asOf, eventId);
  }
}
