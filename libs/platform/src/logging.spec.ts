import { Writable } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';
import {
  consoleLogger,
  fastifyLoggerOptions,
  loggedError,
  loggerOver,
  type FastifyLoggerOptions,
} from './logging.js';

function collected(): { readonly stream: Writable; text(): string } {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString('utf8');
      done();
    },
  });
  return { stream, text: () => text };
}

function fastifyLoggingTo(stream: Writable, level: FastifyLoggerOptions['level']) {
  return new FastifyAdapter({ logger: { ...fastifyLoggerOptions(level), stream } }).getInstance();
}

describe('Fastify’s log', () => {
  it('has the method, the path and the status of a request, and nothing else that the client sent', async () => {
    const log = collected();
    const server = fastifyLoggingTo(log.stream, 'trace');
    server.post('/graphql', (request, reply) => {
      request.log.info({ headers: request.headers, body: request.body }, 'handling');
      request.log.info({ authorization: 'Bearer hunter2' }, 'top');
      return reply.code(201).send({ ok: true });
    });
    await server.inject({
      method: 'POST',
      url: '/graphql?query=Zébulon',
      headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' },
      payload: { variables: { name: 'Zébulon' } },
    });
    await server.close();
    expect(log.text()).toContain('"method":"POST"');
    expect(log.text()).toContain('"url":"/graphql"');
    expect(log.text()).toContain('"statusCode":201');
    expect(log.text()).not.toMatch(/Z(é|%C3%A9)bulon/);
    expect(log.text()).not.toContain('hunter2');
  });

  it('takes what the libs log', () => {
    const log = collected();
    const server = fastifyLoggingTo(log.stream, 'info');
    const logger = loggerOver(server.log);
    logger.info('A projection caught up.', { position: '7' });
    logger.debug('Not at this level.');
    expect(JSON.parse(log.text())).toMatchObject({
      level: 30,
      msg: 'A projection caught up.',
      position: '7',
    });
  });
});

describe('an error in the log', () => {
  it('keeps its type, message and stack', () => {
    const logged = loggedError(new RangeError('out of range'));
    expect(logged).toMatchObject({ type: 'RangeError', message: 'out of range' });
    expect(logged.stack).toContain('logging.spec');
  });

  it.each([
    [
      'of PostgreSQL',
      Object.assign(new pg.DatabaseError('bad uuid: "Zébulon"', 1, 'error'), {
        severity: 'ERROR',
        code: '22P02',
        detail: 'Zébulon',
      }),
    ],
    ['of GraphQL', Object.assign(new Error('invalid value "Zébulon"'), { name: 'GraphQLError' })],
  ])('%s loses the message that can quote a client', (_whose, error) => {
    expect(JSON.stringify(loggedError(error))).not.toContain('Zébulon');
  });

  it('that is no Error at all tells only its type', () => {
    expect(loggedError('Zébulon')).toEqual({
      type: 'string',
      message: expect.not.stringContaining('Zébulon'),
      stack: '',
    });
  });
});

describe('the console logger', () => {
  it('writes one line a message, from its level on', () => {
    const lines: string[] = [];
    const logger = consoleLogger('warn', (line) => lines.push(line));
    logger.info('quiet');
    logger.warn('A server was left behind.', { pid: 7, position: 3n });
    logger.error('It failed.', { error: new TypeError('no') });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('warn  A server was left behind. {"pid":7,"position":"3"}');
    expect(lines[1]).toMatch(/^error It failed\. \{"error":\{"type":"TypeError","message":"no"/);
  });

  it('says nothing when silent', () => {
    const lines: string[] = [];
    consoleLogger('silent', (line) => lines.push(line)).error('It failed.');
    expect(lines).toEqual([]);
  });
});
