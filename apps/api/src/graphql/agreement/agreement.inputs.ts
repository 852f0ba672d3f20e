import { InputType } from '@nestjs/graphql';
import {
  ActInput,
  DateInput,
  EffectiveActInput,
  EffectiveInput,
  FirstRecordInput,
  RevisionInput,
  TextInput,
  UndatedActInput,
  EvidenceInput,
  OptionallyEvidencedInput,
} from '../inputs/command-inputs.js';
import {
  BooleanInput,
  CountInput,
  DayInput,
  EnumInput,
  FreeTextInput,
  IdInput,
  LanguageInput,
  NameInput,
  ObjectInput,
  UuidInput,
  WordInput,
} from '../inputs/input-field.js';
import { AgreementStatus, Certainty, YesNoUnknown } from '../vocabulary/enums.js';

@InputType({ description: 'Which agreements; every member given must hold.' })
export class AgreementFilter {
  @EnumInput(() => AgreementStatus, 'Of one of these statuses.', { nullable: true, list: {} })
  readonly status?: (keyof typeof AgreementStatus)[] | null;

  @EnumInput(() => YesNoUnknown, 'In force, not in force, or perhaps.', { nullable: true, list: {} })
  readonly inForce?: (keyof typeof YesNoUnknown)[] | null;

  @EnumInput(() => Certainty, 'Of certain or of possible status.', { nullable: true })
  readonly certainty?: keyof typeof Certainty | null;

  @IdInput('With this organisation as a party.', { nullable: true })
  readonly partyId?: string | null;

  @WordInput('Of one of these kinds.', { nullable: true, list: {} })
  readonly kind?: string[] | null;

  @NameInput('With these words in a title, without regard to accents and case.', { nullable: true })
  readonly text?: string | null;
}

@InputType({ description: 'An objective of an agreement.' })
export class ObjectiveInput {
  @WordInput('Its code; its place in the list where none is given: OBJ-1.', { nullable: true })
  readonly code?: string;

  @ObjectInput(() => TextInput, 'What it says, by language.', { list: {} })
  readonly texts!: TextInput[];
}

@InputType({ description: 'Registers an agreement, as a draft.' })
export class RegisterAgreementInput extends FirstRecordInput {
  @IdInput('The id that it will have; made by the ledger unless given.', { nullable: true })
  readonly agreementId?: string;

  @WordInput('MOU, COOPERATION_AGREEMENT, IMPLEMENTATION_AGREEMENT …')
  readonly kind!: string;

  @ObjectInput(() => TextInput, 'Its title, by language; one at least.', { list: {} })
  readonly title!: TextInput[];

  @ObjectInput(() => ObjectiveInput, 'What it is for.', { nullable: true, list: {} })
  readonly objectives?: ObjectiveInput[];

  @ObjectInput(() => TextInput, 'The sectors that it concerns.', { nullable: true, list: {} })
  readonly sectors?: TextInput[];

  @BooleanInput('Whether others may accede; absent: not known.', { nullable: true })
  readonly openToAccession?: boolean;

  @EnumInput(() => YesNoUnknown, 'Whether it binds its parties; UNKNOWN unless given.', { nullable: true })
  readonly binding?: keyof typeof YesNoUnknown;
}

@InputType({ description: 'Deposits a text of an agreement by its hash.' })
export class DepositAgreementTextInput extends UndatedActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @WordInput('SHA-256 of the file, 64 lower-case hexadecimal digits.')
  readonly docHash!: string;

  @LanguageInput('The language of the text.')
  readonly lang!: string;

  @CountInput('Its number of pages.', { nullable: true })
  readonly pages?: number;

  @BooleanInput('Whether this language version is authentic.', { nullable: true })
  readonly authentic?: boolean;
}

@InputType({ description: 'Opens a draft for signature.' })
export class OpenForSignatureInput extends EffectiveActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @DayInput('The last day for signatures.', { nullable: true })
  readonly closesOn?: string;

  @IdInput('Who may sign; everybody where there is no list.', { nullable: true, list: {} })
  readonly eligible?: string[];
}

@InputType({ description: 'Designates who leads an agreement.' })
export class DesignateLeadInput extends EffectiveActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The organisations that lead it.', { list: { atLeast: 1 } })
  readonly organizationIds!: string[];

  @WordInput('As what they lead it.', { nullable: true })
  readonly role?: string;
}

