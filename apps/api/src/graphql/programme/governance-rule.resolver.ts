import { GovernanceRuleRecorded } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { GovernanceRule } from './programme.types.js';

/** A rule of a programme, as the API answers it. */
export interface RuleNode extends GovernanceRule {
  readonly eventId: string;
  readonly asOf: AnswerAsOf;
}

/** The rule that an event recorded, as it is corrected then. */
export async function ruleNodeOf(
  eventId: string,
  asOf: AnswerAsOf,
  { loaders }: ApiContext,
): Promise<RuleNode> {
  const { data } = await loaders.fact(GovernanceRuleRecorded, asOf, eventId);
  const { code, strength, text, requiredApprovals = [], rates = [], topics = [] } = data;
  return {
    code,
    strength,
    text,
    requiredApprovals,
    order: data.order ?? null,
    fund: data.fund ?? null,
    rates,
    period: data.period ?? null,
    topics,
    eventId,
    asOf,
  };
}

@Resolver(() => GovernanceRule)
export class GovernanceRuleResolver {
  @ResolveField('event', () => LedgerEvent, { description: 'The event that records it.' })
  event({ eventId, asOf }: RuleNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, eventId);
  }
}
