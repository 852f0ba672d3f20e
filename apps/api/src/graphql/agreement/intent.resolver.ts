import { daysBetween, PartnerIntentDeclared, type Text } from '@entente/domain';
import type { IntentRow } from '@entente/read-model';
import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Meeting } from '../meeting/meeting.types.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { IntentKind } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { DateScalar, DateTimeScalar } from '../vocabulary/scalars.js';
import { Agreement, Intent } from './agreement.types.js';

export interface IntentNode extends Intent {
  readonly row: IntentRow;
  readonly asOf: AnswerAsOf;
}

/** An intent as the API answers it. */
export function intentNodeOf(row: IntentRow, asOf: AnswerAsOf): IntentNode {
  return { row, asOf, state: row.state, certainty: row.certainty };
}

@Resolver(() => Intent)
export class IntentResolver {
  @ResolveField('organization', () => Organization, {
    description: 'The organisation that declared the intent.',
  })
  organization({ row, asOf }: IntentNode): Entity {
    return { key: row.organization_id, asOf };
  }

  @ResolveField('agreement', () => Agreement, { description: 'The agreement that it intends to join.' })
  agreement({ row, asOf }: IntentNode): Entity {
    return { key: row.agreement_id, asOf };
  }

  @ResolveField('kind', () => IntentKind, { description: 'To sign it, or to accede to it.' })
  async kind(
    { row, asOf }: IntentNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<keyof typeof IntentKind> {
    return (await loaders.fact(PartnerIntentDeclared, asOf, row.event_id)).data.intent;
  }

  @ResolveField('meeting', () => Meeting, {
    nullable: true,
    description: 'The meeting where it was declared; null where none was named.',
  })
  async meeting({ row, asOf }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<Entity | null> {
    const { meetingId } = (await loaders.fact(PartnerIntentDeclared, asOf, row.event_id)).data;
    const known = meetingId !== undefined && (await loaders.meeting(asOf, meetingId));
    return known ? { key: meetingId, asOf } : null;
  }

  @ResolveField('declared', () => DatedFact, { description: 'When it was declared.' })
  declared({ row, asOf }: IntentNode): DatedNode {
    return effectiveDate(row.declared, row.event_id, asOf);
  }

  @ResolveField('horizon', () => [LocalizedText], {
    description: 'When the organisation means to join, in its own words.',
  })
  horizon({ row }: IntentNode): readonly Text[] {
    return row.horizon;
  }

  @ResolveField('expectedBy', () => DateScalar, {
    nullable: true,
    description: 'The day by which it is expected.',
  })
  expectedBy({ row }: IntentNode): string | null {
    return row.expected_by;
  }

  @ResolveField('ageDays', () => Int, { description: 'Days from its declaration to validOn.' })
  ageDays({ row, asOf }: IntentNode): number {
    return daysBetween(row.declared_day, asOf.validOn);
  }

  @ResolveField('knownSince', () => DateTimeScalar, { description: 'Since when the ledger knows it.' })
  knownSince({ row }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<Date> {
    return loaders.knownSince(row.declared_position);
  }

  @ResolveField('event', () => LedgerEvent, { description: 'The event that declared it.' })
  event({ row, asOf }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }
}
