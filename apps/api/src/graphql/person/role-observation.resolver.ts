import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { certaintyOn, effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { Certainty } from '../vocabulary/enums.js';
import { Person, RoleObservation } from './person.types.js';
import type { RoleNode } from './role-node.js';

@Resolver(() => RoleObservation)
export class RoleObservationResolver {
  @ResolveField('person', () => Person, { description: 'The person.' })
  person({ row, asOf }: RoleNode): Entity {
    return { key: row.person_id, asOf };
  }

  @ResolveField('organization', () => Organization, { nullable: true, description: 'Where.' })
  organization({ row, asOf }: RoleNode): Entity | null {
    return row.organization_id === null ? null : { key: row.organization_id, asOf };
  }

  @ResolveField('title', () => String, { nullable: true, description: 'The title.' })
  title({ row }: RoleNode): string | null {
    return row.title?.text ?? null;
  }

  @ResolveField('current', () => Boolean, {
    description: 'True if the role was held at that time; false if it had ended.',
  })
  current({ row }: RoleNode): boolean {
    return row.current;
  }

  @ResolveField('certainty', () => Certainty, {
    description:
      'POSSIBLE where the dates allow that it has not been observed yet, or that the next observation has replaced it.',
  })
  certainty({ row, asOf }: RoleNode): keyof typeof Certainty {
    return row.may_have_ended ? 'POSSIBLE' : certaintyOn(row.observed, asOf.validOn);
  }

  @ResolveField('observed', () => DatedFact, { description: 'When it was observed.' })
  observed({ row, asOf }: RoleNode): DatedNode {
    return effectiveDate(row.observed, row.event_id, asOf);
  }
}
