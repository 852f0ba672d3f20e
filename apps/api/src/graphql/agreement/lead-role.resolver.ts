import type { LeadRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { effectiveOf } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { LeadRole } from './agreement.types.js';

/** A lead, as the API answers it. */
export interface LeadNode extends LeadRole {
  readonly row: LeadRow;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => LeadRole)
export class LeadRoleResolver {
  @ResolveField('organization', () => Organization, { description: 'The organisation that leads.' })
  organization({ row, asOf }: LeadNode): Entity {
    return { key: row.organization_id, asOf };
  }

  @ResolveField('designated', () => DatedFact, { description: 'From when it was designated.' })
  async designated({ row, asOf }: LeadNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.current(asOf, row.event_id));
  }
}
