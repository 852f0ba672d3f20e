import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { builtFiles } from './built-files.js';
import { removeFolder } from '../../../../test/support/names-in-clear.js';

describe('a file of a page that was built', () => {
  it('that could not be read once is read again when it is asked for again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'entente-built-'));
    const server = fastify();
    try {
      const path = join(folder, 'page.css');
      await writeFile(path, 'body {}');
      const [file] = await builtFiles(folder);
      if (!file) throw new Error('the file was not found');
      server.get('/page.css', file.send);
      await rm(path);
      expect((await server.inject('/page.css')).statusCode).toBe(500);
      await writeFile(path, 'body {}');
      const answer = await server.inject('/page.css');
      expect([answer.statusCode, answer.body]).toEqual([200, 'body {}']);
    } finally {
      await server.close();
      await removeFolder(folder);
    }
  });
});
