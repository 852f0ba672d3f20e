import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { cosignedMessage, readCosignature, writeCosignature } from './cosignature.js';
import { signEd25519 } from './ed25519.js';
import {
  makeSignerKey,
  parseSignerKey,
  parseVerifierKey,
  verifierOf,
  writeSignerKey,
  writeVerifierKey,
  type VerifierKey,
} from './keys.js';
import { openNote, readNote, signNote, signatureLine } from './note.js';

/** Published test vectors; `test/vectors/README.md` says where they come from. */
const VECTORS = join(import.meta.dirname, '../../../../test/vectors');
const read = (file: string): unknown => JSON.parse(readFileSync(join(VECTORS, file), 'utf8'));

function keyOf(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (!key) throw new Error(`not a key: ${text}`);
  return key;
}

interface NoteCase {
  readonly desc: string;
  readonly noteB64: string;
  readonly vkeys: readonly string[];
  readonly ok: boolean;
  readonly verified?: number;
  readonly unverified?: number;
  readonly error?: string;
}

/** What the published cases call the problems. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'note has no verifiable signatures': 'NO_KNOWN_SIGNATURE',
  'ambiguous key': 'AMBIGUOUS_KEY',
  'invalid signature': 'INVALID_SIGNATURE',
  'malformed note': 'MALFORMED',
};

describe('the published signed notes', () => {
  const cases = ['signed-note/sumdb-open.json', 'signed-note/c2sp-example.json'].flatMap(
    (file) => read(file) as readonly NoteCase[],
  );

  it.each(cases)('$desc', ({ noteB64, vkeys, ok, verified, unverified, error }) => {
    const opened = openNote(Buffer.from(noteB64, 'base64'), vkeys.map(keyOf));
    expect(opened.problem).toBe(ok ? null : PROBLEMS[error ?? '']);
    if (opened.problem !== null) return;
    expect(opened.signatures).toHaveLength(verified ?? -1);
    if (unverified !== undefined) expect(opened.unknown).toBe(unverified);
  });
});

interface KeyCases {
  readonly vkeyOk: readonly string[];
  readonly vkeyBad: readonly string[];
  readonly sign: { readonly skeyTestOnly: string; readonly textB64: string; readonly wantB64: string };
}

describe('the published keys of notes', () => {
  const { vkeyOk, vkeyBad, sign } = read('signed-note/sumdb-keys-and-sign.json') as KeyCases;

  it.each(vkeyOk)('%s is read, and written the same', (text) => {
    expect(writeVerifierKey(keyOf(text))).toBe(text);
  });

  it.each(vkeyBad)('%s is refused', (text) => expect(parseVerifierKey(text)).toBeNull());

  it('are refused when cut anywhere, or with any byte changed', () => {
    const [text = ''] = vkeyOk;
    for (let start = 0; start < text.length; start += 1)
      for (let end = start; end < text.length + (start === 0 ? 0 : 1); end += 1)
        expect(parseVerifierKey(text.slice(start, end))).toBeNull();
    for (let at = 0; at < text.length; at += 1) {
      const changed = Buffer.from(text);
      changed[at] = (changed[at] as number) + 1;
      expect(parseVerifierKey(changed.toString('latin1'))).toBeNull();
    }
  });

  it('sign the published text with the published signature', () => {
    const signer = parseSignerKey(sign.skeyTestOnly);
    if (!signer) throw new Error('the key is refused');
    expect(writeSignerKey(signer)).toBe(sign.skeyTestOnly);
    const note = signNote(Buffer.from(sign.textB64, 'base64').toString(), [signer]);
    expect(Buffer.from(note).toString('base64')).toBe(sign.wantB64);
  });
});

interface CosignatureCases {
  readonly vkeys: readonly { desc: string; vkey: string; ok: boolean }[];
  readonly timestamps: readonly { desc: string; sigBase64: string; ok: boolean; time?: number }[];
}

describe('the published keys and times of witnesses', () => {
  const { vkeys, timestamps } = read('tlog-cosignature/formats.json') as CosignatureCases;

  /** Their source wants these refused; the transcription lost the end of the keys and the mark with it. */
  const REFUSED_BY_SOURCE = ['invalid keyhash', 'incorrect keyhash'];

  it.each(vkeys)('$desc', ({ desc, vkey, ok }) => {
    expect(parseVerifierKey(vkey) !== null).toBe(ok && !REFUSED_BY_SOURCE.includes(desc));
  });

  it.each(timestamps)('time: $desc', ({ sigBase64, ok, time }) => {
    const signature = Buffer.from(sigBase64, 'base64').subarray(4);
    expect(readCosignature(signature)?.time ?? null).toBe(ok ? time : null);
  });
});

describe('a note', () => {
  const log = makeSignerKey('log.example');
  const text = 'log.example\n1\nrest\n';

  it('is opened with the key that signed it, by a witness too', () => {
    const witness = makeSignerKey('witness.example');
    const time = 1_700_000_000;
    const cosigned = verifierOf(witness, 'COSIGNATURE');
    const signature = writeCosignature({
      time,
      signature: signEd25519(witness.seed, cosignedMessage(text, time)),
    });
    const note = signNote(text, [log]) + signatureLine(cosigned.name, cosigned.id, signature);
    const opened = openNote(note, [verifierOf(log), cosigned]);
    expect(opened).toMatchObject({ problem: null, text, unknown: 0 });
    expect(opened.problem === null && opened.signatures.map(({ key, time: at }) => [key.name, at])).toEqual([
      ['log.example', null],
      ['witness.example', time],
    ]);
    // The same key as a log's says nothing of a cosignature.
    expect(openNote(note, [verifierOf(witness)]).problem).toBe('NO_KNOWN_SIGNATURE');
  });

  it('is not taken with one bit of it changed', () => {
    const note = Buffer.from(signNote(text, [log]));
    fc.assert(
      fc.property(fc.nat(note.length * 8 - 1), (bit) => {
        const changed = Buffer.from(note);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(openNote(changed, [verifierOf(log)]).problem).not.toBeNull();
      }),
    );
  });

  it('has a text that ends with a line end, and signers with names', () => {
    expect(() => signNote('no end', [log])).toThrow(TypeError);
    expect(() => makeSignerKey('a b')).toThrow(TypeError);
    expect(readNote('x\n\n— a b')).toBeNull();
    expect(parseSignerKey(writeVerifierKey(verifierOf(log)))).toBeNull();
  });
});
