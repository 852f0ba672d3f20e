import 'reflect-metadata';
import type { Caller } from '@entente/access';
import { fastifyLoggerOptions } from '@entente/platform';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApiModule } from './api.module.js';
import type { ApiParts } from './api-parts.js';
import { RATE_LIMIT } from './graphql/errors/client-error.js';
import { refused } from './graphql/errors/refused-error.js';
import { LIMITS } from './graphql/limits/limits.js';
import { serveSubscriptions } from './graphql/subscriptions.js';
import { serveGraphiql } from './rest/graphiql.js';
import { serveHealth } from './rest/health.js';
import { serveMetrics } from './rest/metrics.js';

/** A page that does nothing may load nothing. */
const NOTHING = { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] } };

/** Makes the API over its parts: ready to listen, or to be asked by a test. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    logger: { ...fastifyLoggerOptions(parts.logLevel), stream: process.stderr },
    logController: new LogController({ disableRequestLogging: !['debug', 'trace'].includes(parts.logLevel) }),
    bodyLimit: LIMITS.bodyBytes,
    handlerTimeout: LIMITS.milliseconds,
    requestTimeout: 3 * LIMITS.milliseconds,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(parts), adapter, {
    logger: false,
    abortOnError: false,
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  await server.register(helmet, { contentSecurityPolicy: { useDefaults: false, ...NOTHING } });
  authenticate(server, parts);
  await server.register(rateLimit, {
    max: (request: FastifyRequest) =>
      callerOf(request) ? LIMITS.requestsPerMinute : LIMITS.strangersRequestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => callerOf(request)?.tokenId ?? request.ip,
    errorResponseBuilder: () =>
      Object.assign(refused('LIMIT_EXCEEDED', null, { limit: RATE_LIMIT }), { statusCode: 429 }),
    allowList: (request: FastifyRequest) => request.url.startsWith('/health/'),
  });
  serveHealth(server, parts);
  serveMetrics(server, parts);
  if (!parts.production && parts.graphiqlDir !== undefined) await serveGraphiql(server, parts.graphiqlDir);
  await app.init();
  // Before the HTTP server waits for its connections to end, which those of WebSockets never do by themselves.
  const stop = serveSubscriptions(server.server, app.get(GraphQLSchemaHost).schema, parts);
  server.addHook('preClose', stop);
  await server.ready();
  return app;
}

/** Says who asks, before anything else is done with a GraphQL request. */
function authenticate(server: FastifyInstance, { access }: ApiParts): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.url !== '/graphql') return;
    (request as { caller?: Caller | null }).caller = await access.authenticate(request.headers.authorization);
  });
}

function callerOf(request: FastifyRequest): Caller | null {
  return (request as { caller?: Caller | null }).caller ?? null;
}
