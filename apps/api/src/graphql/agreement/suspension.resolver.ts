import type { SuspensionRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { Suspension } from './agreement.types.js';

export interface SuspensionNode extends Suspension {
  readonly row: SuspensionRow;
  readonly asOf: AnswerAsOf;
}

/** A suspension as the API answers it. */
export function suspensionNodeOf(row: SuspensionRow, asOf: AnswerAsOf): SuspensionNode {
  return { row, asOf, until: row.last_day };
}

@Resolver(() => Suspension)
export class SuspensionResolver {
  @ResolveField('from', () => DatedFact, { description: 'Since when.' })
  from({ row, asOf }: SuspensionNode): DatedNode {
    return effectiveDate(row.begins, row.event_id, asOf);
  }

  @ResolveField('to', () => DatedFact, {
    nullable: true,
    description:
      'From when it holds no more: a resumption, or the day after its last day; null while it lasts.',
  })
  to({ row, asOf }: SuspensionNode): DatedNode | null {
    if (!row.ended) return null;
    return row.ended_by === null
      ? { ...row.ended, noteOf: null }
      : effectiveDate(row.ended, row.ended_by, asOf);
  }

  @ResolveField('organizations', () => [Organization], {
    description: 'The parties that are suspended; empty: the whole agreement.',
  })
  organizations({ row, asOf }: SuspensionNode): readonly Entity[] {
    return row.organization_ids.map((key) => ({ key, asOf }));
  }

  @ResolveField('event', () => LedgerEvent, { description: 'The event that records it.' })
  event({ row, asOf }: SuspensionNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }
}
