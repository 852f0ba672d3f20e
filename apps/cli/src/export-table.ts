import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Assembly } from '@entente/assembly';
import {
  AGREEMENTS_TABLE,
  EVENTS_TABLE,
  PARTIES_TABLE,
  WorkbookTooLargeError,
  agreementIdsOf,
  loggedEvents,
  partiesIn,
  readAgreements,
  writePackage,
  writeTable,
  type TableForm,
} from '@entente/exchange';
import type { Configuration } from '@entente/platform';
import { countAgreements, countEvents } from '@entente/read-model';
import { asOfJson, resolveAsOf, type AnswerAsOf, type AsOfOptions } from './as-of.js';
import { commandLine, openLedger } from './ledger.js';
import { answer, answerJson, progressOf, say } from './output.js';
import { Refused, UsageError } from './refused.js';

/** What `export` writes, beside a bundle, and in which forms: the usual one first. */
export const EXPORTED = {
  agreements: ['csv', 'xlsx', 'jsonl'],
  parties: ['csv', 'xlsx', 'jsonl'],
  events: ['csv', 'xlsx', 'jsonl'],
  records: ['jsonld'],
  releases: ['jsonld'],
} as const;
type Exported = keyof typeof EXPORTED;

/** How a table is asked for. */
export interface ExportTableOptions extends AsOfOptions {
  readonly format?: string;
  readonly language: 'fr' | 'en';
  readonly output?: string;
  readonly json?: true;
}

/**
 * Writes a table of the ledger, or its agreements as linked data, into a file or on standard output. The file is there whole,
 * or not at all.
 * @throws {UsageError} for a form that it does not have; {Refused} LIMIT_EXCEEDED for a workbook that would be too large
 */
export async function exportTable(
  what: Exported,
  options: ExportTableOptions,
  configured: () => Configuration,
): Promise<void> {
  const forms: readonly string[] = EXPORTED[what];
  const form = options.format ?? forms[0] ?? '';
  if (!forms.includes(form)) throw new UsageError(`${what} can be written as ${forms.join(', ')}.`);
  if (what === 'events' && options.validOn !== undefined)
    throw new UsageError('events have no --as-of: --known leaves out what was recorded later.');
  if (options.output === undefined && options.json) throw new UsageError('--json needs --output.');
  if (form === 'xlsx' && options.output === undefined && process.stdout.isTTY)
    throw new UsageError('a workbook is not for a terminal: give --output.');
  const assembly = await openLedger(configured());
  const asOf = await resolveAsOf(assembly, options);
  await assembly.reads.note(commandLine(`export ${what}.${form}`), []);
  const pieces = await piecesOf(what, form, { assembly, asOf, language: options.language });
  try {
    if (options.output === undefined) {
      await pipeline(pieces, process.stdout, { end: false });
      return;
    }
    const file = resolve(options.output);
    await writeWhole(file, pieces);
    if (options.json) answerJson({ file, asOf: asOfJson(assembly, asOf) });
    else answer(`${what} in ${file}`);
  } catch (error) {
    if (error instanceof WorkbookTooLargeError) throw Refused.byLedger('LIMIT_EXCEEDED', error.limit);
    throw error;
  }
}

interface Reading {
  readonly assembly: Assembly;
  readonly asOf: AnswerAsOf;
  readonly language: 'fr' | 'en';
}

async function piecesOf(
  what: Exported,
  form: string,
  { assembly, asOf, language }: Reading,
): Promise<AsyncGenerator<string | Uint8Array>> {
  const { readModel, ledger } = assembly;
  const { ledgerId } = ledger.identity;
  if (what === 'events') {
    const total = await readModel.ask((db) => countEvents(db, {}, asOf.position));
    const pages = counted('events', total, loggedEvents(readModel, asOf), (page) => page.length);
    return writeTable({ name: what, columns: EVENTS_TABLE, pages, language }, form as TableForm);
  }
  const total = await readModel.ask((db) => countAgreements(db, {}, asOf));
  const listed = counted('agreements', total, agreementIdsOf(readModel, asOf), ({ ids }) => ids.length);
  if (what === 'records' || what === 'releases') return writePackage(what, listed, { readModel, ledgerId });
  const agreements = mapped(listed, ({ ids }) => readModel.ask((db) => readAgreements(db, ids, asOf)));
  if (what === 'agreements')
    return writeTable(
      { name: what, columns: AGREEMENTS_TABLE, pages: agreements, language },
      form as TableForm,
    );
  const pages = mapped(agreements, async (page) => partiesIn(page));
  return writeTable({ name: what, columns: PARTIES_TABLE, pages, language }, form as TableForm);
}

/** The same pages; says on standard error how far they have come. */
async function* counted<Page>(
  name: string,
  total: number,
  pages: AsyncGenerator<Page>,
  sizeOf: (page: Page) => number,
): AsyncGenerator<Page> {
  const progress = progressOf(name);
  let done = 0;
  for await (const page of pages) {
    yield page;
    done += sizeOf(page);
    if (total > 0) progress(done, total);
  }
  if (total === 0) say(`${name}: none`);
}

async function* mapped<From, To>(
  pages: AsyncGenerator<From>,
  to: (page: From) => Promise<To>,
): AsyncGenerator<To> {
  for await (const page of pages) yield await to(page);
}

/** Writes a file beside its place and moves it there when it is whole. */
async function writeWhole(file: string, pieces: AsyncGenerator<string | Uint8Array>): Promise<void> {
  const made = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    await pipeline(pieces, createWriteStream(made, { mode: 0o600 }));
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR')
      throw new UsageError(`${file} cannot be written (${code}): give a file in a folder that is there.`);
    throw error;
  }
}
