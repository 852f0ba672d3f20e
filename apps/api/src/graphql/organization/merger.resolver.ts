import { OrganizationsMerged } from '@entente/domain';
import type { MergerRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { effectiveOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Merger, Organization } from './organization.types.js';

/** A merger, as the API answers it. */
export interface MergerNode extends Merger {
  readonly row: MergerRow;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => Merger)
export class MergerResolver {
  @ResolveField('successor', () => Organization, { description: 'The organisation that they became.' })
  successor({ row, asOf }: MergerNode): Entity {
    return { key: row.organization_id, asOf };
  }

  @ResolveField('predecessors', () => [Organization], { description: 'The organisations that merged.' })
  async predecessors(node: MergerNode, _args: unknown, context: ApiContext): Promise<readonly Entity[]> {
    const { predecessorIds } = await dataOf(node, context);
    return predecessorIds.map((key) => ({ key, asOf: node.asOf }));
  }

  @ResolveField('effective', () => DatedFact, { description: 'When they became it.' })
  async effective({ row, asOf }: MergerNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.current(asOf, row.event_id));
  }

  @ResolveField('initiative', () => [LocalizedText], { description: 'On whose initiative.' })
  async initiative(node: MergerNode, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await dataOf(node, context)).initiative ?? [];
  }

  @ResolveField('event', () => LedgerEvent, { description: 'The event that recorded it.' })
  event({ row, asOf }: MergerNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }
}

async function dataOf({ row, asOf }: MergerNode, { loaders }: ApiContext) {
  return (await loaders.fact(OrganizationsMerged, asOf, row.event_id)).data;
}
