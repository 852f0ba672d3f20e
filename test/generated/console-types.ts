import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';
import type { Artefact } from './artefact.js';

/** The schema as types, from which the console’s questions get the types of their answers. */
export function consoleTypes(schema: string): Artefact {
  const introspection = minifyIntrospection(introspectionFromSchema(buildSchema(schema)));
  return {
    path: 'apps/console/src/asking/graphql-env.d.ts',
    text: outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true }),
  };
}
