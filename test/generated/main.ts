import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Artefact } from './artefact.js';
import { schemaText } from '../../apps/api/src/graphql/schema-text.js';
import { codesDocument } from './codes.js';
import { consoleForms } from './console-forms.js';
import { consoleTypes } from './console-types.js';
import { domainDocument } from './fact-table.js';
import { goldenFiles } from './golden-files.js';
import { packageSchemas } from './package-schemas.js';
import { readModelSql } from './read-model-sql.js';
import { storedSchemas } from './stored-schemas.js';

const ROOT = join(import.meta.dirname, '../..');

const HELP = `npm run generate [-- --check]

Writes the files that are made from the code: the GraphQL schema (and its types and forms for the console), the SQL of the read model's
questions, the stored schemas and golden files of events, the table of facts in docs/domain.md,
docs/codes.md, and the schemas of what is exported as linked data in docs/schemas.
  --check   writes nothing; names each file that differs and exits with 1
`;

async function artefacts(): Promise<readonly Artefact[]> {
  const schema = await schemaText();
  return [
    { path: 'apps/api/schema.graphql', text: schema },
    consoleTypes(schema),
    consoleForms(),
    ...(await readModelSql()),
    ...storedSchemas(),
    ...(await goldenFiles(join(ROOT, 'libs/ledger/src/catalogue/golden'))),
    await domainDocument(ROOT),
    codesDocument(ROOT),
    ...packageSchemas(),
  ];
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) process.stdout.write(HELP);
else process.exitCode = await run(values.check ?? false);

async function run(check: boolean): Promise<number> {
  let faults = 0;
  for (const artefact of await artefacts()) {
    const path = join(ROOT, artefact.path);
    const there = await readFile(path, 'utf8').catch(() => null);
    const text = await formatted(path, artefact.text);
    if (there === text) continue;
    if (there !== null && artefact.forEver) {
      process.stderr.write(
        `${artefact.path} would change. What is stored is for ever: add a version instead.\n`,
      );
      faults += 1;
    } else if (check) {
      process.stderr.write(`${artefact.path} is not what the code makes. Run npm run generate.\n`);
      faults += 1;
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      process.stdout.write(`wrote ${artefact.path}\n`);
    }
  }
  return faults === 0 ? 0 : 1;
}

/** As prettier sets a file of that name; what it does not set stays as it is. */
async function formatted(path: string, text: string): Promise<string> {
  if (!/(?<!\.d)\.(?:json|md|ts)$/.test(path)) return text;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
