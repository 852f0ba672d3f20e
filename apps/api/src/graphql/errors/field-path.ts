import { BREAK, GraphQLError, Kind, parse, visit, type ASTNode } from 'graphql';

/**
 * Which member of the arguments a request error of graphql-js is about, as a path without the argument that every mutation
 * calls `input`; null when it is about none. Variables tell it in the message, literals by their place in the document.
 */
export function fieldOf(error: GraphQLError): string | null {
  return fieldOfVariable(error) ?? fieldOfLiteral(error);
}

function fieldOfVariable(error: GraphQLError): string | null {
  const name = /^Variable "\$([A-Za-z0-9_]+)"/.exec(error.message)?.[1];
  if (name === undefined) return null;
  // The value that was sent stands in the message before its place does, and what is wrong with it after: the place is
  // looked for at the end of what is left without that.
  const wrong = error.originalError?.message;
  const head =
    wrong !== undefined && error.message.endsWith(wrong)
      ? error.message.slice(0, -wrong.length)
      : error.message;
  const below = (/ at "([^"]*)"; *$/.exec(head)?.[1] ?? '').slice(name.length).replace(/\[(\d+)\]/g, '.$1');
  const unknown = /^Field "([A-Za-z0-9_]+)" is not defined/.exec(wrong ?? '')?.[1];
  const path = `${argumentOf(name, error) ?? name}${below}${unknown === undefined ? '' : `.${unknown}`}`;
  return withoutInput(path);
}

/** The argument, or the member of one, that a variable is given to; clients know those and not each other's variables. */
function argumentOf(variable: string, { source }: GraphQLError): string | null {
  return source
    ? placeOf(source.body, (node) => node.kind === Kind.VARIABLE && node.name.value === variable)
    : null;
}

function fieldOfLiteral(error: GraphQLError): string | null {
  const node = error.nodes?.[0];
  const body = error.source?.body;
  if (!node?.loc || body === undefined || !isValue(node)) return null;
  const { start, end } = node.loc;
  const path = placeOf(
    body,
    ({ kind, loc }) => kind === node.kind && loc?.start === start && loc.end === end,
  );
  return path === null ? null : withoutInput(path);
}

/** The arguments and their members around the first node that is wanted; null where it is in none. */
function placeOf(body: string, wanted: (node: ASTNode) => boolean): string | null {
  const path: string[] = [];
  let found: string | null = null;
  visit(parse(body), {
    enter(node) {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.push(node.name.value);
      if (path.length === 0 || !wanted(node)) return undefined;
      found = path.join('.');
      return BREAK;
    },
    leave(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.pop();
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
