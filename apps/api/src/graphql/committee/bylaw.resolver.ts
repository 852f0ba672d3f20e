import { BylawAdopted } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { effectiveOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Bylaw } from './committee.types.js';

/** A bylaw, as the API answers it. */
export interface BylawNode extends Bylaw {
  readonly eventId: string;
  readonly asOf: AnswerAsOf;
}

/** The bylaw that an event recorded, as it is corrected then. */
export async function bylawNodeOf(
  eventId: string,
  asOf: AnswerAsOf,
  { loaders }: ApiContext,
): Promise<BylawNode> {
  const [{ data }, event] = await Promise.all([
    loaders.fact(BylawAdopted, asOf, eventId),
    loaders.current(asOf, eventId),
  ]);
  const { topics = [], quorum, mandateLength, frequency, conflictRule, docHash } = data;
  return {
    topics,
    quorum: quorum ? { members: quorum.members ?? null, share: quorum.share ?? null } : null,
    mandateLength: mandateLength ?? null,
    frequency: frequency ?? null,
    conflictRule: conflictRule ?? null,
    docHash: docHash ?? null,
    adopted: effectiveOf(event),
    eventId,
    asOf,
  };
}

@Resolver(() => Bylaw)
export class BylawResolver {
  @ResolveField('event', () => LedgerEvent, { description: 'The event that records it.' })
  event({ eventId, asOf }: BylawNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, eventId);
  }
}
