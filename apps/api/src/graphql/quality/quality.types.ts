import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';

@ObjectType('QualityCount', { description: 'How many facts have a word.' })
export class QualityCount {
  @Field(() => String, { description: 'The word.' })
  readonly key!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType('LagDays', {
  description: 'Days from the last day on which facts can have happened to their recording; null: no facts.',
})
export class LagDays {
  @Field(() => Int, {
    nullable: true,
    description: 'Half of the facts were recorded after so many days or fewer.',
  })
  readonly median!: number | null;

  @Field(() => Int, { nullable: true, description: 'So were 95 of 100.' })
  readonly p95!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most days.' })
  readonly most!: number | null;
}

@ObjectType('LagCount', { description: 'How many facts were recorded within a range of days.' })
export class LagCount {
  @Field(() => Int, { description: 'So many days after they happened, or more.' })
  readonly fromDays!: number;

  @Field(() => Int, { nullable: true, description: 'And so many or fewer; null: however many.' })
  readonly toDays!: number | null;

  @Field(() => Int, { description: 'How many facts.' })
  readonly count!: number;
}

@ObjectType('DataQuality', {
  description:
    'How well things are known, counted over the facts in effect: corrections and notices of the ledger are none.',
})
export class DataQuality {
  @Field(() => ResolvedAsOfType, { description: 'The dates that it answers for.' })
  readonly asOf!: ResolvedAsOfType;
}
