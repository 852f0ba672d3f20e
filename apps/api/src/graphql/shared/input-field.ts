import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { DateScalar, EdtfScalar, LanguageTagScalar } from './scalars.js';

/** What every decorator of an input's member takes. `list`: of how many at least; absent: it is no list. */
export interface InputFieldOptions {
  readonly nullable?: boolean;
  readonly list?: { readonly atLeast?: number };
}

/** The longest list in an input. */
export const LONGEST_LIST = 200;
const LONGEST_WORD = 200;
const LONGEST_NAME = 2_000;
const LONGEST_TEXT = 10_000;
const LARGEST_INT = 2_147_483_647;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const AGGREGATE_ID = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** What is wrong with an id of another form; ids are folded to lower case by the ledger. */
export const ID_PROBLEM = 'an id is 1 to 100 of a-z 0-9 . _ - and begins with a letter or a digit';

/** True for an id that an organisation, an agreement … may have. */
export function isAggregateId(text: string): boolean {
  return AGGREGATE_ID.test(text);
}

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
          IsArray(),
          ArrayMaxSize(LONGEST_LIST, { message: `a list holds ${LONGEST_LIST} members at most` }),
          ArrayMinSize(list.atLeast ?? 0, {
            message: `the list needs ${list.atLeast ?? 0} members at least`,
          }),
        ]
      : []),
    ...rules,
  );
}

/** The UUID of a command or of an event. */
export function UuidInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [ID] : ID), description, options, [
    Matches(UUID, { each, message: 'not a UUID' }),
  ]);
}

/** The id of an organisation, an agreement … */
export function IdInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [ID] : ID), description, options, [
    Matches(AGGREGATE_ID, { each, message: ID_PROBLEM }),
  ]);
}

function stringInput(longest: number, description: string, options: InputFieldOptions): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [String] : String), description, options, [
    IsString({ each }),
    MinLength(1, { each, message: 'the text is empty' }),
    MaxLength(longest, { each, message: `the text is longer than ${longest} characters` }),
  ]);
}

/** A word or a code: a kind, a scheme, a place. */
export function WordInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST_WORD, description, options);
}

/** A name or a title. */
export function NameInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST_NAME, description, options);
}

/** Free text: a note, a quotation, a reason. */
export function FreeTextInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return stringInput(LONGEST_TEXT, description, options);
}

/** A whole number from `least`. */
export function CountInput(
  description: string,
  { least = 0, ...options }: InputFieldOptions & { readonly least?: number } = {},
): PropertyDecorator {
  return member(() => Int, description, options, [
    IsInt(),
    Min(least, { message: `the number is less than ${least}` }),
    Max(LARGEST_INT, { message: `the number is more than ${LARGEST_INT}` }),
  ]);
}

/** Yes or no. */
export function BooleanInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => Boolean, description, options, [IsBoolean()]);
}

/** A civil day; the scalar has judged it. */
export function DayInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => DateScalar, description, options, [IsString()]);
}

/** An uncertain day; the scalar has judged it. */
export function EdtfInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => EdtfScalar, description, options, [IsString()]);
}

/** A language; the scalar has judged it. */
export function LanguageInput(description: string, options: InputFieldOptions = {}): PropertyDecorator {
  return member(() => LanguageTagScalar, description, options, [IsString()]);
}

/** One of an enumeration of the schema, which has judged it. */
export function EnumInput(
  type: () => object,
  description: string,
  options: InputFieldOptions = {},
): PropertyDecorator {
  const each = options.list !== undefined;
  return member(() => (each ? [type()] : type()), description, options, [IsString({ each })]);
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
