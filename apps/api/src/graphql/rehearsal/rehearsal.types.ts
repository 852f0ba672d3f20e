import { messageOf, type Refusal } from '@entente/domain';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsDefined, IsString } from 'class-validator';
import { AdviceType, Recorded } from '../event/event.types.js';
import { BilingualType } from '../vocabulary/localized-text.js';
import { JsonScalar, PositionScalar } from '../vocabulary/scalars.js';

@InputType({ description: 'A command in a list of them.' })
export class CommandToRehearse {
  @Field(() => String, { description: 'The name of the mutation: recordSignature.' })
  @IsString()
  readonly name!: string;

  @Field(() => JsonScalar, { description: 'What that mutation takes as its input.' })
  @IsDefined()
  readonly input!: unknown;
}

@ObjectType('Refusal', { description: 'Why a command would not be recorded.' })
export class RefusalType {
  @Field(() => String, { description: 'Its code.' })
  readonly code!: string;

  @Field(() => String, { description: 'INVARIANT: always; POLICY: unless it is overridden with a reason.' })
  readonly strength!: string;

  @Field(() => String, { nullable: true, description: 'The member of the input that it is about.' })
  readonly field!: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'Details for programs.' })
  readonly details!: Refusal['details'];

  @Field(() => BilingualType, { description: 'What it says.' })
  readonly message!: BilingualType;
}

/** A refusal as a rehearsal answers it. */
export function refusalNode({ code, strength, field, details }: Refusal): RefusalType {
  return { code, strength, field, details, message: messageOf(code, details) };
}

@ObjectType('WouldRecord', { description: 'An event that a command would record.' })
export class WouldRecord {
  @Field(() => String, { description: 'Its type: PartnerSigned …' })
  readonly type!: string;

  @Field(() => ID, { description: 'The stream that it would stand in: a kind and an id.' })
  readonly stream!: string;

  @Field(() => JsonScalar, { description: 'What would be stored in clear; what is sealed is not in it.' })
  readonly data!: object;
}

@ObjectType('Rehearsed', { description: 'What would come of a command.' })
export class Rehearsed {
  @Field(() => String, { description: 'The name of the command.' })
  readonly name!: string;

  @Field(() => [RefusalType], {
    description: 'All reasons to refuse it that can be known at once; none: it would be recorded.',
  })
  readonly refusals!: readonly RefusalType[];

  @Field(() => [AdviceType], { description: 'The warnings that would come with it.' })
  readonly warnings!: readonly AdviceType[];

  @Field(() => [WouldRecord], {
    description: 'The events that it would record; none where it is refused, or was recorded before.',
  })
  readonly wouldRecord!: readonly WouldRecord[];
}

@ObjectType('RecordedTogether', { description: 'What several commands recorded, in one append.' })
export class RecordedTogether {
  @Field(() => PositionScalar, {
    description: 'The place of the last event in the log; an answer as of this position includes them all.',
  })
  readonly position!: string;

  @Field(() => [Recorded], { description: 'The result of each command, in their order.' })
  readonly results!: readonly Recorded[];
}
