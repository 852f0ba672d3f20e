import { Allow } from '../../guard.js';
import { addDays, type Day } from '@entente/domain';
import { countIntents, listIntents } from '@entente/read-model';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { CountArg, IdArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { IntentConnection } from './agreement.types.js';
import { intentNodeOf, type IntentNode } from './intent.resolver.js';

/** The intents that are open. */
@Resolver()
export class OpenIntentsQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => IntentConnection, { nullable: true, description: 'The intents open then, oldest first.' })
  openIntents(
    @Context() context: ApiContext,
    @IdArg('agreementId', 'Only those of this agreement.', { nullable: true }) agreementId?: string | null,
    @CountArg('olderThanDays', 'Only those declared more than this many days before.', { nullable: true })
    olderThanDays?: number | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<IntentNode>> {
    const filterOn = (validOn: Day) => ({
      state: 'OPEN' as const,
      ...(isGiven(agreementId) && { agreementId }),
      ...(isGiven(olderThanDays) && { declaredUntil: addDays(validOn, -olderThanDays - 1) }),
    });
    return this.lists.answer({
      request: { list: 'openIntents', sort: 'DECLARED', filter: { agreementId, olderThanDays } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listIntents(db, { filter: filterOn(asOf.validOn), asOf, page }),
      count: (db, asOf) => countIntents(db, filterOn(asOf.validOn), asOf),
      toNode: intentNodeOf,
    });
  }
}
