import fc from 'fast-check';
import { canonicalBytes, sha256 } from '@entente/proof';
import {
  COMMON_MEMBERS,
  FACTS,
  factOfType,
  isUuid,
  normalizeMembers,
  type Command,
  type CommandName,
  type Members,
} from '@entente/domain';
import { digestOf, eventIdOf, madeIdOf, ownCommandId, withHashes } from './input.js';

/** The members of all facts: where two have one name, those of the registration of an agreement stand. */
const MEMBERS: Members = Object.assign(
  {},
  COMMON_MEMBERS,
  ...FACTS.map(({ members }) => members),
  factOfType('AgreementRegistered')?.members,
);

function digest(name: CommandName, input: object): string {
  return digestOf({ name, input } as unknown as Command);
}

function normalized(input: object): object {
  const outcome = normalizeMembers(MEMBERS, input);
  if (outcome.refused) throw new Error(`refused: ${outcome.field}`);
  return outcome.value;
}

function refusedField(input: object): string | null {
  const outcome = normalizeMembers(MEMBERS, input);
  return outcome.refused && outcome.code === 'VALIDATION_FAILED' ? outcome.field : 'accepted';
}

describe('an input as it is judged and stored', () => {
  it('has ids in lower case, wherever they stand', () => {
    expect(
      normalized({
        agreementId: 'MOU-1',
        organizationIds: ['A', 'b'],
        attendance: [{ organizationId: 'UVM', capacity: 'SIGNATORY' }],
        guests: [{ personId: 'P-1' }],
        relations: [{ type: 'UNIT_OF', organizationId: 'X.Y_Z' }],
        evidence: [{ sourceId: 'S0', kind: 'STATED' }],
        supports: ['0A0A0A0A-1111-5222-8333-444444444444'],
        signedBy: ['P-2'],
      }),
    ).toEqual({
      agreementId: 'mou-1',
      organizationIds: ['a', 'b'],
      attendance: [{ organizationId: 'uvm', capacity: 'SIGNATORY' }],
      guests: [{ personId: 'p-1' }],
      relations: [{ type: 'UNIT_OF', organizationId: 'x.y_z' }],
      evidence: [{ sourceId: 's0', kind: 'STATED' }],
      supports: ['0a0a0a0a-1111-5222-8333-444444444444'],
      signedBy: ['p-2'],
    });
  });

  it('has text in NFC, and keeps its case', () => {
    const decomposed = 'Universite\u0301 du Que\u0301bec';
    expect(normalized({ names: [{ text: decomposed, lang: 'fr' }] })).toEqual({
      names: [{ text: 'Université du Québec', lang: 'fr' }],
    });
  });

  it('leaves out what is null or undefined, and keeps false, zero and empty lists', () => {
    expect(normalized({ a: null, b: undefined, c: false, d: 0, e: [], f: { g: null } })).toEqual({
      c: false,
      d: 0,
      e: [],
      f: {},
    });
  });

  it.each([
    ['a lone surrogate', { title: [{ text: 'x' }, { text: 'a\ud800' }] }, 'title.1.text'],
    ['a NUL', { evidence: [{ sourceId: 's0', quote: 'a\0b' }] }, 'evidence.0.quote'],
    ['a NUL in what is sealed', { displayName: '\0' }, 'displayName'],
    ['an id with a space', { agreementId: 'a b' }, 'agreementId'],
    ['an empty id', { organizationId: '' }, 'organizationId'],
    ['an id that begins with a dot', { organizationIds: ['a', '.b'] }, 'organizationIds.1'],
    ['an id with an accent', { hostOrganizationId: 'é' }, 'hostOrganizationId'],
    ['an id of 101 letters', { meetingId: 'a'.repeat(101) }, 'meetingId'],
    ['an id with a lone surrogate', { personId: 'a\udc00' }, 'personId'],
    ['a lone surrogate in a list of ids', { signedBy: ['a\udc00'] }, 'signedBy.0'],
    ['an event that is no UUID', { supports: ['0a0a0a0a-1111-5222-8333-444444444444', 'x'] }, 'supports.1'],
  ])('is refused for %s, with the field', (_what, input, field) => {
    expect(refusedField(input)).toBe(field);
  });

  it('leaves out notes and quotes with nothing visible, and no other text', () => {
    expect(
      normalized({
        occurredOn: { edtf: '2025', note: '\u200b' },
        evidence: [{ sourceId: 's0', quote: ' ', note: 'dit' }],
        note: [
          { text: ' ', lang: 'fr' },
          { text: 'so', lang: 'en' },
        ],
        place: ' ',
      }),
    ).toEqual({
      occurredOn: { edtf: '2025' },
      evidence: [{ sourceId: 's0', note: 'dit' }],
      note: [{ text: 'so', lang: 'en' }],
      place: ' ',
    });
    expect(normalized({ note: [{ text: '', lang: 'fr' }] })).toEqual({});
  });

  it('is the same when it is normalized again', () => {
    fc.assert(
      fc.property(
        fc.record({
          agreementId: fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,20}$/),
          title: fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }) })),
        }),
        (input) => {
          const once = normalizeMembers(MEMBERS, input);
          fc.pre(!once.refused);
          expect(normalizeMembers(MEMBERS, (once as unknown as { value: object }).value)).toEqual(once);
        },
      ),
    );
  });
});