@InputType({ description: 'Records a signature that happened elsewhere.' })
export class RecordSignatureInput extends EffectiveActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The organisation that signed.')
  readonly organizationId!: string;

  @WordInput('ORIGINAL_SIGNATORY …', { nullable: true })
  readonly capacity?: string;

  @CountInput('Its place among the signatories.', { nullable: true })
  readonly signatoryRank?: number;

  @ObjectInput(() => TextInput, 'Its name as the document has it.', { nullable: true })
  readonly nameAsSigned?: TextInput;

  @IdInput('The persons who signed for it.', { nullable: true, list: {} })
  readonly signedBy?: string[];

  @IdInput('The persons who were present.', { nullable: true, list: {} })
  readonly presentAtSigning?: string[];
}

@InputType({ description: 'Records an accession to an agreement in force.' })
export class RecordAccessionInput extends EffectiveActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The organisation that acceded.')
  readonly organizationId!: string;

  @WordInput('The instrument of accession.', { nullable: true })
  readonly instrument?: string;
}

@InputType({ description: 'Records that an organisation declared its intent to join.' })
export class DeclareIntentInput extends ActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The organisation.')
  readonly organizationId!: string;

  @WordInput('SIGN or ACCEDE.', { nullable: true })
  readonly intent?: string;

  @ObjectInput(() => TextInput, 'When, in its own words.', { nullable: true, list: {} })
  readonly horizon?: TextInput[];

  @DayInput('The day by which it is expected; the intent lapses after it.', { nullable: true })
  readonly expectedBy?: string;

  @IdInput('The meeting where it was declared.', { nullable: true })
  readonly meetingId?: string;
}

@InputType({ description: 'Records that an organisation withdrew its open intent.' })
export class WithdrawIntentInput extends ActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The organisation.')
  readonly organizationId!: string;

  @FreeTextInput('Why; kept confidential.', { nullable: true })
  readonly reason?: string;
}

@InputType({ description: 'Records that the expected day of an intent has passed.' })
export class LapseIntentInput extends OptionallyEvidencedInput {
  @RevisionInput()
  readonly expectedRevision?: number;

  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The organisation.')
  readonly organizationId!: string;
}

@InputType({ description: 'Records an entry into force.' })
export class RecordEntryIntoForceInput extends EffectiveActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @WordInput('STATED, PRESUMED_ON_SIGNATURE, PRESUMED_ON_TERM_START or THRESHOLD_MET.')
  readonly basis!: string;
}

@InputType({ description: 'Sets the term of an agreement.' })
export class SetTermInput extends UndatedActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @ObjectInput(() => DateInput, 'Its first day.', { nullable: true })
  readonly startsOn?: DateInput;

  @ObjectInput(() => DateInput, 'Its last day in force.', { nullable: true })
  readonly endsOn?: DateInput;

  @WordInput('Its length, ISO 8601: P5Y.', { nullable: true })
  readonly duration?: string;

  @WordInput('How it is renewed: TACIT, EXPRESS, NONE …', { nullable: true })
  readonly renewal?: string;

  @CountInput('The notice for leaving, in days.', { nullable: true })
  readonly noticeDays?: number;

  @EffectiveInput()
  readonly effectiveOn?: DateInput;
}

@InputType({
  description: 'Records the notice that the term of an agreement has ended. No answer depends on it.',
})
export class ExpireAgreementInput {
  @UuidInput('A UUID that the caller makes; the same one again returns the first answer.')
  readonly commandId!: string;

  @RevisionInput()
  readonly expectedRevision?: number;

  @IdInput('The agreement.')
  readonly agreementId!: string;

  @ObjectInput(() => EvidenceInput, 'None is needed.', { nullable: true, list: {} })
  readonly evidence?: EvidenceInput[];
}

@InputType({ description: 'Attaches a source to events of an agreement that are recorded already.' })
export class AttachEvidenceInput extends UndatedActInput {
  @IdInput('The agreement.')
  readonly agreementId!: string;

  @IdInput('The source.')
  readonly sourceId!: string;

  @UuidInput('The events that it speaks of.', { list: { atLeast: 1 } })
  readonly supports!: string[];

  @WordInput('CONFIRMS or CONTRADICTS.')
  readonly strength!: string;

  @ObjectInput(() => TextInput, 'A note; kept confidential.', { nullable: true, list: {} })
  readonly note?: TextInput[];
}
