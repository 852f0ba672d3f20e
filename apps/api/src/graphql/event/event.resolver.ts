import type { Json } from '@entente/domain';
import { writePosition, type Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { Inject } from '@nestjs/common';
import { ID, Int, ResolveField, Resolver } from '@nestjs/graphql';
import { RefusedError } from '../errors/refused-error.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { DateTimeScalar, JsonScalar, PositionScalar } from '../vocabulary/scalars.js';
import { effectiveOf, occurredOf, type EventNode } from './event-node.js';
import { Citation, LedgerEvent, Override } from './event.types.js';
import type { CitationNode } from './citation.resolver.js';
import type { OverrideNode } from './override.resolver.js';

@Resolver(() => LedgerEvent)
export class LedgerEventResolver {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

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
    description:
      'Its data; sealed members are opened only for those who may see them. One that was erased is absent; one that cannot be opened is null.',
  })
  async data({ envelope }: EventNode, _args: unknown, { loaders }: ApiContext): Promise<Json> {
    const pointers = Object.keys(envelope.personal).filter((pointer) => pointer.startsWith('/data/'));
    const opened = await Promise.allSettled(pointers.map((pointer) => loaders.sealed(envelope, pointer)));
    return pointers.reduce<Json>((data, pointer, index) => {
      const value = memberOf(opened[index]);
      return value === undefined ? data : withMember(data, pointer.split('/').slice(2), value);
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
