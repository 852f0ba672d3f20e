import type { Caller } from '@entente/access';
import { FACTS, IMPORT_FILES } from '@entente/domain';
import { isAllowed } from '@entente/access';
import {
  ProfileError,
  refusedCsv,
  type ImportingCaller,
  type Imports,
  type KeptImports,
} from '@entente/exchange';
import { systemClock } from '@entente/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid } from '../../graphql/errors/refused-error.js';
import { checkAccess, recorderOf } from '../../guard.js';
import { asRefusal } from './refusals.js';

/** Below this files are imported. */
export const IMPORTS_URL = '/imports';

interface ImportServing {
  readonly imports: Imports;
  readonly kept: KeptImports;
  readonly callerOf: (request: FastifyRequest) => Caller | null;
}

const name = z.string().regex(/^[a-z0-9-]{1,50}$/);
const wanted = z.strictObject({
  profile: name,
  version: z.int().min(1).optional(),
  choices: z.record(z.string().min(1).max(2_500), z.string().max(2_000).nullable()).default({}),
});
const named = z.strictObject({ name: z.string().trim().min(1).max(100) });
/** A profile is a page of text. */
const MOST_PROFILE_BYTES = 200_000;

interface OfProfile {
  Params: { profile: string };
}

interface OfRun {
  Params: { id: string };
}

/**
 * The import, for the secretariat. `POST /imports?name=…` takes a file; `POST /imports/<id>/plan` with `{profile, choices}`
 * rehearses it, `…/record` records it, `…/pause` pauses that, `…/give-up` ends one that is paused; `GET /imports/<id>` says how far it is, and why rows
 * cannot be recorded; `…/refused.csv` has that as a table. `GET /imports/profiles` lists the profiles, `POST` gives one (YAML or JSON);
 * `GET …/profiles/<profile>/versions` lists what was kept of one, `POST` with `{name}` keeps it as it is now.
 */
export async function serveImports(server: FastifyInstance, serving: ImportServing): Promise<void> {
  const { imports, kept, callerOf } = serving;
  const only = {
    preParsing: async (request: FastifyRequest) => {
      try {
        checkAccess(['secretariat'], callerOf(request));
      } catch (error) {
        throw Object.assign(error as Error, { statusCode: callerOf(request) === null ? 401 : 403 });
      }
    },
  };
  const answer = async (reply: FastifyReply, status: number, work: Promise<unknown>) => {
    const said = await work.catch((error: unknown) => {
      throw asRefusal(error);
    });
    return reply.header('cache-control', 'private, no-store').status(status).send(said);
  };
  await server.register(async (scope) => {
    // Whatever a client calls it, a list is bytes, and a profile is text.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error) => {
      throw asRefusal(error);
    });
    scope.get(IMPORTS_URL, only, (_request, reply) => answer(reply, 200, imports.runs()));
    scope.post<{ Querystring: { name?: string } }>(
      IMPORTS_URL,
      { bodyLimit: IMPORT_FILES.bytes, ...only },
      ({ body, query }, reply) =>
        answer(reply, 201, imports.take({ name: fileName(query.name), bytes: bytesOf(body) })),
    );
    scope.get(`${IMPORTS_URL}/profiles`, only, (_request, reply) => answer(reply, 200, kept.profiles()));
    scope.post(`${IMPORTS_URL}/profiles`, { bodyLimit: MOST_PROFILE_BYTES, ...only }, ({ body }, reply) =>
      answer(reply, 201, give(kept, bytesOf(body).toString('utf8'))),
    );
    const versionsUrl = `${IMPORTS_URL}/profiles/:profile/versions`;
    scope.get<OfProfile>(versionsUrl, only, ({ params }, reply) =>
      answer(reply, 200, versionsOf(kept, params.profile)),
    );
    scope.post<OfProfile>(versionsUrl, only, ({ params, body }, reply) =>
      answer(reply, 201, keepVersion(kept, params.profile, read(body, named).name)),
    );
    scope.get<OfRun>(`${IMPORTS_URL}/:id`, only, ({ params }, reply) =>
      answer(reply, 200, imports.run(params.id)),
    );
    scope.post<OfRun>(`${IMPORTS_URL}/:id/plan`, only, (request, reply) =>
      answer(
        reply,
        202,
        imports.plan(request.params.id, read(request.body, wanted), callerIn(callerOf(request))),
      ),
    );
    scope.post<OfRun>(`${IMPORTS_URL}/:id/record`, only, (request, reply) =>
      answer(reply, 202, imports.record(request.params.id, callerIn(callerOf(request)))),
    );
    scope.post<OfRun>(`${IMPORTS_URL}/:id/pause`, only, ({ params }, reply) =>
      answer(reply, 202, imports.pause(params.id)),
    );
    scope.post<OfRun>(`${IMPORTS_URL}/:id/give-up`, only, ({ params }, reply) =>
      answer(reply, 200, imports.giveUp(params.id)),
    );
    scope.get<OfRun & { Querystring: { lang?: string } }>(
      `${IMPORTS_URL}/:id/refused.csv`,
      only,
      async ({ params, query }, reply) =>
        sendRefused(reply, imports, params.id, query.lang === 'en' ? 'en' : 'fr'),
    );
  });
}

/** Who records, and by which commands that caller may. */
function callerIn(caller: Caller | null): ImportingCaller {
  checkAccess(['secretariat'], caller);
  const { role, actor } = caller as Caller;
  const may = new Set(
    FACTS.filter((fact) => isAllowed(role, [recorderOf(fact)])).map(({ command }) => command),
  );
  return { actor, mayRecord: (command) => may.has(command) };
}

async function give(kept: KeptImports, text: string): Promise<unknown> {
  const profile = await kept.read(text);
  await kept.keep(profile);
  return profile;
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body) && body.byteLength > 0) return body;
  throw Object.assign(invalid('body', { problem: 'IMPORT_FILE', reason: 'it is empty' }), {
    statusCode: 400,
  });
}

/** The last part of a name, as a browser may give a path. */
function fileName(given: string | undefined): string {
  const last = (given ?? '').split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, '').trim() ?? '';
  return last === '' ? 'import' : last.slice(0, 200);
}

/** A name, and never the path of a file. @throws {ProfileError} */
function nameOf(given: string): string {
  const parsed = name.safeParse(given);
  if (!parsed.success) throw new ProfileError('a name has lower-case letters, digits and hyphens');
  return parsed.data;
}

async function versionsOf({ versions, profile }: KeptImports, of: string) {
  return versions.list((await profile(nameOf(of))).profile);
}

async function keepVersion(kept: KeptImports, of: string, name: string) {
  const last = await kept.profile(nameOf(of));
  const { version } = await kept.versions.add(last, { name, at: systemClock.now().toISOString() });
  await kept.keep({ ...last, version });
  return { version, name };
}

function read<T>(body: unknown, form: z.ZodType<T>): T {
  let sent: unknown;
  try {
    sent = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw Object.assign(invalid('body', { problem: 'MEDIA_TYPE' }), { statusCode: 400 });
  }
  const parsed = form.safeParse(sent);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw Object.assign(invalid('body', { problem: 'IMPORT_PROFILE', reason }), { statusCode: 400 });
}

async function sendRefused(
  reply: FastifyReply,
  imports: Imports,
  id: string,
  lang: 'fr' | 'en',
): Promise<FastifyReply> {
  const run = await imports.run(id).catch((error: unknown) => {
    throw asRefusal(error);
  });
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="refused.csv"`)
    .type('text/csv; charset=utf-8')
    .send(refusedCsv(run, lang));
}
