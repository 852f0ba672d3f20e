import { Args, Field, InputType } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import { DateScalar, DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@InputType({
  description:
    'The two dates of an answer. Defaults: today, and all that is projected. knownAt or position, not both.',
})
export class AsOf {
  @Field(() => DateScalar, { nullable: true, description: 'What was true on that day; today by default.' })
  @IsOptional()
  @IsString()
  readonly validOn?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'As the ledger knew it at that instant.' })
  @IsOptional()
  @IsString()
  readonly knownAt?: string | null;

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'As the ledger knew it at that place of its log.',
  })
  @IsOptional()
  @IsString()
  readonly position?: string | null;
}

/** The two dates. */
export function AsOfArg(): ParameterDecorator {
  return Args('asOf', {
    type: () => AsOf,
    nullable: true,
    description:
      'The two dates, for everything below this field; by default today, and all that is projected.',
  });
}
