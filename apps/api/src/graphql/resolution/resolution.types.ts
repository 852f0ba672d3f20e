import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';

@ObjectType('Resolution', {
  implements: () => [Node],
  description: 'A resolution of a committee, as of the dates of the answer.',
})
export class Resolution extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('Vote', { description: 'How a person voted.' })
export class Vote {
  @Field(() => String, { description: 'FOR, AGAINST or ABSTAIN.' })
  readonly vote!: string;
}

@ObjectType('Tally', { description: 'How many voted in each way.' })
export class Tally {
  @Field(() => Int, { description: 'For.' })
  readonly for!: number;

  @Field(() => Int, { description: 'Against.' })
  readonly against!: number;

  @Field(() => Int, { description: 'Neither.' })
  readonly abstain!: number;
}

export const { Connection: ResolutionConnection, ConnectionResolver: ResolutionConnectionResolver } =
  connectionOf('Resolution', () => Resolution);
