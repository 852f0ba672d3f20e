import { COMMON_MEMBERS, DATE_MEMBERS, type Fact, type Member, type Members } from '@entente/domain';
import { classNameOf } from '@entente/commands';
import type { Type } from '@nestjs/common';
import { InputType } from '@nestjs/graphql';
import * as vocabulary from '../vocabulary/enums.js';
import {
  BooleanInput,
  CountInput,
  CurrencyInput,
  DayInput,
  DecimalInput,
  EdtfInput,
  EnumInput,
  DocumentInput,
  FreeTextInput,
  IdInput,
  JsonInput,
  LanguageInput,
  NameInput,
  ObjectInput,
  StreamInput,
  UuidInput,
  ValueInput,
  WordInput,
  type InputFieldOptions,
} from './input-field.js';

/**
 * The GraphQL inputs of commands, made from the declarations of the facts: a class each, validated by class-validator, under
 * the name that it has in the schema.
 */
const COMMAND_ID = 'A UUID that the caller makes; the same one again returns the first answer.';
const REVISION =
  'Records only if this is still the last revision of what is written to (-1: nothing there yet); CONCURRENCY_CONFLICT otherwise.';
const UNDATED = 'When it happened; by default, some day up to today.';

/** Classes by the name that they have in the schema: an object that several facts have is one class. */
const classes = new Map<string, Type<object>>();

/** The input class of a fact's command: RecordSignatureInput. */
export function inputClassOf(fact: Fact): Type<object> {
  const { name = `${classNameOf(fact.command)}Input`, says = fact.says.en } = fact.input ?? {};
  return classNamed(name, says, (prototype) => {
    const { occurredOn, effectiveOn, evidence, overrides } = COMMON_MEMBERS;
    UuidInput(COMMAND_ID)(prototype, 'commandId');
    if (fact.overrides !== false) declare(prototype, 'overrides', overrides);
    declare(
      prototype,
      'evidence',
      fact.evidence === 'REQUIRED' ? { ...evidence, inInput: 'GIVEN' } : evidence,
    );
    if (fact.revision) CountInput(REVISION, { nullable: true, least: -1 })(prototype, 'expectedRevision');
    if (fact.dates.occurred === 'GIVEN')
      declare(prototype, 'occurredOn', { ...occurredOn, inInput: 'GIVEN' });
    if (fact.dates.occurred === 'OPTIONAL')
      declare(prototype, 'occurredOn', { ...occurredOn, says: UNDATED });
    if (fact.dates.effective) declare(prototype, 'effectiveOn', effectiveOn);
    declareAll(prototype, fact.members);
  });
}

function classNamed(name: string, description: string, declareIn: (prototype: object) => void): Type<object> {
  const known = classes.get(name);
  if (known) return known;
  const { [name]: made } = { [name]: class {} } as { readonly [name: string]: Type<object> };
  if (!made) throw new TypeError(`no class was made for ${name}`);
  classes.set(name, made);
  InputType({ description })(made);
  declareIn(made.prototype as object);
  return made;
}

function declareAll(prototype: object, members: Members): void {
  for (const [name, member] of Object.entries(members))
    if (member.inInput !== 'ABSENT' && !member.hidden) declare(prototype, name, member);
}

function declare(prototype: object, name: string, member: Member): void {
  fieldOf(member, { nullable: member.inInput === 'OPTIONAL' })(prototype, name);
}

function fieldOf(member: Member, options: InputFieldOptions): PropertyDecorator {
  const { says } = member;
  switch (member.kind) {
    case 'id':
    case 'partId':
    case 'idOf':
      return IdInput(says, options);
    case 'either':
      throw new TypeError(`no input has a member of several kinds: ${says}`);
    case 'eventId':
    case 'uuid':
      return UuidInput(says, options);
    case 'word':
    case 'hash':
    case 'duration':
      return WordInput(says, options);
    case 'oneOf':
      return member.enumeration === null
        ? WordInput(says, options)
        : EnumInput(enumeration(member.enumeration), says, options);
    case 'name':
      return NameInput(says, options);
    case 'freeText':
      return FreeTextInput(says, options);
    case 'document':
      return DocumentInput(says, options);
    case 'language':
      return LanguageInput(says, options);
    case 'decimal':
      return DecimalInput(says, options);
    case 'currency':
      return CurrencyInput(says, options);
    case 'count':
      return CountInput(says, { ...options, least: member.least });
    case 'flag':
      return BooleanInput(says, options);
    case 'day':
      return DayInput(says, options);
    case 'edtf':
      return EdtfInput(says, options);
    case 'stream':
      return StreamInput(says, options);
    case 'json':
      return JsonInput(says, options);
    case 'value':
      return ValueInput(says, options);
    case 'date':
      return ofClass(dateClass(), says, options);
    case 'object':
      return ofClass(inputClassOfObject(member), says, options);
    case 'list':
      return fieldOf(member.item, {
        ...options,
        list: member.atLeast > 0 ? { atLeast: member.atLeast } : {},
      });
    default:
      return member satisfies never;
  }
}

/** The class is made before the schema is built, which asks for it then. */
function ofClass(type: Type<object>, says: string, options: InputFieldOptions): PropertyDecorator {
  return ObjectInput(() => type, says, options);
}

function dateClass(): Type<object> {
  return classNamed(
    'DateInput',
    'A date as it is known: EDTF, and what that alone does not say.',
    (prototype) => declareAll(prototype, DATE_MEMBERS),
  );
}

/** The input class of an object within an input: IdentifierInput. @throws {TypeError} for a member that is no object */
export function inputClassOfObject(member: Member): Type<object> {
  if (member.kind !== 'object') throw new TypeError(`${member.kind} is no object`);
  const { name, describes, members } = member;
  return classNamed(name, describes, (prototype) => declareAll(prototype, members));
}

/** The enumeration of the schema that a member names. @throws {TypeError} for one that the schema lacks. */
function enumeration(name: string): () => object {
  const found = (vocabulary as { readonly [name: string]: unknown })[name];
  if (typeof found !== 'object' || found === null)
    throw new TypeError(`the schema has no enumeration ${name}`);
  return () => found;
}
