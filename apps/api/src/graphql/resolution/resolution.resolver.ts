import { isOf, ResolutionAdopted, ResolutionRejected, type EventOf, textIn } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { ResolutionRow } from '@entente/read-model';
import { ID, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { occurredOf } from '../event/event-node.js';
import { judgedOnOf, SeenStream } from '../event/seen-stream.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Person } from '../person/person.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { RecordState, ResolutionState } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Resolution, Tally, Vote } from './resolution.types.js';
import type { VoteNode } from './vote.resolver.js';

@Resolver(() => Resolution)
export class ResolutionResolver {
  @ResolveField('committee', () => Committee, { description: 'The committee that decides.' })
  async committee(node: Entity, _args: unknown, context: ApiContext): Promise<Entity> {
    return { key: (await rowOf(node, context)).committee_id, asOf: node.asOf };
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await rowOf(node, context)).details.title, lang);
  }

  @ResolveField('wording', () => [LocalizedText], {
    nullable: true,
    description: 'Its text; null where none was given, where you may not see it, and after erasure.',
  })
  async wording(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[] | null> {
    const { event_id } = await rowOf(node, context);
    const wording: unknown = await context.loaders.sealedNow(node.asOf, event_id, '/data/wording');
    return Array.isArray(wording) ? (wording as readonly LocalizedText[]) : null;
  }

  @ResolveField('matterKind', () => String, {
    nullable: true,
    description: 'What it is about: project, resolution, organization, agreement.',
  })
  async matterKind(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).details.matterKind ?? null;
  }

  @ResolveField('matterId', () => ID, { nullable: true, description: 'The matter.' })
  async matterId(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).details.matterId ?? null;
  }

  @ResolveField('state', () => ResolutionState, { description: 'What had become of it.' })
  async state(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof ResolutionState> {
    return (await rowOf(node, context)).stage ?? 'PROPOSED';
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its first record was corrected.' })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await rowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('proposed', () => DatedFact, { description: 'When it was proposed.' })
  async proposed(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode> {
    const { event_id } = await rowOf(node, context);
    return occurredOf(await context.loaders.current(node.asOf, event_id));
  }

  @ResolveField('decided', () => DatedFact, {
    nullable: true,
    description: 'When it was decided on; null: not by then.',
  })
  async decided(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { decided_by } = await rowOf(node, context);
    return decided_by === null ? null : occurredOf(await context.loaders.current(node.asOf, decided_by));
  }

  @ResolveField('votes', () => [Vote], { description: 'The votes that were given by then.' })
  async votes(node: Entity, _args: unknown, context: ApiContext): Promise<readonly VoteNode[]> {
    const { votes } = await rowOf(node, context);
    return votes.map(({ personId, vote }) => ({ personId, vote, asOf: node.asOf }));
  }

  @ResolveField('tally', () => Tally, {
    nullable: true,
    description: 'The votes that the decision was taken by; null: not known, or not decided.',
  })
  async tally(node: Entity, _args: unknown, context: ApiContext): Promise<Tally | null> {
    return (await decisionOf(node, context))?.data.tally ?? null;
  }

  @ResolveField('present', () => [Person], {
    description: 'Who was present at the decision, as far as is known.',
  })
  async present(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Entity[]> {
    const { present = [] } = (await decisionOf(node, context))?.data ?? {};
    return present.map((key) => ({ key, asOf: node.asOf }));
  }

  @ResolveField('judgedOn', () => [SeenStream], {
    description: 'The streams that the decision was judged on; what came there later changes nothing of it.',
  })
  async judgedOn(node: Entity, _args: unknown, context: ApiContext): Promise<readonly SeenStream[]> {
    const decision = await decisionOf(node, context);
    return decision ? judgedOnOf(decision) : [];
  }
}

type Decision = EventOf<typeof ResolutionAdopted> | EventOf<typeof ResolutionRejected>;

/** What was decided by then, as it is corrected; null before. */
async function decisionOf(node: Entity, context: ApiContext): Promise<Decision | null> {
  const { decided_by } = await rowOf(node, context);
  if (decided_by === null) return null;
  const event = pastEventOf((await context.loaders.current(node.asOf, decided_by)).envelope);
  return isOf(ResolutionAdopted, event) || isOf(ResolutionRejected, event) ? event : null;
}

/** Resolutions are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<ResolutionRow> {
  const row = await loaders.resolution(asOf, key);
  if (!row) throw new Error(`resolution ${key} is not known at the dates of its answer`);
  return row;
}
