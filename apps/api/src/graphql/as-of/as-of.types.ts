import { writePosition, type Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { Inject } from '@nestjs/common';
import { Field, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { DateScalar, DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';
import type { AnswerAsOf } from './answer-as-of.js';

@ObjectType('ResolvedAsOf', {
  description: "The two dates that an answer is for; they belong in a client's cache key.",
})
export class ResolvedAsOfType {
  @Field(() => DateScalar, { description: 'What was true on that day.' })
  readonly validOn!: string;
}

@Resolver(() => ResolvedAsOfType)
export class ResolvedAsOfResolver {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @ResolveField('knownAt', () => DateTimeScalar, {
    nullable: true,
    description:
      'The knowledge time of the answer: the time asked for once it can no longer change, otherwise that of the position.',
  })
  knownAt({ knownAt, position }: AnswerAsOf, _args: unknown, { loaders }: ApiContext) {
    return knownAt ?? loaders.knownAt(position);
  }

  @ResolveField('position', () => PositionScalar, {
    description: 'As the ledger knew it at that place of its log.',
  })
  position({ position }: AnswerAsOf): string {
    return writePosition(this.ledger.identity.ledgerId, position);
  }
}
