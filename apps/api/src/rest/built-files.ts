import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** Types that are text, which compression makes several times smaller. */
const TEXT = /^text\/|json|svg/;

const compress = promisify(gzip);

/** A file of a page that was built: where it is below the page's address, and how it is sent. */
export interface BuiltFile {
  /** Such as `assets/index-3f2a.js`. */
  readonly path: string;
  /** Its text; for the one page that is filled in before it is sent. */
  text(): Promise<string>;
  send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

/** The files of a folder that was built. Which there are is read once: no path that a client sends reaches the file system. */
export async function builtFiles(folder: string): Promise<readonly BuiltFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => builtFile(folder, join(entry.parentPath, entry.name)));
}

function builtFile(folder: string, file: string): BuiltFile {
  const path = relative(folder, file).split(sep).join('/');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const isText = TEXT.test(type);
  // Their names hold a hash of what is in them: another content has another name.
  const kept = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  /** Read and compressed when it is first asked for. */
  let content: Promise<{ readonly plain: Buffer; readonly compressed: Buffer | null }> | null = null;
  const read = async () => {
    const plain = await readFile(file);
    return { plain, compressed: isText ? await compress(plain) : null };
  };
  return {
    path,
    text: () => readFile(file, 'utf8'),
    send: async (request, reply) => {
      // One that could not be read is read again when it is asked for again.
      content ??= read().catch((error: unknown) => {
        content = null;
        throw error;
      });
      const { plain, compressed } = await content;
      void reply.header('content-type', type).header('cache-control', kept);
      if (compressed === null) return reply.send(plain);
      void reply.header('vary', 'accept-encoding');
      if (!takesGzip(request.headers['accept-encoding'])) return reply.send(plain);
      return reply.header('content-encoding', 'gzip').send(compressed);
    },
  };
}

/** Whether a client takes what is compressed by gzip: it names it, and not with the weight 0. */
function takesGzip(header: string | string[] | undefined): boolean {
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(String(header ?? ''));
}
