import type { CalendarRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { CalendarEntry } from './calendar.types.js';

/** An entry of the calendar as the API answers it. */
export interface CalendarNode extends CalendarEntry {
  readonly row: CalendarRow;
  readonly asOf: AnswerAsOf;
}

/** An entry of the calendar, for some dates. */
export function calendarNodeOf(row: CalendarRow, asOf: AnswerAsOf): CalendarNode {
  const { day, kind, certainty, earliest, latest } = row;
  return { row, asOf, day, kind, certainty, earliest, latest };
}

@Resolver(() => CalendarEntry)
export class CalendarEntryResolver {
  @ResolveField('agreement', () => Agreement, {
    nullable: true,
    description: 'The agreement that it is about.',
  })
  agreement({ row, asOf }: CalendarNode): Entity | null {
    return row.agreement_id === null ? null : { key: row.agreement_id, asOf };
  }

  @ResolveField('committee', () => Committee, {
    nullable: true,
    description: 'The committee whose mandate ends.',
  })
  committee({ row, asOf }: CalendarNode): Entity | null {
    return row.committee_id === null ? null : { key: row.committee_id, asOf };
  }

  @ResolveField('organization', () => Organization, {
    nullable: true,
    description: 'The organisation that is expected, or leaves.',
  })
  organization({ row, asOf }: CalendarNode): Entity | null {
    return row.organization_id === null ? null : { key: row.organization_id, asOf };
  }

  @ResolveField('event', () => LedgerEvent, { description: 'The event from which the day follows.' })
  event({ row, asOf }: CalendarNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, row.event_id);
  }
}
