import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LineRange } from '../event/event.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';
import { Basis } from '../vocabulary/enums.js';

@ObjectType('Source', {
  implements: () => [Node],
  description: 'A document that was deposited, by its hash.',
})
export class Source extends Node {}

@ObjectType('SourceLine', { description: 'A line of a source’s text.' })
export class SourceLine {
  @Field(() => Int, { description: 'Its number, from 1.' })
  readonly number!: number;

  @Field(() => String, { description: 'What it says.' })
  readonly text!: string;
}

@ObjectType('SourceCitation', { description: 'Where an event rests on a source.' })
export class SourceCitation {
  @Field(() => LineRange, { nullable: true, description: 'Where in the source; null for the whole of it.' })
  readonly lines!: LineRange | null;

  @Field(() => Basis, {
    nullable: true,
    description: 'How the source supports it; null where evidence was attached later.',
  })
  readonly kind!: keyof typeof Basis | null;
}

export const { Connection: SourceConnection, ConnectionResolver: SourceConnectionResolver } = connectionOf(
  'Source',
  () => Source,
);

export const { Connection: SourceCitationConnection, ConnectionResolver: SourceCitationConnectionResolver } =
  connectionOf('SourceCitation', () => SourceCitation, { asOf: false });
