import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../lists/connection.js';
import { CalendarKind, Certainty } from '../vocabulary/enums.js';
import { DateScalar } from '../vocabulary/scalars.js';

@ObjectType('CalendarEntry', { description: 'Something that falls on a day.' })
export class CalendarEntry {
  @Field(() => DateScalar, { description: 'The day, by points.' })
  readonly day!: string;

  @Field(() => CalendarKind, { description: 'What falls on it.' })
  readonly kind!: keyof typeof CalendarKind;

  @Field(() => Certainty, { description: 'POSSIBLE where the bounds allow another day.' })
  readonly certainty!: keyof typeof Certainty;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it can fall; null where nothing bounds it.',
  })
  readonly earliest!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which it can fall; null where nothing bounds it.',
  })
  readonly latest!: string | null;
}

export const { Connection: CalendarConnection, ConnectionResolver: CalendarConnectionResolver } =
  connectionOf('Calendar', () => CalendarEntry);
