import { spanOn, textIn } from '@entente/domain';
import { listResolutions, type CommitteeRow } from '@entente/read-model';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { Programme } from '../programme/programme.types.js';
import { ResolutionConnection } from '../resolution/resolution.types.js';
import { RecordState, ResolutionState } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { bylawNodeOf, type BylawNode } from './bylaw.resolver.js';
import { Bylaw, Committee, Conflict, Mandate } from './committee.types.js';
import { conflictNodeOf, type ConflictNode } from './conflict.resolver.js';
import { mandateNodeOf, type MandateNode } from './mandate.resolver.js';

@Resolver(() => Committee)
export class CommitteeResolver {
  constructor(private readonly lists: Lists) {}

  @ResolveField('kind', () => String, { description: 'CLUSTER, REGIONAL, EXECUTIVE, INTERREGIONAL …' })
  async kind(node: Entity, _args: unknown, context: ApiContext): Promise<string> {
    return (await rowOf(node, context)).kind;
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await rowOf(node, context)).details.title ?? [], lang);
  }

  @ResolveField('programme', () => Programme, {
    nullable: true,
    description: 'The programme that it belongs to.',
  })
  async programme(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { programme_id } = await rowOf(node, context);
    return programme_id === null ? null : { key: programme_id, asOf: node.asOf };
  }

  @ResolveField('organization', () => Organization, {
    nullable: true,
    description: 'The organisation that it belongs to.',
  })
  async organization(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { organizationId } = (await rowOf(node, context)).details;
    return organizationId === undefined ? null : { key: organizationId, asOf: node.asOf };
  }

  @ResolveField('regions', () => [String], { description: 'The regions that it covers.' })
  async regions(node: Entity, _args: unknown, context: ApiContext): Promise<readonly string[]> {
    return (await rowOf(node, context)).details.regions ?? [];
  }

  @ResolveField('members', () => [LocalizedText], { description: 'Who sits on it, by function.' })
  async members(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await rowOf(node, context)).details.members ?? [];
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its first record was corrected.' })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await rowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('established', () => DatedFact, { description: 'When it was established.' })
  async established(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode> {
    const { established, event_id } = await rowOf(node, context);
    return effectiveDate(established, event_id, node.asOf);
  }

  @ResolveField('dissolved', () => DatedFact, {
    nullable: true,
    description: 'When it was dissolved; null: not by then.',
  })
  async dissolved(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { dissolved, dissolved_day, dissolved_by } = await rowOf(node, context);
    if (dissolved === null || dissolved_by === null) return null;
    const isDissolved = dissolved_day !== null && dissolved_day <= node.asOf.validOn;
    return isDissolved ? effectiveDate(dissolved, dissolved_by, node.asOf) : null;
  }

  @ResolveField('bylaw', () => Bylaw, {
    nullable: true,
    description: 'The bylaw in effect then; null: none is known.',
  })
  async bylaw({ key, asOf }: Entity, _args: unknown, context: ApiContext): Promise<BylawNode | null> {
    const row = await context.loaders.bylaw(asOf, key);
    return row && bylawNodeOf(row.event_id, asOf, context);
  }

  @ResolveField('mandates', () => [Mandate], {
    description: 'The mandates that run then, by when they began; with `all`, every one that is known.',
  })
  async mandates(
    @Parent() { key, asOf }: Entity,
    @Context() { loaders }: ApiContext,
    @Args('all', { type: () => Boolean, nullable: true, description: 'Those of any day.' })
    all?: boolean | null,
  ): Promise<readonly MandateNode[]> {
    const rows = await loaders.mandates(asOf, key);
    const shown = all === true ? rows : rows.filter((row) => spanOn(row, asOf.validOn) !== null);
    return shown.map((row) => mandateNodeOf(row, asOf));
  }

  @ResolveField('conflicts', () => [Conflict], {
    description:
      'What persons had declared of conflicts of interest by then; of a person and matter, the last.',
  })
  async conflicts(
    { key, asOf }: Entity,
    _args: unknown,
    context: ApiContext,
  ): Promise<readonly ConflictNode[]> {
    const rows = await context.loaders.conflicts(asOf, key);
    return Promise.all(rows.map(({ event_id }) => conflictNodeOf(event_id, asOf, context)));
  }

  @ResolveField('resolutions', () => ResolutionConnection, {
    description: 'The resolutions put before it by then, oldest first.',
  })
  resolutions(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @Args('state', { type: () => ResolutionState, nullable: true, description: 'Those in this state then.' })
    asked?: keyof typeof ResolutionState | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const state = asked ?? null;
    const filter = { committeeId: key, ...(state !== null && { state }) };
    return this.lists.answerBelow({
      request: { list: 'committee.resolutions', sort: 'PROPOSED', filter: { id: key, state } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstResolutions({ ...group, state }, key),
      read: (db, asOf, page) => listResolutions(db, { filter, asOf, page }),
      count: (asOf) => loaders.resolutionCount({ asOf, state }, key),
      toNode: ({ resolution_id }, asOf) => ({ key: resolution_id, asOf }),
    });
  }
}

/** Committees are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<CommitteeRow> {
  const row = await loaders.committee(asOf, key);
  if (!row) throw new Error(`committee ${key} is not known at the dates of its answer`);
  return row;
}
