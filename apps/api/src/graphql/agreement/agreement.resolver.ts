import { Allow } from '../../guard.js';
import { addDays, daysBetween, type AgreementEventData, type Text } from '@entente/domain';
import { type Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import {
  countAgreements,
  countIntents,
  listAgreements,
  listIntents,
  listMeetings,
  type AgreementFilter as ListFilter,
  type IntentRow,
  type ParticipationRow,
  type ReadModel,
  type StatusRow,
} from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { READ_MODEL, THRESHOLDS } from '../../api-parts.js';
import type { AnswerAsOf, Node } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { effectiveOf, type EventNode } from '../event/event-node.js';
import { LedgerEvent, LedgerEventConnection } from '../event/event.types.js';
import { historyOf } from '../event/history.js';
import { CountArg, IdArg, LangArg, type LangArgs } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import { nestedPage, readPage, toConnection, type ConnectionNode } from '../lists/connection.js';
import { countOnce } from '../lists/count-once.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import { pageSize, readCursor } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { MeetingConnection } from '../meeting/meeting.types.js';
import { Organization } from '../organization/organization.types.js';
import { Person } from '../person/person.types.js';
import type { SourceNode } from '../source/source-node.js';
import { Source } from '../source/source.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, type DatedNode } from '../vocabulary/dated-node.js';
import {
  AgreementSort,
  IntentState,
  ParticipationRole,
  StatusFlag,
  YesNoUnknown,
} from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { DateScalar, DateTimeScalar } from '../vocabulary/scalars.js';
import { textIn } from '../vocabulary/texts.js';
import { AgreementFilter } from './agreement.filter.js';
import {
  Agreement,
  AgreementConnection,
  Intent,
  IntentConnection,
  Objective,
  Participation,
  StatusAnswer,
  Term,
} from './agreement.types.js';
import { flagsOf, type Flag, type FlagThresholds } from './flags.js';

interface StatusNode extends StatusAnswer {
  readonly asOf: AnswerAsOf & StatusAnswer['asOf'];
  /** Null where the ledger did not know the agreement. */
  readonly row: StatusRow | null;
}

interface TermNode extends Term {
  readonly event: EventNode;
  readonly data: AgreementEventData['AgreementTermSet'];
}

interface ParticipationNode extends Participation {
  readonly row: ParticipationRow;
  readonly asOf: AnswerAsOf;
}

interface IntentNode extends Intent {
  readonly row: IntentRow;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => Agreement)
export class AgreementResolver {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Agreement, {
    nullable: true,
    description: 'An agreement by its id; null: unknown to the ledger then.',
  })
  async agreement(
    @Context() context: ApiContext,
    @IdArg('id', 'Its id.') id: string,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<Node | null> {
    const asOf = await this.asOf.resolve(asked, context);
    return (await context.loaders.agreement(asOf, id)) && { id, asOf };
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => StatusAnswer, {
    nullable: true,
    description: 'The status of an agreement; UNKNOWN_TO_LEDGER rather than null.',
  })
  async agreementStatus(
    @Context() context: ApiContext,
    @IdArg('id', 'The id of the agreement.') id: string,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<StatusNode> {
    return statusOf({ id, asOf: await this.asOf.resolve(asked, context) }, context);
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'The agreements known then, of every status unless filtered.',
  })
  agreements(
    @Context() context: ApiContext,
    @Args('filter', { type: () => AgreementFilter, nullable: true, description: 'Which ones.' }) // Not `| null`, though it may be: the class would not be known when the program runs, and nothing validated by it.
    filter?: AgreementFilter,
    @Args('sort', {
      type: () => AgreementSort,
      nullable: true,
      description: 'In which order; TITLE unless given.',
    })
    sort?: keyof typeof AgreementSort | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Node>> {
    return this.list({
      list: 'agreements',
      filter: () => listFilterOf(filter),
      digested: filter,
      sort: sort ?? 'TITLE',
      context,
      asked,
      first,
      after,
    });
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => AgreementConnection, {
    nullable: true,
    description: 'The agreements that end within so many days, the first to end first.',
  })
  expiring(
    @Context() context: ApiContext,
    @CountArg('withinDays', 'From validOn, so many days.') withinDays: number,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Node>> {
    return this.list({
      list: 'expiring',
      filter: ({ validOn }) => ({
        status: ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'],
        endsBetween: [validOn, addDays(validOn, withinDays)],
      }),
      digested: { withinDays },
      sort: 'END_DATE',
      context,
      asked,
      first,
      after,
    });
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => IntentConnection, { nullable: true, description: 'The intents open then, oldest first.' })
  async openIntents(
    @Context() context: ApiContext,
    @IdArg('agreementId', 'Only those of this agreement.', { nullable: true }) agreementId?: string | null,
    @CountArg('olderThanDays', 'Only those declared more than so many days before.', { nullable: true })
    olderThanDays?: number | null,
    @AsOfArg() asked?: AsOf | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<IntentNode>> {
    const size = pageSize(first);
    const request = { list: 'openIntents', sort: 'DECLARED', filter: { agreementId, olderThanDays } };
    const cursor = readCursor(after, request);
    const asOf = await this.asOf.resolve(asked, context, cursor);
    const filter = {
      state: 'OPEN' as const,
      ...(isGiven(agreementId) && { agreementId }),
      ...(isGiven(olderThanDays) && { declaredUntil: addDays(asOf.validOn, -olderThanDays - 1) }),
    };
    const page = await readPage(cursor !== null, () =>
      this.readModel.ask((db) =>
        listIntents(db, { filter, asOf, page: { first: size, after: cursor?.key ?? null } }),
      ),
    );
    return toConnection({
      request,
      asOf,
      page,
      continued: cursor !== null,
      toNode: (row) => intentNodeOf(row, asOf),
      count: countOnce(this.readModel, request, asOf, (db) => countIntents(db, filter, asOf)),
    });
  }

  @ResolveField('kind', () => String, {
    description: 'MOU, COOPERATION_AGREEMENT, IMPLEMENTATION_AGREEMENT …',
  })
  async kind(node: Node, _args: unknown, context: ApiContext): Promise<string> {
    return (await registrationOf(node, context)).kind;
  }

  @ResolveField('binding', () => YesNoUnknown, { description: 'Whether it binds its parties.' })
  async binding(node: Node, _args: unknown, context: ApiContext): Promise<keyof typeof YesNoUnknown> {
    return (await registrationOf(node, context)).binding;
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked, else the one there is.',
  })
  async title(node: Node, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await registrationOf(node, context)).title, lang);
  }

  @ResolveField('titles', () => [LocalizedText], { description: 'Its title in each language.' })
  async titles(node: Node, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).title;
  }

  @ResolveField('objectives', () => [Objective], { description: 'What it is for.' })
  async objectives(node: Node, _args: unknown, context: ApiContext): Promise<readonly Objective[]> {
    return (await registrationOf(node, context)).objectives ?? [];
  }

  @ResolveField('sectors', () => [LocalizedText], { description: 'The sectors that it concerns.' })
  async sectors(node: Node, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).sectors ?? [];
  }

  @ResolveField('openToAccession', () => Boolean, {
    nullable: true,
    description: 'Whether others may accede; null: not known.',
  })
  async openToAccession(node: Node, _args: unknown, context: ApiContext): Promise<boolean | null> {
    return (await registrationOf(node, context)).openToAccession ?? null;
  }

  @ResolveField('status', () => StatusAnswer, { description: 'Its status.' })
  status(node: Node, _args: unknown, context: ApiContext): Promise<StatusNode> {
    return statusOf(node, context);
  }

  @ResolveField('term', () => Term, { nullable: true, description: 'The term in effect.' })
  async term({ id, asOf }: Node, _args: unknown, { loaders }: ApiContext): Promise<TermNode | null> {
    const row = await loaders.status(asOf, id);
    return isGiven(row?.term_event) ? termNodeOf(await loaders.event(row.term_event)) : null;
  }

  @ResolveField('terms', () => [Term], { description: 'Every term that it has had, oldest first.' })
  async terms({ id, asOf }: Node, _args: unknown, { loaders }: ApiContext): Promise<readonly TermNode[]> {
    const rows = await loaders.terms(asOf, id);
    return Promise.all(rows.map(async ({ event_id }) => termNodeOf(await loaders.event(event_id))));
  }

  @ResolveField('parties', () => [Participation], {
    description: 'Whoever has become a party by validOn and not left, by signatory rank, then date.',
  })
  async parties(
    { id, asOf }: Node,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly ParticipationNode[]> {
    const rows = await loaders.participations(asOf, id);
    return rows
      .filter(({ role }) => role === 'PARTY' || role === 'WITHDRAWAL_NOTIFIED')
      .map((row) => participationNodeOf(row, asOf));
  }

  @ResolveField('participations', () => [Participation], {
    description: 'Whoever takes part, or took part; in every role unless some are asked for.',
  })
  async participations(
    @Parent() { id, asOf }: Node,
    @Context() { loaders }: ApiContext,
    @Args('roles', { type: () => [ParticipationRole], nullable: true, description: 'In one of these roles.' })
    roles?: readonly (keyof typeof ParticipationRole)[] | null,
  ): Promise<readonly ParticipationNode[]> {
    const rows = await loaders.participations(asOf, id);
    return rows
      .filter(({ role }) => !roles || roles.includes(role))
      .map((row) => participationNodeOf(row, asOf));
  }

  @ResolveField('leads', () => [Organization], { description: 'The organisations that lead it.' })
  async leads({ id, asOf }: Node, _args: unknown, { loaders }: ApiContext): Promise<readonly Node[]> {
    const rows = await loaders.leads(asOf, id);
    return [...new Set(rows.map(({ organization_id }) => organization_id))].map((lead) => ({
      id: lead,
      asOf,
    }));
  }

  @ResolveField('intents', () => [Intent], { description: 'The intents declared by then, oldest first.' })
  async intents(
    @Parent() { id, asOf }: Node,
    @Context() { loaders }: ApiContext,
    @Args('state', { type: () => IntentState, nullable: true, description: 'Only those in this state.' })
    state?: keyof typeof IntentState | null,
  ): Promise<readonly IntentNode[]> {
    const rows = await loaders.intents(asOf, id);
    return rows.filter((row) => !isGiven(state) || row.state === state).map((row) => intentNodeOf(row, asOf));
  }

  @ResolveField('meetings', () => MeetingConnection, {
    description: 'The meetings held by then, oldest first.',
  })
  async meetings(
    @Parent() { id, asOf: below }: Node,
    @Context() { loaders }: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Node>> {
    const size = pageSize(first);
    const request = { list: 'agreement.meetings', sort: 'HELD', filter: { id } };
    const cursor = readCursor(after, request);
    const asOf = await this.asOf.resolveBelow(below, cursor);
    const page = cursor
      ? await readPage(true, () =>
          this.readModel.ask((db) =>
            listMeetings(db, { agreementId: id, asOf, page: { first: size, after: cursor.key } }),
          ),
        )
      : nestedPage(await loaders.firstMeetings({ asOf, first: size }, id), size);
    return toConnection({
      request,
      asOf,
      page,
      continued: cursor !== null,
      toNode: (row) => ({ id: row.meeting_id, asOf }),
      count: () => loaders.meetingCount(asOf, id),
    });
  }

  @ResolveField('sources', () => [Source], {
    description: 'The sources that its events cite, in the order of their first citation.',
  })
  async sources({ id, asOf }: Node, _args: unknown, { loaders }: ApiContext): Promise<readonly SourceNode[]> {
    const rows = await loaders.sourcesCited(asOf, `agreement-${id}`);
    return rows.map(({ source_id }) => ({ id: source_id }));
  }

  @ResolveField('history', () => LedgerEventConnection, {
    description: 'Every event of it that the ledger knew then; validOn filters none.',
  })
  history(
    @Parent() { id, asOf }: Node,
    @Context() context: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<EventNode>> {
    return historyOf(
      { readModel: this.readModel, dates: this.asOf },
      { stream: `agreement-${id}`, below: asOf, context, first, after },
    );
  }

  private async list(wanted: {
    readonly list: string;
    readonly filter: (asOf: AnswerAsOf) => ListFilter;
    /** What a cursor of this list remembers of the filter. */
    readonly digested: unknown;
    readonly sort: keyof typeof AgreementSort;
    readonly context: ApiContext;
    readonly asked: AsOf | null | undefined;
    readonly first: number | null | undefined;
    readonly after: string | null | undefined;
  }): Promise<ConnectionNode<Node>> {
    const { list, digested, sort, context, asked, first, after } = wanted;
    const size = pageSize(first);
    const request = { list, sort, filter: digested };
    const cursor = readCursor(after, request);
    const asOf = await this.asOf.resolve(asked, context, cursor);
    const filter = wanted.filter(asOf);
    const page = await readPage(cursor !== null, () =>
      this.readModel.ask((db) =>
        listAgreements(db, { filter, sort, asOf, page: { first: size, after: cursor?.key ?? null } }),
      ),
    );
    return toConnection({
      request,
      asOf,
      page,
      continued: cursor !== null,
      toNode: (id) => ({ id, asOf }),
      count: countOnce(this.readModel, request, asOf, (db) => countAgreements(db, filter, asOf)),
    });
  }
}

@Resolver(() => Objective)
export class ObjectiveResolver {
  @ResolveField('text', () => String, {
    nullable: true,
    description: 'What it says in the language asked, else in the one there is.',
  })
  text({ texts }: Objective, @LangArg() { lang }: LangArgs): string | null {
    return textIn(texts, lang);
  }
}

@Resolver(() => StatusAnswer)
export class StatusAnswerResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(THRESHOLDS) private readonly thresholds: FlagThresholds,
  ) {}

  @ResolveField('flags', () => [StatusFlag], { description: 'What else is to be known.' })
  async flags({ row, asOf }: StatusNode, _args: unknown, context: ApiContext): Promise<readonly Flag[]> {
    if (!row) return [];
    const { loaders } = context;
    const [facts, decidedBy, term] = await Promise.all([
      loaders.flagFacts(asOf, row.agreement_id),
      Promise.all(row.decided_by.map((id) => loaders.event(id))),
      row.term_event === null ? null : loaders.event(row.term_event),
    ]);
    return flagsOf(
      {
        validOn: asOf.validOn,
        status: row,
        facts,
        decidedBy: decidedBy.map(({ envelope }) => envelope),
        noticeDays: term ? termNodeOf(term).noticeDays : null,
        timeZone: this.ledger.identity.timeZone,
      },
      this.thresholds,
    );
  }

  @ResolveField('since', () => DatedFact, {
    nullable: true,
    description: 'When it became so; null for NOT_YET, DRAFT and UNKNOWN_TO_LEDGER.',
  })
  since({ row }: StatusNode): DatedNode | null {
    if (!row?.since) return null;
    const eventId = row.decided_by.at(-1);
    const pointers = row.status === 'EXPIRED' ? ['/data/endsOn/note'] : ['/effective/note', '/occurred/note'];
    return { ...row.since, noteOf: eventId === undefined ? null : { eventId, pointers } };
  }

  @ResolveField('decidedBy', () => [LedgerEvent], { description: 'The events that decided it.' })
  async decidedBy(
    { row }: StatusNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly EventNode[]> {
    return Promise.all((row?.decided_by ?? []).map((id) => loaders.event(id)));
  }
}

@Resolver(() => Term)
export class TermResolver {
  @ResolveField('startsOn', () => DatedFact, { nullable: true, description: 'Its first day.' })
  startsOn({ event, data }: TermNode): DatedNode | null {
    return dateOfData(data.startsOn, event.id, 'startsOn');
  }

  @ResolveField('endsOn', () => DatedFact, { nullable: true, description: 'Its last day in force.' })
  endsOn({ event, data }: TermNode): DatedNode | null {
    return dateOfData(data.endsOn, event.id, 'endsOn');
  }

  @ResolveField('setBy', () => LedgerEvent, { description: 'The event that set it.' })
  setBy({ event }: TermNode): EventNode {
    return event;
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @ResolveField('organization', () => Organization, { description: 'Who.' })
  organization({ row, asOf }: ParticipationNode): Node {
    return { id: row.organization_id, asOf };
  }

  @ResolveField('capacity', () => String, { nullable: true, description: 'ORIGINAL_SIGNATORY, ACCEDED …' })
  async capacity(
    { row }: ParticipationNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    const { envelope } = await loaders.event(row.event_id);
    if (envelope.type === 'PartnerAcceded') return 'ACCEDED';
    return signatureOf(envelope)?.capacity ?? null;
  }

  @ResolveField('nameAsSigned', () => LocalizedText, {
    nullable: true,
    description: 'Its name as the document has it.',
  })
  async nameAsSigned(
    { row }: ParticipationNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<Text | null> {
    return signatureOf((await loaders.event(row.event_id)).envelope)?.nameAsSigned ?? null;
  }

  @ResolveField('since', () => DatedFact, { description: 'Since when.' })
  async since({ row }: ParticipationNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.event(row.event_id));
  }

  @ResolveField('signedBy', () => [Person], { description: 'The persons who signed for it.' })
  async signedBy(
    { row, asOf }: ParticipationNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Node[]> {
    const { envelope } = await loaders.event(row.event_id);
    return (signatureOf(envelope)?.signedBy ?? []).map((id) => ({ id, asOf }));
  }
}

@Resolver(() => Intent)
export class IntentResolver {
  @ResolveField('organization', () => Organization, { description: 'Whose.' })
  organization({ row, asOf }: IntentNode): Node {
    return { id: row.organization_id, asOf };
  }

  @ResolveField('agreement', () => Agreement, { description: 'To join what.' })
  agreement({ row, asOf }: IntentNode): Node {
    return { id: row.agreement_id, asOf };
  }

  @ResolveField('declared', () => DatedFact, { description: 'When it was declared.' })
  async declared({ row }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.event(row.event_id));
  }

  @ResolveField('horizon', () => [LocalizedText], { description: 'When it is to be, in its own words.' })
  async horizon({ row }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<readonly Text[]> {
    const { envelope } = await loaders.event(row.event_id);
    return (envelope.data as unknown as AgreementEventData['PartnerIntentDeclared']).horizon ?? [];
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
  knownSince({ row }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<Date | string> {
    return loaders.knownSince(row.event_id);
  }

  @ResolveField('event', () => LedgerEvent, { description: 'The event that declared it.' })
  event({ row }: IntentNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.event(row.event_id);
  }
}

/** The status of an agreement; one that the ledger did not know then is UNKNOWN_TO_LEDGER, and that is certain. */
async function statusOf({ id, asOf }: Node, { loaders }: ApiContext): Promise<StatusNode> {
  const row = await loaders.status(asOf, id);
  return {
    asOf,
    row,
    status: row?.status ?? 'UNKNOWN_TO_LEDGER',
    certainty: row?.certainty ?? 'CERTAIN',
    possible: row?.possible ?? ['UNKNOWN_TO_LEDGER'],
    inForce: row?.in_force ?? 'UNKNOWN',
  };
}

async function registrationOf(
  { id, asOf }: Node,
  { loaders }: ApiContext,
): Promise<AgreementEventData['AgreementRegistered']> {
  const row = await loaders.agreement(asOf, id);
  if (!row) throw new Error(`agreement ${id} is not known at the dates of its answer`);
  return row.registration;
}

function termNodeOf(event: EventNode): TermNode {
  const data = event.envelope.data as unknown as AgreementEventData['AgreementTermSet'];
  const { duration, renewal, noticeDays } = data;
  return {
    event,
    data,
    duration: duration ?? null,
    renewal: renewal ?? null,
    noticeDays: noticeDays ?? null,
  };
}

function participationNodeOf(row: ParticipationRow, asOf: AnswerAsOf): ParticipationNode {
  return { row, asOf, role: row.role, certainty: row.certainty };
}

function intentNodeOf(row: IntentRow, asOf: AnswerAsOf): IntentNode {
  return { row, asOf, state: row.state, certainty: row.certainty };
}

function signatureOf({ type, data }: EventNode['envelope']): AgreementEventData['PartnerSigned'] | null {
  return type === 'PartnerSigned' ? (data as unknown as AgreementEventData['PartnerSigned']) : null;
}

function listFilterOf(filter: AgreementFilter | null | undefined): ListFilter {
  const { status, inForce, certainty, partyId, kind, text } = filter ?? {};
  return {
    ...(isGiven(status) && { status }),
    ...(isGiven(inForce) && { inForce }),
    ...(isGiven(certainty) && { certainty }),
    ...(isGiven(partyId) && { partyId: partyId.toLowerCase() }),
    ...(isGiven(kind) && { kind }),
    ...(isGiven(text) && { text }),
  };
}
