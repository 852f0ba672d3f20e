import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Node } from '../node/node.types.js';

@ObjectType('Mission', {
  implements: () => [Node],
  description: 'A mission that was undertaken.',
})
export class Mission extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('MissionParticipants', { description: 'Who took part in a mission, as far as the sources say.' })
export class MissionParticipants {
  @Field(() => Int, { nullable: true, description: 'Approximately how many.' })
  readonly approx!: number | null;

  @Field(() => [LocalizedText], { description: 'In the words of the source.' })
  readonly text!: readonly LocalizedText[];

  @Field(() => String, { nullable: true, description: 'What is counted: firms, persons …' })
  readonly scope!: string | null;
}

export const { Connection: MissionConnection, ConnectionResolver: MissionConnectionResolver } = connectionOf(
  'Mission',
  () => Mission,
);
