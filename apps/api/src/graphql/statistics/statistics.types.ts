import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { AgreementStatus } from '../vocabulary/enums.js';

@ObjectType('StatusCount', { description: 'How many agreements have a status.' })
export class StatusCount {
  @Field(() => AgreementStatus, { description: 'The status, by the points of dates.' })
  readonly status!: keyof typeof AgreementStatus;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType('AgreementCounts', { description: 'How many agreements there are.' })
export class AgreementCounts {
  @Field(() => Int, { description: 'Known to the ledger: what `agreements` counts.' })
  readonly known!: number;

  @Field(() => Int, {
    description: 'Signed or in force by then, by the points of dates, whatever has become of them since.',
  })
  readonly signed!: number;

  @Field(() => Int, { description: 'Certainly in force: what `agreements` counts with inForce YES.' })
  readonly inForce!: number;

  @Field(() => Int, { description: 'Perhaps in force: what `agreements` counts with inForce UNKNOWN.' })
  readonly perhapsInForce!: number;

  @Field(() => [StatusCount], { description: 'By status; a status that none has is left out.' })
  readonly byStatus!: readonly StatusCount[];
}

@ObjectType('CountedAgreements', { description: 'How many agreements there are under a key.' })
export class CountedAgreements {
  @Field(() => String, { description: 'The kind, jurisdiction, region, sector or year.' })
  readonly key!: string;

  @Field(() => AgreementCounts, { description: 'How many.' })
  readonly counts!: AgreementCounts;
}

@ObjectType('LedgerStats', { description: 'What the ledger counts, as of two dates.' })
export class LedgerStats {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the counts are for.' })
  readonly asOf!: ResolvedAsOfType;
}
