import Fastify from 'fastify';
import { limitTime } from './time-limit.js';

function serverOf(milliseconds: number) {
  const server = Fastify();
  limitTime(server, milliseconds);
  server.get('/never', () => new Promise(() => {}));
  server.get('/now', async () => ({ answered: true }));
  return server;
}

describe('a limit on how long requests may take', () => {
  it('answers one that takes longer with Fastify’s own error', async () => {
    const server = serverOf(1);
    const { statusCode, json } = await server.inject('/never');
    expect([statusCode, json()]).toEqual([503, expect.objectContaining({ code: 'FST_ERR_HANDLER_TIMEOUT' })]);
    await server.close();
  });

  it('leaves those alone that are answered before', async () => {
    const server = serverOf(60_000);
    expect((await server.inject('/now')).json()).toEqual({ answered: true });
    await server.close();
  });
});
