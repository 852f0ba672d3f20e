import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';

/** How an organisation stands to another: a section or a unit of it, hosted by it, or acting for it. */
export const RELATION_TYPES = ['SECTION_OF', 'UNIT_OF', 'HOSTED_BY', 'MANDATARY_OF'] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

/** A relation; `organizationId` is the other organisation. */
export const relation = m.object('RelationInput', 'A relation of an organisation to another one.', {
  type: m.oneOf(RELATION_TYPES, 'SECTION_OF, UNIT_OF, HOSTED_BY or MANDATARY_OF.'),
  organizationId: m.id('organization', 'The other organisation.'),
});

/** Refuses a relation of an organisation to itself. */
export function toItself(field: string, other: string, organizationId: string): Refusal | null {
  return other === organizationId
    ? refuse('VALIDATION_FAILED', `${field}.organizationId`, { problem: 'RELATION_TO_ITSELF' })
    : null;
}
