import type { RelationRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { effectiveOf } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { Organization, OrganizationRelation } from './organization.types.js';

/** A relation to another organisation, as the API answers it. */
export interface RelationNode extends OrganizationRelation {
  readonly row: RelationRow;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => OrganizationRelation)
export class OrganizationRelationResolver {
  @ResolveField('organization', () => Organization, { description: 'The other organisation.' })
  organization({ row, asOf }: RelationNode): Entity {
    return { key: row.other, asOf };
  }

  @ResolveField('effective', () => DatedFact, {
    description: 'The date of the event that says it; what a registration says holds on every day.',
  })
  async effective({ row, asOf }: RelationNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.current(asOf, row.event_id));
  }
}
