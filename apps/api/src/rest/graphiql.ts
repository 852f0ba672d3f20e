import type { FastifyInstance } from 'fastify';
import { builtFiles } from './built-files.js';

/** The page writes its styles itself and runs its editor in workers; everything else comes from here, and only from here. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the GraphiQL page at `/graphiql`, from a folder that was built. */
export async function serveGraphiql(server: FastifyInstance, folder: string): Promise<void> {
  for (const file of await builtFiles(folder)) {
    const path = file.path === 'index.html' ? '/graphiql' : `/graphiql/${file.path}`;
    server.get(path, (request, reply) => file.send(request, reply.header('content-security-policy', POLICY)));
  }
}
