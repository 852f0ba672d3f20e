import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Caller } from '@entente/access';
import { messageOf } from '@entente/domain';
import { CloseCode, type Context, type ServerOptions } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import {
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ApiParts } from '../api-parts.js';
import { toClientError } from './errors/client-error.js';
import { invalid, overLimit } from './errors/refused-error.js';
import { contextsOver, validationRules } from './graphql-options.js';
import { LIMITS } from './limits/limits.js';
import { checkCost, checkSource } from './limits/request-limits.js';
import type { ApiContext } from './loading/context.js';
import { callerOf, isOwnOrigin } from '../rest/caller.js';

const PATH = '/graphql';
const MOST_BYTES = 65_536;
/** So often the tokens of open connections are looked at: one that was revoked ends its connections. */
const LOOK_AT_TOKENS_MS = 2_000;
const MINUTE_MS = 60_000;

type Params = { readonly [name: string]: unknown };
type Connection = Context<Params, Extra & Partial<Record<string, never>>>;

/** What a connection that shows no valid token is closed with: at most 123 bytes, by RFC 6455. */
const NO_TOKEN =
  'No valid token: send connectionParams { authorization: "Bearer ent_..." } or the header Authorization.';

/**
 * Serves subscriptions over WebSockets (the graphql-transport-ws protocol) beside the HTTP server. Only pages of the same
 * origin may connect from a browser; a token comes in the header or in the connection's parameters, where there is none the
 * cookie of a session counts, and either is looked at again before each event, and every {@link LOOK_AT_TOKENS_MS} milliseconds. Who has shown none has little time and little room.
 *
 * @returns ends every connection
 */
export function serveSubscriptions(
  server: Server,
  schema: GraphQLSchema,
  parts: ApiParts,
): () => Promise<void> {
  const { access, production, corsOrigins = [] } = parts;
  const contextOf = contextsOver(parts);
  const rules = [...specifiedRules, ...validationRules(production)];
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  /** Those that have not shown a valid token yet. */
  const strangers = new Set<WebSocket>();
  const connections = new Map<WebSocket, Connection>();

  const callerOn = ({ connectionParams, extra }: Connection): Promise<Caller | null> => {
    const shown = authorizationIn(connectionParams);
    return shown === null ? callerOfUpgrade(extra.request) : access.authenticate(shown);
  };
  /** A browser always says which page opens a WebSocket: what says nothing shows its token. */
  const callerOfUpgrade = async ({ headers }: IncomingMessage): Promise<Caller | null> =>
    headers.authorization === undefined && headers.origin === undefined ? null : callerOf(headers, parts);
  const client = (error: unknown): GraphQLError => toClientError(error, parts);
  // What onSubscribe has answered with is a client's error already.
  const formatted = (error: GraphQLError): GraphQLFormattedError =>
    (error.extensions['code'] === undefined ? client(error) : error).toJSON();

  const options: ServerOptions<Params, Extra & Partial<Record<string, never>>> = {
    schema,
    connectionInitWaitTimeout: LIMITS.millisecondsToShowToken,
    onConnect: async (connection) => {
      const { socket } = connection.extra;
      if ((await callerOn(connection)) === null) {
        socket.close(CloseCode.Forbidden, NO_TOKEN);
        return false;
      }
      strangers.delete(socket as WebSocket);
      connections.set(socket as WebSocket, connection);
      return true;
    },
    onSubscribe: async (connection, _id, payload): Promise<ExecutionArgs | readonly GraphQLError[]> => {
      try {
        if (Object.keys(connection.subscriptions).length > LIMITS.subscriptionsPerConnection)
          throw overLimit({ limit: 'SUBSCRIPTIONS', most: LIMITS.subscriptionsPerConnection });
        const document = read(payload.query);
        const errors = validate(schema, document, rules, { maxErrors: 10 });
        if (errors.length > 0) return errors.map(client);
        checkCost(schema, document, payload.variables ?? {});
        if (getOperationAST(document, payload.operationName)?.operation !== 'subscription')
          throw invalid('query', { problem: 'ONLY_SUBSCRIPTIONS' });
        const caller = await callerOn(connection);
        const contextValue: ApiContext = contextOf(caller, 'subscription', { cache: false });
        return {
          schema,
          document,
          contextValue,
          variableValues: payload.variables ?? {},
          operationName: payload.operationName ?? null,
        };
      } catch (error) {
        return [client(error)];
      }
    },
    onNext: async (connection, _id, _payload, args, result) => {
      // Each event is an answer of its own.
      (args.contextValue as ApiContext).budget.renew();
      if ((await callerOn(connection)) === null) {
        connection.extra.socket.close(CloseCode.Forbidden, NO_TOKEN);
        return { data: null };
      }
      return result.errors ? { data: result.data ?? null, errors: result.errors.map(formatted) } : undefined;
    },
    onError: (_connection, _id, _payload, errors) => errors.map(formatted),
  };
  const serving = useServer(options, sockets);

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    socket.on('error', () => socket.destroy());
    const known = (await callerOfUpgrade(request).catch(() => null)) !== null;
    const refusal = refusalOf(request, {
      corsOrigins,
      isFull: known
        ? sockets.clients.size - strangers.size >= LIMITS.connections
        : strangers.size >= LIMITS.strangersConnections,
    });
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (!known) strangers.add(opened);
      limitMessages(opened, () => strangers.has(opened));
      opened.once('close', () => {
        strangers.delete(opened);
        connections.delete(opened);
      });
      sockets.emit('connection', opened, request);
    });
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void =>
    void upgrade(request, socket, head);
  server.on('upgrade', onUpgrade);
  const looking = setInterval(() => {
    for (const [socket, connection] of connections)
      void callerOn(connection).then(
        (caller) => caller ?? socket.close(CloseCode.Forbidden, NO_TOKEN),
        // The database that knows the tokens is away: who was let in stays.
        () => null,
      );
  }, LOOK_AT_TOKENS_MS);
  looking.unref();
  return async () => {
    clearInterval(looking);
    server.off('upgrade', onUpgrade);
    await serving.dispose();
  };
}

