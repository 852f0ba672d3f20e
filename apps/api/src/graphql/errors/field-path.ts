import { BREAK, GraphQLError, Kind, parse, visit, type ASTNode } from 'graphql';

/**
 * Which member of the arguments a request error of graphql-js is about, as a path without the argument that every mutation
 * calls `input`; null when it is about none. Variables tell it in the message, literals by their place in the document.
 */
export function fieldOf(error: GraphQLError): string | null {
  return fieldOfVariable(error) ?? fieldOfLiteral(error)?.path ?? null;
}

/**
 * The name in the answer of the root field that a request error of graphql-js is about, where several stand in one request;
 * null when it is about none of them.
 */
export function rootFieldOf(error: GraphQLError): string | null {
  const variable = variableOf(error);
  return (variable === null ? fieldOfLiteral(error) : placeOfVariable(variable, error))?.root ?? null;
}

function variableOf({ message }: GraphQLError): string | null {
  return /^Variable "\$([A-Za-z0-9_]+)"/.exec(message)?.[1] ?? null;
}

function fieldOfVariable(error: GraphQLError): string | null {
  const name = variableOf(error);
  if (name === null) return null;
  // The value that was sent stands in the message before its place does, and what is wrong with it after: the place is
  // looked for at the end of what is left without that.
  const wrong = error.originalError?.message;
  const head =
    wrong !== undefined && error.message.endsWith(wrong)
      ? error.message.slice(0, -wrong.length)
      : error.message;
  const below = (/ at "([^"]*)"; *$/.exec(head)?.[1] ?? '').slice(name.length).replace(/\[(\d+)\]/g, '.$1');
  const unknown = /^Field "([A-Za-z0-9_]+)" is not defined/.exec(wrong ?? '')?.[1];
  const path = `${placeOfVariable(name, error)?.path ?? name}${below}${unknown === undefined ? '' : `.${unknown}`}`;
  return withoutInput(path);
}

/** The argument, or the member of one, that a variable is given to; clients know those and not each other's variables. */
function placeOfVariable(variable: string, { source }: GraphQLError): Place | null {
  return source
    ? placeOf(source.body, (node) => node.kind === Kind.VARIABLE && node.name.value === variable)
    : null;
}

function fieldOfLiteral(error: GraphQLError): Place | null {
  const node = error.nodes?.[0];
  const body = error.source?.body;
  if (!node?.loc || body === undefined || !isValue(node)) return null;
  const { start, end } = node.loc;
  const place = placeOf(
    body,
    ({ kind, loc }) => kind === node.kind && loc?.start === start && loc.end === end,
  );
  return place && { ...place, path: withoutInput(place.path) };
}

/** Where in a document something stands. */
interface Place {
  /** The argument, and the members of it, around it. */
  readonly path: string;
  /** The name in the answer of the field of the operation that it is in; null within a fragment. */
  readonly root: string | null;
}

/** Where the first node stands that is wanted; null where it is in no argument. */
function placeOf(body: string, wanted: (node: ASTNode) => boolean): Place | null {
  const path: string[] = [];
  const fields: string[] = [];
  let operation = false;
  let found: Place | null = null;
  visit(parse(body), {
    enter(node) {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.OPERATION_DEFINITION) operation = true;
      if (node.kind === Kind.FRAGMENT_DEFINITION) operation = false;
      if (node.kind === Kind.FIELD) fields.push((node.alias ?? node.name).value);
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.push(node.name.value);
      if (path.length === 0 || !wanted(node)) return undefined;
      found = { path: path.join('.'), root: operation ? (fields[0] ?? null) : null };
      return BREAK;
    },
    leave(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.pop();
      if (node.kind === Kind.FIELD) fields.pop();
    },
  });
  return found;
}

function isValue(node: ASTNode): boolean {
  return node.kind.endsWith('Value') || node.kind === Kind.OBJECT_FIELD;
}

/** Clients know the members of an input by their own names. */
export function withoutInput(path: string): string {
  return path.startsWith('input.') ? path.slice('input.'.length) : path;
}
