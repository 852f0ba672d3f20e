import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Person } from '../person/person.types.js';
import { Guest } from './meeting.types.js';

/** A guest of a meeting, as the API answers it. */
export interface GuestNode extends Guest {
  readonly personId: string;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => Guest)
export class GuestResolver {
  @ResolveField('person', () => Person, { description: 'The person.' })
  person({ personId, asOf }: GuestNode): Entity {
    return { key: personId, asOf };
  }
}
