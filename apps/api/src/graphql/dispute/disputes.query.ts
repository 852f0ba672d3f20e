import { countDisputes, listDisputes } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { StreamArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { disputeNodeOf, type DisputeNode } from './dispute.resolver.js';
import { DisputeConnection } from './dispute.types.js';

/** What sources say against what is recorded. */
@Resolver()
export class DisputesQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor')
  @Query(() => DisputeConnection, {
    nullable: true,
    description: 'The disputes known then, the newest first; of one stream or of all.',
  })
  disputes(
    @Context() context: ApiContext,
    @StreamArg({ nullable: true }) stream?: string | null,
    @Args('open', { type: () => Boolean, nullable: true, description: 'Only those that were open, or not.' })
    open?: boolean | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<DisputeNode>> {
    const filter = { ...(isGiven(stream) && { stream }), ...(isGiven(open) && { open }) };
    return this.lists.answer({
      request: { list: 'disputes', sort: 'LOG', filter },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listDisputes(db, { filter, asOf, page }),
      count: (db, asOf) => countDisputes(db, filter, asOf),
      toNode: disputeNodeOf,
    });
  }
}
