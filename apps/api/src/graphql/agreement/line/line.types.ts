import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Organization } from '../../organization/organization.types.js';
import { AgreementStatus, Certainty, ParticipationRole, YesNoUnknown } from '../../vocabulary/enums.js';
import { DateScalar, DateTimeScalar } from '../../vocabulary/scalars.js';

@ObjectType('Moment', {
  description:
    'A session of recording: what one actor recorded of an agreement on one day, one after the other.',
})
export class Moment {
  @Field(() => DateTimeScalar, { description: 'When its last event was recorded.' })
  readonly recordedAt!: Date;

  @Field(() => String, { description: 'Who recorded it: role:token-id.' })
  readonly recordedBy!: string;

  @Field(() => Int, {
    description: 'How many facts it recorded: corrections and notices of the ledger are none.',
  })
  readonly facts!: number;
}

/** What holds for some days, from the end of one session of recording to that of another. */
@ObjectType({ isAbstract: true })
abstract class PieceBase {
  @Field(() => DateScalar, { nullable: true, description: 'Its first day; null: it has no beginning.' })
  readonly validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day after its last day; null: it has no end.',
  })
  readonly validTo!: string | null;

  @Field(() => Moment, { description: 'The session at whose end it was known.' })
  readonly knownFrom!: Moment;

  @Field(() => Moment, {
    nullable: true,
    description: 'The session at whose end it was known no more; null: it is known still.',
  })
  readonly knownTo!: Moment | null;
}

@ObjectType('LinePiece', {
  description:
    'An answer that holds for some days, from the end of one session of recording to that of another: a rectangle of valid time and knowledge.',
})
export class LinePiece extends PieceBase {
  @Field(() => AgreementStatus, { description: 'The status.' })
  readonly status!: keyof typeof AgreementStatus;

  @Field(() => Certainty, { description: 'Whether the bounds allow another one.' })
  readonly certainty!: keyof typeof Certainty;

  @Field(() => [AgreementStatus], { description: 'All that the bounds of the dates allow.' })
  readonly possible!: readonly (keyof typeof AgreementStatus)[];

  @Field(() => YesNoUnknown, { description: 'Whether it is in force.' })
  readonly inForce!: keyof typeof YesNoUnknown;
}

@ObjectType('ParticipationPiece', {
  description:
    'That an organisation takes part for some days, from the end of one session of recording to that of another: a rectangle of valid time and knowledge.',
})
export class ParticipationPiece extends PieceBase {
  @Field(() => Organization, { description: 'The organisation.' })
  readonly organization!: Organization;

  @Field(() => ParticipationRole, { description: 'Its role.' })
  readonly role!: keyof typeof ParticipationRole;

  @Field(() => Certainty, { description: 'Whether the bounds of the dates allow that it has none.' })
  readonly certainty!: keyof typeof Certainty;

  @Field(() => Boolean, { description: 'It takes no part for a time, though the agreement is live.' })
  readonly suspended!: boolean;
}
