import { countSources, listSources } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { SourceFilter, sourceFilterOf } from './source.filter.js';
import type { SourceNode } from './source-node.js';
import { SourceConnection } from './source.types.js';

/** The sources that were deposited. */
@Resolver()
export class SourcesQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor')
  @Query(() => SourceConnection, {
    nullable: true,
    description: 'The sources known then, the last deposited first.',
  })
  sources(
    @Context() context: ApiContext,
    @Args('filter', { type: () => SourceFilter, nullable: true, description: 'Which ones.' })
    filter?: SourceFilter | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<SourceNode>> {
    const wanted = sourceFilterOf(filter);
    return this.lists.answer({
      request: { list: 'sources', sort: 'DEPOSITED', filter: wanted },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listSources(db, { filter: wanted, asOf, page }),
      count: (db, asOf) => countSources(db, wanted, asOf),
      toNode: ({ source_id }, asOf) => ({ key: source_id, asOf }),
    });
  }
}
