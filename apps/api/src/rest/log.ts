import { kindOfTile, readTile } from '@entente/transparency';
import type { Caller } from '@entente/access';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../api-parts.js';
import type { Seals } from '../graphql/proof/seals.js';

/** Below this everything is of the log. */
export const LOG_URL = '/log/';

/** A tile never changes; a checkpoint is the last one for a minute at most. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const BINARY = 'application/octet-stream';

/**
 * The log as static files (C2SP tlog-tiles): `/log/checkpoint`, and `/log/tile/…` of what it covers. Hashes are for everybody:
 * they say how many events there are, and nothing of what they hold. Entries need an auditor's token.
 * What is the last checkpoint is looked up once a second, however many ask.
 */
export function serveLog(
  server: FastifyInstance,
  { transparency: { tree } }: Pick<ApiParts, 'transparency'>,
  { seals, asking }: { readonly seals: Seals; readonly asking: (request: FastifyRequest) => Caller | null },
): void {
  server.get(`${LOG_URL}checkpoint`, async (_request, reply) => {
    const seal = await seals.latest();
    if (seal === null) return notThere(reply);
    const { note } = seal.checkpoint;
    return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(note);
  });
  server.get(`${LOG_URL}tile/*`, async (request, reply) => {
    const path = `tile/${(request.params as { readonly '*': string })['*']}`;
    const kind = kindOfTile(path);
    const seal = await seals.latest();
    if (kind === null || seal === null) return notThere(reply);
    if (kind === 'ENTRIES' && asking(request)?.role !== 'auditor')
      return reply.status(403).send({ status: 'forbidden' });
    const tile = await readTile(tree, path, seal.size);
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
