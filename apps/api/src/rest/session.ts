import type { BegunSession, SignIn } from '@entente/access';
import { stringifySetCookie } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiParts } from '../api-parts.js';
import { invalid, overLimit } from '../graphql/errors/refused-error.js';
import { AccessDeniedError } from '../guard.js';
import { cookieName, isOwnOrigin, sessionIn } from './caller.js';
import { isTooLarge } from './too-large.js';

/** More than a token and its JSON. */
const MOST_BYTES = 1_024;

const signIn = z.union([z.strictObject({ token: z.string() }), z.strictObject({ code: z.string() })]);

/**
 * `POST /session` with `{"token"}` or `{"code"}` signs a browser in: 204, and a cookie that no script can read. `DELETE
 * /session` signs it out. Both are for pages of this host alone.
 */
export function serveSession(server: FastifyInstance, parts: ApiParts): void {
  const { sessions } = parts.access;
  const { ledgerId } = parts.ledger.identity;
  const errorHandler = (error: unknown): never => {
    throw isTooLarge(error)
      ? Object.assign(overLimit({ limit: 'BODY_BYTES', most: MOST_BYTES }, 'body'), { statusCode: 413 })
      : error;
  };
  server.post('/session', { bodyLimit: MOST_BYTES, errorHandler }, async (request, reply) => {
    checkOrigin(request);
    const begun = await sessions.begin(read(request));
    if (begun === null) throw Object.assign(new AccessDeniedError('UNAUTHENTICATED'), { statusCode: 401 });
    const former = sessionIn(request.headers, ledgerId);
    if (former !== null) await sessions.end(former);
    return sendCookie(reply, parts, isSecure(request, parts), begun);
  });
  server.delete('/session', async (request, reply) => {
    checkOrigin(request);
    const secret = sessionIn(request.headers, ledgerId);
    if (secret !== null) await sessions.end(secret);
    return sendCookie(reply, parts, isSecure(request, parts), null);
  });
}

/** @throws {RefusedError} where a page of another origin sends it */
function checkOrigin({ headers }: FastifyRequest): void {
  if (!isOwnOrigin(headers))
    throw Object.assign(invalid(null, { problem: 'FOREIGN_ORIGIN' }), { statusCode: 403 });
}

function read({ headers, body }: FastifyRequest): SignIn {
  // A form, which any page may send anywhere, is read by the server too.
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    throw Object.assign(invalid(null, { problem: 'MEDIA_TYPE' }), { statusCode: 400 });
  const parsed = signIn.safeParse(body);
  if (!parsed.success)
    throw Object.assign(invalid('body', { problem: 'NOT_A_SIGN_IN' }), { statusCode: 400 });
  return parsed.data;
}

/** Whether the cookie may go over TLS alone: in production always. A proxy says in a header how it was asked. */
function isSecure({ protocol, headers }: FastifyRequest, { production }: ApiParts): boolean {
  return production || protocol === 'https' || headers['x-forwarded-proto'] === 'https';
}

function sendCookie(
  reply: FastifyReply,
  { ledger: { identity } }: ApiParts,
  secure: boolean,
  begun: BegunSession | null,
): FastifyReply {
  const cookie = stringifySetCookie({
    name: cookieName(identity.ledgerId, secure),
    value: begun?.secret ?? '',
    expires: begun?.expires ?? new Date(0),
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
  });
  return reply.header('set-cookie', cookie).header('cache-control', 'no-store').status(204).send();
}
