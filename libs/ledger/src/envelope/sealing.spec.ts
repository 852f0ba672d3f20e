import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sealed } from './envelope.js';
import { openField, sealField, type FieldPlace } from './sealing.js';

const PLACE: FieldPlace = {
  ledger: '11111111-2222-4333-8444-555555555555',
  id: '0a0a0a0a-1111-5222-8333-444444444444',
  stream: 'person-p-1',
  type: 'PersonRegistered',
  pointer: '/data/displayName',
};
const KID = '99999999-8888-4777-8666-555555555555';
const KEY = Buffer.alloc(32, 7);
const VALUE = { b: 'Ada « Lovelace »', a: [1, null] };

/** HKDF-SHA-256 for one block of 32 bytes, by RFC 5869 and written apart from the code under test. */
function hkdf(key: Buffer, salt: Buffer, info: string): Buffer {
  const extracted = createHmac('sha256', salt).update(key).digest();
  return createHmac('sha256', extracted)
    .update(Buffer.concat([Buffer.from(info, 'utf8'), Uint8Array.of(1)]))
    .digest();
}

const fieldKeyOf = (salt: Buffer) =>
  hkdf(KEY, salt, `["entente/field/v1","${PLACE.ledger}","${PLACE.id}","${PLACE.pointer}"]`);
const aad = Buffer.from(
  `["entente/aad/v1","${PLACE.ledger}","${PLACE.id}","${PLACE.stream}","${PLACE.type}","${PLACE.pointer}","${KID}"]`,
  'utf8',
);
const commitTo = (fieldKey: Buffer) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from('entente/commit/v1', 'utf8'), Uint8Array.of(0), fieldKey]))
    .digest('hex');

describe('a sealed field', () => {
  const sealed = sealField(VALUE, PLACE, { kid: KID, key: KEY });

  it('is made as the specification says, byte for byte', () => {
    const salt = Buffer.from(sealed.salt, 'base64url');
    const fieldKey = fieldKeyOf(salt);
    const cipher = createCipheriv('aes-256-gcm', fieldKey, Buffer.alloc(12));
    cipher.setAAD(aad);
    const plain = Buffer.from('{"a":[1,null],"b":"Ada « Lovelace »"}', 'utf8');
    const ct = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    expect(salt.length).toBe(16);
    expect(sealed).toEqual({
      kid: KID,
      salt: salt.toString('base64url'),
      ct: ct.toString('base64url'),
      commit: commitTo(fieldKey),
    });
    expect(`${sealed.salt}${sealed.ct}`).not.toMatch(/[=+/]/);
  });

  it('opens what another implementation sealed', () => {
    const salt = randomBytes(16);
    const fieldKey = fieldKeyOf(salt);
    const cipher = createCipheriv('aes-256-gcm', fieldKey, Buffer.alloc(12));
    cipher.setAAD(aad);
    const ct = Buffer.concat([cipher.update('"été"', 'utf8'), cipher.final(), cipher.getAuthTag()]);
    const theirs: Sealed = {
      kid: KID,
      salt: salt.toString('base64url'),
      ct: ct.toString('base64url'),
      commit: commitTo(fieldKey),
    };
    expect(openField(theirs, PLACE, KEY)).toEqual({ value: 'été' });
  });

  it('opens with its key at its place, and has another salt each time', () => {
    expect(openField(sealed, PLACE, KEY)).toEqual({ value: VALUE });
    const again = sealField(VALUE, PLACE, { kid: KID, key: KEY });
    expect(again.salt).not.toBe(sealed.salt);
    expect(again.ct).not.toBe(sealed.ct);
    expect(again.commit).not.toBe(sealed.commit);
  });

  it.each(['ledger', 'id', 'stream', 'type', 'pointer'] as const)('does not open at another %s', (member) => {
    expect(openField(sealed, { ...PLACE, [member]: `${PLACE[member]}x` }, KEY)).toBeNull();
  });

  it('does not open with another key, nor under another key’s id', () => {
    expect(openField(sealed, PLACE, Buffer.alloc(32, 8))).toBeNull();
    expect(openField({ ...sealed, kid: KID.replace('9', '8') }, PLACE, KEY)).toBeNull();
  });

  it('does not open once a bit of it is another, wherever', () => {
    for (const member of ['salt', 'ct'] as const) {
      const bytes = Buffer.from(sealed[member], 'base64url');
      for (let index = 0; index < bytes.length; index += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
        expect(openField({ ...sealed, [member]: changed.toString('base64url') }, PLACE, KEY)).toBeNull();
      }
    }
    expect(openField({ ...sealed, commit: `${sealed.commit.slice(1)}0` }, PLACE, KEY)).toBeNull();
  });

  it('does not open when it was cut short', () => {
    const bytes = Buffer.from(sealed.ct, 'base64url');
    for (const length of [0, 15, 16, bytes.length - 1])
      expect(
        openField({ ...sealed, ct: bytes.subarray(0, length).toString('base64url') }, PLACE, KEY),
      ).toBeNull();
  });
});

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors/wycheproof/aes_gcm_test.json');

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
}
const { testGroups } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
  readonly testGroups: readonly {
    readonly ivSize: number;
    readonly keySize: number;
    readonly tagSize: number;
    readonly tests: readonly Vector[];
  }[];
};
const vectors = testGroups
  .filter(({ ivSize, keySize, tagSize }) => ivSize === 96 && keySize === 256 && tagSize === 128)
  .flatMap(({ tests }) => tests);

describe('the cipher that fields are sealed with, by the vectors of Wycheproof', () => {
  const open = ({ key, iv, aad: authenticated, ct, tag }: Vector): string => {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), Buffer.from(iv, 'hex'));
    decipher.setAAD(Buffer.from(authenticated, 'hex'));
    decipher.setAuthTag(Buffer.from(tag, 'hex'));
    return Buffer.concat([decipher.update(Buffer.from(ct, 'hex')), decipher.final()]).toString('hex');
  };

  it.each(vectors.filter(({ result }) => result === 'valid'))('opens $tcId $comment', (vector) => {
    expect(open(vector)).toBe(vector.msg);
  });

  it.each(vectors.filter(({ result }) => result === 'invalid'))('refuses $tcId $comment', (vector) => {
    expect(() => open(vector)).toThrow(/authenticate/);
  });
});
