import {
  isOf,
  PartnerAcceded,
  PartnerRatified,
  PartnerSigned,
  type DomainEvent,
  type Text,
} from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { ParticipationRow, TakingPartRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { occurredOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { Person } from '../person/person.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Participation } from './agreement.types.js';

export interface ParticipationNode extends Participation {
  readonly row: TakingPartRow;
  readonly asOf: AnswerAsOf;
}

/** A participation as the API answers it. */
export function participationNodeOf(row: TakingPartRow, asOf: AnswerAsOf): ParticipationNode {
  return { row, asOf, role: row.role, certainty: row.certainty, suspended: row.suspended };
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @ResolveField('organization', () => Organization, { description: 'The organisation that takes part.' })
  organization({ row, asOf }: ParticipationNode): Entity {
    return { key: row.organization_id, asOf };
  }

  @ResolveField('capacity', () => String, { nullable: true, description: 'ORIGINAL_SIGNATORY, ACCEDED …' })
  async capacity(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await wholeRow(node, context)).capacity;
  }

  @ResolveField('nameAsSigned', () => LocalizedText, {
    nullable: true,
    description: 'Its name as the document has it.',
  })
  async nameAsSigned(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<Text | null> {
    return (await wholeRow(node, context)).name_as_signed;
  }

  @ResolveField('since', () => DatedFact, {
    description: 'The date from which it has this role: that of its own act, or of the entry into force.',
  })
  async since(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<DatedNode> {
    const { since, decided_by } = await wholeRow(node, context);
    return effectiveDate(since, decided_by, node.asOf);
  }

  @ResolveField('joined', () => DatedFact, { description: 'The effective date of the act that made it.' })
  async joined(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<DatedNode> {
    return effectiveDate((await wholeRow(node, context)).joined, node.row.event_id, node.asOf);
  }

  @ResolveField('joinedBy', () => LedgerEvent, { description: 'The event that made it take part.' })
  joinedBy({ row, asOf }: ParticipationNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }

  @ResolveField('until', () => DatedFact, {
    nullable: true,
    description:
      'The day from which it is a party no more; known from the day on which that was notified or agreed.',
  })
  async until(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { until, left_by } = await wholeRow(node, context);
    return until && left_by !== null ? effectiveDate(until, left_by, node.asOf) : null;
  }

  @ResolveField('notified', () => DatedFact, {
    nullable: true,
    description: 'When its withdrawal was notified; null before that day, and once it is revoked.',
  })
  async notified(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { notified_by } = await wholeRow(node, context);
    return notified_by === null ? null : occurredOf(await context.loaders.current(node.asOf, notified_by));
  }

  @ResolveField('leftBy', () => LedgerEvent, {
    nullable: true,
    description: 'The event by which it leaves or left.',
  })
  async leftBy(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<EventNode | null> {
    const { left_by } = await wholeRow(node, context);
    return left_by === null ? null : context.loaders.eventAt(node.asOf, left_by);
  }

  @ResolveField('succeeds', () => Organization, { nullable: true, description: 'Whose place it took.' })
  async succeeds(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { succeeds } = await wholeRow(node, context);
    return succeeds === null ? null : { key: succeeds, asOf: node.asOf };
  }

  @ResolveField('succeededBy', () => Organization, { nullable: true, description: 'Who took its place.' })
  async succeededBy(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { succeeded_by } = await wholeRow(node, context);
    return succeeded_by === null ? null : { key: succeeded_by, asOf: node.asOf };
  }

  @ResolveField('instrument', () => String, {
    nullable: true,
    description: 'The instrument of its accession or ratification.',
  })
  async instrument(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<string | null> {
    const fact = await factOf(node, context);
    return isOf(PartnerAcceded, fact) || isOf(PartnerRatified, fact) ? (fact.data.instrument ?? null) : null;
  }

  @ResolveField('approvedBy', () => [LocalizedText], {
    description: 'Who approved its ratification: a council, a board, a parliament.',
  })
  async approvedBy(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    const fact = await factOf(node, context);
    return isOf(PartnerRatified, fact) ? (fact.data.approvedBy ?? []) : [];
  }

  @ResolveField('presentAtSigning', () => [Person], {
    description: 'The persons who were present when it signed.',
  })
  async presentAtSigning(
    node: ParticipationNode,
    _args: unknown,
    context: ApiContext,
  ): Promise<readonly Entity[]> {
    const fact = await factOf(node, context);
    const present = isOf(PartnerSigned, fact) ? (fact.data.presentAtSigning ?? []) : [];
    return present.map((key) => ({ key, asOf: node.asOf }));
  }

  @ResolveField('signedBy', () => [Person], { description: 'The persons who signed for it.' })
  async signedBy(node: ParticipationNode, _args: unknown, context: ApiContext): Promise<readonly Entity[]> {
    const { signed_by } = await wholeRow(node, context);
    return signed_by.map((key) => ({ key, asOf: node.asOf }));
  }
}

/** All that is said of it, read where it is asked for: a list of agreements names hundreds, and asks for none of it. */
async function wholeRow(
  { row, asOf }: ParticipationNode,
  { loaders }: ApiContext,
): Promise<ParticipationRow> {
  return (await loaders.participation(asOf, row.agreement_id))(row);
}

/** The act that made it take part: its own, or the declared intent of who is prospective. */
async function factOf({ row, asOf }: ParticipationNode, { loaders }: ApiContext): Promise<DomainEvent> {
  return pastEventOf((await loaders.current(asOf, row.event_id)).envelope);
}
