import { Transform, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { errorCodes as FastifyErrors, type FastifyInstance } from 'fastify';
import { invalid, refused } from '../graphql/errors/refused-error.js';
import { LIMITS } from '../graphql/limits/limits.js';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Takes compressed bodies. The limit of a body holds for what they unpack to. */
export function takeCompressedBodies(server: FastifyInstance): void {
  server.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
    if (encoding === 'identity') return payload;
    const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
    if (!decoder) {
      const problem = invalid('body', { problem: 'CONTENT_ENCODING', words: Object.keys(DECODERS) });
      throw Object.assign(problem, { statusCode: 415 });
    }
    return unpacked(payload as Readable, decoder());
  });
}

/**
 * What a body unpacks to, as far as a body may go; the connection stays open for the answer. Fastify compares the length that
 * came with the one that was announced.
 */
function unpacked(payload: Readable, decoder: Transform): Transform & { receivedEncodedLength: number } {
  let length = 0;
  const limited = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        length += chunk.length;
        if (length > LIMITS.bodyBytes) done(new FastifyErrors.FST_ERR_CTP_BODY_TOO_LARGE());
        else done(null, chunk);
      },
    }),
    { receivedEncodedLength: 0 },
  );
  const stop = (): void => {
    payload.unpipe(decoder);
    payload.resume();
    decoder.destroy();
  };
  payload.on('data', (chunk: Buffer) => {
    limited.receivedEncodedLength += chunk.length;
  });
  payload.on('error', (error) => limited.destroy(error));
  decoder.on('error', (error) => limited.destroy(error));
  limited.on('error', stop);
  payload.pipe(decoder).pipe(limited);
  return limited;
}

/**
 * Reads requests as clients send them: an operation's name or variables that are an empty text are none, and a query that
 * is named by its hash alone is answered so that the client sends the query itself.
 */
export function readAsClientsSend(server: FastifyInstance): void {
  server.addHook('preValidation', async (request) => {
    if (request.routeOptions.url !== '/graphql') return;
    if (request.method === 'POST' && !isGraphqlMedia(request.headers['content-type']))
      throw Object.assign(invalid(null, { problem: 'MEDIA_TYPE' }), { statusCode: 400 });
    const asked = request.method === 'GET' ? request.query : request.body;
    if (typeof asked !== 'object' || asked === null) return;
    const members = asked as Record<string, unknown>;
    for (const name of ['operationName', 'variables', 'extensions'])
      if (members[name] === '' || members[name] === null) delete members[name];
    if (!members['query'] && isPersisted(members['extensions']))
      throw refused('PERSISTED_QUERY_NOT_SUPPORTED');
  });
}

/** Nest lets Fastify read forms too: they are not GraphQL requests. */
function isGraphqlMedia(type: string | undefined): boolean {
  return /^application\/(?:json|graphql)\s*(?:;|$)/i.test(type ?? '');
}

function isPersisted(extensions: unknown): boolean {
  const said = typeof extensions === 'string' ? extensions : JSON.stringify(extensions ?? {});
  return said.includes('"persistedQuery"');
}
