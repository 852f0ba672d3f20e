import { countCorrections, listCorrections } from '@entente/read-model';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { StreamArg } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { rectificationNodeOf, type RectificationNode } from './rectification.resolver.js';
import { RectificationConnection } from './rectification.types.js';

/** What was found wrong in the ledger, and corrected. */
@Resolver()
export class RectificationLogQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor')
  @Query(() => RectificationConnection, {
    nullable: true,
    description: 'The corrections known then, the newest first; of one stream or of all.',
  })
  rectificationLog(
    @Context() context: ApiContext,
    @StreamArg({ nullable: true }) stream?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<RectificationNode>> {
    const of = stream ?? null;
    return this.lists.answer({
      request: { list: 'rectificationLog', sort: 'LOG', filter: { stream } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listCorrections(db, { stream: of, asOf, page }),
      count: (db, asOf) => countCorrections(db, of, asOf),
      toNode: rectificationNodeOf,
    });
  }
}
