import { isAllowed, type Caller } from '@entente/access';
import { FACTS, refuse, type Command, type Fact, type Problem, type Refusal } from '@entente/domain';
import type { Requested } from '@entente/ledger';
import { coerceInputValue, isInputType, type GraphQLError, type GraphQLSchema } from 'graphql';
import { recorderOf } from '../../guard.js';
import { withoutAdvice } from '../errors/client-error.js';
import { ProblemError, RefusedError, shown } from '../errors/refused-error.js';
import { inputClassOf } from '../inputs/input-classes.js';
import { checkText, problemsOf } from '../inputs/input-pipe.js';
import { requestedOf } from '../recording/recorder.js';
import type { CommandToRehearse } from './rehearsal.types.js';

/** The facts that a mutation records, by its name. */
const RECORDED: ReadonlyMap<string, Fact> = new Map(
  FACTS.filter(({ stream }) => stream !== 'ledger').map((fact) => [fact.command, fact]),
);

/** A command of a list, read as its mutation reads it; or all that is wrong with its form. */
export type ReadCommand =
  | { readonly refusals: null; readonly asked: Requested; readonly fact: Fact }
  | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/** Reads a command of a list: its name, who may give it, and its input by the schema and the rules of its mutation. */
export async function readCommand(
  { name, input }: CommandToRehearse,
  schema: GraphQLSchema,
  caller: Caller,
): Promise<ReadCommand> {
  const fact = RECORDED.get(name);
  if (!fact)
    return { refusals: [refuse('VALIDATION_FAILED', 'name', { problem: 'NOT_A_COMMAND', ...shown(name) })] };
  if (!isAllowed(caller.role, [recorderOf(fact)])) return { refusals: [refuse('FORBIDDEN')] };
  const read = readInput(input, fact, schema);
  const [first, ...rest] = read.refusals.length > 0 ? read.refusals : await brokenRules(read.value, fact);
  if (first) return { refusals: [first, ...rest] };
  return { refusals: null, fact, asked: requestedOf(name as Command['name'], read.value, caller) };
}

interface ReadInput {
  readonly value: { readonly commandId: string };
  readonly refusals: readonly Refusal[];
}

/** Reads JSON as the schema reads a variable of the mutation's input. */
function readInput(input: unknown, fact: Fact, schema: GraphQLSchema): ReadInput {
  const mutation = schema.getMutationType()?.getFields()[fact.command];
  // Some mutations share the type of their input.
  const type = mutation?.args.find(({ name }) => name === 'input')?.type;
  if (!isInputType(type)) throw new TypeError(`the schema has no input for ${fact.command}`);
  const refusals: Refusal[] = [];
  const value = coerceInputValue(input, type, (path, sent, error) => {
    refusals.push(refusalOfValue(path, sent, error));
  }) as ReadInput['value'];
  return { value, refusals };
}

/** What graphql-js says of a member that is missing, or is none of the input's. */
const MEMBER = /^Field "([A-Za-z0-9_]+)" (?:of required type|is not defined)/;

function refusalOfValue(path: readonly (string | number)[], sent: unknown, error: GraphQLError): Refusal {
  const member = MEMBER.exec(error.message)?.[1];
  const field = [...path, ...(member === undefined ? [] : [member])].join('.');
  const { originalError } = error;
  const problem: Problem =
    originalError instanceof ProblemError
      ? originalError.problem
      : { problem: 'GRAPHQL_VALUE', said: withoutAdvice(error.message).replace(/[.\s]+$/, '') };
  return refuse('VALIDATION_FAILED', field === '' ? 'input' : field, { ...problem, ...shown(sent) });
}

/** What the rules of the mutation's input say against a value of its form. */
async function brokenRules(value: object, fact: Fact): Promise<readonly Refusal[]> {
  try {
    checkText(value, '');
  } catch (error) {
    if (error instanceof RefusedError) return [error.refusal];
    throw error;
  }
  return (await problemsOf(value, inputClassOf(fact))).map(({ refusal }) => refusal);
}
