import { Field, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';

@ObjectType('Committee', {
  implements: () => [Node],
  description: 'A committee, as of the dates of the answer.',
})
export class Committee extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

export const { Connection: CommitteeConnection, ConnectionResolver: CommitteeConnectionResolver } =
  connectionOf('Committee', () => Committee);
