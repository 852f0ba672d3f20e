import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { DateScalar, LanguageTagScalar } from '../vocabulary/scalars.js';
import { Node } from '../node/node.types.js';

@ObjectType('Meeting', {
  implements: () => [Node],
  description: 'A meeting.',
})
export class Meeting extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('MeetingParticipants', {
  description: 'Who took part in a workshop of a meeting, as far as the sources say.',
})
export class MeetingParticipants {
  @Field(() => Int, { nullable: true, description: 'At least how many.' })
  readonly min!: number | null;

  @Field(() => Int, { nullable: true, description: 'Approximately how many.' })
  readonly approx!: number | null;

  @Field(() => [LocalizedText], { description: 'In the words of the source.' })
  readonly text!: readonly LocalizedText[];
}

@ObjectType('Minutes', { description: 'The minutes of a meeting, deposited by their hash.' })
export class Minutes {
  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  readonly docHash!: string;

  @Field(() => LanguageTagScalar, { description: 'The language of the minutes.' })
  readonly lang!: string;

  @Field(() => Int, { nullable: true, description: 'How many pages they have.' })
  readonly pages!: number | null;

  @Field(() => DatedFact, { description: 'When they were deposited.' })
  readonly deposited!: DatedFact;
}

@ObjectType('Attendance', { description: 'An organisation that attended.' })
export class Attendance {
  @Field(() => String, { nullable: true, description: 'The capacity: SIGNATORY, PROSPECTIVE …' })
  readonly capacity!: string | null;
}

@ObjectType('Guest', { description: 'A person who attended.' })
export class Guest {
  @Field(() => String, { nullable: true, description: 'The capacity: SPEAKER, OBSERVER …' })
  readonly capacity!: string | null;
}

@ObjectType('ActionTrack', { description: 'An action track that a meeting agreed on.' })
export class ActionTrack {
  @Field(() => String, { description: 'Its code.' })
  readonly code!: string;

  @Field(() => [LocalizedText], { description: 'What is to be done, by language.' })
  readonly texts!: readonly LocalizedText[];

  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is due.' })
  readonly due!: string | null;
}

export const { Connection: MeetingConnection, ConnectionResolver: MeetingConnectionResolver } = connectionOf(
  'Meeting',
  () => Meeting,
);
