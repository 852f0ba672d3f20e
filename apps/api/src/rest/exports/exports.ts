import { Readable } from 'node:stream';
import type { Caller } from '@entente/access';
import { WorkbookTooLargeError } from '@entente/exchange';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../../api-parts.js';
import { overLimit } from '../../graphql/errors/refused-error.js';
import { LIMITS } from '../../graphql/limits/limits.js';
import type { ApiContext } from '../../graphql/loading/context.js';
import { checkAccess } from '../../guard.js';
import { pagesOf } from '../internal.js';
import { readAsked } from './asked.js';
import { EXPORTS, type AskedList } from './tables.js';

/** Below this are the tables. */
export const EXPORT_URL = '/export/';

interface Asking {
  readonly callerOf: (request: FastifyRequest) => Caller | null;
  readonly contextOf: (caller: Caller | null, way: string) => ApiContext;
}

/**
 * `GET /export/agreements.csv`, `parties`, `events`, and the same as `.xlsx` and `.jsonl`: whole tables, as of the dates that
 * are asked for (`validOn`, `knownAt` or `position`), narrowed by a `filter` (that of the list in the API, as JSON). CSV and
 * JSON lines are sent as they are read; a workbook is sent whole. `records.jsonld` and `releases.jsonld` are the agreements as
 * linked data.
 */
export function serveExports(server: FastifyInstance, parts: ApiParts, asking: Asking): void {
  for (const [name, list] of Object.entries(EXPORTS))
    for (const [form, type] of Object.entries(list.forms))
      server.get(`${EXPORT_URL}${name}.${form}`, { config: { rateLimit: RATE } }, async (request, reply) => {
        const caller = callerAllowed(list, asking.callerOf(request));
        const { language, variables } = readAsked(request.query, list);
        const way = `export ${name}.${form}`;
        await parts.reads.note({ who: caller.actor, way }, []);
        const pages = pagesOf<never>(server, () => asking.contextOf(caller, way), list.query, variables);
        const written = list.write(pages, { name, form, language, parts });
        return send(reply, written, { file: `${name}.${form}`, type });
      });
}

const RATE = { max: LIMITS.exportsPerMinute, timeWindow: '1 minute' };

function callerAllowed({ roles }: AskedList, caller: Caller | null): Caller {
  try {
    checkAccess(roles, caller);
  } catch (error) {
    throw Object.assign(error as Error, { statusCode: caller === null ? 401 : 403 });
  }
  return caller;
}

/** Sends what is written as it comes. What is refused is refused before anything is sent. */
async function send(
  reply: FastifyReply,
  written: AsyncGenerator<string | Uint8Array>,
  { file, type }: { readonly file: string; readonly type: string },
): Promise<FastifyReply> {
  const first = await written.next().catch((error: unknown) => {
    if (!(error instanceof WorkbookTooLargeError)) throw error;
    throw Object.assign(overLimit(error.limit, null), { statusCode: 422 });
  });
  const pieces = first.done === true ? [] : behind(first.value, written);
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${file}"`)
    .type(type)
    .send(Readable.from(pieces, { objectMode: false }));
}

async function* behind<Piece>(first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield first;
  yield* rest;
}
