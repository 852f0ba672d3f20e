import { Readable } from 'node:stream';
import type { Caller } from '@entente/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid } from '../../graphql/errors/refused-error.js';
import { LIMITS } from '../../graphql/limits/limits.js';
import type { ApiContext } from '../../graphql/loading/context.js';
import { checkAccess } from '../../guard.js';
import { pagesOf } from '../internal.js';
import { BYTE_ORDER_MARK, csvLine, type Cell } from './csv.js';
import { TABLES, type ExportedTable } from './tables.js';

/** Below this are the tables. */
export const EXPORT_URL = '/export/';

interface Asking {
  readonly callerOf: (request: FastifyRequest) => Caller | null;
  readonly contextOf: (caller: Caller | null) => ApiContext;
}

type Row = Readonly<Record<string, Cell>>;

const asked = z.object({
  lang: z.enum(['fr', 'en']).default('fr'),
  validOn: z.string().optional(),
  knownAt: z.string().optional(),
  position: z.string().optional(),
});

/**
 * `GET /export/agreements.csv`, `parties`, `events`, and the same as `.jsonl`: whole tables, as of the dates that are asked for
 * (`validOn`, `knownAt` or `position`), sent as they are read. CSV is for spreadsheets (a semicolon between cells with
 * `lang=fr`, a comma with `lang=en`), a JSON text a line for programs.
 */
export function serveExports(server: FastifyInstance, { callerOf, contextOf }: Asking): void {
  const rateLimit = { max: LIMITS.exportsPerMinute, timeWindow: '1 minute' };
  for (const [name, table] of Object.entries<ExportedTable>(TABLES))
    for (const form of ['csv', 'jsonl'] as const)
      server.get(`${EXPORT_URL}${name}.${form}`, { config: { rateLimit } }, async (request, reply) => {
        const caller = callerOf(request);
        try {
          checkAccess(table.roles, caller);
        } catch (error) {
          throw Object.assign(error as Error, { statusCode: caller === null ? 401 : 403 });
        }
        const { lang, ...dates } = read(request.query, table);
        const pages = pagesOf<never>(server, () => contextOf(caller), table.query, {
          ...(table.asOf && { asOf: dates, lang }),
        });
        // What is refused is refused before anything is sent.
        const first = await pages.next();
        const rows = rowsOf(table, first.done ? [] : first.value, pages);
        return reply
          .header('cache-control', 'private, no-store')
          .header('content-disposition', `attachment; filename="${name}.${form}"`)
          .type(
            form === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/jsonl; charset=utf-8',
          )
          .send(Readable.from(form === 'csv' ? csvOf(rows, lang === 'fr' ? ';' : ',') : linesOf(rows)));
      });
}

function read(query: unknown, { asOf }: ExportedTable): z.infer<typeof asked> {
  const parsed = asked.safeParse(query);
  if (!parsed.success)
    throw Object.assign(invalid('lang', { problem: 'NOT_ONE_OF', words: ['fr', 'en'] }), { statusCode: 400 });
  const dated = (['validOn', 'knownAt', 'position'] as const).find((name) => parsed.data[name] !== undefined);
  // The log has no dates: it is all that was recorded.
  if (!asOf && dated !== undefined)
    throw Object.assign(invalid(dated, { problem: 'NOT_ONE_OF', words: ['lang'] }), { statusCode: 400 });
  return parsed.data;
}

/** The rows a page at a time. */
async function* rowsOf(
  { rowsOf: of }: ExportedTable,
  first: readonly never[],
  rest: AsyncGenerator<readonly never[]>,
): AsyncGenerator<readonly Row[]> {
  yield first.flatMap(of);
  for await (const nodes of rest) yield nodes.flatMap(of);
}

async function* csvOf(pages: AsyncGenerator<readonly Row[]>, separator: ',' | ';'): AsyncGenerator<string> {
  let columns: readonly string[] | null = null;
  yield BYTE_ORDER_MARK;
  for await (const rows of pages) {
    let lines = '';
    for (const row of rows) {
      if (columns === null) {
        columns = Object.keys(row);
        lines += csvLine(columns, separator);
      }
      lines += csvLine(Object.values(row), separator);
    }
    yield lines;
  }
}

async function* linesOf(pages: AsyncGenerator<readonly Row[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
