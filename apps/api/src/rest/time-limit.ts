import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** How exactly a limit is kept. */
const LOOK_MS = 250;

const OPEN = Symbol('open');

/**
 * A request that is not answered yet. In an array, since a map from which as much is removed as is added leaves tables behind
 * that hold on to each other, and to the requests that they had, until all of the memory is gone through.
 */
interface Open {
  reply: FastifyReply | null;
  readonly begun: number;
}

type Limited = FastifyReply & { [OPEN]?: Open | null };

/**
 * Answers requests that take longer than this with the error of Fastify's own limit, which makes a timer, a signal and an
 * error for each request: a fifth of what a short answer costs. `isSlow`: requests that only the limit of the whole server holds for.
 */
export function limitTime(
  server: FastifyInstance,
  milliseconds: number,
  isSlow: (request: FastifyRequest) => boolean = () => false,
): void {
  /** The oldest first; those that are answered are left out at the next look. */
  let open: Open[] = [];
  server.decorateReply(OPEN, null);
  server.addHook('onRequest', (request, reply, done) => {
    if (!isSlow(request)) {
      const opened = { reply, begun: performance.now() };
      (reply as Limited)[OPEN] = opened;
      open.push(opened);
    }
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    const opened = (reply as Limited)[OPEN];
    if (opened) opened.reply = null;
    done();
  });
  const looking = setInterval(() => {
    const before = performance.now() - milliseconds;
    open = open.filter(({ reply }) => reply !== null);
    for (const opened of open) {
      if (opened.begun > before) break;
      if (opened.reply) giveUp(opened.reply, milliseconds);
      opened.reply = null;
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
