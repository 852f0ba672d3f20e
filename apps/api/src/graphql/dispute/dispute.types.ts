import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../lists/connection.js';
import { JsonScalar } from '../vocabulary/scalars.js';

@ObjectType('Dispute', { description: 'Sources say different things of what a record says.' })
export class Dispute {
  @Field(() => ID, {
    description: 'The event that raised it: AssertionDisputed, or evidence that contradicts.',
  })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The member that is disputed; null: the whole record, as contradicting evidence has it.',
  })
  readonly member!: string | null;

  @Field(() => Boolean, {
    description: 'Nobody had resolved it by then, and the record that it is about was in effect.',
  })
  readonly open!: boolean;
}

@ObjectType('Alternative', { description: 'What a source says instead.' })
export class Alternative {
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'In the form in which the member is stored; null: it says otherwise, but not what.',
  })
  readonly value!: unknown;
}

export const { Connection: DisputeConnection, ConnectionResolver: DisputeConnectionResolver } = connectionOf(
  'Dispute',
  () => Dispute,
);
