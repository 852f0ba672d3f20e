import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { Node } from '../node/node.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { RuleStrength } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Money } from '../vocabulary/money.js';

@ObjectType('Programme', {
  implements: () => [Node],
  description: 'A programme, as of the dates of the answer.',
})
export class Programme extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('ProgrammePhase', { description: 'The phase that a programme is in.' })
export class ProgrammePhase {
  @Field(() => Int, { nullable: true, description: 'Its number.' })
  readonly ordinal!: number | null;

  @Field(() => [LocalizedText], { description: 'What it is, by language.' })
  readonly text!: readonly LocalizedText[];
}

@ObjectType('RegionRate', { description: 'What a region of a class is allotted.' })
export class RegionRate {
  @Field(() => String, { description: 'The class of region.' })
  readonly regionClass!: string;

  @Field(() => Money, { description: 'How much.' })
  readonly amount!: Money;
}

@ObjectType('GovernanceRule', { description: 'A rule of a programme.' })
export class GovernanceRule {
  @Field(() => String, { description: 'Its code.' })
  readonly code!: string;

  @Field(() => RuleStrength, { description: 'How strong it is.' })
  readonly strength!: keyof typeof RuleStrength;

  @Field(() => [LocalizedText], { description: 'What it says, by language.' })
  readonly text!: readonly LocalizedText[];

  @Field(() => [String], { description: 'The approvals that a project needs before it is submitted.' })
  readonly requiredApprovals!: readonly string[];

  @Field(() => String, { nullable: true, description: 'The order of the approvals, as the source has it.' })
  readonly order!: string | null;

  @Field(() => String, { nullable: true, description: 'The fund that it is about.' })
  readonly fund!: string | null;

  @Field(() => [RegionRate], { description: 'What a region of each class is allotted.' })
  readonly rates!: readonly RegionRate[];

  @Field(() => String, { nullable: true, description: 'For which period.' })
  readonly period!: string | null;

  @Field(() => [String], { description: 'What it is about.' })
  readonly topics!: readonly string[];
}

@ObjectType('Outcome', { description: 'An outcome of a programme.' })
export class Outcome {
  @Field(() => ID, { description: 'Its id among the outcomes of the programme.' })
  readonly id!: string;

  @Field(() => String, { description: 'The kind of outcome.' })
  readonly kind!: string;

  @Field(() => Money, { nullable: true, description: 'How much; null: not known.' })
  readonly amount!: Money | null;

  @Field(() => Boolean, { description: 'Whether the amount is approximate.' })
  readonly approximate!: boolean;

  @Field(() => [LocalizedText], { description: 'What it is, by language.' })
  readonly text!: readonly LocalizedText[];

  @Field(() => DatedFact, { description: 'When it was observed.' })
  readonly observed!: DatedFact;
}

@ObjectType('AnnualRecord', { description: 'What was planned and reported of a year.' })
export class AnnualRecord {
  @Field(() => String, { description: 'The year.' })
  readonly year!: string;

  @Field(() => DatedFact, {
    nullable: true,
    description: 'When its programme was adopted; null: not by then.',
  })
  readonly adopted!: DatedFact | null;

  @Field(() => [LocalizedText], { description: 'The priorities, by language.' })
  readonly priorities!: readonly LocalizedText[];

  @Field(() => DatedFact, { nullable: true, description: 'When its review was filed; null: not by then.' })
  readonly reviewed!: DatedFact | null;

  @Field(() => [LocalizedText], { description: 'The results, by language.' })
  readonly results!: readonly LocalizedText[];
}
