import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Where a server's certificate is, and what vouches for it. */
export interface Certificates {
  /** The authority's own certificate, alone in the folder {@link Certificates.authorities}. */
  readonly authority: string;
  readonly authorities: string;
  readonly certificate: string;
  readonly key: string;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;

/** Makes an authority and a certificate of it for a server on this machine, good for a day. */
export async function makeCertificates(folder: string, commonName: string): Promise<Certificates> {
  const [authorityKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const valid = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...valid,
    serialNumber: '01',
    name: 'CN=Authority of a test',
    signingAlgorithm: RSA,
    keys: authorityKeys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    ...valid,
    serialNumber: '02',
    subject: `CN=${commonName}`,
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: RSA,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  const authorities = join(folder, 'authorities');
  await mkdir(authorities, { recursive: true });
  const made = {
    authorities,
    authority: join(authorities, 'authority.crt'),
    certificate: join(folder, 'server.crt'),
    key: join(folder, 'server.key'),
  };
  const privateKey = KeyObject.from(keys.privateKey).export({ type: 'pkcs1', format: 'pem' });
  await writeFile(made.authority, `${authority.toString('pem')}\n`);
  await writeFile(made.certificate, `${certificate.toString('pem')}\n`);
  await writeFile(made.key, privateKey, { mode: 0o600 });
  return made;
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
}
