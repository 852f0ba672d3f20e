import { factOfType, isNotice, readStream, type Json } from '@entente/domain';
import type { AsOf } from '@entente/read-model';
import { CorruptEventError, writePosition, type Envelope, type Ledger } from '@entente/ledger';
import { leafHash } from '@entente/proof';
import { LEDGER } from '@entente/commands';
import { Inject } from '@nestjs/common';
import { ID, Int, ResolveField, Resolver } from '@nestjs/graphql';
import { AsOfResolver } from '../as-of/as-of.js';
import { RefusedError } from '../errors/refused-error.js';
import type { ApiContext } from '../loading/context.js';
import type { Loaders } from '../loading/loaders.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { EventStanding } from '../vocabulary/enums.js';
import { DateTimeScalar, JsonScalar, PositionScalar } from '../vocabulary/scalars.js';
import { effectiveOf, occurredOf, targetOf, type EventNode } from './event-node.js';
import { Citation, EventCause, LedgerEvent, Override } from './event.types.js';
import { citationsOf, type CitationNode } from './citation.resolver.js';
import type { OverrideNode } from './override.resolver.js';

@Resolver(() => LedgerEvent)
export class LedgerEventResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly asOf: AsOfResolver,
  ) {}

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

  @ResolveField('recordedByName', () => String, {
    nullable: true,
    description:
      'The name of the token or session that recorded it; null for dashboards, and for what the ledger recorded by itself.',
  })
  recordedByName({ envelope }: EventNode, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    return loaders.actorName(envelope.actor);
  }

  @ResolveField('commandId', () => ID, { description: 'The command that recorded it.' })
  commandId({ envelope }: EventNode): string {
    return envelope.cause.command;
  }

  @ResolveField('cause', () => EventCause, {
    description: 'The command that recorded it, and what led to that.',
  })
  cause({ envelope: { cause } }: EventNode): EventCause {
    const { command, name, correlation, causation } = cause;
    return { commandId: command, name, correlation, causation };
  }

  @ResolveField('advice', () => [String], {
    description: 'The codes of the warnings that came with it when it was recorded.',
  })
  advice({ envelope }: EventNode): readonly string[] {
    return envelope.advice;
  }

  @ResolveField('provenance', () => [Citation], { description: 'The sources that it rests on.' })
  provenance(event: EventNode): readonly CitationNode[] {
    return citationsOf(event);
  }

  @ResolveField('overrides', () => [Override], { description: 'The rules that were set aside for it.' })
  overrides(event: EventNode): readonly OverrideNode[] {
    return event.envelope.overrides.map(({ rule, by }, index) => ({ event, index, rule, by }));
  }

  @ResolveField('data', () => JsonScalar, {
    description:
      'Its data; sealed members are opened only for those who may see them. One that was erased is absent; one that cannot be opened is null.',
  })
  async data({ envelope }: EventNode, _args: unknown, { loaders }: ApiContext): Promise<Json> {
    return withSealed(envelope.data, sealedIn([envelope]), (pointer) => loaders.sealed(envelope, pointer));
  }

  @ResolveField('standing', () => EventStanding, {
    description: 'What has become of it, as known at the dates of the answer.',
  })
  async standing(
    event: EventNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<keyof typeof EventStanding> {
    const asOf = await this.asOf.ofEvent(event, loaders);
    const row = await loaders.corrected(asOf, event.id);
    if (row && row.standing !== 'RECTIFIED') return row.standing;
    const declared = factOfType(event.envelope.type);
    if (declared && isNotice(declared)) return 'NOTICE';
    if ((await passedOverIn(event.envelope.stream, asOf, loaders)).includes(event.id)) return 'PASSED_OVER';
    return row ? 'RECTIFIED' : 'IN_EFFECT';
  }

  @ResolveField('current', () => JsonScalar, {
    nullable: true,
    description: 'Its data with the corrections in effect; null where it is annulled.',
  })
  async current(event: EventNode, _args: unknown, { loaders }: ApiContext): Promise<Json> {
    const asOf = await this.asOf.ofEvent(event, loaders);
    const row = await loaders.corrected(asOf, event.id);
    if (row?.standing === 'ANNULLED') return null;
    const { envelope } = await loaders.current(asOf, event.id);
    const directives = await Promise.all((row?.directives ?? []).map((id) => loaders.event(id)));
    const pointers = sealedIn([event.envelope, ...directives.map((one) => one.envelope)]);
    return withSealed(envelope.data, pointers, (pointer) => loaders.sealedNow(asOf, event.id, pointer));
  }

  @ResolveField('currentOccurred', () => DatedFact, {
    nullable: true,
    description: 'When it happened, with the corrections in effect; null where it is annulled.',
  })
  async currentOccurred(event: EventNode, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const now = await this.currentOf(event, context);
    return now && occurredOf(now);
  }

  @ResolveField('currentEffective', () => DatedFact, {
    nullable: true,
    description: 'When it takes effect, with the corrections in effect; null where it is annulled.',
  })
  async currentEffective(event: EventNode, _args: unknown, context: ApiContext): Promise<DatedNode | null> {
    const now = await this.currentOf(event, context);
    return now && effectiveOf(now);
  }

  @ResolveField('directives', () => [LedgerEvent], {
    description: 'The corrections in effect that name it, oldest first.',
  })
  async directives(event: EventNode, _args: unknown, { loaders }: ApiContext): Promise<readonly EventNode[]> {
    const asOf = await this.asOf.ofEvent(event, loaders);
    const row = await loaders.corrected(asOf, event.id);
    return Promise.all((row?.directives ?? []).map((id) => loaders.eventAt(asOf, id)));
  }

  @ResolveField('target', () => LedgerEvent, {
    nullable: true,
    description: 'Of a correction: the event that it corrects.',
  })
  async target(event: EventNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode | null> {
    const target = targetOf(event);
    return target === '' ? null : loaders.eventAt(await this.asOf.ofEvent(event, loaders), target);
  }

  private async currentOf(event: EventNode, { loaders }: ApiContext): Promise<EventNode | null> {
    const asOf = await this.asOf.ofEvent(event, loaders);
    const row = await loaders.corrected(asOf, event.id);
    return row?.standing === 'ANNULLED' ? null : loaders.current(asOf, event.id);
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

  @ResolveField('bytes', () => String, {
    nullable: true,
    description:
      'What is stored, to the letter: UTF-8 of canonical JSON (RFC 8785), sealed members as they are sealed. The hash is made of a zero byte and these. Null for dashboards.',
  })
  async bytes(
    { envelope, hash }: EventNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    if (!loaders.readsConfidential) return null;
    const { stream, rev } = envelope;
    const stored = await loaders.stored({ stream, revision: rev });
    // What the read model knows it by is what was written.
    if (!stored || leafHash(stored.bytes) !== hash)
      throw new CorruptEventError(stream, rev, { corruption: 'HASH_DIFFERS' });
    return Buffer.from(stored.bytes).toString('utf8');
  }

  @ResolveField('previous', () => LedgerEvent, {
    nullable: true,
    description: 'The event before it in its stream; null for the first.',
  })
  previous(event: EventNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode | null> {
    return this.beside(event, -1, loaders);
  }

  @ResolveField('next', () => LedgerEvent, {
    nullable: true,
    description: 'The event after it in its stream; null where none was known.',
  })
  next(event: EventNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode | null> {
    return this.beside(event, 1, loaders);
  }

  private async beside(event: EventNode, by: number, loaders: Loaders): Promise<EventNode | null> {
    const { stream, rev } = event.envelope;
    if (rev + by < 0) return null;
    return loaders.eventAtPlace(await this.asOf.ofEvent(event, loaders), stream, rev + by);
  }

  private write(commit: bigint): string {
    return writePosition(this.ledger.identity.ledgerId, commit);
  }
}

/** The pointers of the data that are sealed in an event, or in what corrects it. */
function sealedIn(envelopes: readonly Envelope[]): readonly string[] {
  const pointers = envelopes.flatMap(({ personal }) => Object.keys(personal));
  return [
    ...new Set(
      pointers
        .map((pointer) => pointer.replace(/^\/data\/set(?=\/data\/)/, ''))
        .filter((pointer) => pointer.startsWith('/data/')),
    ),
  ];
}

/** Data with their sealed members, for those who may see them. */
async function withSealed(
  data: Json,
  pointers: readonly string[],
  open: (pointer: string) => Promise<Json | null>,
): Promise<Json> {
  const opened = await Promise.allSettled(pointers.map(open));
  return pointers.reduce<Json>((whole, pointer, index) => {
    const value = memberOf(opened[index]);
    return value === undefined ? whole : withMember(whole, pointer.split('/').slice(2), value);
  }, data);
}

/** A sealed member as `data` shows it: undefined (absent) where it was erased, null where it cannot be opened. */
function memberOf(opened: PromiseSettledResult<Json | null> | undefined): Json | undefined {
  if (!opened) return undefined;
  if (opened.status === 'fulfilled') return opened.value ?? undefined;
  const { reason }: { readonly reason: unknown } = opened;
  if (reason instanceof RefusedError && reason.refusal.code === 'SEALED_UNREADABLE') return null;
  throw reason;
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

/** The events of a stream that are in effect and do not count, where acts depend on one another. */
async function passedOverIn(stream: string, asOf: AsOf, loaders: Loaders): Promise<readonly string[]> {
  const { kind, id } = readStream(stream) ?? {};
  if (!id) return [];
  switch (kind) {
    case 'agreement':
      return (await loaders.passedOver(asOf, id)).map(({ event_id }) => event_id);
    case 'resolution':
      return (await loaders.resolution(asOf, id))?.passed_over ?? [];
    case 'project':
      return (await loaders.project(asOf, id))?.passed_over ?? [];
    default:
      return [];
  }
}
