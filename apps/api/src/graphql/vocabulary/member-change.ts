import { Field, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from './scalars.js';

@ObjectType('MemberChange', { description: 'A member of a record, before and after something changed it.' })
export class MemberChange {
  @Field(() => String, { description: 'The member; occurredOn and effectiveOn are the dates of the act.' })
  readonly member!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'What it said just before; null: nothing.' })
  readonly before!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'What it says instead; null: nothing any more.' })
  readonly after!: unknown;
}
