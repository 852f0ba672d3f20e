import type { MissionRow } from '@entente/read-model';
import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import type { ApiContext } from '../loading/context.js';
import { RecordState } from '../vocabulary/enums.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Mission, MissionParticipants } from './mission.types.js';

@Resolver(() => Mission)
export class MissionResolver {
  @ResolveField('ordinal', () => Int, { nullable: true, description: 'Its number in its series.' })
  async ordinal(node: Entity, _args: unknown, context: ApiContext): Promise<number | null> {
    return (await rowOf(node, context)).details.ordinal ?? null;
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its record was corrected.' })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await rowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('destination', () => String, { description: 'Where it went.' })
  async destination(node: Entity, _args: unknown, context: ApiContext): Promise<string> {
    return (await rowOf(node, context)).details.destination;
  }

  @ResolveField('organizers', () => [Organization], { description: 'The organisations that organised it.' })
  async organizers(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Entity[]> {
    const { organizerIds } = (await rowOf(node, context)).details;
    return (organizerIds ?? []).map((key) => ({ key, asOf: node.asOf }));
  }

  @ResolveField('funders', () => [Organization], { description: 'The organisations that paid for it.' })
  async funders(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Entity[]> {
    const { funderIds } = (await rowOf(node, context)).details;
    return (funderIds ?? []).map((key) => ({ key, asOf: node.asOf }));
  }

  @ResolveField('undertaken', () => DatedFact, { description: 'When it was undertaken.' })
  async undertaken(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode> {
    const { undertaken, event_id } = await rowOf(node, context);
    return effectiveDate(undertaken, event_id, node.asOf);
  }

  @ResolveField('participants', () => MissionParticipants, { nullable: true, description: 'Who took part.' })
  async participants(node: Entity, _args: unknown, context: ApiContext): Promise<MissionParticipants | null> {
    const { participants } = (await rowOf(node, context)).details;
    if (!participants) return null;
    const { approx, text, scope } = participants;
    return { approx: approx ?? null, text: text ?? [], scope: scope ?? null };
  }

  @ResolveField('purpose', () => [LocalizedText], { description: 'What it was for.' })
  async purpose(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await rowOf(node, context)).details.purpose ?? [];
  }

  @ResolveField('outcome', () => [LocalizedText], { description: 'What came of it.' })
  async outcome(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await rowOf(node, context)).details.outcome ?? [];
  }
}

/** Missions are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<MissionRow> {
  const row = await loaders.mission(asOf, key);
  if (!row) throw new Error(`mission ${key} is not known at the dates of its answer`);
  return row;
}
