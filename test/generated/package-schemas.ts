import { z } from 'zod';
import { recordPackageSchema, releasePackageSchema } from '../../libs/exchange/src/index.js';
import type { Artefact } from './artefact.js';

/** The JSON Schemas of the packages of linked data that are exported. */
export function packageSchemas(): readonly Artefact[] {
  return [
    schemaOf('record-package', 'A package of records', recordPackageSchema),
    schemaOf('release-package', 'A package of releases', releasePackageSchema),
  ];
}

function schemaOf(name: string, title: string, schema: z.ZodType): Artefact {
  const { $schema, ...rest } = z.toJSONSchema(schema);
  const whole = { $schema, $id: `urn:entente:schema:${name}:1`, title, ...rest };
  return { path: `docs/schemas/${name}.json`, text: `${JSON.stringify(whole, null, 2)}\n` };
}
