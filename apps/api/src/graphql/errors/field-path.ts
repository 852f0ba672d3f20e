import { BREAK, GraphQLError, Kind, parse, visit, type ASTNode } from 'graphql';

/**
 * Which member of the arguments a request error of graphql-js is about, as a path without the argument that every mutation
 * calls `input`; null when it is about none. Variables tell it in the message, literals by their place in the document.
 */
export function fieldOf(error: GraphQLError): string | null {
  return fieldOfVariable(error) ?? fieldOfLiteral(error);
}

function fieldOfVariable(error: GraphQLError): string | null {
  const match = /^Variable "\$([A-Za-z0-9_]+)"/.exec(error.message);
  if (!match) return null;
  // The value that was sent stands in the message before its place does: what follows the place is cut off first.
  const cause = error.originalError?.message;
  const head =
    cause !== undefined && error.message.endsWith(cause)
      ? error.message.slice(0, -cause.length)
      : error.message;
  const at = /\bat "([^"]*)"; *$/.exec(head) ?? /\bat "([^"]*)";[^"]*(?:"[^"]*"[^"]*)*$/.exec(head);
  const path = at?.[1] ?? match[1] ?? '';
  return withoutInput(path.replace(/\[(\d+)\]/g, '.$1'));
}

function fieldOfLiteral(error: GraphQLError): string | null {
  const node = error.nodes?.[0];
  const body = error.source?.body;
  if (!node?.loc || body === undefined || !isValue(node)) return null;
  const { start, end } = node.loc;
  const path: string[] = [];
  let found: string | null = null;
  visit(parse(body), {
    enter(at) {
      if (at.kind === Kind.ARGUMENT || at.kind === Kind.OBJECT_FIELD) path.push(at.name.value);
      if (at.kind === node.kind && at.loc?.start === start && at.loc.end === end) {
        found = path.join('.');
        return BREAK;
      }
      return undefined;
    },
    leave(at) {
      if (at.kind === Kind.ARGUMENT || at.kind === Kind.OBJECT_FIELD) path.pop();
    },
  });
  return found === null || found === '' ? null : withoutInput(found);
}

function isValue(node: ASTNode): boolean {
  return node.kind.endsWith('Value') || node.kind === Kind.OBJECT_FIELD;
}

/** Clients know the members of an input by their own names. */
export function withoutInput(path: string): string {
  return path.startsWith('input.') ? path.slice('input.'.length) : path;
}
