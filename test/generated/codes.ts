import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ADVICE_CODES,
  MESSAGES,
  POLICY_CODES,
  RETRYABLE_CODES,
  type RefusalCode,
} from '../../libs/domain/src/index.js';
import type { Artefact } from './artefact.js';

/** Specs that name every code, whatever produces it. */
const NAMES_ALL = /(?:messages|codes)\.spec\.ts$/;
/** How many specs are named of a code; there may be more. */
const MOST_NAMED = 2;

const INTRODUCTION = `# Codes

What the ledger answers when it does not record, or records with a warning. Programs switch on the code, which never changes; \`extensions\` of the error carry it with \`field\`, \`details\` and the message in both languages. What stands in braces is filled in from the details. A **policy** can be overridden (\`overrides: [{ rule, reason }]\`); **advice** comes with what was recorded; **again** is worth a second try. The last column names tests that make the ledger answer with the code; a code without one cannot be in this file, which \`npm run generate\` writes.
`;

/** `docs/codes.md`: every code, what it says and the tests that produce it. @throws for a code that no test produces */
export function codesDocument(root: string): Artefact {
  const specs = globSync('{apps,libs,test}/**/*.spec.ts', { cwd: root })
    .filter((path) => !NAMES_ALL.test(path))
    .map((path) => ({ path, words: new Set(readFileSync(join(root, path), 'utf8').match(/[A-Z_]{4,}/g)) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const codes = (Object.keys(MESSAGES) as RefusalCode[]).toSorted();
  const rows = codes.map((code) => {
    const by = specs.filter(({ words }) => words.has(code)).slice(0, MOST_NAMED);
    if (by.length === 0) throw new Error(`no test produces the code ${code}`);
    const { fr, en } = MESSAGES[code];
    const links = by.map(({ path }) => `[${path.split('/').at(-1) ?? path}](../${path})`);
    return `| \`${code}\` | ${kindOf(code)} | ${en} | ${fr} | ${links.join(', ')} |`;
  });
  const head = '| code | kind | in English | en français | produced by |\n| --- | --- | --- | --- | --- |';
  return { path: 'docs/codes.md', text: `${INTRODUCTION}\n${head}\n${rows.join('\n')}\n` };
}

function kindOf(code: RefusalCode): string {
  const among = (codes: readonly string[]): boolean => codes.includes(code);
  if (among(RETRYABLE_CODES)) return 'again';
  if (among(POLICY_CODES)) return 'policy';
  return among(ADVICE_CODES) ? 'advice' : '';
}
