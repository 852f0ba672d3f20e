import { Allow } from '../../guard.js';
import { isBlank } from '@entente/domain';
import {
  countOrganizations,
  listOrganizations,
  organizationsNamed,
  type ReadModel,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid, refused } from '../errors/refused-error.js';
import { NodeArg, type AskedId, TextArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { withNamesBesideIds } from '../recording/names-beside-ids.js';
import { Organization, OrganizationConnection } from './organization.types.js';

/** Organisations, by id, by name and in a list. */
@Resolver()
export class OrganizationsQuery {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
    private readonly lists: Lists,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Organization, {
    nullable: true,
    description: 'An organisation by its id, or by any name known then; null where the ledger knew none.',
  })
  async organization(
    @Context() context: ApiContext,
    @NodeArg('Organization', { nullable: true }) id?: AskedId | null,
    @TextArg('name', 'One of its names; this or the id.') name?: string | null,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    if (isGiven(id) === isGiven(name)) throw invalid(isGiven(id) ? 'name' : 'id', { problem: 'ID_OR_NAME' });
    const asOf = await this.asOf.resolveOf(id ?? { dates: null }, asked, context);
    const key = isGiven(id)
      ? await this.known(id.key, asOf, context)
      : await this.named(name ?? '', asOf, context);
    return key === null ? null : { key, asOf };
  }

  private async known(
    key: string,
    asOf: Parameters<ApiContext['loaders']['organization']>[0],
    { loaders }: ApiContext,
  ): Promise<string | null> {
    const row = await loaders.organization(asOf, key);
    return row && !row.annulled ? key : null;
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => OrganizationConnection, {
    nullable: true,
    description:
      'The organisations known then, by their first name; of those that are the same, their representative.',
  })
  organizations(
    @Context() context: ApiContext,
    @TextArg('text', 'With these words in a name known then, without regard to accents and case.')
    text?: string | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const sought = text ?? null;
    return this.lists.answer({
      request: { list: 'organizations', sort: 'NAME', filter: { text } },
      context,
      asked,
      first,
      after,
      read: (db, asOf, page) => listOrganizations(db, { text: sought, asOf, page }),
      count: (db, asOf) => countOrganizations(db, sought, asOf),
      toNode: entityOf,
    });
  }

  private async named(name: string, asOf: Entity['asOf'], { loaders }: ApiContext): Promise<string | null> {
    if (isBlank(name)) throw invalid('name', { problem: 'TEXT_BLANK' });
    const found = await this.readModel.ask((db) => organizationsNamed(db, name, asOf));
    const ids = found.length < 2 ? found : await oneOfEachTree(found, asOf, loaders);
    if (ids.length > 1) {
      const code = 'NAME_AMBIGUOUS';
      const details = await withNamesBesideIds(code, { organizationIds: ids }, asOf, loaders);
      throw refused(code, 'name', details);
    }
    return ids[0] ?? null;
  }
}

/** Of several that are the same, the one that is shown for all of them; one alone stays itself. */
async function oneOfEachTree(
  ids: readonly string[],
  asOf: Entity['asOf'],
  loaders: ApiContext['loaders'],
): Promise<readonly string[]> {
  const trees = Map.groupBy(await Promise.all(ids.map((id) => loaders.tree(asOf, id))), ({ root }) => root);
  return [...trees].map(([root, [first, ...others]]) => (others.length > 0 ? root : (first?.id ?? root)));
}
