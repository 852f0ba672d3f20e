import { LONGEST, isCurrency, isSubjectId, isUuid, readStream, type Problem } from '@entente/domain';
import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import {
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  EdtfScalar,
  JsonScalar,
  LanguageTagScalar,
} from '../vocabulary/scalars.js';

/** What every decorator of an input's member takes. `list`: the fewest items of a list; absent: not a list. */
export interface InputFieldOptions {
  readonly nullable?: boolean;
  readonly list?: { readonly atLeast?: number };
}

const LARGEST_INT = 2_147_483_647;

/** True for an id that an organisation, an agreement … may have; the ledger folds it to lower case. */
export function isAggregateId(text: string): boolean {
  return isSubjectId(text.toLowerCase());
}

/** A rule for a member's value, or for `each` value of its list, and the message for a value that breaks it. */
export interface Rule {
  readonly each: boolean;
  readonly accepts: (value: unknown) => boolean;
  readonly problem: Problem;
}

function rule(
  problem: Problem,
  accepts: Rule['accepts'],
  { list }: Pick<InputFieldOptions, 'list'> = {},
): PropertyDecorator {
  const each = list !== undefined;
  const name = `rule ${NAMED.size}`;
  NAMED.set(name, { each, accepts, problem });
  return ValidateBy({ name, validator: { validate: (value: unknown) => accepts(value) } }, { each });
}

/** Every rule by the name under which class-validator tells that it is broken: it tells no context with it. */
const NAMED = new Map<string, Rule>();

/** The rule that a value breaks; one of class-validator's own is about the form, which the schema has judged before. */
export function ruleNamed(name: string): Rule {
  return NAMED.get(name) ?? { each: false, accepts: () => true, problem: { problem: 'OTHER_FORM' } };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A value of another form: the schema refuses it before. */
const ofForm = (accepts: Rule['accepts'], options: InputFieldOptions) =>
  rule({ problem: 'OTHER_FORM' }, accepts, options);

function member(
  type: ReturnTypeFunc,
  description: string,
  { nullable = false, list }: InputFieldOptions,
  rules: readonly PropertyDecorator[],
): PropertyDecorator {
  return applyDecorators(
    Field(type, { description, nullable }),
    ...(nullable ? [IsOptional()] : []),
    ...(list
      ? [
          rule(
            { problem: 'LIST_TOO_LONG', most: LONGEST.list },
            (value) => Array.isArray(value) && value.length <= LONGEST.list,
          ),
          rule(
            { problem: 'LIST_TOO_SHORT', least: list.atLeast ?? 0 },
            (value) => Array.isArray(value) && value.length >= (list.atLeast ?? 0),
          ),
        ]
      : []),
    ...rules,
  );
}

/** The UUID of a command or of an event. */
export function UuidInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [ID] : ID), description, options, [
    rule({ problem: 'NOT_A_UUID' }, (value) => isText(value) && isUuid(value.toLowerCase()), options),
  ]);
}

/** The id of an organisation, an agreement … */
export function IdInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [ID] : ID), description, options, [
    rule({ problem: 'NOT_AN_ID' }, (value) => isText(value) && isAggregateId(value), options),
  ]);
}

function stringInput(longest: number, description: string, options: InputFieldOptions): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [String] : String), description, options, [
    rule(
      { problem: 'TEXT_TOO_LONG', most: longest },
      (value) => isText(value) && value.length <= longest,
      options,
    ),
  ]);
}

/** A word or a code: a kind, a scheme, a place. */
export function WordInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST.word, description, options);
}

/** A name or a title. */
export function NameInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST.name, description, options);
}

/** Free text: a note, a quotation, a reason. */
export function FreeTextInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST.freeText, description, options);
}

/** The text of a whole document. */
export function DocumentInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST.document, description, options);
}

/** An exact decimal; the scalar has judged it. */
export function DecimalInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => DecimalScalar, description, options, [ofForm(isText, options)]);
}

/** A currency's code. */
export function CurrencyInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => String, description, options, [
    rule({ problem: 'NOT_A_CURRENCY' }, isCurrency, options),
  ]);
}

/** A whole number from `least`. */
export function CountInput(
  description: string,
  { least = 0, ...options }: InputFieldOptions & { readonly least?: number } = {},
): PropertyDecorator {
  return member(() => Int, description, options, [
    ofForm(Number.isInteger, options),
    rule({ problem: 'NUMBER_TOO_SMALL', least }, (value) => Number(value) >= least),
    rule({ problem: 'NUMBER_TOO_LARGE', most: LARGEST_INT }, (value) => Number(value) <= LARGEST_INT),
  ]);
}

/** Yes or no. */
export function BooleanInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => Boolean, description, options, [
    ofForm((value) => typeof value === 'boolean', options),
  ]);
}

/** A civil day; the scalar has judged it. */
export function DayInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => DateScalar, description, options, [ofForm(isText, options)]);
}

/** An instant; the scalar has judged it. */
export function InstantInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => DateTimeScalar, description, options, [ofForm(isText, options)]);
}

/** An uncertain day; the scalar has judged it. */
export function EdtfInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => EdtfScalar, description, options, [ofForm(isText, options)]);
}

/** A language; the scalar has judged it. */
export function LanguageInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => LanguageTagScalar, description, options, [ofForm(isText, options)]);
}

/** The name of a subject's stream: a kind and an id. */
export function StreamInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => ID, description, options, [
    rule({ problem: 'NOT_A_STREAM' }, (value) => isText(value) && isSubjectStream(value), options),
  ]);
}

function isSubjectStream(text: string): boolean {
  return (readStream(text.toLowerCase())?.kind ?? null) !== null;
}

/** A JSON object whose members the ledger judges. */
export function JsonInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => JsonScalar, description, options, [
    ofForm((value) => typeof value === 'object' && value !== null && !Array.isArray(value), options),
  ]);
}

/** Any JSON, which the ledger judges by the member that it stands for. */
export function ValueInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => JsonScalar, description, options, []);
}

/** One of an enumeration of the schema, which has judged it. */
export function EnumInput(
  type: () => object,
  description: string,
  options: InputFieldOptions = {},
): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [type()] : type()), description, options, [ofForm(isText, options)]);
}

/** An object, or a list of them, validated member by member. */
export function ObjectInput(
  type: () => new () => object,
  description: string,
  options: InputFieldOptions = {},
): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [type()] : type()), description, options, [
    Type(type),
    ValidateNested({ each }),
  ]);
}
