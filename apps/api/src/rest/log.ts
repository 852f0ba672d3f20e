import { kindOfTile, readTile } from '@entente/transparency';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../api-parts.js';

/** A tile never changes; a checkpoint is the last one for a minute at most. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const BINARY = 'application/octet-stream';

/**
 * The log as static files (C2SP tlog-tiles): `/log/checkpoint`, and `/log/tile/…` of what it covers. Hashes are for everybody:
 * they say how many events there are, and nothing of what they hold. Entries need an auditor's token.
 */
export function serveLog(server: FastifyInstance, parts: ApiParts): void {
  const { book, tree } = parts.transparency;
  server.get('/log/checkpoint', async (_request, reply) => {
    const latest = await book.latest();
    if (latest === null) return notThere(reply);
    return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(latest.note);
  });
  server.get('/log/tile/*', async (request, reply) => {
    const path = `tile/${(request.params as { readonly '*': string })['*']}`;
    const kind = kindOfTile(path);
    const size = (await book.latest())?.size ?? 0;
    if (kind === null || size === 0) return notThere(reply);
    if (kind === 'ENTRIES' && !(await isAuditor(request, parts)))
      return reply.status(403).send({ status: 'forbidden' });
    if (tree.tree.size < size) await tree.catchUp();
    const tile = await readTile(tree, path, Math.min(size, tree.tree.size));
    if (tile === null) return notThere(reply);
    return reply
      .header('cache-control', kind === 'ENTRIES' ? 'private, no-store' : FOR_EVER)
      .type(BINARY)
      .send(tile);
  });
}

function notThere(reply: FastifyReply): FastifyReply {
  return reply.status(404).header('cache-control', 'no-store').send({ status: 'not found' });
}

async function isAuditor({ headers }: FastifyRequest, { access }: ApiParts): Promise<boolean> {
  return (await access.authenticate(headers.authorization))?.role === 'auditor';
}
