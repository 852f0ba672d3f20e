import { Field, ObjectType } from '@nestjs/graphql';
import { DecimalScalar } from './scalars.js';

@ObjectType('Money', { description: 'An amount in a currency.' })
export class Money {
  @Field(() => DecimalScalar, { description: 'The amount, an exact decimal.' })
  readonly value!: string;

  @Field(() => String, { description: 'The currency: three capitals (ISO 4217).' })
  readonly currency!: string;
}
