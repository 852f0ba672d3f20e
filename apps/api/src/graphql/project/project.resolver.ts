import { AidDecided, textIn } from '@entente/domain';
import { pastEventOf } from '@entente/ledger';
import type { ProjectRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { occurredOf } from '../event/event-node.js';
import { judgedOnOf, SeenStream } from '../event/seen-stream.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { Programme } from '../programme/programme.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { ProjectState, RecordState } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Money } from '../vocabulary/money.js';
import { approvalNodesOf, type ApprovalNode } from './approval.resolver.js';
import { Approval, Project } from './project.types.js';

@Resolver(() => Project)
export class ProjectResolver {
  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await rowOf(node, context)).details.title, lang);
  }

  @ResolveField('promoter', () => Organization, { description: 'The organisation that promotes it.' })
  async promoter(node: Entity, _args: unknown, context: ApiContext): Promise<Entity> {
    return { key: (await rowOf(node, context)).promoter_id, asOf: node.asOf };
  }

  @ResolveField('programme', () => Programme, {
    nullable: true,
    description: 'The programme that it belongs to.',
  })
  async programme(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { programme_id } = await rowOf(node, context);
    return programme_id === null ? null : { key: programme_id, asOf: node.asOf };
  }

  @ResolveField('committee', () => Committee, {
    nullable: true,
    description: 'The committee that it was put before.',
  })
  async committee(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { committee_id } = await rowOf(node, context);
    return committee_id === null ? null : { key: committee_id, asOf: node.asOf };
  }

  @ResolveField('amount', () => Money, { nullable: true, description: 'The amount that it asks for.' })
  async amount(node: Entity, _args: unknown, context: ApiContext): Promise<Money | null> {
    return (await rowOf(node, context)).details.amount ?? null;
  }

  @ResolveField('fund', () => String, { nullable: true, description: 'The fund that is to pay.' })
  async fund(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).details.fund ?? null;
  }

  @ResolveField('region', () => String, { nullable: true, description: 'The region.' })
  async region(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await rowOf(node, context)).details.region ?? null;
  }

  @ResolveField('purpose', () => [LocalizedText], { description: 'What it is for.' })
  async purpose(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await rowOf(node, context)).details.purpose ?? [];
  }

  @ResolveField('state', () => ProjectState, {
    description: 'What had become of it, by the rules of its programme in effect then.',
  })
  async state(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof ProjectState> {
    return (await rowOf(node, context)).state ?? 'PROPOSED';
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its first record was corrected.' })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await rowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('approvals', () => [Approval], {
    description: 'The approvals that it had been given or refused by then.',
  })
  async approvals(node: Entity, _args: unknown, context: ApiContext): Promise<readonly ApprovalNode[]> {
    const { judged_by } = await rowOf(node, context);
    const nodes = await Promise.all(judged_by.map((id) => approvalNodesOf(id, node.asOf, context)));
    return nodes.flat();
  }

  @ResolveField('missingApprovals', () => [String], {
    description: 'The approvals that the rules in effect then ask for and that it had not been given.',
  })
  async missingApprovals(node: Entity, _args: unknown, context: ApiContext): Promise<readonly string[]> {
    const { required_approvals, approvals } = await rowOf(node, context);
    return required_approvals.filter((approval) => !approvals.includes(approval));
  }

  @ResolveField('submitted', () => DatedFact, {
    nullable: true,
    description: 'When it was submitted; null: not by then.',
  })
  async submitted(node: Entity, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const { submitted_by } = await rowOf(node, context);
    return submitted_by === null ? null : occurredOf(await context.loaders.current(node.asOf, submitted_by));
  }

  @ResolveField('aid', () => Money, {
    nullable: true,
    description: 'The aid that it had been granted by then, where the amount is known.',
  })
  async aid(node: Entity, _args: unknown, context: ApiContext): Promise<Money | null> {
    const { aid_by } = await rowOf(node, context);
    if (aid_by === null) return null;
    const { granted, amount } = (await context.loaders.fact(AidDecided, node.asOf, aid_by)).data;
    return granted ? (amount ?? null) : null;
  }

  @ResolveField('judgedOn', () => [SeenStream], {
    description:
      'The streams that its submission was judged on; what came there later changes nothing of it.',
  })
  async judgedOn(node: Entity, _args: unknown, context: ApiContext): Promise<readonly SeenStream[]> {
    const { submitted_by } = await rowOf(node, context);
    if (submitted_by === null) return [];
    return judgedOnOf(pastEventOf((await context.loaders.current(node.asOf, submitted_by)).envelope));
  }
}

/** Projects are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<ProjectRow> {
  const row = await loaders.project(asOf, key);
  if (!row) throw new Error(`project ${key} is not known at the dates of its answer`);
  return row;
}
