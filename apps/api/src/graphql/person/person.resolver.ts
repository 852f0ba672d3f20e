import { Allow } from '../../guard.js';
import { Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import type { ApiContext } from '../loading/context.js';
import { RecordState } from '../vocabulary/enums.js';
import { displayNameOf } from './display-name.js';
import { Person, RoleObservation } from './person.types.js';
import { mayReadRoles, type RoleNode } from './role-node.js';

@Resolver(() => Person)
export class PersonResolver {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor')
  @Query(() => Person, { nullable: true, description: 'A person by id; null where the ledger knew none.' })
  async person(
    @Context() context: ApiContext,
    @NodeArg('Person') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const { key } = id;
    const asOf = await this.asOf.resolveOf(id, asked, context);
    const row = await context.loaders.person(asOf, key);
    return row && !row.annulled ? { key, asOf } : null;
  }

  @ResolveField('displayName', () => String, {
    nullable: true,
    description: 'The name; null where you may not see it, and after erasure.',
  })
  displayName({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    return displayNameOf(key, asOf, loaders);
  }

  @ResolveField('record', () => RecordState, { description: 'Whether the registration was corrected.' })
  async record({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<RecordOf> {
    return recordOf((await loaders.person(asOf, key))?.registered_by, asOf, loaders);
  }

  @ResolveField('roles', () => [RoleObservation], {
    description: 'The last observation then of a role in each organisation. Not for dashboards.',
  })
  async roles({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly RoleNode[]> {
    mayReadRoles(loaders);
    return (await loaders.rolesOf(asOf, key)).map((row) => ({ row, asOf }));
  }
}
