import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Person } from '../person/person.types.js';
import { Vote } from './resolution.types.js';

/** A vote, as the API answers it. */
export interface VoteNode extends Vote {
  readonly personId: string;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => Vote)
export class VoteResolver {
  @ResolveField('person', () => Person, { description: 'The person.' })
  person({ personId, asOf }: VoteNode): Entity {
    return { key: personId, asOf };
  }
}
