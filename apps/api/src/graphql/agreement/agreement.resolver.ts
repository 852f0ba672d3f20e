import { Allow } from '../../guard.js';
import type { EventData, Text } from '@entente/domain';
import { listMeetings } from '@entente/read-model';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEventConnection } from '../event/event.types.js';
import { historyOf } from '../event/history.js';
import { NodeArg, type AskedId, LangArg, type LangArgs } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { MeetingConnection } from '../meeting/meeting.types.js';
import { Organization } from '../organization/organization.types.js';
import type { SourceNode } from '../source/source-node.js';
import { Source } from '../source/source.types.js';
import { BindingOn, IntentState, ParticipationRole, YesNoUnknown } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { textIn } from '../vocabulary/texts.js';
import { Agreement, Intent, Objective, Participation, StatusAnswer, Term } from './agreement.types.js';
import { intentNodeOf, type IntentNode } from './intent.resolver.js';
import { participationNodeOf, type ParticipationNode } from './participation.resolver.js';
import { statusOf, type StatusNode } from './status-answer.resolver.js';
import { termNodeOf, type TermNode } from './term.resolver.js';

@Resolver(() => Agreement)
export class AgreementResolver {
  constructor(
    private readonly asOf: AsOfResolver,
    private readonly lists: Lists,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Agreement, {
    nullable: true,
    description: 'An agreement by its id; null: unknown to the ledger then.',
  })
  async agreement(
    @Context() context: ApiContext,
    @NodeArg('Agreement') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Entity | null> {
    const { key } = id;
    const asOf = await this.asOf.resolveOf(id, asked, context);
    return (await context.loaders.agreement(asOf, key)) && { key, asOf };
  }

  @ResolveField('kind', () => String, {
    description: 'MOU, COOPERATION_AGREEMENT, IMPLEMENTATION_AGREEMENT …',
  })
  async kind(node: Entity, _args: unknown, context: ApiContext): Promise<string> {
    return (await registrationOf(node, context)).kind;
  }

  @ResolveField('binding', () => YesNoUnknown, { description: 'Whether it binds its parties.' })
  async binding(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof YesNoUnknown> {
    return (await registrationOf(node, context)).binding;
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await registrationOf(node, context)).title, lang);
  }

