import { Field, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { Node } from '../node/node.types.js';

@ObjectType('Person', {
  implements: () => [Node],
  description: 'A person. The name is kept apart from the log, and can be erased.',
})
export class Person extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('RoleObservation', { description: 'An observation of a person in a role.' })
export class RoleObservation {}
