import { Allow } from '../../guard.js';
import { countMissions, listMissions } from '@entente/read-model';
import { Context, Query, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { IdArg } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { MissionConnection } from './mission.types.js';

/** The missions that were undertaken. */
@Resolver()
export class MissionsQuery {
  constructor(private readonly lists: Lists) {}

  @Allow('secretariat', 'auditor')
  @Query(() => MissionConnection, {
    nullable: true,
    description: 'The missions undertaken by then, oldest first.',
  })
  missions(
    @Context() context: ApiContext,
    @IdArg('organizationId', 'Only those that it organised or paid for.', { nullable: true })
    organizationId?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const of = organizationId ?? null;
    return this.lists.answer({
      request: { list: 'missions', sort: 'UNDERTAKEN', filter: { organizationId } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listMissions(db, { organizationId: of, asOf, page }),
      count: (db, asOf) => countMissions(db, of, asOf),
      toNode: ({ mission_id }, asOf) => ({ key: mission_id, asOf }),
    });
  }
}
