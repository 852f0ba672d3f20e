import type { Type } from '@nestjs/common';
import { ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { Recorded } from '../event/event.types.js';
import type { RecordedNode } from './recorder.js';

/** Where a payload's object is: its id, at the dates of the record. */
export interface SubjectNode {
  readonly id: string;
  readonly asOf: AnswerAsOf;
}

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
    async subject({ subjectId, commit }: RecordedNode): Promise<SubjectNode> {
      await this.asOf.waitFor(commit);
      return { id: subjectId, asOf: this.asOf.at(commit) };
    }
  }

  return { Payload, PayloadResolver };
}
