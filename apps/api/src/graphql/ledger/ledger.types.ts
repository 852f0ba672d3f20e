import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { VerificationKind } from '../vocabulary/enums.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType('Ledger', { description: 'The ledger itself, as it was opened.' })
export class LedgerType {
  @Field(() => ID, { description: 'Its id, which every event bears.' })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name by which people know it; null where it was given none.',
  })
  readonly name!: string | null;

  @Field(() => String, { description: 'The zone of its civil days, an IANA name.' })
  readonly timeZone!: string;

  @Field(() => Boolean, {
    description: 'True for the demonstration: facts of public sources, to try things on.',
  })
  readonly demonstration!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  readonly openedAt!: Date;
}

@ObjectType('FlagThresholds', { description: 'From when the flags of a status are raised.' })
export class FlagThresholdsType {
  @Field(() => Int, { description: 'EXPIRING: raised this many days before the last day in force.' })
  readonly expiringDays!: number;

  @Field(() => Int, {
    description: 'RECORDED_LATE: raised on what is recorded more than this many days after the act.',
  })
  readonly recordedLateDays!: number;

  @Field(() => Int, { description: 'DORMANT: raised after this many years without evidence.' })
  readonly dormantYears!: number;
}

@ObjectType('RecordingDay', { description: 'The end of a day on which something was recorded.' })
export class RecordingDay {
  @Field(() => PositionScalar, {
    description: 'Its last event: an answer as of this position knows all that was recorded by then.',
  })
  readonly position!: string;

  @Field(() => DateTimeScalar, { description: 'The time of knowledge of that event.' })
  readonly recordedAt!: Date;
}

@ObjectType('Recorder', { description: 'Who recorded something.' })
export class RecorderType {
  @Field(() => String, { description: 'As events name it: role:token-id.' })
  readonly recordedBy!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the token or session; null for what the ledger recorded by itself.',
  })
  readonly recordedByName!: string | null;
}

@ObjectType('OwnVerification', {
  description: 'A verification by the ledger of itself that came to its end.',
})
export class VerificationType {
  @Field(() => VerificationKind, { description: 'What was verified.' })
  readonly kind!: keyof typeof VerificationKind;

  @Field(() => DateTimeScalar, { description: 'When it ended.' })
  readonly finished!: Date;

  @Field(() => Int, { description: 'The streams whose rows were compared with the log.' })
  readonly streams!: number;

  @Field(() => Int, { description: 'How much was found that is not as it should be.' })
  readonly damage!: number;
}

@ObjectType('WordCount', { description: 'A word, and how often it is used.' })
export class WordCount {
  @Field(() => String, { description: 'The word, as it was recorded.' })
  readonly word!: string;

  @Field(() => Int, { description: 'How many there are of it.' })
  readonly count!: number;
}

@ObjectType('Vocabulary', {
  description:
    'The words that the ledger leaves to whoever records, as they are used today: the most used first, at most 500 of each list.',
})
export class Vocabulary {}
