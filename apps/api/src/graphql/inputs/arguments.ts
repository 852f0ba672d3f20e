import { readStream, streamNamed, type StreamKind } from '@entente/domain';
import type { PipeTransform } from '@nestjs/common';
import { Args, ID, Int, TypeMetadataStorage } from '@nestjs/graphql';
import { invalid } from '../errors/refused-error.js';
import { LanguageTagScalar } from '../vocabulary/scalars.js';
import { readNodeId, type NodeId, type NodeKind } from '../node/node-id.js';
import { isAggregateId } from './input-field.js';

const LONGEST_SEARCH = 2_000;

class IdPipe implements PipeTransform {
  constructor(private readonly field: string) {}

  transform(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    if (!isAggregateId(value)) throw invalid(this.field, { problem: 'NOT_AN_ID' }, value);
    return value.toLowerCase();
  }
}

/** What {@link NodeArg} gives: the key, and the dates that a node id names. */
export type AskedId = Pick<NodeId, 'key' | 'dates'>;

class NodePipe implements PipeTransform {
  constructor(private readonly kind: NodeKind) {}

  transform(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    if (isAggregateId(value)) return { key: value.toLowerCase(), dates: null } satisfies AskedId;
    const id = readNodeId(value);
    if (!id) throw invalid('id', { problem: 'NOT_AN_ID' }, value);
    if (id.kind !== this.kind)
      throw invalid('id', { problem: 'OTHER_KIND', given: id.kind, wanted: this.kind });
    return id;
  }
}

class StreamPipe implements PipeTransform {
  constructor(
    private readonly field: string,
    private readonly readNode: (text: string) => string | null = () => null,
  ) {}

  transform(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    const stream = this.readNode(value) ?? value.toLowerCase();
    if (!readStream(stream)) throw invalid(this.field, { problem: 'NOT_A_STREAM' }, value);
    return stream;
  }
}

/** The stream of what a node id names; null for what is no node id. */
function streamOfNode(text: string): string | null {
  const node = readNodeId(text);
  if (node === null) return null;
  const kind = node.kind === 'EnvelopeBalance' ? 'envelope' : (node.kind.toLowerCase() as StreamKind);
  return streamNamed(kind, node.key);
}

class TextPipe implements PipeTransform {
  constructor(private readonly field: string) {}

  transform(value: unknown): unknown {
    if (typeof value === 'string' && value.length > LONGEST_SEARCH)
      throw invalid(this.field, { problem: 'TEXT_TOO_LONG', most: LONGEST_SEARCH });
    return value;
  }
}

class CountPipe implements PipeTransform {
  constructor(private readonly field: string) {}

  transform(value: unknown): unknown {
    if (typeof value === 'number' && value < 0)
      throw invalid(this.field, { problem: 'NUMBER_TOO_SMALL', least: 0 }, value);
    return value;
  }
}

/** The id of something; folded to lower case. */
export function IdArg(name: string, description: string, { nullable = false } = {}): ParameterDecorator {
  return Args(name, { type: () => ID, nullable, description }, new IdPipe(name));
}

/** The argument `id`: a key, folded to lower case, or a node id, whose dates hold where no others are asked for. */
export function NodeArg(kind: NodeKind, { nullable = false } = {}): ParameterDecorator {
  const dates = kind === 'Source' ? '' : '; the dates that a node id names hold unless asOf is given';
  const description = `Its ${kind.toLowerCase()}Id, or its node id${dates}.`;
  return Args('id', { type: () => ID, nullable, description }, new NodePipe(kind));
}

/** The name of a stream. */
export function StreamArg({ nullable = false } = {}): ParameterDecorator {
  const description = 'A stream: a kind and an id, agreement-corridor-ne; or ledger.';
  return Args('stream', { type: () => ID, nullable, description }, new StreamPipe('stream'));
}

/** What events are about: anything by its node id, or by its stream. */
export function AboutArg(): ParameterDecorator {
  const description =
    'About this: recorded of it, naming it, or citing it. A node id (Organization:c2mi) or a stream (organization-c2mi).';
  return Args(
    'about',
    { type: () => ID, nullable: true, description },
    new StreamPipe('about', streamOfNode),
  );
}

/** A text to look for. */
export function TextArg(name: string, description: string, { nullable = true } = {}): ParameterDecorator {
  return Args(name, { type: () => String, nullable, description }, new TextPipe(name));
}

/** A number of days, a revision: not below zero. */
export function CountArg(name: string, description: string, { nullable = false } = {}): ParameterDecorator {
  return Args(name, { type: () => Int, nullable, description }, new CountPipe(name));
}

/** What {@link LangArg} declares. */
export interface LangArgs {
  readonly lang?: string | null;
}

/**
 * A language to prefer, of a field that takes its arguments as graphql-js gives them: with a parameter that Nest has to fill,
 * each call of a field is four times as dear, and titles and names are what lists consist of. The scalar judges the tag.
 */
export function LangArg(): ParameterDecorator {
  return (target, methodName, index) => {
    TypeMetadataStorage.addMethodParamMetadata({
      kind: 'arg',
      name: 'lang',
      description: 'The preferred language; where it is missing, the answer is in another.',
      target: target.constructor,
      methodName: String(methodName),
      typeFn: () => LanguageTagScalar,
      index,
      options: { nullable: true },
    });
  };
}
