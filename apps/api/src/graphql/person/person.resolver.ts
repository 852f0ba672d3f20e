import { Allow } from '@entente/access';
import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Organization } from '../organization/organization.types.js';
import { AsOfArg, IdArg } from '../shared/arguments.js';
import { AsOfResolver } from '../shared/as-of.js';
import type { ApiContext } from '../shared/context.js';
import { Certainty } from '../shared/enums.js';
import type { AsOf } from '../shared/inputs.js';
import { certaintyOn, effectiveOf, type DatedNode, type Node } from '../shared/nodes.js';
import { DatedFact } from '../shared/types.js';
import { Person, RoleObservation } from './person.types.js';
import type { RoleNode } from './role-node.js';

@Resolver(() => Person)
export class PersonResolver {
  constructor(private readonly asOf: AsOfResolver) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Person, { nullable: true, description: 'A person by id; null where the ledger knew none.' })
  async person(
    @Context() context: ApiContext,
    @IdArg('id', 'The id of the person.') id: string,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Node | null> {
    const asOf = await this.asOf.resolve(asked, context);
    return (await context.loaders.person(asOf, id)) && { id, asOf };
  }

  @ResolveField('displayName', () => String, {
    nullable: true,
    description: 'The name; null to who may not see it, and after erasure.',
  })
  async displayName(
    @Parent() { id, asOf }: Node,
    @Context() { loaders }: ApiContext,
  ): Promise<string | null> {
    if (!loaders.opensSealed) return null;
    const row = await loaders.person(asOf, id);
    if (!row) return null;
    const { envelope } = await loaders.event(row.registered_by);
    const name = await loaders.sealed(envelope, '/data/displayName');
    return typeof name === 'string' ? name : null;
  }

  @ResolveField('roles', () => [RoleObservation], {
    description: 'The last observation then of a role in each organisation.',
  })
  async roles(
    @Parent() { id, asOf }: Node,
    @Context() { loaders }: ApiContext,
  ): Promise<readonly RoleNode[]> {
    return (await loaders.rolesOf(asOf, id)).map((row) => ({ row, asOf }));
  }
}

@Resolver(() => RoleObservation)
export class RoleObservationResolver {
  @ResolveField('person', () => Person, { description: 'The person.' })
  person(@Parent() { row, asOf }: RoleNode): Node {
    return { id: row.person_id, asOf };
  }

  @ResolveField('organization', () => Organization, { nullable: true, description: 'Where.' })
  organization(@Parent() { row, asOf }: RoleNode): Node | null {
    return row.organization_id === null ? null : { id: row.organization_id, asOf };
  }

  @ResolveField('title', () => String, { nullable: true, description: 'The title.' })
  title(@Parent() { row }: RoleNode): string | null {
    return row.title?.text ?? null;
  }

  @ResolveField('current', () => Boolean, {
    description: 'Whether the role was held then, or had been before.',
  })
  current(@Parent() { row }: RoleNode): boolean {
    return row.current;
  }

  @ResolveField('certainty', () => Certainty, {
    description:
      'POSSIBLE while the day of the observation may still be to come, or that of the next one may have come.',
  })
  async certainty(
    @Parent() { row, asOf }: RoleNode,
    @Context() { loaders }: ApiContext,
  ): Promise<keyof typeof Certainty> {
    if (row.may_have_ended) return 'POSSIBLE';
    const { envelope } = await loaders.event(row.event_id);
    return certaintyOn(envelope.effective, asOf.validOn);
  }

  @ResolveField('observed', () => DatedFact, { description: 'When it was observed.' })
  async observed(@Parent() { row }: RoleNode, @Context() { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.event(row.event_id));
  }
}
