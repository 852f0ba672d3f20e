import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';

@ObjectType('Person', { description: 'A person. The name is kept apart from the log, and can be erased.' })
export class Person {
  @Field(() => ID, { description: 'The id that the ledger made.' })
  readonly id!: string;

  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('RoleObservation', { description: 'An observation of a person in a role.' })
export class RoleObservation {}
