import { FACTS, type ANY_STREAM, type Fact, type StreamKind } from '@entente/domain';
import { classNameOf } from '@entente/commands';
import { Inject, type Type } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, recorderOf } from '../../guard.js';
import { inputClassOf } from '../inputs/input-classes.js';
import type { ApiContext } from '../loading/context.js';
import { Recorder, type MutationInput, type RecordedNode } from './recorder.js';

/** The mutations that record the facts of one kind of stream, made from their declarations: AgreementMutations. */
export function mutationsOf(
  stream: StreamKind | typeof ANY_STREAM,
  payload: () => Type<object>,
): Type<object> {
  const name = `${classNameOf(stream)}Mutations`;
  const { [name]: Mutations } = { [name]: class extends RecordsFacts {} } as {
    readonly [name: string]: Type<RecordsFacts>;
  };
  if (!Mutations) throw new TypeError(`no class was made for ${name}`);
  Resolver()(Mutations);
  Inject(Recorder)(Mutations, undefined as unknown as string, 0);
  for (const fact of FACTS) if (fact.stream === stream) addMutation(Mutations, fact, payload);
  return Mutations;
}

abstract class RecordsFacts {
  constructor(readonly recorder: Recorder) {}
}

function addMutation(Mutations: Type<RecordsFacts>, fact: Fact, payload: () => Type<object>): void {
  const { prototype } = Mutations as { readonly prototype: object };
  const { command } = fact;
  const { [command]: method } = {
    [command](this: RecordsFacts, input: MutationInput, context: ApiContext): Promise<RecordedNode> {
      return this.recorder.record(fact, input, context);
    },
  };
  Object.defineProperty(prototype, command, { value: method, writable: true, configurable: true });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, command) as PropertyDescriptor;
  const Input = inputClassOf(fact);
  // What TypeScript writes down of a method that is spelled out: the pipe validates by the class of the parameter.
  Reflect.defineMetadata('design:paramtypes', [Input, Object], prototype, command);
  Reflect.defineMetadata('design:type', Function, prototype, command);
  Reflect.defineMetadata('design:returntype', Promise, prototype, command);
  Args('input', { type: () => Input, description: 'What to record.' })(prototype, command, 0);
  Context()(prototype, command, 1);
  Allow(recorderOf(fact))(prototype, command, descriptor);
  Mutation(payload, { nullable: true, description: fact.says.en })(prototype, command, descriptor);
}