  @ResolveField('titles', () => [LocalizedText], { description: 'Its title in each language.' })
  async titles(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).title;
  }

  @ResolveField('objectives', () => [Objective], { description: 'What it is for.' })
  async objectives(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Objective[]> {
    return (await registrationOf(node, context)).objectives ?? [];
  }

  @ResolveField('sectors', () => [LocalizedText], { description: 'The sectors that it concerns.' })
  async sectors(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).sectors ?? [];
  }

  @ResolveField('openToAccession', () => Boolean, {
    nullable: true,
    description: 'Whether others may accede; null: not known.',
  })
  async openToAccession(node: Entity, _args: unknown, context: ApiContext): Promise<boolean | null> {
    return (await registrationOf(node, context)).openToAccession ?? null;
  }

  @ResolveField('bindingOn', () => BindingOn, { description: 'What makes an organisation a party.' })
  async bindingOn(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof BindingOn> {
    return (await registrationOf(node, context)).bindingOn ?? 'SIGNATURE';
  }

  @ResolveField('initiative', () => [LocalizedText], { description: 'Of which initiative it is a part.' })
  async initiative(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).initiative ?? [];
  }

  @ResolveField('instrumentLabel', () => String, {
    nullable: true,
    description: 'What its text calls it: entente, convention, protocole …',
  })
  async instrumentLabel(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await registrationOf(node, context)).instrumentLabel ?? null;
  }

  @ResolveField('status', () => StatusAnswer, { description: 'Its status.' })
  status(node: Entity, _args: unknown, context: ApiContext): Promise<StatusNode> {
    return statusOf(node, context);
  }

  @ResolveField('term', () => Term, { nullable: true, description: 'The term in effect.' })
  async term({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<TermNode | null> {
    const row = await loaders.status(asOf, key);
    return row?.term ? termNodeOf(row.term) : null;
  }

  @ResolveField('terms', () => [Term], { description: 'Every term that it has had, oldest first.' })
  async terms({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly TermNode[]> {
    const rows = await loaders.terms(asOf, key);
    return rows.map(({ content }) => termNodeOf(content));
  }

  @ResolveField('parties', () => [Participation], {
    description:
      'The organisations that had become a party by validOn and had not left, by signatory rank, then date.',
  })
  async parties(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly ParticipationNode[]> {
    const rows = await loaders.participations(asOf, key);
    return rows
      .filter(({ role }) => role === 'PARTY' || role === 'WITHDRAWAL_NOTIFIED')
      .map((row) => participationNodeOf(row, asOf));
  }

  @ResolveField('participations', () => [Participation], {
    description: 'The organisations that take part or took part; in every role unless some are asked for.',
  })
  async participations(
    @Parent() { key, asOf }: Entity,
    @Context() { loaders }: ApiContext,
    @Args('roles', { type: () => [ParticipationRole], nullable: true, description: 'In one of these roles.' })
    roles?: readonly (keyof typeof ParticipationRole)[] | null,
  ): Promise<readonly ParticipationNode[]> {
    const rows = await loaders.participations(asOf, key);
    return rows
      .filter(({ role }) => !roles || roles.includes(role))
      .map((row) => participationNodeOf(row, asOf));
  }

  @ResolveField('leads', () => [Organization], { description: 'The organisations that lead it.' })
  async leads({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly Entity[]> {
    const rows = await loaders.leads(asOf, key);
    return [...new Set(rows.map(({ organization_id }) => organization_id))].map((lead) => ({
      key: lead,
      asOf,
    }));
  }

  @ResolveField('intents', () => [Intent], { description: 'The intents declared by then, oldest first.' })
  async intents(
    @Parent() { key, asOf }: Entity,
    @Context() { loaders }: ApiContext,
    @Args('state', { type: () => IntentState, nullable: true, description: 'Only those in this state.' })
    state?: keyof typeof IntentState | null,
  ): Promise<readonly IntentNode[]> {
    const rows = await loaders.intents(asOf, key);
    return rows.filter((row) => !isGiven(state) || row.state === state).map((row) => intentNodeOf(row, asOf));
  }

  @ResolveField('meetings', () => MeetingConnection, {
    description: 'The meetings held by then, oldest first.',
  })
  meetings(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    return this.lists.answerBelow({
      request: { list: 'agreement.meetings', sort: 'HELD', filter: { id: key } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstMeetings(group, key),
      read: (db, asOf, page) => listMeetings(db, { agreementId: key, asOf, page }),
      count: (asOf) => loaders.meetingCount(asOf, key),
      toNode: ({ meeting_id }, asOf) => ({ key: meeting_id, asOf }),
    });
  }

  @ResolveField('sources', () => [Source], {
    description: 'The sources that its events cite, in the order of their first citation.',
  })
  async sources(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly SourceNode[]> {
    const rows = await loaders.sourcesCited(asOf, key);
    return rows.map(({ source_id }) => ({ key: source_id }));
  }

  @ResolveField('history', () => LedgerEventConnection, {
    description: 'Every event of it that the ledger knew then; validOn does not filter them.',
  })
  history(
    @Parent() { key, asOf }: Entity,
    @Context() context: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<EventNode>> {
    return historyOf(this.lists, { stream: `agreement-${key}`, below: asOf, context, first, after });
  }
}

async function registrationOf(
  { key, asOf }: Entity,
  { loaders }: ApiContext,
): Promise<EventData['AgreementRegistered']> {
  const row = await loaders.agreement(asOf, key);
  if (!row) throw new Error(`agreement ${key} is not known at the dates of its answer`);
  return row.registration;
}
