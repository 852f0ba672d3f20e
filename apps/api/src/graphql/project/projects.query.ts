import { countProjects, listProjects, type ProjectFilter } from '@entente/read-model';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { IdArg, NodeArg, type AskedId } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { ProjectState } from '../vocabulary/enums.js';
import { Project, ProjectConnection } from './project.types.js';

/** The projects. */
@Resolver()
export class ProjectsQuery {
  constructor(
    private readonly lists: Lists,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Project, {
    nullable: true,
    description: 'A project by id; null where none was known, and before the day on which it was proposed.',
  })
  async project(
    @Context() context: ApiContext,
    @NodeArg('Project') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.project(asOf, id.key);
    return row && row.stage !== null && !row.annulled ? { key: id.key, asOf } : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => ProjectConnection, {
    nullable: true,
    description: 'The projects proposed by then, oldest first.',
  })
  projects(
    @Context() context: ApiContext,
    @IdArg('committeeId', 'Only those put before this committee.', { nullable: true })
    committeeId?: string | null,
    @IdArg('programmeId', 'Only those of this programme.', { nullable: true }) programmeId?: string | null,
    @IdArg('promoterId', 'Only those that this organisation promotes.', { nullable: true })
    promoterId?: string | null,
    @Args('state', {
      type: () => [ProjectState],
      nullable: true,
      description: 'Those in one of these states then.',
    })
    state?: readonly (keyof typeof ProjectState)[] | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const states = isGiven(state) ? [...new Set(state)].toSorted() : null;
    const filter: ProjectFilter = {
      ...(isGiven(committeeId) && { committeeId }),
      ...(isGiven(programmeId) && { programmeId }),
      ...(isGiven(promoterId) && { promoterId }),
      ...(states && { states }),
    };
    return this.lists.answer({
      request: {
        list: 'projects',
        sort: 'PROPOSED',
        filter: { committeeId, programmeId, promoterId, states },
      },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listProjects(db, { filter, asOf, page }),
      count: (db, asOf) => countProjects(db, filter, asOf),
      toNode: entityOf,
    });
  }
}
