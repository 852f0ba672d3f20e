import { Kind, type DocumentNode, type GraphQLSchema } from 'graphql';
import { invalid, overLimit } from '../errors/refused-error.js';
import { costOf } from './cost.js';
import { LIMITS } from './limits.js';

/**
 * What is judged of a query before it is parsed: its length, and that it is a query. Mercurius would take the JSON of a
 * syntax tree for one, past every limit of the parser.
 * @throws {RefusedError}
 */
export function checkSource(source: string): void {
  if (source.length > LIMITS.queryCharacters)
    throw overLimit({ limit: 'QUERY_CHARACTERS', most: LIMITS.queryCharacters });
  if (nestingOf(source) > LIMITS.nesting) throw overLimit({ limit: 'QUERY_NESTING', most: LIMITS.nesting });
  if (isJson(source)) throw invalid('query', { problem: 'NOT_GRAPHQL' });
}

/** How deep the brackets of a query go, those in texts and comments apart. */
function nestingOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  // A text, a block text or a comment counts as one lexeme without brackets; one that does not end, as what it begins with.
  for (const [lexeme] of source.matchAll(
    /"""(?:[^"\\]|\\"""|\\|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#.*|[([{]|[)\]}]/g,
  )) {
    if (lexeme === '{' || lexeme === '[' || lexeme === '(') depth += 1;
    else if (lexeme === '}' || lexeme === ']' || lexeme === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function isJson(source: string): boolean {
  // A GraphQL document never begins like a member of a JSON object, nor is it a JSON value.
  if (!/^\s*(\{\s*["}]|[[\]"\d-]|null\s*$|true\s*$|false\s*$)/.test(source)) return false;
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/**
 * What is judged of an operation before it runs: its cost, which depends on its variables.
 * @throws {RefusedError}
 */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const cost = costOf(schema, document, variables);
  if (cost > LIMITS.cost) throw overLimit({ limit: 'QUERY_COST', most: LIMITS.cost, cost });
}

/** How many operations a document holds. */
export function operationsOf(document: DocumentNode): number {
  return document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
}
