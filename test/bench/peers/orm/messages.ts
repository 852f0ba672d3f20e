/** What clients send and are answered with, beside the tables themselves. */
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Agreement, Audit } from './tables.js';

/** Whether an agreement is in force. */
export enum YesNoUnknown {
  YES = 'YES',
  NO = 'NO',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(YesNoUnknown, { name: 'YesNoUnknown' });

/** What a list is in the order of. */
export enum AgreementSort {
  TITLE = 'TITLE',
}
registerEnumType(AgreementSort, { name: 'AgreementSort' });

/** One day. */
@InputType()
export class DateInput {
  @Field()
  edtf!: string;
}

/** The source that proves something. */
@InputType()
export class EvidenceInput {
  @Field(() => ID)
  sourceId!: string;
}

/** A signature. */
@InputType()
export class RecordSignatureInput {
  @Field(() => ID)
  commandId!: string;

  @Field(() => ID)
  agreementId!: string;

  @Field(() => ID)
  organizationId!: string;

  @Field(() => DateInput)
  occurredOn!: DateInput;

  @Field(() => [EvidenceInput])
  evidence!: EvidenceInput[];
}

/** The day that is asked about. */
@InputType()
export class AsOf {
  @Field(() => String, { nullable: true })
  validOn?: string;

  @Field(() => String, { nullable: true })
  position?: string;
}

/** Which agreements. */
@InputType()
export class AgreementFilter {
  @Field(() => [YesNoUnknown], { nullable: true })
  inForce?: YesNoUnknown[];
}

/** Where a signature was put down. */
@ObjectType()
export class AgreementRecorded {
  @Field()
  position!: string;

  @Field()
  repeated!: boolean;
}

/** The status on a day. */
@ObjectType()
export class StatusAnswer {
  @Field()
  status!: string;

  @Field()
  certainty!: string;

  @Field()
  inForce!: string;
}

/** A page of agreements. */
@ObjectType()
export class Agreements {
  @Field(() => [Agreement])
  nodes!: Agreement[];
}

/** A history. */
@ObjectType()
export class LedgerEvents {
  @Field(() => [Audit])
  nodes!: Audit[];
}
