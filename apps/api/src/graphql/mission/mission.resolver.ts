import type { MissionRow } from '@entente/read-model';
import { ID, Int, ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { Entity } from '../as-of/answer-as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import type { ApiContext } from '../loading/context.js';
import { RecordState } from '../vocabulary/enums.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { effectiveDate, type DatedNode } from '../vocabulary/dated-node.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Mission, MissionParticipants, MissionResult } from './mission.types.js';

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

  @ResolveField('programmeId', () => ID, { nullable: true, description: 'The programme that it belongs to.' })
  async programmeId(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).details.programmeId ?? null;
  }

  @ResolveField('agreement', () => Agreement, {
    nullable: true,
    description: 'The agreement that it was part of.',
  })
  async agreement(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { agreementId } = (await rowOf(node, context)).details;
    return agreementId === undefined ? null : { key: agreementId, asOf: node.asOf };
  }

  @ResolveField('clusters', () => [String], { description: 'The clusters that took part.' })
  async clusters(node: Entity, _args: unknown, context: ApiContext): Promise<readonly string[]> {
    return (await rowOf(node, context)).details.clusters ?? [];
  }

  @ResolveField('ledBy', () => [LocalizedText], {
    nullable: true,
    description:
      'Who led it, in the words of the source; null where nobody says, where you may not see it, and after erasure.',
  })
  async ledBy(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[] | null> {
    const { event_id } = await rowOf(node, context);
    const ledBy = await context.loaders.sealedNow(node.asOf, event_id, '/data/ledBy');
    return ledBy as readonly LocalizedText[] | null;
  }

  @ResolveField('results', () => [MissionResult], {
    description: 'What had come of it by then, as far as it was recorded.',
  })
  async results(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly MissionResult[]> {
    const entity = (id: string): Entity => ({ key: id, asOf });
    return (await loaders.missionResults(asOf, key)).map(({ details, observed, event_id }) => ({
      id: details.resultId,
      kind: details.kind,
      text: details.text,
      amount: details.amount ?? null,
      approximate: details.approximate ?? false,
      organizations: (details.organizationIds ?? []).map(entity),
      agreement: details.agreementId === undefined ? null : entity(details.agreementId),
      observed: effectiveDate(observed, event_id, asOf),
    }));
  }
}

/** Missions are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<MissionRow> {
  const row = await loaders.mission(asOf, key);
  if (!row) throw new Error(`mission ${key} is not known at the dates of its answer`);
  return row;
}
