import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import { StartupProblem, systemCode } from './embedded-postgres/startup-problem.js';

/** A server of a few addresses. */
export interface SmallServer {
  /** Where it listens; another than was asked for where that was 0. */
  readonly port: number;
  /** Takes no new request; resolves when those under way are answered. */
  readonly close: () => Promise<void>;
}

/** Where a server listens, and how it is limited. */
export interface SmallServerOptions extends ServerOptions {
  readonly host: string;
  readonly port: number;
  /** What to do where it cannot listen there. */
  readonly remedy: string;
  readonly mostConnections?: number;
}

/** Serves a few addresses over HTTP. @throws {StartupProblem} where it cannot listen */
export async function serveSmall(
  { host, port, remedy, mostConnections, ...limits }: SmallServerOptions,
  answer: RequestListener,
): Promise<SmallServer> {
  const server = createServer(limits, answer);
  if (mostConnections !== undefined) server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new StartupProblem(
          `${host}:${port} cannot be listened on (${systemCode(error) ?? error.message}); ${remedy}`,
          { cause: error },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
