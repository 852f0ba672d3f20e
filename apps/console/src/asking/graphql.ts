import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.js';

/** Makes a typed document of a text; the types are those of `apps/api/schema.graphql`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Date: string;
    DateTime: string;
    Decimal: string;
    Edtf: string;
    JSON: unknown;
    LanguageTag: string;
    Position: string;
  };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
