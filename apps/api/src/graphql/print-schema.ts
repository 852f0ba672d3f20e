import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { schemaText } from './schema-text.js';

// `npm run schema`: writes the schema where it is committed, for a reviewer to read and for `npm run check` to compare.
const [, , file = 'apps/api/schema.graphql'] = process.argv;
await writeFile(file, await schemaText());
