import 'reflect-metadata';
import { schemaText } from './schema-text.js';

// `npm run schema` keeps this in apps/api/schema.graphql, for a reviewer to read; `npm run check` compares the two.
process.stdout.write(await schemaText());
