import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../graphql/limits/limits.js';
import { builtFiles } from './built-files.js';

/** What the console's page has in place of the nonce that each answer has of its own. */
const NONCE = '__CSP_NONCE__';

/** Addresses that are never a page of the console, whatever a client accepts. */
const NOT_A_PAGE =
  /^\/(?:graphql|graphiql|health|metrics|session|assets|log|export|imports)(?:\/|$)|^\/calendar\.ics$|^\/sources\/file(?:\/|$)/;

/** Everything comes from here. Styles that scripts add have to show the nonce of their page; a script may never be inline. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    // In a browser of today this is the WebSocket of the same origin as well.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Serves the console from a folder that was built: its files at their paths, and its page at `/` and at whatever else a
 * browser goes to, since the page itself knows which address shows what.
 */
export async function serveConsole(server: FastifyInstance, folder: string): Promise<void> {
  const files = await builtFiles(folder);
  const page = files.find(({ path }) => path === 'index.html');
  if (page === undefined) return;
  // Each file is counted by itself: a page loads dozens, and all browsers of an office may come from one address.
  const rateLimit = { max: LIMITS.strangersRequestsPerMinute, timeWindow: '1 minute' };
  for (const file of files)
    if (file !== page) server.get(`/${file.path}`, { config: { rateLimit } }, file.send);
  const pieces = (await page.text()).split(NONCE);
  server.get('/*', (request, reply) => {
    if (!asksForPage(request)) {
      reply.callNotFound();
      return reply;
    }
    return sendPage(reply, pieces);
  });
}

function asksForPage({ url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? url;
  if (path === '/') return true;
  return !NOT_A_PAGE.test(path) && /\btext\/html\b/i.test(headers.accept ?? '');
}

function sendPage(reply: FastifyReply, pieces: readonly string[]): FastifyReply {
  const nonce = randomBytes(16).toString('base64url');
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', policyOf(nonce))
    .header('cache-control', 'no-store')
    .header('vary', 'accept')
    .send(pieces.join(nonce));
}
