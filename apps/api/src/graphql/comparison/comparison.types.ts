import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { LedgerEvent } from '../event/event.types.js';
import { ChangeCause, ChangeSubject } from '../vocabulary/enums.js';
import { JsonScalar } from '../vocabulary/scalars.js';

@ObjectType('Change', { description: 'Something that two answers do not say alike, and why.' })
export class Change {
  @Field(() => ChangeSubject, { description: 'What it is about.' })
  readonly subject!: keyof typeof ChangeSubject;

  @Field(() => String, {
    nullable: true,
    description: 'The organisation, event, member or role, where there are several.',
  })
  readonly key!: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'As answered for `from`; null: there is none.' })
  readonly before!: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'On the day of `from`, as known at `to`; null: there is none.',
  })
  readonly between!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'As answered for `to`; null: there is none.' })
  readonly after!: unknown;

  @Field(() => [ChangeCause], {
    description: 'KNOWLEDGE: before differs from between. WORLD: between differs from after.',
  })
  readonly causes!: readonly (keyof typeof ChangeCause)[];

  @Field(() => [LedgerEvent], {
    description: 'What was recorded between the two positions and made the difference in knowledge.',
  })
  readonly learnedFrom!: readonly LedgerEvent[];

  @Field(() => [LedgerEvent], { description: 'What decides it in `to`.' })
  readonly decidedBy!: readonly LedgerEvent[];
}

@ObjectType('AgreementDiff', { description: 'Two answers about one agreement, compared.' })
export class AgreementDiff {
  @Field(() => ID, { description: 'The agreement.' })
  readonly id!: string;

  @Field(() => ResolvedAsOfType, { description: 'The dates of the first answer.' })
  readonly from!: ResolvedAsOfType;

  @Field(() => ResolvedAsOfType, { description: 'The dates of the second answer.' })
  readonly to!: ResolvedAsOfType;

  @Field(() => [Change], { description: 'What they do not say alike.' })
  readonly changes!: readonly Change[];

  @Field(() => Boolean, { description: 'Something has happened between the two days, as known at `to`.' })
  readonly worldChanged!: boolean;

  @Field(() => Boolean, { description: 'Something was learned of the first day between the two positions.' })
  readonly knowledgeChanged!: boolean;
}
