import { Allow } from '../../guard.js';
import type { Json } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import { writePosition, type Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { countEvents, listEvents, type ReadModel } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { READ_MODEL, STORE } from '../../api-parts.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { invalid } from '../errors/refused-error.js';
import { CountArg, StreamArg } from '../inputs/arguments.js';
import { isGiven } from '../inputs/given.js';
import type { ConnectionNode } from '../lists/connection.js';
import { Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import type { SourceNode } from '../source/source-node.js';
import { Source } from '../source/source.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { DateTimeScalar, JsonScalar, PositionScalar } from '../vocabulary/scalars.js';
import {
  effectiveOf,
  eventNodeOfRecorded,
  eventNodeOfRow,
  occurredOf,
  type EventNode,
} from './event-node.js';
import { Citation, LedgerEvent, LedgerEventConnection, LedgerPosition, Override } from './event.types.js';
import { followEvents } from './follow-events.js';

/** Events that one `replay` answers with, at most. */
const LONGEST_REPLAY = 1_000;
const MOST_TYPES = 100;

interface CitationNode {
  readonly event: EventNode;
  readonly index: number;
  readonly sourceId: string;
  readonly lines: { readonly from: number; readonly to: number } | null;
  readonly kind: string;
}

interface OverrideNode {
  readonly event: EventNode;
  readonly index: number;
  readonly rule: string;
  readonly by: string;
}

@Resolver(() => LedgerEvent)
export class LedgerEventResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    @Inject(STORE) private readonly store: EventStore,
    private readonly asOf: AsOfResolver,
    private readonly lists: Lists,
  ) {}

  @Allow('secretariat', 'auditor')
  @Query(() => [LedgerEvent], {
    nullable: true,
    description:
      'The events of a stream from a revision on, as known then, read from the log and checked: bytes, hashes, links. 1,000 at most, then fromRevision.',
  })
  async replay(
    @Context() context: ApiContext,
    @StreamArg() stream: string,
    @CountArg('fromRevision', 'The first revision wanted; 0 unless given.', { nullable: true })
    fromRevision?: number | null,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<readonly EventNode[]> {
    const asOf = await this.asOf.resolve(asked, context);
    const events = await this.ledger.reader.readUncached(stream, fromRevision ?? 0, LONGEST_REPLAY);
    return events.filter(({ position }) => position.commit <= asOf.position).map(eventNodeOfRecorded);
  }

  @Allow('secretariat', 'auditor')
  @Query(() => LedgerEventConnection, {
    nullable: true,
    description: 'Events in the order of the log; a page that goes on sees what has come since.',
  })
  async events(
    @Context() context: ApiContext,
    @Args('types', { type: () => [String], nullable: true, description: 'Of one of these types.' })
    types?: readonly string[] | null,
    @StreamArg({ nullable: true }) stream?: string | null,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<EventNode>> {
    checkTypes(types);
    const filter = { ...(types && { types }), ...(isGiven(stream) && { stream }) };
    return this.lists.answerLog({
      request: { list: 'events', sort: 'LOG', filter },
      context,
      first,
      after,
      read: (db, { position }, page) => listEvents(db, { filter, position, page }),
      count: (db, { position }) => countEvents(db, filter, position),
      toNode: eventNodeOfRow,
    });
  }

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => LedgerPosition, {
    nullable: true,
    description: 'How far the ledger and its read model have come.',
  })
  async position(): Promise<LedgerPosition> {
    const [head, projected] = await Promise.all([this.store.head(), this.readModel.projected()]);
    return {
      head: this.write(head?.commit ?? 0n),
      projected: this.write(projected.position),
      recordedAt: projected.known,
    };
  }

  @Allow('secretariat', 'auditor')
  @Subscription(() => LedgerEvent, {
    description: 'Each event from now on, when answers know of it.',
  })
  eventRecorded(
    @Args('types', { type: () => [String], nullable: true, description: 'Of one of these types.' })
    types?: readonly string[] | null,
    @StreamArg({ nullable: true }) stream?: string | null,
  ): AsyncIterator<{ readonly eventRecorded: EventNode }> {
    checkTypes(types);
    return followEvents(this.readModel, { ...(types && { types }), ...(isGiven(stream) && { stream }) });
  }

  @ResolveField('type', () => String, { description: 'Its type: PartnerSigned …' })
  type({ envelope }: EventNode): string {
    return envelope.type;
  }

  @ResolveField('stream', () => ID, { description: 'The stream that it belongs to: a kind and an id.' })
  stream({ envelope }: EventNode): string {
    return envelope.stream;
  }

  @ResolveField('revision', () => Int, { description: 'Its place in its stream, from 0.' })
  revision({ envelope }: EventNode): number {
    return envelope.rev;
  }

  @ResolveField('position', () => PositionScalar, { description: 'Its place in the log.' })
  eventPosition({ commit }: EventNode): string {
    return this.write(commit);
  }

  @ResolveField('occurred', () => DatedFact, { description: 'When it happened.' })
  occurred(event: EventNode, _args: unknown, { loaders }: ApiContext): DatedNode {
    loaders.primeEvent(event);
    return occurredOf(event);
  }

  @ResolveField('effective', () => DatedFact, { description: 'When it takes effect.' })
  effective(event: EventNode, _args: unknown, { loaders }: ApiContext): DatedNode {
    loaders.primeEvent(event);
    return effectiveOf(event);
  }

  @ResolveField('recordedAt', () => DateTimeScalar, { description: 'When the ledger recorded it.' })
  recordedAt({ envelope }: EventNode): string {
    return envelope.recorded;
  }

  @ResolveField('recordedBy', () => String, { description: 'Who recorded it: role:token-id.' })
  recordedBy({ envelope }: EventNode): string {
    return envelope.actor;
  }

  @ResolveField('commandId', () => ID, { description: 'The command that recorded it.' })
  commandId({ envelope }: EventNode): string {
    return envelope.cause.command;
  }

  @ResolveField('provenance', () => [Citation], { description: 'The sources that it rests on.' })
  provenance(event: EventNode): readonly CitationNode[] {
    return event.envelope.provenance.map(({ source, from, to, kind }, index) => ({
      event,
      index,
      sourceId: source,
      lines: from === null || to === null ? null : { from, to },
      kind,
    }));
  }

  @ResolveField('overrides', () => [Override], { description: 'The rules that were set aside for it.' })
  overrides(event: EventNode): readonly OverrideNode[] {
    return event.envelope.overrides.map(({ rule, by }, index) => ({ event, index, rule, by }));
  }

  @ResolveField('data', () => JsonScalar, {
    description: 'What it says; sealed members are opened only for who may see them.',
  })
  async data({ envelope }: EventNode, _args: unknown, { loaders }: ApiContext): Promise<Json> {
    const pointers = Object.keys(envelope.personal).filter((pointer) => pointer.startsWith('/data/'));
    const opened = await Promise.all(pointers.map((pointer) => loaders.sealed(envelope, pointer)));
    return pointers.reduce<Json>((data, pointer, index) => {
      const value = opened[index] ?? null;
      return value === null ? data : withMember(data, pointer.split('/').slice(2), value);
    }, envelope.data);
  }

  @ResolveField('hash', () => String, {
    description: 'SHA-256 of its stored bytes, after a zero byte; hexadecimal.',
  })
  hash({ hash }: EventNode): string {
    return hash;
  }

  @ResolveField('previousHash', () => String, {
    nullable: true,
    description: 'The hash of the event before it in its stream.',
  })
  previousHash({ envelope }: EventNode): string | null {
    return envelope.prev;
  }

  private write(commit: bigint): string {
    return writePosition(this.ledger.identity.ledgerId, commit);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @ResolveField('source', () => Source, { description: 'The source.' })
  source({ sourceId }: CitationNode): SourceNode {
    return { id: sourceId };
  }

  @ResolveField('quote', () => String, {
    nullable: true,
    description: 'The words of the source; null to who may not see them, and after erasure.',
  })
  quote(node: CitationNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return sealedText(node, 'quote', context);
  }

  @ResolveField('note', () => String, {
    nullable: true,
    description: 'A note on the citation; null to who may not see it, and after erasure.',
  })
  note(node: CitationNode, _args: unknown, context: ApiContext): Promise<string | null> {
    return sealedText(node, 'note', context);
  }
}

@Resolver(() => Override)
export class OverrideResolver {
  @ResolveField('reason', () => String, {
    nullable: true,
    description: 'Why; null to who may not see it, and after erasure.',
  })
  async reason(
    { event, index }: OverrideNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    const reason = await loaders.sealed(event.envelope, `/overrides/${index}/reason`);
    return typeof reason === 'string' ? reason : null;
  }
}

async function sealedText(
  { event, index }: CitationNode,
  member: 'quote' | 'note',
  { loaders }: ApiContext,
): Promise<string | null> {
  const text = await loaders.sealed(event.envelope, `/provenance/${index}/${member}`);
  return typeof text === 'string' ? text : null;
}

/** A copy of some JSON with one member put where a pointer says; what is on the way there is made. */
function withMember(json: Json, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value;
  const object = typeof json === 'object' && json !== null ? json : {};
  if (Array.isArray(object))
    return object.map((member: Json, index) =>
      String(index) === name ? withMember(member, rest, value) : member,
    );
  const members = object as { readonly [key: string]: Json };
  return { ...members, [name]: withMember(members[name] ?? null, rest, value) };
}

function checkTypes(types: readonly string[] | null | undefined): void {
  if (types && types.length > MOST_TYPES)
    throw invalid('types', { problem: 'LIST_TOO_LONG', most: MOST_TYPES });
  if (types?.some((type) => type.length > 200)) throw invalid('types', { problem: 'NO_SUCH_TYPE' });
}
