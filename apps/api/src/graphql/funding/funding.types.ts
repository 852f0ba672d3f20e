import { Field, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';
import { DateScalar } from '../vocabulary/scalars.js';

@ObjectType('Funding', {
  implements: () => [Node],
  description: 'Money that an organisation granted to another one.',
})
export class Funding extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('FundingPeriod', { description: 'What funding covers.' })
export class FundingPeriod {
  @Field(() => DateScalar, { nullable: true, description: 'Its first day; null where it is not known.' })
  readonly from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Its last day; null where it is not known.' })
  readonly to!: string | null;
}

export const { Connection: FundingConnection, ConnectionResolver: FundingConnectionResolver } = connectionOf(
  'Funding',
  () => Funding,
);
