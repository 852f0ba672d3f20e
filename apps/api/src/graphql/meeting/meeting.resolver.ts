import { MinutesDeposited, textIn } from '@entente/domain';
import { meetingStateOn } from '@entente/read-model';
import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { occurredOf } from '../event/event-node.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { MeetingState, RecordState } from '../vocabulary/enums.js';
import { meetingRowOf } from './meeting-row.js';
import { ActionTrack, Attendance, Guest, Meeting, Minutes } from './meeting.types.js';
import type { MinutesNode } from './minutes.resolver.js';
import type { ActionTrackNode } from './action-track.resolver.js';
import type { AttendanceNode } from './attendance.resolver.js';
import type { GuestNode } from './guest.resolver.js';

@Resolver(() => Meeting)
export class MeetingResolver {
  @ResolveField('agreement', () => Agreement, {
    nullable: true,
    description: 'The agreement that it was about.',
  })
  async agreement(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { agreement_id } = await meetingRowOf(node, context);
    return agreement_id === null ? null : { key: agreement_id, asOf: node.asOf };
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await meetingRowOf(node, context)).details.title ?? [], lang);
  }

  @ResolveField('ordinal', () => Int, { nullable: true, description: 'Its number in its series.' })
  async ordinal(node: Entity, _args: unknown, context: ApiContext): Promise<number | null> {
    return (await meetingRowOf(node, context)).details.ordinal ?? null;
  }

  @ResolveField('heldOn', () => DatedFact, {
    nullable: true,
    description: 'When it was held; null: not yet.',
  })
  async heldOn(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { held, held_day, event_id } = await meetingRowOf(node, context);
    const isHeld = held !== null && held_day !== null && held_day <= node.asOf.validOn;
    return isHeld ? effectiveDate(held, event_id, node.asOf) : null;
  }

  @ResolveField('state', () => MeetingState, { description: 'What had become of it.' })
  async state(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof MeetingState> {
    return meetingStateOn(await meetingRowOf(node, context), node.asOf.validOn);
  }

  @ResolveField('scheduledFor', () => DatedFact, {
    nullable: true,
    description: 'When it was to be held; null: it was never scheduled here.',
  })
  async scheduledFor(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { scheduled_for, scheduled_by } = await meetingRowOf(node, context);
    return scheduled_by === null ? null : dateOfData(scheduled_for, scheduled_by, 'scheduledFor', node.asOf);
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its record was corrected.' })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await meetingRowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('minutes', () => [Minutes], {
    description: 'Its minutes, as known then; validOn does not filter them.',
  })
  async minutes(node: Entity, _args: unknown, context: ApiContext): Promise<readonly MinutesNode[]> {
    const { minutes } = await meetingRowOf(node, context);
    return Promise.all(
      minutes.map(async (id) => {
        const event = await context.loaders.current(node.asOf, id);
        const {
          docHash,
          lang,
          pages = null,
        } = (await context.loaders.fact(MinutesDeposited, node.asOf, id)).data;
        return { docHash, lang, pages, deposited: occurredOf(event), event };
      }),
    );
  }

  @ResolveField('place', () => String, { nullable: true, description: 'Where.' })
  async place(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await meetingRowOf(node, context)).details.place ?? null;
  }

  @ResolveField('host', () => Organization, {
    nullable: true,
    description: 'The organisation that hosted it.',
  })
  async host(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { hostOrganizationId } = (await meetingRowOf(node, context)).details;
    return hostOrganizationId === undefined ? null : { key: hostOrganizationId, asOf: node.asOf };
  }

  @ResolveField('attendance', () => [Attendance], { description: 'The organisations that attended.' })
  async attendance(node: Entity, _args: unknown, context: ApiContext): Promise<readonly AttendanceNode[]> {
    const { attendance } = (await meetingRowOf(node, context)).details;
    return attendance.map(({ organizationId, capacity }) => ({
      organizationId,
      capacity: capacity ?? null,
      asOf: node.asOf,
    }));
  }

  @ResolveField('guests', () => [Guest], { description: 'The persons who attended as guests.' })
  async guests(node: Entity, _args: unknown, context: ApiContext): Promise<readonly GuestNode[]> {
    const { guests } = (await meetingRowOf(node, context)).details;
    return guests.map(({ personId, capacity }) => ({
      personId,
      capacity: capacity ?? null,
      asOf: node.asOf,
    }));
  }

  @ResolveField('actionTracks', () => [ActionTrack], { description: 'What is to be done.' })
  async actionTracks(node: Entity, _args: unknown, context: ApiContext): Promise<readonly ActionTrackNode[]> {
    const { actionTracks } = (await meetingRowOf(node, context)).details;
    return actionTracks.map(({ code, text, ownerId, due }) => ({
      code,
      texts: text,
      ownerId: ownerId ?? null,
      due: due ?? null,
      asOf: node.asOf,
    }));
  }
}
