import { Field, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { LedgerEvent } from '../event/event.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../vocabulary/scalars.js';

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

@ObjectType('IndicatorTarget', { description: 'What funding is to achieve, in one of its indicators.' })
export class IndicatorTarget {
  @Field(() => String, { description: 'The code of the indicator.' })
  readonly indicator!: string;

  @Field(() => [LocalizedText], { description: 'What it counts; empty where nobody has said.' })
  readonly label!: readonly LocalizedText[];

  @Field(() => DecimalScalar, { nullable: true, description: 'The target; null where the source lost it.' })
  readonly value!: string | null;

  @Field(() => String, { description: 'What it is counted in.' })
  readonly unit!: string;

  @Field(() => String, { nullable: true, description: 'By when, as the source says it.' })
  readonly horizon!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The last known figure in the same unit, by the end of its period; null: none.',
  })
  readonly reached!: string | null;

  @Field(() => DatedFact, { description: 'When it was set.' })
  readonly set!: DatedFact;

  @Field(() => LedgerEvent, { description: 'The event that set it.' })
  readonly event!: object;
}

@ObjectType('IndicatorPeriod', { description: 'What a figure covers, and when its collection closed.' })
export class IndicatorPeriod {
  @Field(() => DateScalar, { description: 'The first day that it covers.' })
  readonly from!: string;

  @Field(() => DateScalar, { description: 'The last day that it covers.' })
  readonly to!: string;

  @Field(() => String, { nullable: true, description: 'The fiscal year.' })
  readonly fiscalYear!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the collection closed; it may be later than the last day that the figure covers.',
  })
  readonly collectionClosedOn!: string | null;
}

@ObjectType('IndicatorPoint', { description: 'A figure of an indicator, for a period.' })
export class IndicatorPoint {
  @Field(() => String, { description: 'The code of the indicator.' })
  readonly indicator!: string;

  @Field(() => [LocalizedText], {
    nullable: true,
    description: 'What it counts; null where no source says it: that is kept so, and nothing is guessed.',
  })
  readonly label!: readonly LocalizedText[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The figure; null where the source lost it.' })
  readonly value!: string | null;

  @Field(() => String, { description: 'What it is counted in; UNKNOWN where the source does not say.' })
  readonly unit!: string;

  @Field(() => IndicatorPeriod, { description: 'The period that it covers.' })
  readonly period!: IndicatorPeriod;

  @Field(() => Boolean, { description: 'Whether the source gives it as approximate.' })
  readonly approximate!: boolean;

  @Field(() => DateTimeScalar, { description: 'Since when the ledger knows this figure.' })
  readonly knownSince!: Date;

  @Field(() => LedgerEvent, { description: 'The event that reported it.' })
  readonly event!: object;
}
