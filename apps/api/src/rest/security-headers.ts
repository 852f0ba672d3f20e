import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** A page that does nothing may load nothing. */
const NOTHING = { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] } };

/** Sends helmet's headers with every answer. They depend on no request, and are made once. */
export function sendSecurityHeaders(server: FastifyInstance): void {
  const headers: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push([name.toLowerCase(), value]),
    removeHeader: () => {},
  } as unknown as ServerResponse;
  const policy = { contentSecurityPolicy: { useDefaults: false, ...NOTHING } };
  helmet(policy)({} as IncomingMessage, response, () => {});
  server.addHook('onRequest', (_request, reply, done) => {
    // Not of the response of Node, which would look each of them up again when it writes them.
    for (const [name, value] of headers) reply.header(name, value);
    done();
  });
}
