import { streamNamed } from '@entente/domain';
import type { AsOf, DisputeRow } from '@entente/read-model';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { disputeNodeOf, type DisputeNode } from './dispute.resolver.js';
import { Dispute } from './dispute.types.js';

const WHICH = { description: 'What sources say against it, as known then, the newest first.' };

/** What is disputed of an agreement. */
@Resolver(() => Agreement)
export class DisputesOfAgreementResolver {
  @ResolveField('disputes', () => [Dispute], WHICH)
  async disputes(
    @Parent() { key, asOf }: Entity,
    @Context() { loaders }: ApiContext,
    @OpenArg() open?: boolean | null,
  ): Promise<readonly DisputeNode[]> {
    return nodesOf(await loaders.disputesOfStream(asOf, streamNamed('agreement', key)), asOf, open);
  }
}

/** What is disputed of an event. */
@Resolver(() => LedgerEvent)
export class DisputesOfEventResolver {
  constructor(private readonly asOf: AsOfResolver) {}

  @ResolveField('disputes', () => [Dispute], WHICH)
  async disputes(
    @Parent() event: EventNode,
    @Context() { loaders }: ApiContext,
    @OpenArg() open?: boolean | null,
  ): Promise<readonly DisputeNode[]> {
    const asOf = await this.asOf.ofEvent(event, loaders);
    return nodesOf(await loaders.disputesOfEvent(asOf, event.id), asOf, open);
  }
}

function OpenArg(): ParameterDecorator {
  return Args('open', {
    type: () => Boolean,
    nullable: true,
    description: 'Only those that were open, or only the others.',
  });
}

function nodesOf(
  rows: readonly DisputeRow[],
  asOf: AsOf,
  open: boolean | null | undefined,
): readonly DisputeNode[] {
  return rows
    .filter((row) => open === null || open === undefined || row.open === open)
    .map((row) => disputeNodeOf(row, asOf));
}
