import { makeSignerKey, signNote, verifierOf, writeVerifierKey } from '../../../../libs/proof/src/index.js';
import { readLogKey, signedBy, type LogKey } from './signed-note.js';

const signer = makeSignerKey('entente/x');
const key = readLogKey(writeVerifierKey(verifierOf(signer))) as LogKey;
const note = String(signNote('entente/x\n7\nroot\n', [makeSignerKey('other'), signer]));

describe('a signed note in the browser', () => {
  it('is that of the key that signed it, whoever else did', async () => {
    expect(await signedBy(note, key)).toBe('GOOD');
  });

  it('is wrong where a byte of its text was changed', async () => {
    expect(await signedBy(note.replace('\n7\n', '\n8\n'), key)).toBe('WRONG');
  });

  it.each(['', 'no note', note.replace('— entente/x', '— entente/y')])(
    'is not of a key that did not sign it',
    async (text) => {
      expect(await signedBy(text, key)).toBe('OTHER_KEY');
    },
  );
});

describe('a public key of a log', () => {
  it.each([
    '',
    'entente/x',
    'entente/x+00000000+AAAA',
    writeVerifierKey(verifierOf(signer)).replace(/\+.{8}\+/u, '+00000000+'),
  ])('is not %j', (text) => {
    expect(readLogKey(text)).toBeNull();
  });

  it('is not that of a witness', () => {
    expect(readLogKey(writeVerifierKey(verifierOf(signer, 'COSIGNATURE')))).toBeNull();
  });
});
