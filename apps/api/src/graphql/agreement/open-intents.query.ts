import { Allow } from '../../guard.js';
import { addDays } from '@entente/domain';
import { countIntents, listIntents, type ReadModel } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { CountArg, IdArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import { readPage, toConnection, type ConnectionNode } from '../lists/connection.js';
import { countOnce } from '../lists/count-once.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import { pageSize, readCursor } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { IntentConnection } from './agreement.types.js';
import { intentNodeOf, type IntentNode } from './intent.resolver.js';

/** The intents that are open. */
@Resolver()
export class OpenIntentsQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => IntentConnection, { nullable: true, description: 'The intents open then, oldest first.' })
  async openIntents(
    @Context() context: ApiContext,
    @IdArg('agreementId', 'Only those of this agreement.', { nullable: true }) agreementId?: string | null,
    @CountArg('olderThanDays', 'Only those declared more than so many days before.', { nullable: true })
    olderThanDays?: number | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<IntentNode>> {
    const size = pageSize(first);
    const request = { list: 'openIntents', sort: 'DECLARED', filter: { agreementId, olderThanDays } };
    const cursor = readCursor(after, request);
    const asOf = await this.asOf.resolve(asked, context, cursor);
    const filter = {
      state: 'OPEN' as const,
      ...(isGiven(agreementId) && { agreementId }),
      ...(isGiven(olderThanDays) && { declaredUntil: addDays(asOf.validOn, -olderThanDays - 1) }),
    };
    const page = await readPage(cursor !== null, () =>
      this.readModel.ask((db) =>
        listIntents(db, { filter, asOf, page: { first: size, after: cursor?.key ?? null } }),
      ),
    );
    return toConnection({
      request,
      asOf,
      page,
      continued: cursor !== null,
      toNode: (row) => intentNodeOf(row, asOf),
      count: countOnce(this.readModel, request, asOf, (db) => countIntents(db, filter, asOf)),
    });
  }
}