/** The authorization among a connection's parameters, as clients send it: by itself or under `headers`, in any case of letters. */
export function authorizationIn(params: Params | undefined): string | null {
  const named = (some: Params, name: string): unknown =>
    Object.entries(some).find(([key]) => key.toLowerCase() === name)?.[1];
  const own = named(params ?? {}, 'authorization');
  if (typeof own === 'string') return own;
  const headers = named(params ?? {}, 'headers');
  const below =
    typeof headers === 'object' && headers !== null ? named(headers as Params, 'authorization') : null;
  return typeof below === 'string' ? below : null;
}

/** The status line that answers an upgrade which is not served; null where it is. */
export function refusalOf(
  { url, headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  { isFull, corsOrigins }: { readonly isFull: boolean; readonly corsOrigins: readonly string[] },
): string | null {
  if (url?.split('?', 1)[0]?.replace(/\/$/, '') !== PATH) return '404 Not Found';
  const { origin } = headers;
  if (!isOwnOrigin(headers) && !corsOrigins.includes(origin ?? '')) return '403 Forbidden';
  return isFull ? '503 Service Unavailable' : null;
}

/** Closes a connection on which more messages come in a minute than may. */
function limitMessages(socket: WebSocket, isStranger: () => boolean): void {
  let begun = performance.now();
  let messages = 0;
  socket.on('message', () => {
    const now = performance.now();
    if (now - begun > MINUTE_MS) [begun, messages] = [now, 0];
    messages += 1;
    const most = isStranger() ? LIMITS.strangersMessagesPerMinute : LIMITS.messagesPerMinute;
    if (messages > most)
      socket.close(TOO_MANY_MESSAGES, messageOf('LIMIT_EXCEEDED', { limit: 'CONNECTION_MESSAGES', most }).en);
  });
}

/** The protocol's code for who asks too often, which it has for opening a connection twice. */
const TOO_MANY_MESSAGES = CloseCode.TooManyInitialisationRequests;

function read(query: string): DocumentNode {
  checkSource(query);
  return parse(query, { maxTokens: LIMITS.tokens });
}
