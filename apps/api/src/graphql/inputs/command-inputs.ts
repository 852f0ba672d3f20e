import { InputType } from '@nestjs/graphql';
import { Basis } from '../vocabulary/enums.js';
import {
  CountInput,
  DayInput,
  EdtfInput,
  EnumInput,
  FreeTextInput,
  IdInput,
  LanguageInput,
  NameInput,
  ObjectInput,
  UuidInput,
  WordInput,
} from './input-field.js';

@InputType({ description: 'A date as it is known: EDTF, and what that alone does not say.' })
export class DateInput {
  @EdtfInput('The date as EDTF writes it.')
  readonly edtf!: string;

  @DayInput('The day used where one is needed: the latest, else the earliest, unless given.', {
    nullable: true,
  })
  readonly point?: string;

  @DayInput('The earliest day it can be.', { nullable: true })
  readonly earliest?: string;

  @DayInput('The latest day it can be.', { nullable: true })
  readonly latest?: string;

  @EnumInput(() => Basis, 'How it is known; needed for a date with bounds.', { nullable: true })
  readonly basis?: keyof typeof Basis;

  @FreeTextInput('A note on the date; kept confidential.', { nullable: true })
  readonly note?: string;
}

@InputType({ description: 'A text in one language.' })
export class TextInput {
  @NameInput('The text.')
  readonly text!: string;

  @LanguageInput('Its language.')
  readonly lang!: string;
}

@InputType({ description: 'Lines of a source, from the first to the last.' })
export class LineRangeInput {
  @CountInput('The first line, from 1.', { least: 1 })
  readonly from!: number;

  @CountInput('The last line.', { least: 1 })
  readonly to!: number;
}

@InputType({ description: 'A deposited source that says so, and where.' })
export class EvidenceInput {
  @IdInput('The source.')
  readonly sourceId!: string;

  @ObjectInput(() => LineRangeInput, 'Where in the source.', { nullable: true })
  readonly lines?: LineRangeInput;

  @FreeTextInput('The words of the source; kept confidential.', { nullable: true })
  readonly quote?: string;

  @EnumInput(() => Basis, 'How the source supports it; STATED unless given.', { nullable: true })
  readonly kind?: keyof typeof Basis;

  @FreeTextInput('A note on the citation; kept confidential.', { nullable: true })
  readonly note?: string;
}

@InputType({ description: 'A rule (POLICY) to set aside, and why.' })
export class OverrideInput {
  @WordInput('The code of the refusal to override.')
  readonly rule!: string;

  @FreeTextInput('Why; recorded and kept confidential.')
  readonly reason!: string;
}

const COMMAND_ID = 'A UUID that the caller makes; the same one again returns the first answer.';
const REVISION =
  'Records only if this is still the last revision of what is written to (-1: nothing there yet); CONCURRENCY_CONFLICT otherwise.';
const EVIDENCE = 'The sources that say so.';
const OVERRIDES = 'Rules (POLICY) to set aside.';

/** What every input carries. */
@InputType({ isAbstract: true })
export abstract class CommandInput {
  @UuidInput(COMMAND_ID)
  readonly commandId!: string;

  @ObjectInput(() => OverrideInput, OVERRIDES, { nullable: true, list: {} })
  readonly overrides?: OverrideInput[];
}

/** The input of a command that needs evidence. */
@InputType({ isAbstract: true })
export abstract class EvidencedInput extends CommandInput {
  @ObjectInput(() => EvidenceInput, EVIDENCE, { list: {} })
  readonly evidence!: EvidenceInput[];
}

/** An input whose evidence is optional. */
@InputType({ isAbstract: true })
export abstract class OptionallyEvidencedInput extends CommandInput {
  @ObjectInput(() => EvidenceInput, EVIDENCE, { nullable: true, list: {} })
  readonly evidence?: EvidenceInput[];
}

/** Declares `expectedRevision`, where the stream exists before the command. */
export function RevisionInput(): PropertyDecorator {
  return CountInput(REVISION, { nullable: true, least: -1 });
}

/** Declares `occurredOn`, when the act happened. */
export function OccurredInput({ nullable }: { readonly nullable: boolean }): PropertyDecorator {
  return ObjectInput(
    () => DateInput,
    nullable ? 'When it happened; some day until today unless given.' : 'When it happened.',
    { nullable },
  );
}

/** Declares `effectiveOn`, when the act takes effect. */
export function EffectiveInput(): PropertyDecorator {
  return ObjectInput(() => DateInput, 'When it takes effect; when it happened unless given.', {
    nullable: true,
  });
}

/** An input on something that exists: revision and evidence. */
@InputType({ isAbstract: true })
export abstract class ChangeInput extends EvidencedInput {
  @RevisionInput()
  readonly expectedRevision?: number;
}

/** An act of a known or roughly known day. */
@InputType({ isAbstract: true })
export abstract class ActInput extends ChangeInput {
  @OccurredInput({ nullable: false })
  readonly occurredOn!: DateInput;
}

/** An act that may take effect on another day than it happened. */
@InputType({ isAbstract: true })
export abstract class EffectiveActInput extends ActInput {
  @EffectiveInput()
  readonly effectiveOn?: DateInput;
}

/** An act of which the day may be unknown. */
@InputType({ isAbstract: true })
export abstract class UndatedActInput extends ChangeInput {
  @OccurredInput({ nullable: true })
  readonly occurredOn?: DateInput;
}

/** The first record of something: no revision, perhaps no day. */
@InputType({ isAbstract: true })
export abstract class FirstRecordInput extends EvidencedInput {
  @OccurredInput({ nullable: true })
  readonly occurredOn?: DateInput;
}
