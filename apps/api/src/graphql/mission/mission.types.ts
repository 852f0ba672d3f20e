import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Organization } from '../organization/organization.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { Money } from '../vocabulary/money.js';
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

@ObjectType('MissionResult', { description: 'Something that came of a mission.' })
export class MissionResult {
  @Field(() => ID, { description: 'Its id among the results of the mission.' })
  readonly id!: string;

  @Field(() => String, { description: 'SALES, AGREEMENT, JOINT_VENTURE …' })
  readonly kind!: string;

  @Field(() => [LocalizedText], { description: 'What came of it.' })
  readonly text!: readonly LocalizedText[];

  @Field(() => Money, { nullable: true, description: 'How much it is worth.' })
  readonly amount!: Money | null;

  @Field(() => Boolean, { description: 'Whether the source gives the amount as approximate.' })
  readonly approximate!: boolean;

  @Field(() => [Organization], { description: 'The organisations that it came to.' })
  readonly organizations!: readonly object[];

  @Field(() => Agreement, { nullable: true, description: 'The agreement that came of it.' })
  readonly agreement!: object | null;

  @Field(() => DatedFact, { description: 'When it was observed.' })
  readonly observed!: DatedFact;
}

export const { Connection: MissionConnection, ConnectionResolver: MissionConnectionResolver } = connectionOf(
  'Mission',
  () => Mission,
);
