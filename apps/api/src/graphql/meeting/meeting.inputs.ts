import { InputType } from '@nestjs/graphql';
import { ActInput, DateInput, TextInput, UndatedActInput } from '../inputs/command-inputs.js';
import {
  CountInput,
  DayInput,
  FreeTextInput,
  IdInput,
  LanguageInput,
  ObjectInput,
  WordInput,
} from '../inputs/input-field.js';

@InputType({ description: 'An organisation that attended.' })
export class AttendanceInput {
  @IdInput('The organisation.')
  readonly organizationId!: string;

  @WordInput('As what: SIGNATORY, PROSPECTIVE …', { nullable: true })
  readonly capacity?: string;
}

@InputType({ description: 'A person who attended.' })
export class GuestInput {
  @IdInput('The person.')
  readonly personId!: string;

  @WordInput('As what: SPEAKER, OBSERVER …', { nullable: true })
  readonly capacity?: string;
}

@InputType({ description: 'Records that a meeting is to be held.' })
export class ScheduleMeetingInput extends UndatedActInput {
  @IdInput('The id that it will have; made by the ledger unless given.', { nullable: true })
  readonly meetingId?: string;

  @IdInput('The agreement that it is about.', { nullable: true })
  readonly agreementId?: string;

  @ObjectInput(() => DateInput, 'When it is to be held.')
  readonly scheduledFor!: DateInput;

  @ObjectInput(() => TextInput, 'Its title, by language.', { nullable: true, list: {} })
  readonly title?: TextInput[];

  @WordInput('Where.', { nullable: true })
  readonly place?: string;

  @IdInput('The organisation that hosts it.', { nullable: true })
  readonly hostOrganizationId?: string;
}

@InputType({ description: 'Records a meeting that was held.' })
export class RecordMeetingInput extends ActInput {
  @IdInput('The meeting; made by the ledger unless given.', { nullable: true })
  readonly meetingId?: string;

  @IdInput('The agreement that it was about.', { nullable: true })
  readonly agreementId?: string;

  @ObjectInput(() => TextInput, 'Its title, by language.', { nullable: true, list: {} })
  readonly title?: TextInput[];

  @CountInput('Its number in its series.', { nullable: true })
  readonly ordinal?: number;

  @WordInput('Where.', { nullable: true })
  readonly place?: string;

  @IdInput('The organisation that hosted it.', { nullable: true })
  readonly hostOrganizationId?: string;

  @ObjectInput(() => AttendanceInput, 'The organisations that attended.', { list: {} })
  readonly attendance!: AttendanceInput[];

  @ObjectInput(() => GuestInput, 'The persons who attended as guests.', { nullable: true, list: {} })
  readonly guests?: GuestInput[];
}

@InputType({ description: 'Records that a scheduled meeting will not be held.' })
export class CancelMeetingInput extends UndatedActInput {
  @IdInput('The meeting.')
  readonly meetingId!: string;

  @FreeTextInput('Why; kept confidential.', { nullable: true })
  readonly reason?: string;
}

@InputType({ description: 'Records something to be done that a meeting agreed on.' })
export class IdentifyActionTrackInput extends UndatedActInput {
  @IdInput('The meeting.')
  readonly meetingId!: string;

  @WordInput('Its code.')
  readonly code!: string;

  @ObjectInput(() => TextInput, 'What is to be done, by language.', { list: { atLeast: 1 } })
  readonly text!: TextInput[];

  @IdInput('The organisation in charge.', { nullable: true })
  readonly ownerId?: string;

  @DayInput('The day by which it is due.', { nullable: true })
  readonly due?: string;
}

@InputType({ description: 'Deposits the minutes of a meeting by their hash.' })
export class DepositMinutesInput extends UndatedActInput {
  @IdInput('The meeting.')
  readonly meetingId!: string;

  @WordInput('SHA-256 of the file, 64 lower-case hexadecimal digits.')
  readonly docHash!: string;

  @LanguageInput('The language of the minutes.')
  readonly lang!: string;

  @CountInput('Their number of pages.', { nullable: true })
  readonly pages?: number;

  @FreeTextInput('What they say; kept confidential.', { nullable: true })
  readonly text?: string;
}
