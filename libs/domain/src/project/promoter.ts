import { recorded } from '../facts/fact.js';
import { OrganizationRegistered } from '../organization/facts/organization-registered.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice, DecisionContext, Reference } from '../rules/decision.js';

/** The kinds of organisation that are firms. */
const FIRMS: readonly string[] = ['ENTERPRISE', 'COMPANY'];

/** The stream of a promoter, to be read whole. */
export function promoterRead(promoterId: string, field: string): Reference {
  return { kind: 'organization', id: promoterId, field, whole: true };
}

/** A warning where the promoter of a project is not known as a firm. */
export function notEnterprise(promoterId: string, eventsOf: DecisionContext['eventsOf']): readonly Advice[] {
  const [registered] = recorded(eventsOf('organization', promoterId), OrganizationRegistered);
  const kind = registered?.data.kind;
  return kind !== undefined && FIRMS.includes(kind)
    ? []
    : [adviceOf('PROMOTER_NOT_ENTERPRISE', { organizationId: promoterId })];
}
