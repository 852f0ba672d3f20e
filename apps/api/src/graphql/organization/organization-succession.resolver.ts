import { listInherited, PARTY_ROLES } from '@entente/read-model';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AgreementConnection } from '../agreement/agreement.types.js';
import type { Entity } from '../as-of/answer-as-of.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { MergerNode } from './merger.resolver.js';
import { Merger, Organization } from './organization.types.js';

const INHERITED = { roles: PARTY_ROLES, whose: 'INHERITED' } as const;

/** Which organisations are one, and which became one. */
@Resolver(() => Organization)
export class OrganizationSuccessionResolver {
  constructor(private readonly lists: Lists) {}

  @ResolveField('representative', () => Organization, {
    description:
      'The organisation that lists show for all registrations of one organisation, as known then; itself where nothing is linked.',
  })
  async representative({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<Entity> {
    return { key: (await loaders.tree(asOf, key)).root, asOf };
  }

  @ResolveField('sameAs', () => [Organization], {
    description: 'The organisations that are linked with it as the same, as known then; itself left out.',
  })
  async sameAs({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly Entity[]> {
    const { members } = await loaders.tree(asOf, key);
    return members.flatMap((id) => (id === key ? [] : [{ key: id, asOf }]));
  }

  @ResolveField('mergedInto', () => Merger, {
    nullable: true,
    description: 'The merger by which it had become another one by then; null where there is none.',
  })
  async mergedInto(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<MergerNode | null> {
    const row = await loaders.mergedInto(asOf, key);
    return row && { row, asOf, certainty: row.certainty };
  }

  @ResolveField('mergers', () => [Merger], {
    description: 'The mergers of which it was the successor by then.',
  })
  async mergers(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly MergerNode[]> {
    const rows = await loaders.mergers(asOf, key);
    const events = new Map(rows.map((row) => [row.event_id, row]));
    return [...events.values()].map((row) => ({ row, asOf, certainty: row.certainty }));
  }

  @ResolveField('inheritedAgreements', () => AgreementConnection, {
    description:
      'The agreements of those that had merged into it by then, directly or not, in which they are parties still, by title: no succession is recorded there.',
  })
  inheritedAgreements(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    return this.lists.answerBelow({
      request: { list: 'organization.inheritedAgreements', sort: 'TITLE', filter: { id: key } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstAgreements({ ...group, ...INHERITED }, key),
      read: (db, asOf, page) => listInherited(db, key, asOf, page),
      count: (asOf) => loaders.agreementCount({ asOf, ...INHERITED }, key),
      toNode: entityOf,
    });
  }
}
