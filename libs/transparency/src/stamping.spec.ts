import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { consoleLogger } from '@entente/platform';
import { makeSignerKey, signNote, writeCheckpoint } from '@entente/proof';
import { verifyTimeStamp } from '@entente/time-stamp';
import { hasOpenssl, startTimeStampAuthority } from '../../../test/support/time-stamp-authority.js';
import { createStamping } from './stamping.js';

const text = writeCheckpoint({ origin: 'entente/test', size: 3, root: Buffer.alloc(32, 7) });
const note = signNote(text, [makeSignerKey('entente/test')]);
const { signal } = new AbortController();

/** A log with one checkpoint, at an authority. */
function aLog(url: string) {
  const stamps: Uint8Array[] = [];
  const lines: string[] = [];
  let last: Date | null = null;
  let now = new Date('2026-01-01T00:00:00Z');
  const stamping = createStamping({
    url,
    now: () => now,
    log: consoleLogger('info', (line) => lines.push(line)),
    book: { latest: async () => ({ number: 1, size: 3, note, published: now }) },
    timeStamps: {
      lastStamped: async () => last,
      add: async (_number, response) => {
        stamps.push(response);
        last = now;
      },
    },
  });
  return {
    stamps,
    lines,
    stamping,
    pass: (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000)),
  };
}

it('what is no stamp is not kept, and said once; health says so once it is an hour overdue', async () => {
  const server: Server = createServer((_request, response) => response.end('no stamp'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as { readonly port: number };
    const { stamps, lines, stamping, pass } = aLog(`http://127.0.0.1:${port}`);
    await stamping.stamp(signal);
    expect(stamping.overdue()).toBeNull();
    pass(1);
    await stamping.stamp(signal);
    expect(stamping.overdue()).toMatch(
      /^no time stamp was got, which is due since 2026-01-01T00:00:00.000Z: /,
    );
    expect(stamps).toEqual([]);
    expect(lines).toEqual([expect.stringContaining('not a stamp of what was asked')]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

if (!hasOpenssl())
  process.stderr.write('Time stamps were NOT asked for: no openssl on the PATH; 1 test not run.\n');
else
  it('a checkpoint is stamped once a day by an authority of openssl, and verified', async () => {
    const authority = await startTimeStampAuthority();
    try {
      const { stamps, stamping, pass } = aLog(authority.url);
      await stamping.stamp(signal);
      pass(23);
      await stamping.stamp(signal);
      expect(stamps).toHaveLength(1);
      pass(1);
      await stamping.stamp(signal);
      expect([stamps.length, stamping.overdue()]).toEqual([2, null]);
      const trusted = new X509Certificate(readFileSync(authority.certificate));
      expect(verifyTimeStamp(stamps[0] ?? Buffer.alloc(0), Buffer.from(text), [trusted])).toMatchObject({
        problem: null,
        authority: 'CN=Test authority',
      });
    } finally {
      await authority.dispose();
    }
  });
