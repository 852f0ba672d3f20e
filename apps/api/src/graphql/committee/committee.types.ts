import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { Certainty } from '../vocabulary/enums.js';
import { DecimalScalar } from '../vocabulary/scalars.js';

@ObjectType('Committee', {
  implements: () => [Node],
  description: 'A committee, as of the dates of the answer.',
})
export class Committee extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('Quorum', { description: 'How many have to be present: one of the two.' })
export class Quorum {
  @Field(() => Int, { nullable: true, description: 'So many members.' })
  readonly members!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'This share of the mandates of the day.' })
  readonly share!: string | null;
}

@ObjectType('Bylaw', { description: 'The rules that a committee gave itself.' })
export class Bylaw {
  @Field(() => [String], { description: 'What it is about.' })
  readonly topics!: readonly string[];

  @Field(() => Quorum, { nullable: true, description: 'The quorum; null: it sets none.' })
  readonly quorum!: Quorum | null;

  @Field(() => String, { nullable: true, description: 'How long a mandate lasts at most (ISO 8601).' })
  readonly mandateLength!: string | null;

  @Field(() => String, { nullable: true, description: 'How often the committee meets.' })
  readonly frequency!: string | null;

  @Field(() => String, { nullable: true, description: 'What it says of conflicts of interest.' })
  readonly conflictRule!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of its text, hexadecimal.' })
  readonly docHash!: string | null;

  @Field(() => DatedFact, { description: 'From when it is in effect.' })
  readonly adopted!: DatedFact;
}

@ObjectType('Mandate', { description: 'The mandate of a person on a committee.' })
export class Mandate {
  @Field(() => ID, { description: 'Its id among the mandates of the committee.' })
  readonly id!: string;

  @Field(() => String, { description: 'The seat.' })
  readonly seat!: string;

  @Field(() => Certainty, {
    description: 'Whether every day that the uncertain dates allow gives the same answer to whether it runs.',
  })
  readonly certainty!: keyof typeof Certainty;
}

@ObjectType('Conflict', { description: 'What a person declared of an interest in a matter.' })
export class Conflict {
  @Field(() => String, { description: 'What the matter is: project, resolution, organization, agreement.' })
  readonly matterKind!: string;

  @Field(() => ID, { description: 'The matter.' })
  readonly matterId!: string;

  @Field(() => Boolean, { description: 'Whether the person steps aside where it is decided.' })
  readonly recused!: boolean;

  @Field(() => DatedFact, { description: 'When it was declared.' })
  readonly declared!: DatedFact;
}

export const { Connection: CommitteeConnection, ConnectionResolver: CommitteeConnectionResolver } =
  connectionOf('Committee', () => Committee);
