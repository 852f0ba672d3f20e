import { isOf, ProjectApproved, ProjectRefused } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import { occurredOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Resolution } from '../resolution/resolution.types.js';
import { Approval } from './project.types.js';

/** An approval, as the API answers it. */
export interface ApprovalNode extends Approval {
  readonly committeeId: string | null;
  readonly resolutionId: string | null;
  readonly eventId: string;
  readonly asOf: AnswerAsOf;
}

/** What an event judged of a project, as it is corrected then; nothing for an event that judges none. */
export async function approvalNodesOf(
  eventId: string,
  asOf: AnswerAsOf,
  { loaders }: ApiContext,
): Promise<readonly ApprovalNode[]> {
  const node = await loaders.current(asOf, eventId);
  const event = pastEventOf(node.envelope);
  if (!isOf(ProjectApproved, event) && !isOf(ProjectRefused, event)) return [];
  const { approval, committeeId = null, resolutionId = null } = event.data;
  const granted = isOf(ProjectApproved, event);
  return [{ approval, granted, on: occurredOf(node), committeeId, resolutionId, eventId, asOf }];
}

@Resolver(() => Approval)
export class ApprovalResolver {
  @ResolveField('committee', () => Committee, {
    nullable: true,
    description: 'The committee that decided.',
  })
  committee({ committeeId, asOf }: ApprovalNode): Entity | null {
    return committeeId === null ? null : { key: committeeId, asOf };
  }

  @ResolveField('resolution', () => Resolution, {
    nullable: true,
    description: 'The resolution by which it did.',
  })
  resolution({ resolutionId, asOf }: ApprovalNode): Entity | null {
    return resolutionId === null ? null : { key: resolutionId, asOf };
  }

  @ResolveField('event', () => LedgerEvent, { description: 'The event that records it.' })
  event({ eventId, asOf }: ApprovalNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, eventId);
  }
}
