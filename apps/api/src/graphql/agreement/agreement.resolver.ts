import { Allow } from '../../guard.js';
import { AgreementOpenedForSignature, AgreementTextDeposited, type EventData } from '@entente/domain';
import { lastLiveDay, listMeetings } from '@entente/read-model';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { occurredOf } from '../event/event-node.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { MeetingStateArg } from '../meeting/meeting-state.arg.js';
import { MeetingConnection } from '../meeting/meeting.types.js';
import { Organization } from '../organization/organization.types.js';
import type { SourceNode } from '../source/source-node.js';
import { Source } from '../source/source.types.js';
import { IntentState, ParticipationRole, type MeetingState, RecordState } from '../vocabulary/enums.js';
import { DateScalar, DateTimeScalar } from '../vocabulary/scalars.js';
import {
  Agreement,
  AgreementText,
  Amendment,
  Intent,
  LeadRole,
  Participation,
  PassedOver,
  Review,
  StatusAnswer,
  Suspension,
  Term,
} from './agreement.types.js';
import { intentNodeOf, type IntentNode } from './intent.resolver.js';
import type { LeadNode } from './lead-role.resolver.js';
import { participationNodeOf, type ParticipationNode } from './participation.resolver.js';
import type { PassedOverNode } from './passed-over.resolver.js';
import { statusOf, type StatusNode } from './status-answer.resolver.js';
import { amendmentNodeOf, type AmendmentNode } from './amendment.resolver.js';
import { reviewNodeOf } from './review.js';
import { suspensionNodeOf, type SuspensionNode } from './suspension.resolver.js';
import { renewalsBy, termNodeOf, type TermNode } from './term.resolver.js';

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
    const row = await context.loaders.agreement(asOf, key);
    return row && !row.annulled ? { key, asOf } : null;
  }

  @ResolveField('status', () => StatusAnswer, { description: 'Its status.' })
  status(node: Entity, _args: unknown, context: ApiContext): Promise<StatusNode> {
    return statusOf(node, context);
  }

  @ResolveField('term', () => Term, { nullable: true, description: 'The term in effect.' })
  async term({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<TermNode | null> {
    const row = await loaders.status(asOf, key);
    return row?.term ? termNodeOf(row.term, asOf, lastLiveDay(row, asOf.validOn)) : null;
  }

  @ResolveField('terms', () => [Term], { description: 'Every term that it has had, oldest first.' })
  async terms({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<readonly TermNode[]> {
    const [rows, status] = await Promise.all([loaders.terms(asOf, key), loaders.status(asOf, key)]);
    const lastDay = lastLiveDay(status, asOf.validOn);
    return rows.map(({ content }) => termNodeOf(content, asOf, lastDay));
  }

  @ResolveField('renewalCount', () => Int, {
    description: 'How often it had been renewed by validOn: by an act, and by periods that began tacitly.',
  })
  async renewalCount({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<number> {
    const [rows, status] = await Promise.all([loaders.terms(asOf, key), loaders.status(asOf, key)]);
    const terms = rows.map(({ content }) => content);
    return renewalsBy(terms, asOf, lastLiveDay(status, asOf.validOn));
  }

  @ResolveField('suspensions', () => [Suspension], {
    description: 'Every suspension of it or of some of its parties, oldest first; validOn filters none.',
  })
  async suspensions(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly SuspensionNode[]> {
    const rows = await loaders.suspensions(asOf, key);
    return rows.map((row) => suspensionNodeOf(row, asOf));
  }

  @ResolveField('amendments', () => [Amendment], {
    description: 'Every amendment of it, in the order in which they take effect; validOn filters none.',
  })
  async amendments(
    { key, asOf }: Entity,
    _args: unknown,
    context: ApiContext,
  ): Promise<readonly AmendmentNode[]> {
    const rows = await context.loaders.amendments(asOf, key);
    return Promise.all(rows.map(({ event_id }) => amendmentNodeOf(event_id, asOf, context)));
  }

  @ResolveField('reviews', () => [Review], {
    description: 'Its reviews, scheduled or held, in the order of the log; validOn filters none.',
  })
  async reviews({ key, asOf }: Entity, _args: unknown, context: ApiContext): Promise<readonly Review[]> {
    const rows = await context.loaders.reviews(asOf, key);
    return Promise.all(rows.map((row) => reviewNodeOf(row, asOf, context)));
  }

  @ResolveField('supersededBy', () => Agreement, {
    nullable: true,
    description: 'The agreement that had taken its place by validOn.',
  })
  async supersededBy({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<Entity | null> {
    const row = await loaders.supersededBy(asOf, key);
    return row && { key: row.successor_id, asOf };
  }

  @ResolveField('supersedes', () => [Agreement], {
    description: 'The agreements of which it had taken the place by validOn.',
  })
  async supersedes(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Entity[]> {
    const rows = await loaders.supersedes(asOf, key);
    return rows.map(({ agreement_id }) => ({ key: agreement_id, asOf }));
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
    const rows = await loaders.takingPart(asOf, key);
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
    const rows = await loaders.takingPart(asOf, key);
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

  @ResolveField('leadRoles', () => [LeadRole], {
    description: 'The organisations that lead it, each with its role; one with two roles twice.',
  })
  async leadRoles(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly LeadNode[]> {
    const rows = await loaders.leads(asOf, key);
    return rows.map((row) => ({ row, asOf, role: row.role }));
  }

  @ResolveField('texts', () => [AgreementText], {
    description: 'The texts that were deposited, as known then; validOn does not filter them.',
  })
  async texts(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly AgreementText[]> {
    const rows = await loaders.texts(asOf, key);
    return Promise.all(
      rows.map(async ({ event_id }) => {
        const { data } = await loaders.fact(AgreementTextDeposited, asOf, event_id);
        const { docHash, lang, pages = null, authentic = null } = data;
        return {
          docHash,
          lang,
          pages,
          authentic,
          deposited: occurredOf(await loaders.current(asOf, event_id)),
        };
      }),
    );
  }

  @ResolveField('closesOn', () => DateScalar, {
    nullable: true,
    description: 'The last day for signatures; null: not opened then, or no day was set.',
  })
  async closesOn(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await openingOf(node, context))?.closesOn ?? null;
  }

  @ResolveField('eligible', () => [Organization], {
    description: 'The organisations that may sign, where the opening has a list; without one, any may.',
  })
  async eligible(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Entity[]> {
    const listed = (await openingOf(node, context))?.eligible ?? [];
    return listed.map((key) => ({ key, asOf: node.asOf }));
  }

  @ResolveField('lastRecordedAt', () => DateTimeScalar, {
    nullable: true,
    description:
      'When something of it was recorded last, as known then; null where its registration is annulled.',
  })
  async lastRecordedAt({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<Date | null> {
    return (await loaders.lastRecorded(asOf, key))?.recorded ?? null;
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its registration was corrected.' })
  async record({ key, asOf }: Entity, _args: unknown, { loaders }: ApiContext): Promise<RecordOf> {
    return recordOf((await loaders.agreement(asOf, key))?.registered_by, asOf, loaders);
  }

  @ResolveField('passedOver', () => [PassedOver], {
    description: 'The facts that its status does not count, as known then, in the order of the log.',
  })
  async passedOver(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly PassedOverNode[]> {
    const rows = await loaders.passedOver(asOf, key);
    return rows.map(({ event_id, because }) => ({ eventId: event_id, because, asOf }));
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
    description: 'The meetings held by then, or in another state then, oldest first.',
  })
  meetings(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @MeetingStateArg() asked?: keyof typeof MeetingState | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const state = asked ?? 'HELD';
    return this.lists.answerBelow({
      request: { list: 'agreement.meetings', sort: state, filter: { id: key } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstMeetings({ ...group, state }, key),
      read: (db, asOf, page) => listMeetings(db, { filter: { state, agreementId: key }, asOf, page }),
      count: (asOf) => loaders.meetingCount({ asOf, state }, key),
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
    return rows.map(({ source_id }) => ({ key: source_id, asOf }));
  }
}

/** What the opening for signature says; null where the agreement had not been opened then. */
async function openingOf(
  { key, asOf }: Entity,
  { loaders }: ApiContext,
): Promise<EventData['AgreementOpenedForSignature'] | null> {
  const row = await loaders.opening(asOf, key);
  return row && (await loaders.fact(AgreementOpenedForSignature, asOf, row.event_id)).data;
}