describe('the digest of a command', () => {
  const INPUT = {
    agreementId: 'mou',
    organizationId: 'uvm',
    occurredOn: { edtf: '2025-01-28' },
    evidence: [{ sourceId: 's0', lines: { from: 1, to: 2 } }],
  };

  it('is the SHA-256 of the canonical form of what was asked', () => {
    expect(digest('recordSignature', INPUT)).toBe(sha256(canonicalBytes(INPUT)));
  });

  it('is the same whatever the order of members, commandId and expectedRevision', () => {
    const { agreementId, ...rest } = INPUT;
    const other = { ...rest, commandId: 'x', expectedRevision: 3, agreementId };
    expect(digest('recordSignature', other)).toBe(digest('recordSignature', INPUT));
  });

  it('is the same whatever the personal members say or whether they are there', () => {
    const more = {
      ...INPUT,
      occurredOn: { edtf: '2025-01-28', note: 'a' },
      evidence: [{ sourceId: 's0', lines: { from: 1, to: 2 }, quote: 'b', note: 'c' }],
    };
    expect(digest('recordSignature', more)).toBe(digest('recordSignature', INPUT));
    const overridden = (reason: string) => ({ ...INPUT, overrides: [{ rule: 'X', reason }] });
    expect(digest('recordSignature', overridden('a'))).toBe(digest('recordSignature', overridden('b')));
    expect(digest('registerPerson', { displayName: 'Ada' })).toBe(
      digest('registerPerson', { displayName: 'Bob' }),
    );
    const minutes = { meetingId: 'm', docHash: '0', lang: 'fr' };
    expect(digest('depositMinutes', { ...minutes, text: 'secret' })).toBe(digest('depositMinutes', minutes));
  });

  it.each([
    ['another member', { ...INPUT, capacity: 'PARTY' }],
    ['another date', { ...INPUT, occurredOn: { edtf: '2025-01-29' } }],
    ['other lines', { ...INPUT, evidence: [{ sourceId: 's0', lines: { from: 1, to: 3 } }] }],
    ['one citation more', { ...INPUT, evidence: [...INPUT.evidence, { sourceId: 's0' }] }],
    ['another rule overridden', { ...INPUT, overrides: [{ rule: 'X', reason: 'a' }] }],
  ])('is another for %s', (_what, input) => {
    expect(digest('recordSignature', input)).not.toBe(digest('recordSignature', INPUT));
  });

  it('holds the text of what is public, such as a name', () => {
    const named = (text: string) => digest('registerOrganization', { names: [{ text, lang: 'fr' }] });
    expect(named('a')).not.toBe(named('b'));
  });
});

describe('the ids that the ledger makes', () => {
  const COMMAND = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

  it('are UUIDv5, made of the command alone', () => {
    expect(eventIdOf(COMMAND, 0)).toBe('6af613b6-569c-5c22-9c37-2ed93f31d3af');
    expect(madeIdOf(COMMAND)).toBe('31cb911a-5b9f-5be9-b1c4-467459601ae6');
    const ids = [
      eventIdOf(COMMAND, 0),
      eventIdOf(COMMAND, 1),
      madeIdOf(COMMAND),
      ownCommandId(COMMAND, 'open'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('are asked for with UUIDs in lower case', () => {
    expect(isUuid(COMMAND)).toBe(true);
    const nobodys = ['0', 'f'].map((digit) => COMMAND.replace(/[0-9a-f]/g, digit));
    expect(nobodys.map(isUuid)).toEqual([false, false]);
    expect([COMMAND.toUpperCase(), `${COMMAND} `, '', 'x'].map(isUuid)).toEqual([false, false, false, false]);
  });
});

describe('a document of an input', () => {
  const text = '\nUn texte';
  const hash = sha256(text);
  const withText = (input: object) => withHashes({ name: 'depositSourceText', input } as unknown as Command);

  it('is made canonical, and loses nothing at its ends', () => {
    const members = factOfType('SourceTextDeposited')?.members ?? {};
    const outcome = normalizeMembers(members, { text: '\r\ne\u0301 \r\n' });
    expect(outcome).toEqual({ refused: false, value: { text: '\n\u00e9 \n' } });
  });

  it('has its hash beside it, given or not', () => {
    for (const input of [{ text }, { text, sha256: hash }])
      expect(withText(input)).toMatchObject({ value: { input: { text, sha256: hash } } });
  });

  it('is refused with another hash', () => {
    const wanted = 'a'.repeat(64);
    expect(withText({ text, sha256: wanted })).toMatchObject({
      code: 'TEXT_DIFFERS',
      field: 'text',
      details: { wanted, found: hash },
    });
  });

  it('is in no digest, though its hash is', () => {
    const digestWith = (input: object) => digest('depositSourceText', input);
    expect(digestWith({ text, sha256: hash })).toBe(digestWith({ sha256: hash }));
    expect(digestWith({ sha256: hash })).not.toBe(digestWith({ sha256: sha256('other') }));
  });
});
