import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyBaseLogger } from 'fastify';
import { loggerOfRequest } from './request-logger.js';

describe('the logger of a request', () => {
  it('is made when it first writes, once, and says which request it is of', async () => {
    const lines: { readonly reqId?: string; readonly msg?: string }[] = [];
    let made = 0;
    const adapter = new FastifyAdapter({
      logger: { level: 'info', stream: { write: (line: string) => lines.push(JSON.parse(line)) } },
      disableRequestLogging: true,
      childLoggerFactory: (...[logger, bindings, options]: Parameters<typeof loggerOfRequest>) =>
        loggerOfRequest(
          Object.assign(Object.create(logger), {
            child: (...args: Parameters<FastifyBaseLogger['child']>) => {
              made += 1;
              return logger.child(...args);
            },
          }) as FastifyBaseLogger,
          bindings,
          options,
        ),
    });
    const server = adapter.getInstance();
    server.get('/silent', (_request, reply) => reply.send({}));
    server.get('/loud', (request, reply) => {
      request.log.warn('once');
      request.log.child({ part: 'two' }).error('twice');
      request.log.debug('not at this level');
      return reply.send({ level: request.log.level });
    });
    await server.inject('/silent');
    expect(made).toBe(0);
    expect((await server.inject('/loud')).json()).toEqual({ level: 'info' });
    await server.close();
    expect(made).toBe(1);
    expect(lines).toMatchObject([
      { reqId: 'req-2', msg: 'once' },
      { reqId: 'req-2', part: 'two', msg: 'twice' },
    ]);
  });
});
