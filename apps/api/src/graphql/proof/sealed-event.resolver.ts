import { Inject } from '@nestjs/common';
import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import { SEALS, type Seals } from './seals.js';

/** What the signed log says of an event. */
@Resolver(() => LedgerEvent)
export class SealedEventResolver {
  constructor(@Inject(SEALS) private readonly seals: Seals) {}

  @ResolveField('sealed', () => Boolean, {
    description: 'True once a signed checkpoint covers it: within a minute, mostly.',
  })
  async sealed(event: EventNode): Promise<boolean> {
    return (await this.leafIndex(event)) !== null;
  }

  @ResolveField('leafIndex', () => Int, {
    nullable: true,
    description: 'The index of its leaf in the tree of the log, from 0; null until it is sealed.',
  })
  async leafIndex({ commit }: EventNode): Promise<number | null> {
    return this.seals.indexUnder(await this.seals.latest(), commit);
  }
}
