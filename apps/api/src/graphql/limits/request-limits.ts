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

/**
 * How deep the brackets of a query go, those in texts and comments apart. One pass, whatever the query holds; behind a text
 * that does not end nothing would be parsed, and nothing is counted.
 */
export function nestingOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < source.length; at += 1) {
    switch (source[at]) {
      case '(':
      case '[':
      case '{':
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case ')':
      case ']':
      case '}':
        depth -= 1;
        break;
      case '#':
        at = endOfLine(source, at);
        break;
      case '"':
        at = source.startsWith('"""', at) ? endOfBlock(source, at + 3) : endOfText(source, at + 1);
        break;
      default:
    }
  }
  return deepest;
}

function endOfLine(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== '\n' && source[at] !== '\r') at += 1;
  return at;
}

/** The place of the quotation mark that ends a text; the end of the query where the line ends first. */
function endOfText(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '"') return at;
    if (source[at] === '\n' || source[at] === '\r') break;
    if (source[at] === '\\') at += 1;
  }
  return source.length;
}

/** The place of the last of the three quotation marks that end a block text. */
function endOfBlock(source: string, from: number): number {
  for (let at = source.indexOf('"""', from); at >= 0; at = source.indexOf('"""', at + 3))
    if (source[at - 1] !== '\\') return at + 2;
  return source.length;
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
