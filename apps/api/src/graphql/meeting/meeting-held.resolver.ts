import type { MeetingDetails } from '@entente/read-model';
import { ID, Int, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import type { ApiContext } from '../loading/context.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { meetingRowOf } from './meeting-row.js';
import { Meeting, MeetingParticipants } from './meeting.types.js';

/** What the record of a meeting that was held says beside who attended: whose it was, its hours, workshops, themes, chairs. */
@Resolver(() => Meeting)
export class MeetingHeldResolver {
  @ResolveField('programmeId', () => ID, { nullable: true, description: 'The programme that it belongs to.' })
  async programmeId(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await detailsOf(node, context)).programmeId ?? null;
  }

  @ResolveField('committee', () => Committee, { nullable: true, description: 'The committee that met.' })
  async committee(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { committeeId } = await detailsOf(node, context);
    return committeeId === undefined ? null : { key: committeeId, asOf: node.asOf };
  }

  @ResolveField('startLocal', () => String, {
    nullable: true,
    description: 'When it began by the clocks of its place: 2008-11-20T09:00.',
  })
  async startLocal(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await detailsOf(node, context)).startLocal ?? null;
  }

  @ResolveField('endLocal', () => String, {
    nullable: true,
    description: 'When it ended by the clocks of its place.',
  })
  async endLocal(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await detailsOf(node, context)).endLocal ?? null;
  }

  @ResolveField('timeZone', () => String, {
    nullable: true,
    description: 'The time zone of its place (IANA).',
  })
  async timeZone(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await detailsOf(node, context)).timeZone ?? null;
  }

  @ResolveField('workshops', () => Int, { nullable: true, description: 'How many workshops it had.' })
  async workshops(node: Entity, _args: unknown, context: ApiContext): Promise<number | null> {
    return (await detailsOf(node, context)).workshops ?? null;
  }

  @ResolveField('participantsPerWorkshop', () => MeetingParticipants, {
    nullable: true,
    description: 'Who took part in each workshop.',
  })
  async participantsPerWorkshop(
    node: Entity,
    _args: unknown,
    context: ApiContext,
  ): Promise<MeetingParticipants | null> {
    const { participantsPerWorkshop } = await detailsOf(node, context);
    if (!participantsPerWorkshop) return null;
    const { min, approx, text } = participantsPerWorkshop;
    return { min: min ?? null, approx: approx ?? null, text: text ?? [] };
  }

  @ResolveField('themes', () => [String], { description: 'What it was about.' })
  async themes(node: Entity, _args: unknown, context: ApiContext): Promise<readonly string[]> {
    return (await detailsOf(node, context)).themes ?? [];
  }

  @ResolveField('chairs', () => [LocalizedText], { description: 'Who chaired it, by function.' })
  async chairs(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await detailsOf(node, context)).chairs ?? [];
  }
}

async function detailsOf(node: Entity, context: ApiContext): Promise<MeetingDetails> {
  return (await meetingRowOf(node, context)).details;
}
