import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('Source', { description: 'A document that was deposited, by its hash.' })
export class Source {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;
}
