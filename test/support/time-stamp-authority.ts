/** A time-stamping authority over HTTP, as openssl makes one; for tests that ask one. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { removeFolder } from './names-in-clear.js';

const run = promisify(execFile);

/** Whether there is an openssl here that can be one. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const CONFIGURATION = `
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
CN = Test authority
[ tsa ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ stamps ]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;

/** Starts one, with a certificate of its own that nobody else signed. */
export async function startTimeStampAuthority() {
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-stamps-'));
  const openssl = (...args: readonly (readonly string[])[]) => run('openssl', args.flat(), { cwd: folder });
  await writeFile(join(folder, 'configuration'), CONFIGURATION);
  await writeFile(join(folder, 'serial'), '01\n');
  await openssl(
    ['req', '-x509', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ['-keyout', 'key', '-out', 'certificate.pem', '-days', '3650'],
    ['-config', 'configuration', '-extensions', 'tsa'],
  );
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void (async () => {
        await writeFile(join(folder, 'query'), Buffer.concat(parts));
        await openssl(
          ['ts', '-reply', '-config', 'configuration', '-section', 'stamps', '-queryfile', 'query'],
          ['-signer', 'certificate.pem', '-inkey', 'key', '-out', 'reply'],
        );
        const reply = await readFile(join(folder, 'reply'));
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
      })().catch(() => response.writeHead(500).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    /** The certificate that an auditor trusts. */
    certificate: join(folder, 'certificate.pem'),
    async dispose() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await removeFolder(folder);
    },
  };
}
