import type { FastifyBaseLogger } from 'fastify';

type Method = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'child';
const METHODS: readonly Method[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'child'];

/** The logger of a request, made when it first writes: most write nothing, and to make one costs as much as to route a request. */
class RequestLogger {
  private made: FastifyBaseLogger | null = null;

  constructor(private readonly make: () => FastifyBaseLogger) {}

  get own(): FastifyBaseLogger {
    return (this.made ??= this.make());
  }

  get level(): string {
    return this.own.level;
  }
}

for (const method of METHODS)
  Object.defineProperty(RequestLogger.prototype, method, {
    value(this: RequestLogger, ...args: unknown[]): unknown {
      return (this.own[method] as (...all: unknown[]) => unknown)(...args);
    },
  });

/** Gives each request its logger, as Fastify asks for one. */
export function loggerOfRequest(
  logger: FastifyBaseLogger,
  bindings: Parameters<FastifyBaseLogger['child']>[0],
  options: Parameters<FastifyBaseLogger['child']>[1],
): FastifyBaseLogger {
  return new RequestLogger(() => logger.child(bindings, options)) as unknown as FastifyBaseLogger;
}
