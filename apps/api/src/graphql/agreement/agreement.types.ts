import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { MemberChange } from '../vocabulary/member-change.js';
import { connectionOf } from '../lists/connection.js';
import {
  AgreementStatus,
  Certainty,
  IntentState,
  ParticipationRole,
  TermKind,
  YesNoUnknown,
} from '../vocabulary/enums.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { DateScalar, LanguageTagScalar } from '../vocabulary/scalars.js';
import { Node } from '../node/node.types.js';

@ObjectType('Agreement', {
  implements: () => [Node],
  description: 'An agreement, as of the dates of the answer.',
})
export class Agreement extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('Objective', { description: 'Something that an agreement is for.' })
export class Objective {
  @Field(() => String, { description: 'Its code.' })
  readonly code!: string;

  @Field(() => [LocalizedText], { description: 'What it says, by language.' })
  readonly texts!: readonly LocalizedText[];
}

@ObjectType('StatusAnswer', { description: 'The status of an agreement on a day, as known at a time.' })
export class StatusAnswer {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;

  @Field(() => AgreementStatus, { description: 'The status by the points of the dates.' })
  readonly status!: keyof typeof AgreementStatus;

  @Field(() => Certainty, { description: 'CERTAIN where the bounds allow only this status.' })
  readonly certainty!: keyof typeof Certainty;

  @Field(() => [AgreementStatus], {
    description: 'Every status that the bounds of the dates allow on that day.',
  })
  readonly possible!: readonly (keyof typeof AgreementStatus)[];

  @Field(() => YesNoUnknown, { description: 'Whether it was in force that day.' })
  readonly inForce!: keyof typeof YesNoUnknown;
}

@ObjectType('TacitRenewal', { description: 'How a term renews itself.' })
export class TacitRenewal {
  @Field(() => String, { description: 'How long each period is, ISO 8601: P1Y.' })
  readonly period!: string;

  @Field(() => Int, { nullable: true, description: 'How many times; null: without limit.' })
  readonly times!: number | null;
}

@ObjectType('Term', { description: 'A term that an agreement has had.' })
export class Term {
  @Field(() => TermKind, { description: 'What made it, or moved its end.' })
  readonly kind!: keyof typeof TermKind;

  @Field(() => TacitRenewal, {
    nullable: true,
    description: 'How it renews itself; null: it ends.',
  })
  readonly tacit!: TacitRenewal | null;

  @Field(() => Int, {
    description: 'How many times it had renewed itself by validOn; 0: it is in its first period.',
  })
  readonly period!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day for a notice: the end of the period less the days of notice.',
  })
  readonly noticeDeadline!: string | null;

  @Field(() => String, { nullable: true, description: 'Its length, ISO 8601: P5Y.' })
  readonly duration!: string | null;

  @Field(() => String, { nullable: true, description: 'How it is renewed.' })
  readonly renewal!: string | null;

  @Field(() => Int, { nullable: true, description: 'The notice for leaving, in days.' })
  readonly noticeDays!: number | null;

  @Field(() => Boolean, { description: 'Whether it lasts until the parties end it.' })
  readonly openEnded!: boolean;
}

@ObjectType('Participation', { description: 'The part that an organisation has in an agreement.' })
export class Participation {
  @Field(() => ParticipationRole, { description: 'The role.' })
  readonly role!: keyof typeof ParticipationRole;

  @Field(() => Certainty, {
    description: 'POSSIBLE: it has this role on validOn only for some of the days that the dates allow.',
  })
  readonly certainty!: keyof typeof Certainty;

  @Field(() => Boolean, { description: 'Whether it is suspended on validOn though the agreement is not.' })
  readonly suspended!: boolean;
}

@ObjectType('Intent', { description: 'A declared intent to join an agreement.' })
export class Intent {
  @Field(() => IntentState, { description: 'What had become of it.' })
  readonly state!: keyof typeof IntentState;

  @Field(() => Certainty, { description: 'CERTAIN where the dates allow no other state.' })
  readonly certainty!: keyof typeof Certainty;
}

@ObjectType('AgreementText', { description: 'A text of an agreement, deposited by its hash.' })
export class AgreementText {
  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  readonly docHash!: string;

  @Field(() => LanguageTagScalar, { description: 'The language of the text.' })
  readonly lang!: string;

  @Field(() => Int, { nullable: true, description: 'How many pages it has.' })
  readonly pages!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether this language version is authentic.' })
  readonly authentic!: boolean | null;

  @Field(() => DatedFact, { description: 'When it was deposited.' })
  readonly deposited!: DatedFact;
}

@ObjectType('LeadRole', { description: 'An organisation that leads an agreement, and in which role.' })
export class LeadRole {
  @Field(() => String, { nullable: true, description: 'The role in which it leads; null: none was named.' })
  readonly role!: string | null;
}

@ObjectType('Amendment', { description: 'A change of what an agreement says of itself, from a day on.' })
export class Amendment {
  @Field(() => [MemberChange], { description: 'The members that change, each whole.' })
  readonly changes!: readonly MemberChange[];

  @Field(() => String, { nullable: true, description: 'The instrument that says so.' })
  readonly instrument!: string | null;

  @Field(() => DatedFact, { description: 'From when it holds.' })
  readonly effective!: DatedFact;
}

@ObjectType('Review', { description: 'A review of an agreement.' })
export class Review {
  @Field(() => ID, { description: 'Its id among the reviews of the agreement.' })
  readonly id!: string;

  @Field(() => DatedFact, { nullable: true, description: 'By when it was due; null: it was not scheduled.' })
  readonly dueOn!: DatedFact | null;

  @Field(() => DatedFact, {
    nullable: true,
    description: 'When it was held; null: nobody has recorded that.',
  })
  readonly heldOn!: DatedFact | null;

  @Field(() => String, { nullable: true, description: 'RENEW, END, CHANGE or NONE.' })
  readonly outcome!: string | null;

  @Field(() => [LocalizedText], { description: 'What came of it; before it is held, what it is about.' })
  readonly text!: readonly LocalizedText[];
}

@ObjectType('Suspension', { description: 'A suspension of an agreement, or of some of its parties.' })
export class Suspension {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its last day, where that was said.',
  })
  readonly until!: string | null;
}

@ObjectType('PassedOver', {
  description: 'A recorded fact that the status of the agreement does not count, and why.',
})
export class PassedOver {
  @Field(() => String, {
    description:
      'AFTER_END, STATUS, PARTIES_TOO_FEW, ALREADY_PARTY, ALREADY_RATIFIED, NOT_SIGNATORY, NOT_PARTY or NOT_SUSPENDED.',
  })
  readonly because!: string;
}

export const { Connection: AgreementConnection, ConnectionResolver: AgreementConnectionResolver } =
  connectionOf('Agreement', () => Agreement);

export const { Connection: IntentConnection, ConnectionResolver: IntentConnectionResolver } = connectionOf(
  'Intent',
  () => Intent,
);
