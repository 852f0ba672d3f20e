import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { RefusedError } from '../errors/refused-error.js';
import { costOf } from './cost.js';
import { depthOf, documentLimits } from './document-limits.js';
import { LIMITS } from './limits.js';
import { checkCost, checkSource, operationsOf } from './request-limits.js';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../schema.graphql'), 'utf8'));
const errorsOf = (query: string) => validate(schema, parse(query), [...specifiedRules, documentLimits]);
const limitOf = (query: string) => {
  const [error] = errorsOf(query);
  return error?.originalError instanceof RefusedError ? error.originalError.refusal.details['limit'] : null;
};
const nested = (levels: number): string =>
  `{ agreement(id: "a") ${'{ parties { organization { agreements { nodes '.repeat(levels)}{ id } ${'} } } }'.repeat(levels)} }`;

describe('a document', () => {
  it('may be the introspection that GraphiQL sends', () => {
    expect(errorsOf(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }))).toEqual([]);
  });

  it('may be twelve fields deep', () => {
    expect(depthOf(parse(nested(2)))).toBe(10);
    expect(errorsOf(nested(2))).toEqual([]);
  });

  it('may not be deeper, nor by way of fragments', () => {
    expect(limitOf(nested(3))).toBe('QUERY_DEPTH');
    const spread = `fragment F on Agreement { parties { organization { agreements { nodes { parties { organization { id } } } } } } }
      { agreement(id: "a") { parties { organization { agreements { nodes { parties { organization { agreements { nodes { ...F } } } } } } } } } }`;
    expect(limitOf(spread)).toBe('QUERY_DEPTH');
  });

  it('may have a hundred aliases and no more', () => {
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_v, n) => `a${n}: position { head }`).join(' ')} }`;
    expect(errorsOf(aliases(100))).toEqual([]);
    expect(limitOf(aliases(101))).toBe('QUERY_ALIASES');
  });

  it('may not be full of directives', () => {
    const directives = ' @skip(if: false) @include(if: true)';
    const query = `{ ${Array.from({ length: 30 }, (_v, n) => `a${n}: position${directives} { head }`).join(' ')} }`;
    expect(limitOf(query)).toBe('QUERY_DIRECTIVES');
  });

  it('ends with an error, and ends, where fragments go in a circle', () => {
    const errors = errorsOf(
      'fragment A on Agreement { ...B } fragment B on Agreement { ...A } { agreement(id: "a") { ...A } }',
    );
    expect(errors.map(({ message }) => message).join()).toContain('within itself');
  });
});

describe('the cost of an operation', () => {
  const cost = (query: string, variables = {}) => costOf(schema, parse(query), variables);

  it('counts a connection for its first, given, by variable or by default', () => {
    expect(cost('{ agreements(first: 3) { nodes { id } } }')).toBe(6);
    expect(cost('query ($n: Int) { agreements(first: $n) { nodes { id } } }', { n: 10 })).toBe(20);
    expect(cost('{ agreements { nodes { id } } }')).toBe(100);
    expect(cost('query ($n: Int = 200) { agreements(first: $n) { nodes { id } } }')).toBe(400);
    expect(cost('query ($n: Int = 200) { agreements(first: $n) { nodes { id } } }', { n: 3 })).toBe(6);
  });

  it('multiplies what is below', () => {
    expect(cost('{ agreements(first: 10) { nodes { parties { organization { id } } } } }')).toBe(120);
  });

  it('counts through fragments', () => {
    expect(
      cost('fragment F on Agreement { status { since { edtf } } } { agreement(id: "a") { ...F } }'),
    ).toBe(3);
  });

  it('of the dearest operation counts', () => {
    expect(cost('query A { position { head } } query B { agreements(first: 3) { nodes { id } } }')).toBe(6);
  });

  it('above the limit is LIMIT_EXCEEDED', () => {
    const query =
      '{ agreements(first: 200) { nodes { meetings(first: 200) { nodes { agreement { meetings { nodes { id } } } } } } } }';
    expect(cost(query)).toBeGreaterThan(LIMITS.cost);
    expect(() => checkCost(schema, parse(query), {})).toThrow('exceeds a limit');
  });

  it('of a page of two hundred agreements with their parties is within the limit', () => {
    const query =
      '{ agreements(first: 200) { totalCount nodes { id title status { status flags since { edtf } } parties { organization { id name } since { edtf } signedBy { displayName } } } } }';
    expect(() => checkCost(schema, parse(query), {})).not.toThrow();
  });

  it('of a page of an impossible length is no reason to refuse it: its field is', () => {
    expect(() =>
      checkCost(schema, parse('{ agreements(first: 1000000) { nodes { id } } }'), {}),
    ).not.toThrow();
  });
});

describe('the source of a query', () => {
  it('may be a query', () => {
    expect(() => checkSource('{ position { head } }')).not.toThrow();
    expect(() => checkSource('\n query A { position { head } }')).not.toThrow();
  });

  it('may not be longer than the limit', () => {
    expect(() => checkSource(`#${'x'.repeat(LIMITS.queryCharacters)}`)).toThrow('exceeds a limit');
  });

  it.each(['{"kind":"Document"}', 'null', 'true', '1', '"x"', '[]', '{}'])(
    'may not be JSON, which would be taken for a syntax tree: %s',
    (source) => {
      expect(() => checkSource(source)).toThrow('not GraphQL');
    },
  );
});

it('counts the operations of a document', () => {
  expect(operationsOf(parse('query A { position { head } } fragment F on Agreement { id }'))).toBe(1);
  expect(operationsOf(parse('query A { position { head } } query B { position { head } }'))).toBe(2);
});
