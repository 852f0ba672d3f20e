import type { Type } from '@nestjs/common';
import { ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { Recorded } from '../event/event.types.js';
import type { RecordedNode } from './recorder.js';

/**
 * The payload of the mutations on one kind of thing, and the resolver of that thing, which waits until what was recorded is
 * projected.
 */
export function payloadOf<T>(name: string, member: string, type: () => Type<T>) {
  @ObjectType(`${name}Recorded`, {
    implements: () => [Recorded],
    description: 'What was recorded, and about what.',
  })
  class Payload extends Recorded {}

  @Resolver(() => Payload)
  class PayloadResolver {
    constructor(private readonly asOf: AsOfResolver) {}

    @ResolveField(member, type, { description: 'What it was recorded about, as now known.' })
    async subject({ subjectId, commit, repeated }: RecordedNode): Promise<Entity> {
      await this.asOf.waitFor(commit);
      return { key: subjectId, asOf: this.asOf.ofRecord(commit, { repeated }) };
    }
  }

  return { Payload, PayloadResolver };
}
