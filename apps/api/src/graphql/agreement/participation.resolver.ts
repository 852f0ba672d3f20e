import type { Text } from '@entente/domain';
import type { ParticipationRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Organization } from '../organization/organization.types.js';
import { Person } from '../person/person.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Participation } from './agreement.types.js';

export interface ParticipationNode extends Participation {
  readonly row: ParticipationRow;
  readonly asOf: AnswerAsOf;
}

/** A participation as the API answers it. */
export function participationNodeOf(row: ParticipationRow, asOf: AnswerAsOf): ParticipationNode {
  return { row, asOf, role: row.role, certainty: row.certainty };
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @ResolveField('organization', () => Organization, { description: 'The organisation that takes part.' })
  organization({ row, asOf }: ParticipationNode): Entity {
    return { key: row.organization_id, asOf };
  }

  @ResolveField('capacity', () => String, { nullable: true, description: 'ORIGINAL_SIGNATORY, ACCEDED …' })
  capacity({ row }: ParticipationNode): string | null {
    return row.capacity;
  }

  @ResolveField('nameAsSigned', () => LocalizedText, {
    nullable: true,
    description: 'Its name as the document has it.',
  })
  nameAsSigned({ row }: ParticipationNode): Text | null {
    return row.name_as_signed;
  }

  @ResolveField('since', () => DatedFact, {
    description: 'The date from which it has this role: that of its own act, or of the entry into force.',
  })
  since({ row }: ParticipationNode): DatedNode {
    return effectiveDate(row.since, row.decided_by);
  }

  @ResolveField('joined', () => DatedFact, { description: 'The effective date of the act that made it.' })
  joined({ row }: ParticipationNode): DatedNode {
    return effectiveDate(row.joined, row.event_id);
  }

  @ResolveField('signedBy', () => [Person], { description: 'The persons who signed for it.' })
  signedBy({ row, asOf }: ParticipationNode): readonly Entity[] {
    return row.signed_by.map((key) => ({ key, asOf }));
  }
}
