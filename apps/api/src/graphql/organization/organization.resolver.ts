import {
  listAgreements,
  listFundings,
  officialOf,
  scopeOf,
  type OrganizationNameRow,
  type OrganizationDetails,
  type ParticipationRole as Role,
  type RoleRow,
} from '@entente/read-model';
import { DesignationObserved, pickText } from '@entente/domain';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AgreementConnection } from '../agreement/agreement.types.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { effectiveOf } from '../event/event-node.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import { FundingConnection } from '../funding/funding.types.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { RoleObservation } from '../person/person.types.js';
import { mayReadRoles, type RoleNode } from '../person/role-node.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, type DatedNode } from '../vocabulary/dated-node.js';
import { ParticipationRole, RecordState, YesNoUnknown } from '../vocabulary/enums.js';
import type { RelationNode } from './organization-relation.resolver.js';
import {
  Designation,
  Identifier,
  Organization,
  OrganizationName,
  OrganizationRelation,
} from './organization.types.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  constructor(private readonly lists: Lists) {}

  @ResolveField('name', () => String, {
    description: 'Its official name then, in the language asked for or in the one there is.',
  })
  name(
    { key, asOf }: Entity,
    @LangArg() { lang = null }: LangArgs,
    { loaders }: ApiContext,
  ): Promise<string> {
    const loading = loaders.names(asOf, key);
    const known = officialNames.get(loading) ?? new Map<string | null, Promise<string>>();
    const named = known.get(lang) ?? loading.then((names) => officialName(names, lang) ?? key);
    officialNames.set(loading, known.set(lang, named));
    return named;
  }

  @ResolveField('names', () => [OrganizationName], { description: 'Every name that it bore then.' })
  async names(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly OrganizationName[]> {
    return loaders.names(asOf, key);
  }

  @ResolveField('sameName', () => [Organization], {
    description:
      'Other organisations with the same name or alias, as known then: perhaps it was registered twice.',
  })
  async sameName({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly Entity[]> {
    const [others, { members }] = await Promise.all([loaders.sameNames(asOf, key), loaders.tree(asOf, key)]);
    return others.flatMap(({ other }) => (members.includes(other) ? [] : [{ key: other, asOf }]));
  }

  @ResolveField('kind', () => String, { nullable: true, description: 'The kind of organisation.' })
  async kind({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    return (await loaders.organization(asOf, key))?.kind ?? null;
  }

  @ResolveField('jurisdiction', () => String, { nullable: true, description: 'Where it belongs.' })
  async jurisdiction({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    return (await loaders.organization(asOf, key))?.jurisdiction ?? null;
  }

  @ResolveField('regions', () => [String], { description: 'The regions where it works.' })
  async regions({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly string[]> {
    return (await loaders.organization(asOf, key))?.regions ?? [];
  }

  @ResolveField('legalPersonality', () => Boolean, {
    nullable: true,
    description: 'Whether it has legal personality; null where that is not known.',
  })
  async legalPersonality(node: Entity, _args: unknown, context: ApiContext): Promise<boolean | null> {
    return (await detailsOf(node, context))?.legalPersonality ?? null;
  }

  @ResolveField('foundedOn', () => DatedFact, { nullable: true, description: 'When it was founded.' })
  async foundedOn({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<DatedNode | null> {
    const row = await loaders.organization(asOf, key);
    return row && dateOfData(row.details.foundedOn, row.registered_by, 'foundedOn', asOf);
  }

  @ResolveField('identifiers', () => [Identifier], { description: 'Its identifiers in registers of others.' })
  async identifiers(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Identifier[]> {
    return (await detailsOf(node, context))?.identifiers ?? [];
  }

  @ResolveField('agreements', () => AgreementConnection, {
    description:
      'The agreements that it takes part in, by title; as a party unless other roles are asked for. Of the representative of organisations that are the same, those of all of them.',
  })
  agreements(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @Args('roles', { type: () => [ParticipationRole], nullable: true, description: 'In one of these roles.' })
    asked?: readonly Role[] | null,
    @Args('inForce', {
      type: () => [YesNoUnknown],
      nullable: true,
      description: 'In force, not, or not known.',
    })
    askedInForce?: readonly (keyof typeof YesNoUnknown)[] | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const roles: readonly Role[] = asked ? [...new Set(asked)].toSorted() : ['PARTY'];
    const inForce = askedInForce ? [...new Set(askedInForce)].toSorted() : undefined;
    const which = { roles, whose: 'OWN', inForce } as const;
    const filter = { partyId: key, roles, ...(inForce && { inForce }) };
    return this.lists.answerBelow({
      request: { list: 'organization.agreements', sort: 'TITLE', filter: { id: key, roles, inForce } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstAgreements({ ...group, ...which }, key),
      read: (db, asOf, page) => listAgreements(db, { filter, sort: 'TITLE', asOf, page }),
      count: (asOf) => loaders.agreementCount({ asOf, ...which }, key),
      toNode: entityOf,
    });
  }

  @ResolveField('fundings', () => FundingConnection, {
    description:
      'The funding that it had paid or received by then, oldest first; of the representative of organisations that are the same, that of all of them.',
  })
  fundings(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    return this.lists.answerBelow({
      request: { list: 'organization.fundings', sort: 'AWARDED', filter: { id: key } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstFundings(group, key),
      read: (db, asOf, page) => listFundings(db, { organizationId: key, asOf, page }),
      count: (asOf) => loaders.fundingCount(asOf, key),
      toNode: ({ funding_id }, asOf) => ({ key: funding_id, asOf }),
    });
  }

  @ResolveField('relations', () => [OrganizationRelation], {
    description: 'Its relations to other organisations then; of a type and other organisation, the last.',
  })
  async relations(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly RelationNode[]> {
    const rows = await loaders.relations(asOf, key);
    return rows.map((row) => ({ row, asOf, type: row.type }));
  }

  @ResolveField('designations', () => [Designation], {
    description: 'The designations that it had been seen to have by then, each as last observed.',
  })
  async designations(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Designation[]> {
    const rows = await loaders.designations(asOf, key);
    return Promise.all(
      rows.map(async ({ event_id }) => {
        const { designation, grantedBy = null } = (await loaders.fact(DesignationObserved, asOf, event_id))
          .data;
        return { text: designation, grantedBy, observed: effectiveOf(await loaders.current(asOf, event_id)) };
      }),
    );
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its registration was corrected.' })
  async record({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<RecordOf> {
    return recordOf((await loaders.organization(asOf, key))?.registered_by, asOf, loaders);
  }

  @ResolveField('peopleCount', () => Int, {
    description: 'How many persons had been observed in a role there by then.',
  })
  async peopleCount({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<number> {
    return new Set((await rolesOf(key, asOf, loaders)).map(({ person_id }) => person_id)).size;
  }

  @ResolveField('people', () => [RoleObservation], {
    description:
      'The last observation then of each person in a role there; of the representative of organisations that are the same, of all of them. Not for dashboards, who have peopleCount.',
  })
  async people({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly RoleNode[]> {
    mayReadRoles(loaders);
    return (await rolesOf(key, asOf, loaders)).map((row) => ({ row, asOf }));
  }
}

/** The names that were picked of what was loaded: a long answer names the same organisation a thousand times. */
const officialNames = new WeakMap<
  Promise<readonly OrganizationNameRow[]>,
  Map<string | null, Promise<string>>
>();

function officialName(names: readonly OrganizationNameRow[], lang: string | null): string | null {
  return pickText(officialOf(names), lang)?.text ?? null;
}

/** The observations of persons in an organisation, and in those that are the same where it is the one that is shown. */
async function rolesOf(
  key: string,
  asOf: AnswerAsOf,
  loaders: ApiContext['loaders'],
): Promise<readonly RoleRow[]> {
  const scope = scopeOf(await loaders.tree(asOf, key));
  const roles = await Promise.all(scope.map((id) => loaders.rolesIn(asOf, id)));
  return roles.length === 1 ? (roles[0] ?? []) : roles.flat().toSorted(byPerson);
}

function byPerson(a: RoleRow, b: RoleRow): number {
  return a.person_id < b.person_id ? -1 : Number(a.person_id > b.person_id);
}

async function detailsOf(
  { key, asOf }: Entity,
  { loaders }: ApiContext,
): Promise<OrganizationDetails | null> {
  return (await loaders.organization(asOf, key))?.details ?? null;
}
