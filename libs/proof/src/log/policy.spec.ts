import { makeSignerKey, verifierOf, writeVerifierKey, type VerifierKey } from '../notes/keys.js';
import { parsePolicy, satisfies, type TrustPolicy } from './policy.js';

const log = writeVerifierKey(verifierOf(makeSignerKey('log.example')));
const witness = (): string => writeVerifierKey(verifierOf(makeSignerKey('witness.example'), 'COSIGNATURE'));
const [w1, w2, w3] = [witness(), witness(), witness()];

function policyOf(...lines: readonly string[]): TrustPolicy {
  const policy = parsePolicy(lines.join('\n'));
  if ('problem' in policy) throw new Error(`${policy.line}: ${policy.problem}`);
  return policy;
}

const signed = (...keys: readonly (VerifierKey | undefined)[]) =>
  keys.filter((key) => key !== undefined).map((key) => ({ key, time: 1 }));

describe('a trust policy', () => {
  it('asks for one witness, a group, or none', () => {
    const none = policyOf('# ours', `log ${log} https://log.example/`, 'quorum none', '');
    expect(none.logs.map(writeVerifierKey)).toEqual([log]);
    expect(satisfies(none.quorum, [])).toBe(true);

    const { witnesses, quorum } = policyOf(
      `  witness a ${w1}`,
      `witness\tb ${w2} https://b.example`,
      `witness c ${w3}`,
      'group both all a b',
      'group one 1 both c',
      'quorum one',
    );
    const [a, b, c] = witnesses;
    expect(satisfies(quorum, signed(a))).toBe(false);
    expect(satisfies(quorum, signed(a, b))).toBe(true);
    expect(satisfies(quorum, signed(c))).toBe(true);
    expect(satisfies(policyOf(`witness a ${w1}`, 'quorum a').quorum, signed())).toBe(false);
  });

  it.each([
    ['no quorum', [`log ${log}`], 0],
    ['two quorums', ['quorum none', 'quorum none'], 2],
    ['a log twice', [`log ${log}`, `log ${log}`, 'quorum none'], 2],
    ['a witness under two names', [`witness a ${w1}`, `witness b ${w1}`, 'quorum a'], 2],
    ['a key of a log as a witness', [`witness a ${log}`, 'quorum a'], 1],
    ['a key of a witness as a log', [`log ${w1}`, 'quorum none'], 1],
    ['a member that comes later', ['group g any a', `witness a ${w1}`, 'quorum g'], 1],
    ['a member of two groups', [`witness a ${w1}`, 'group g any a', 'group h any a', 'quorum h'], 3],
    ['a threshold above its members', [`witness a ${w1}`, 'group g 2 a', 'quorum g'], 2],
    ['a comment after a line', [`quorum none # so`], 1],
    ['a name that is taken', [`witness none ${w1}`, 'quorum none'], 1],
    ['a line that it does not know', ['trust me', 'quorum none'], 1],
    ['a carriage return', ['quorum none\r'], 1],
  ])('is refused for %s, with the line', (_what, lines, line) => {
    expect(parsePolicy(lines.join('\n'))).toMatchObject({ line });
  });
});
