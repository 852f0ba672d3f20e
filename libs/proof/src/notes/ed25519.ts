import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;
const PRIME = 2n ** 255n - 19n;

/** The y coordinates of the eight points of small order, which sign anything: RFC 8032 does not refuse them. */
const SMALL_ORDER = new Set([
  0n,
  1n,
  PRIME - 1n,
  ...[
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ].map((hex) => littleEndian(Buffer.from(hex, 'hex'))),
]);

/** Why 32 bytes are not a public key that is taken here. */
type PublicKeyProblem = 'LENGTH' | 'NOT_CANONICAL' | 'SMALL_ORDER';

/** What is wrong with an Ed25519 public key; null when nothing is. Whether it is on the curve shows when it verifies. */
export function publicKeyProblem(key: Uint8Array): PublicKeyProblem | null {
  if (key.length !== KEY_BYTES) return 'LENGTH';
  const unsigned = Buffer.from(key);
  unsigned[31] = (unsigned[31] as number) & 0x7f;
  const y = littleEndian(unsigned);
  if (y >= PRIME) return 'NOT_CANONICAL';
  return SMALL_ORDER.has(y) ? 'SMALL_ORDER' : null;
}

/**
 * Whether an Ed25519 signature (RFC 8032) is good; never with a key that {@link publicKeyProblem} refuses, nor with such a point
 * in the signature: versions of OpenSSL differ there, and a verdict must not depend on them.
 */
export function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKeyProblem(key) !== null || publicKeyProblem(signature.subarray(0, KEY_BYTES)) !== null)
    return false;
  try {
    const der = Buffer.concat([PUBLIC_PREFIX, key]);
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    // A key that is not on the curve.
    return false;
  }
}

/** Signs with the private key that a seed of 32 bytes gives. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Buffer {
  return sign(null, message, privateKey(seed));
}

/** The public key of a seed. */
export function publicKeyOf(seed: Uint8Array): Buffer {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return der.subarray(PUBLIC_PREFIX.length);
}

/** Whoever signs does so with one seed again and again: making its key takes longer than signing. */
const privateKeys = new WeakMap<Uint8Array, KeyObject>();

function privateKey(seed: Uint8Array): KeyObject {
  const known = privateKeys.get(seed);
  if (known) return known;
  const made = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  privateKeys.set(seed, made);
  return made;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
