import type { StreamKind } from '@entente/domain';
import type { Type } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import { Funding } from '../funding/funding.types.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { Programme } from '../programme/programme.types.js';
import { Project } from '../project/project.types.js';
import { SortDirection } from '../vocabulary/enums.js';
import type { EventNode } from './event-node.js';
import { LedgerEventConnection } from './event.types.js';
import { checkTypes } from './check-types.js';
import { historyOf } from './history.js';

const HistoryTypesArg = () =>
  Args('types', { type: () => [String], nullable: true, description: 'Of one of these types.' });
const HistoryDirectionArg = () =>
  Args('direction', {
    type: () => SortDirection,
    nullable: true,
    description: 'ASC by default; DESC: the newest first.',
  });

/** The events of what has a stream of its own, as a field of it. */
function historyField(kind: StreamKind, type: () => Type<object>): Type<object> {
  @Resolver(type)
  class HistoryField {
    constructor(private readonly lists: Lists) {}

    @ResolveField('history', () => LedgerEventConnection, {
      description: 'Every event of it that the ledger knew then; validOn does not filter them.',
    })
    history(
      @Parent() { key, asOf }: Entity,
      @Context() context: ApiContext,
      @HistoryTypesArg() types?: readonly string[] | null,
      @HistoryDirectionArg() direction?: keyof typeof SortDirection | null,
      @FirstArg() first?: number | null,
      @AfterArg() after?: string | null,
    ): Promise<ConnectionNode<EventNode>> {
      const stream = `${kind}-${key}`;
      checkTypes(types);
      const history = { newestFirst: direction === 'DESC', ...(types && { types }) };
      return historyOf(this.lists, { stream, history, below: asOf, context, first, after });
    }
  }
  return HistoryField;
}

/** The resolvers of the histories of all that shows one. */
export const HISTORY_FIELDS = [
  historyField('agreement', () => Agreement),
  historyField('organization', () => Organization),
  historyField('programme', () => Programme),
  historyField('committee', () => Committee),
  historyField('project', () => Project),
  historyField('funding', () => Funding),
];
