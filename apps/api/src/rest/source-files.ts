import type { Caller, Role } from '@entente/access';
import { openNotedFile } from '@entente/assembly';
import { SOURCE_FILES } from '@entente/domain';
import type { KeptDocument, KeptFiles } from '@entente/ledger';
import type { ReadLog } from '@entente/transparency';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invalid, overLimit, refused } from '../graphql/errors/refused-error.js';
import { checkAccess } from '../guard.js';
import { typeOfFile } from './file-type.js';
import { isTooLarge } from './too-large.js';

/** Where files are sent to, and got from below. */
export const FILES_URL = '/sources/file';

const HASH = /^[0-9a-f]{64}$/;

/** A page that a browser would make of a file may do nothing, not even be a page of this host. */
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * `POST /sources/file` keeps a file, for the secretariat, and answers `{sha256, bytes, type}`; `GET /sources/file/<sha256>`
 * gives it back, for the secretariat and auditors, to be saved and never to be shown, once it is noted who gets it. `callerOf` says who asks.
 */
export async function serveSourceFiles(
  server: FastifyInstance,
  parts: {
    readonly files: KeptFiles;
    readonly reads: Pick<ReadLog, 'note'>;
    readonly callerOf: (request: FastifyRequest) => Caller | null;
  },
): Promise<void> {
  const { files, reads, callerOf } = parts;
  // Before the body is read.
  const only = (...roles: Role[]) => ({
    preParsing: async (request: FastifyRequest) => {
      try {
        checkAccess(roles, callerOf(request));
      } catch (error) {
        throw Object.assign(error as Error, { statusCode: 403 });
      }
    },
  });
  await server.register(async (scope) => {
    // Whatever a client calls it, a file is bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error) => {
      throw isTooLarge(error) ? tooLarge() : error;
    });
    scope.post(FILES_URL, { bodyLimit: SOURCE_FILES.bytes, ...only('secretariat') }, async (request, reply) =>
      keep(request.body, reply, files),
    );
    scope.get<{ Params: { sha256: string } }>(
      `${FILES_URL}/:sha256`,
      only('secretariat', 'auditor'),
      async (request, reply) => {
        const hash = request.params.sha256.toLowerCase();
        const reader = { who: callerOf(request)?.actor ?? '', way: 'source file' };
        const found = HASH.test(hash) ? await openNotedFile(files, reads, { reader, hash }) : null;
        return send(hash, found, reply);
      },
    );
  });
}

function tooLarge(): Error {
  const most = SOURCE_FILES.bytes / 1_048_576;
  return Object.assign(overLimit({ limit: 'BODY_MEGABYTES', most }, 'body'), { statusCode: 413 });
}

async function keep(body: unknown, reply: FastifyReply, files: KeptFiles): Promise<FastifyReply> {
  const type = Buffer.isBuffer(body) ? typeOfFile(body) : null;
  if (!Buffer.isBuffer(body) || type === null)
    throw Object.assign(invalid('body', { problem: 'FILE_TYPE', words: Object.values(SOURCE_FILES.types) }), {
      statusCode: 415,
    });
  const sha256 = await files.keep(body);
  return reply.header('cache-control', 'no-store').send({ sha256, bytes: body.length, type });
}

async function send(hash: string, found: KeptDocument | null, reply: FastifyReply): Promise<FastifyReply> {
  if (found?.state === 'UNREADABLE')
    throw Object.assign(refused('SEALED_UNREADABLE', null), { statusCode: 500 });
  if (found?.state !== 'OPENED')
    throw Object.assign(refused('FILE_NOT_FOUND', 'sha256', { sha256: hash.slice(0, 64) }), {
      statusCode: 404,
    });
  const type = typeOfFile(found.bytes);
  const ending = type === null ? 'bin' : SOURCE_FILES.types[type];
  return reply
    .header('content-type', type ?? 'application/octet-stream')
    .header('content-disposition', `attachment; filename="${hash}.${ending}"`)
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(found.bytes);
}
