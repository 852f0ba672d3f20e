import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyProblem, verifyEd25519 } from './ed25519.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors');
const read = (file: string): unknown => JSON.parse(readFileSync(join(VECTORS, file), 'utf8'));
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

interface Group {
  readonly publicKey: { readonly pk: string };
  readonly tests: readonly { tcId: number; msg: string; sig: string; result: string }[];
}

describe('the Ed25519 vectors of Wycheproof', () => {
  const { testGroups } = read('wycheproof/ed25519_test.json') as { readonly testGroups: readonly Group[] };
  const cases = testGroups.flatMap(({ publicKey, tests }) =>
    tests.map((one) => ({ ...one, pk: publicKey.pk })),
  );

  it.each(cases)('$tcId: $result', ({ pk, msg, sig, result }) => {
    expect(verifyEd25519(hex(pk), hex(msg), hex(sig))).toBe(result === 'valid');
  });
});

interface EdgeCase {
  readonly number: number;
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

describe('the Ed25519 edge cases of CCTV', () => {
  const cases = read('cctv-ed25519/ed25519vectors.json') as readonly EdgeCase[];

  /** Points of small order, points written in a second way, signatures that hold only up to a small factor. */
  const REFUSED = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue'];

  it('are 914', () => expect(cases).toHaveLength(914));

  it('are taken only where both points have one form and no small order, and the signature holds exactly', () => {
    for (const { number, key, sig, msg, flags } of cases) {
      const good = verifyEd25519(hex(key), Buffer.from(msg), hex(sig));
      expect({ number, flags, good }).toEqual({
        number,
        flags,
        good: !(flags ?? []).some((flag) => REFUSED.includes(flag)),
      });
    }
  });

  it('have no key of small order or of two forms that is not named as such', () => {
    for (const { key, flags } of cases) {
      const problem = publicKeyProblem(hex(key));
      expect(problem === 'NOT_CANONICAL' || problem === 'SMALL_ORDER').toBe(
        (flags ?? []).some((flag) => flag === 'low_order_A' || flag === 'non_canonical_A'),
      );
    }
  });
});

describe('a public key', () => {
  it('has 32 bytes and stands on the curve', () => {
    expect(publicKeyProblem(Buffer.alloc(31))).toBe('LENGTH');
    const notOnTheCurve = Buffer.alloc(32, 0);
    notOnTheCurve[0] = 2;
    expect(publicKeyProblem(notOnTheCurve)).toBeNull();
    expect(verifyEd25519(notOnTheCurve, Buffer.alloc(0), Buffer.alloc(64))).toBe(false);
  });
});
