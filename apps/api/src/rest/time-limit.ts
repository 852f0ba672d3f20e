import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** How exactly a limit is kept. */
const LOOK_MS = 250;

/**
 * Answers requests that take longer than this with the error of Fastify's own limit, which makes a timer, a signal and an
 * error for each request: a fifth of what a short answer costs. `isSlow`: requests that only the limit of the whole server holds for.
 */
export function limitTime(
  server: FastifyInstance,
  milliseconds: number,
  isSlow: (request: FastifyRequest) => boolean = () => false,
): void {
  /** When each began, the oldest first. */
  const open = new Map<FastifyReply, number>();
  server.addHook('onRequest', (request, reply, done) => {
    if (!isSlow(request)) open.set(reply, performance.now());
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    open.delete(reply);
    done();
  });
  const looking = setInterval(() => {
    const before = performance.now() - milliseconds;
    for (const [reply, begun] of open) {
      if (begun > before) break;
      open.delete(reply);
      giveUp(reply, milliseconds);
    }
  }, LOOK_MS).unref();
  server.addHook('onClose', () => clearInterval(looking));
}

function giveUp(reply: FastifyReply, milliseconds: number): void {
  if (reply.sent || reply.raw.destroyed) return;
  const error = new errorCodes.FST_ERR_HANDLER_TIMEOUT(String(milliseconds), reply.request.routeOptions.url);
  if (reply.raw.headersSent) reply.raw.destroy(error);
  else void reply.send(error);
}
