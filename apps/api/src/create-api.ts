import 'reflect-metadata';
import type { Caller } from '@entente/access';
import { fastifyLoggerOptions } from '@entente/platform';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ApiParts } from './api-parts.js';
import { ApiModule } from './api.module.js';
import { AccessDeniedError } from './guard.js';
import { contextsOver } from './graphql/graphql-options.js';
import { RATE_LIMIT, toClientError, type ErrorMapping } from './graphql/errors/client-error.js';
import { overLimit, refused } from './graphql/errors/refused-error.js';
import { LIMITS } from './graphql/limits/limits.js';
import { SEALS, type Seals } from './graphql/proof/seals.js';
import { serveSubscriptions } from './graphql/subscriptions.js';
import { CALENDAR_KEY_URL, CALENDAR_URL, serveCalendar } from './rest/calendar/calendar-feed.js';
import { callerOf } from './rest/caller.js';
import { serveConsole } from './rest/console.js';
import { EXPORT_URL, serveExports } from './rest/exports/exports.js';
import { serveGraphiql } from './rest/graphiql.js';
import { serveHealth } from './rest/health.js';
import { LOG_URL, serveLog } from './rest/log.js';
import { serveMetrics } from './rest/metrics.js';
import { IMPORTS_URL, serveImports } from './rest/imports/imports.js';
import { readAsClientsSend, takeCompressedBodies } from './rest/request-bodies.js';
import { loggerOfRequest } from './rest/request-logger.js';
import { FILES_URL, serveSourceFiles } from './rest/source-files.js';
import { sendSecurityHeaders } from './rest/security-headers.js';
import { serveSession } from './rest/session.js';
import { limitTime } from './rest/time-limit.js';
import { serveUnsubscribe } from './rest/unsubscribe.js';

/** Makes the API over its parts: ready to listen, or to be asked by a test. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    logger: fastifyLoggerOptions(parts.logLevel),
    childLoggerFactory: loggerOfRequest,
    logController: new LogController({ disableRequestLogging: !['debug', 'trace'].includes(parts.logLevel) }),
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: 3 * LIMITS.milliseconds,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(parts), adapter, {
    logger: false,
    abortOnError: false,
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  // A file takes as long on its way as its sender's connection makes it, and a whole table as its reader's.
  limitTime(
    server,
    LIMITS.milliseconds,
    ({ routeOptions: { url } }) =>
      url?.startsWith(FILES_URL) === true ||
      url?.startsWith(EXPORT_URL) === true ||
      url?.startsWith(IMPORTS_URL) === true,
  );
  sendSecurityHeaders(server);
  // The browser asks before it sends a token: that is answered before anything else is.
  await server.register(cors, {
    origin: [...(parts.corsOrigins ?? [])],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type'],
    maxAge: 600,
  });
  turnAwayWhenClosing(server, parts);
  authenticate(server, parts);
  await server.register(rateLimit, {
    max: (request: FastifyRequest) =>
      asking(request) ? LIMITS.requestsPerMinute : LIMITS.strangersRequestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => asking(request)?.tokenId ?? request.ip,
    errorResponseBuilder: () => Object.assign(overLimit({ limit: RATE_LIMIT }, null), { statusCode: 429 }),
    allowList: (request: FastifyRequest) => request.url.startsWith('/health/'),
  });
  hearOut(server);
  takeCompressedBodies(server);
  readAsClientsSend(server);
  serveHealth(server, parts);
  serveMetrics(server, parts);
  serveLog(server, parts, { seals: app.get<Seals>(SEALS), asking });
  if (parts.consoleDir !== undefined) await serveConsole(server, parts.consoleDir);
  if (!parts.production && parts.graphiqlDir !== undefined) await serveGraphiql(server, parts.graphiqlDir);
  await app.init();
  // After Nest has said how errors are answered, which holds for routes that come later.
  serveSession(server, parts);
  const own = { callerOf: asking, contextOf: contextsOver(parts) };
  serveCalendar(server, parts, own);
  serveExports(server, parts, own);
  if (parts.notices) await serveUnsubscribe(server, { notices: parts.notices, clock: parts.clock });
  if (parts.files)
    await serveSourceFiles(server, { files: parts.files, reads: parts.reads, callerOf: asking });
  if (parts.imports) await serveImports(server, { ...parts.imports, callerOf: asking });
  // Before the HTTP server waits for its connections to end, which those of WebSockets never do by themselves.
  const stop = serveSubscriptions(server.server, app.get(GraphQLSchemaHost).schema, parts);
  server.addHook('preClose', stop);
  server.addHook('preClose', async () => parts.imports?.imports.stop());
  await server.ready();
  return app;
}

/**
 * What still comes on connections that are open while the server closes is refused in the form of every other error, which
 * Fastify by itself does in a form of its own.
 */
function turnAwayWhenClosing(server: FastifyInstance, mapping: ErrorMapping): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onRequest', async (_request, reply) => {
    if (!closing) return;
    const error = toClientError(refused('STORE_UNAVAILABLE', null, { reason: 'CLOSING' }), mapping);
    await reply.status(503).send({ data: null, errors: [error] });
  });
}

/**
 * A body that is too large is refused before it is all there, and Fastify closes the connection on whoever is still sending it:
 * many a client then reads no answer. It is let finish, within bounds, and is answered.
 */
function hearOut(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    if (reply.statusCode !== 413) return;
    reply.removeHeader('connection');
    let rest = 0;
    request.raw.on('data', (chunk: Buffer) => {
      rest += chunk.length;
      if (rest > LIMITS.unreadBytes) request.raw.destroy();
    });
  });
}

/** Says who asks, before anything else is done with a GraphQL request or with a file. */
function authenticate(server: FastifyInstance, parts: ApiParts): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request) => {
    // Part of the log is for everybody; whoever says who asks is known there too, and limited as such.
    if (!isForCallers(request) && !isOfLog(request) && !isOfCalendar(request)) return;
    (request as { caller?: Caller | null }).caller = await whoAsks(request, parts);
  });
  // After the limit on how often a stranger may ask, before the body is read: no work is done for who has no valid token.
  server.addHook('preParsing', async (request, reply) => {
    if (!isForCallers(request) || asking(request)) return;
    void reply.header('www-authenticate', 'Bearer');
    throw Object.assign(new AccessDeniedError('UNAUTHENTICATED'), { statusCode: 401 });
  });
}

/** True for routes that answer only identified callers. */
function isForCallers({ routeOptions: { url } }: FastifyRequest): boolean {
  return (
    url === '/graphql' || [FILES_URL, EXPORT_URL, IMPORTS_URL].some((own) => url?.startsWith(own) === true)
  );
}

/** A calendar has its key in its address; whoever else asks has a token or a session. */
async function whoAsks(request: FastifyRequest, parts: ApiParts): Promise<Caller | null> {
  if (request.routeOptions.url !== CALENDAR_URL) return callerOf(request.headers, parts);
  const { key } = request.query as { readonly key?: unknown };
  return typeof key === 'string' ? parts.access.calendarKeys.callerOf(key) : null;
}

function isOfCalendar({ routeOptions: { url } }: FastifyRequest): boolean {
  return url === CALENDAR_URL || url === CALENDAR_KEY_URL;
}

function isOfLog({ routeOptions: { url } }: FastifyRequest): boolean {
  return url?.startsWith(LOG_URL) === true;
}

function asking(request: FastifyRequest): Caller | null {
  return (request as { caller?: Caller | null }).caller ?? null;
}
