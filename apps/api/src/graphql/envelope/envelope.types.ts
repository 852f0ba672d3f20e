import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { LedgerEvent } from '../event/event.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';
import { Project } from '../project/project.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { Money } from '../vocabulary/money.js';

@ObjectType('EnvelopeBalance', {
  implements: () => [Node],
  description: 'What stands in the envelope of a region in a fund; the ledger never lets more be committed.',
})
export class EnvelopeBalance extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('Commitment', { description: 'A part of an envelope that was promised.' })
export class Commitment {
  @Field(() => ID, { description: 'Its id among the commitments of the envelope.' })
  readonly id!: string;

  @Field(() => Project, { nullable: true, description: 'The project that it is for.' })
  readonly project!: object | null;

  @Field(() => Money, { description: 'How much.' })
  readonly amount!: Money;

  @Field(() => Money, { description: 'How much of it had gone back by then.' })
  readonly released!: Money;

  @Field(() => DatedFact, { description: 'From when it binds.' })
  readonly committed!: DatedFact;

  @Field(() => LedgerEvent, { description: 'The event that recorded it.' })
  readonly event!: object;
}

export const { Connection: EnvelopeConnection, ConnectionResolver: EnvelopeConnectionResolver } =
  connectionOf('Envelope', () => EnvelopeBalance);
