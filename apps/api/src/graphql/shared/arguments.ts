import type { PipeTransform } from '@nestjs/common';
import { Args, ID, Int } from '@nestjs/graphql';
import { invalid } from '../errors/refused-error.js';
import { ID_PROBLEM, isAggregateId } from './input-field.js';
import { AsOf } from './inputs.js';
import { LanguageTagScalar } from './scalars.js';

const LONGEST_SEARCH = 2_000;
const STREAM = /^(ledger|(agreement|organization|person|meeting|source|mission)-[a-z0-9][a-z0-9._-]{0,99})$/;

class IdPipe implements PipeTransform {
  constructor(private readonly field: string) {}

  transform(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    if (!isAggregateId(value)) throw invalid(this.field, ID_PROBLEM);
    return value.toLowerCase();
  }
}

class StreamPipe implements PipeTransform {
  transform(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    const stream = value.toLowerCase();
    if (!STREAM.test(stream)) throw invalid('stream', 'a stream is ledger, or a kind and an id: agreement-…');
    return stream;
  }
}

class TextPipe implements PipeTransform {
  constructor(private readonly field: string) {}

  transform(value: unknown): unknown {
    if (typeof value === 'string' && value.length > LONGEST_SEARCH)
      throw invalid(this.field, `the text is longer than ${LONGEST_SEARCH} characters`);
    return value;
  }
}

class CountPipe implements PipeTransform {
  constructor(private readonly field: string) {}

  transform(value: unknown): unknown {
    if (typeof value === 'number' && value < 0) throw invalid(this.field, 'the number is less than 0');
    return value;
  }
}

/** The id of something; folded to lower case. */
export function IdArg(name: string, description: string, { nullable = false } = {}): ParameterDecorator {
  return Args(name, { type: () => ID, nullable, description }, new IdPipe(name));
}

/** The name of a stream. */
export function StreamArg({ nullable = false } = {}): ParameterDecorator {
  const description = 'A stream: a kind and an id, agreement-corridor-ne; or ledger.';
  return Args('stream', { type: () => ID, nullable, description }, new StreamPipe());
}

/** A text to look for. */
export function TextArg(name: string, description: string): ParameterDecorator {
  return Args(name, { type: () => String, nullable: true, description }, new TextPipe(name));
}

/** A number of days, a revision: not below zero. */
export function CountArg(name: string, description: string, { nullable = false } = {}): ParameterDecorator {
  return Args(name, { type: () => Int, nullable, description }, new CountPipe(name));
}

/** The two dates. */
export function AsOfArg(): ParameterDecorator {
  return Args('asOf', {
    type: () => AsOf,
    nullable: true,
    description:
      'The two dates, for everything below this field; today and all that is projected unless given.',
  });
}

/** The length of a page; `first` is judged by {@link pageSize}. */
export function FirstArg(): ParameterDecorator {
  return Args('first', {
    type: () => Int,
    nullable: true,
    description: 'How many: 50 unless given, 200 at most.',
  });
}

/** Where a page begins. */
export function AfterArg(): ParameterDecorator {
  return Args('after', {
    type: () => String,
    nullable: true,
    description: 'The cursor to go on after; without asOf at the dates of its page.',
  });
}

/** A language to prefer. */
export function LangArg(): ParameterDecorator {
  return Args('lang', {
    type: () => LanguageTagScalar,
    nullable: true,
    description: 'The language to prefer; else there is the one there is.',
  });
}
