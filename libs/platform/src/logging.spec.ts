import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';
import { consoleLogger, fastifyLoggerOptions, loggedError, type FastifyLoggerOptions } from './logging.js';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (trace|debug|info |warn |error|fatal) \S/;

function fastifyLogging(level: FastifyLoggerOptions['level']) {
  const lines: string[] = [];
  const logger = fastifyLoggerOptions(level, (line) => lines.push(line));
  return { lines, server: new FastifyAdapter({ logger }).getInstance() };
}

describe('Fastify’s log', () => {
  it('has the method, the path and the status of a request, and nothing else that the client sent', async () => {
    const { lines, server } = fastifyLogging('trace');
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
    const text = lines.join('\n');
    expect(text).toContain('"method":"POST"');
    expect(text).toContain('"url":"/graphql"');
    expect(text).toContain('"statusCode":201');
    expect(text).not.toMatch(/Z(é|%C3%A9)bulon/);
    expect(text).not.toContain('hunter2');
  });

  it('leaves out the message of an error that can quote a client, although Fastify takes it for the sentence', async () => {
    const { lines, server } = fastifyLogging('info');
    server.get('/', () => {
      throw Object.assign(new Error('invalid value "Zébulon"'), { name: 'GraphQLError' });
    });
    await server.inject('/');
    await server.close();
    const logged = lines.find((line) => line.includes('error'));
    expect(logged).toMatch(/ error A request ended in an error\. \{.*"err":\{"type":"GraphQLError",/);
    expect(lines.join()).not.toContain('Zébulon');
  });

  it('is lines of the same form as those of the libs, each with its instant, its level and its details', () => {
    const { lines, server } = fastifyLogging('info');
    server.log.warn({ position: '7' }, 'A projection\nis late.');
    server.log.debug('Not at this level.');
    consoleLogger('info', (line) => lines.push(line)).warn('A projection is late.', { position: '7' });
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(FORM);
      expect(line).toMatch(/Z warn  A projection is late\. \{"position":"7"\}$/);
    }
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

  it('that is not an Error shows only its type', () => {
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
    expect(lines[0]).toMatch(/Z warn  A server was left behind\. \{"pid":7,"position":"3"\}$/);
    expect(lines[1]).toMatch(/Z error It failed\. \{"error":\{"type":"TypeError","message":"no"/);
    for (const line of lines) expect(line).toMatch(FORM);
  });

  it('says nothing when silent', () => {
    const lines: string[] = [];
    consoleLogger('silent', (line) => lines.push(line)).error('It failed.');
    expect(lines).toEqual([]);
  });
});
