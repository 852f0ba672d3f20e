import { RETRYABLE_CODES } from '@entente/domain';
import { EventStoreError } from '@entente/event-store';
import { scriptedClock } from '@entente/platform';
import { canonicalBytes, parseCanonical, sha256 } from '@entente/proof';
import { commandIndexOfClaims, commandIndexOfLog } from '../claims/command-index.js';
import type { Claims, CommandIndex } from '../claims/claims.js';
import type { Envelope } from '../envelope/envelope.js';
import {
  CALLER,
  EVIDENCE,
  LEDGER_ID,
  bytesOf,
  commandIdOf,
  ledgerUnderTest,
  type LedgerUnderTest,
  type Replaced,
  type TestStore,
} from '../testing/ledger-under-test.js';
import type { Outcome, Recorded } from './outcome.js';
import { eventIdOf, madeIdOf } from './input.js';
import { NO_LOOKUPS } from './open-ledger.js';

const MOU = 'agreement-mou';
const signing = (organizationId: string) => ({
  agreementId: 'mou',
  organizationId,
  occurredOn: { edtf: '2025-01-28' },
  evidence: EVIDENCE,
});

async function withMou(replaced?: Replaced): Promise<LedgerUnderTest> {
  const made = ledgerUnderTest();
  await made.withBasics('a', 'b', 'c', 'd', 'e');
  return replaced ? made.again(replaced) : made;
}

const codeOf = (outcome: Outcome) => (outcome.refused ? outcome.code : 'recorded');
const refusalOf = (outcome: Outcome) =>
  outcome.refused ? { code: outcome.code, field: outcome.field } : 'recorded';
const idsOf = (outcome: Outcome) =>
  outcome.refused ? outcome.code : outcome.events.map(({ envelope }) => envelope.id);
const typesIn = async ({ store }: LedgerUnderTest, stream = MOU) =>
  (await store.readStream(stream, 0, 'forwards', 1_000)).map(({ type }) => type);
const signaturesIn = async (made: LedgerUnderTest) =>
  (await typesIn(made)).filter((type) => type === 'PartnerSigned').length;

/** Does something before each append, told which one it is, from 1. */
function beforeAppend(act: (count: number) => Promise<unknown>): (store: TestStore) => TestStore {
  let count = 0;
  return (store) => ({
    ...store,
    async append(...given) {
      count += 1;
      await act(count);
      return store.append(...given);
    },
  });
}

describe('a command that is recorded', () => {
  it('leaves one event whose bytes are its envelope, whole and canonical', async () => {
    const made = await withMou();
    const outcome = await made.record('a signs', 'recordSignature', {
      ...signing('A'),
      evidence: [{ sourceId: 'S0', lines: { from: 3, to: 21 }, kind: 'INFERRED' }, { sourceId: 's0' }],
    });
    const bytes = (await bytesOf(made.store, MOU)).at(-1) as Uint8Array;
    const input = {
      agreementId: 'mou',
      organizationId: 'a',
      occurredOn: { edtf: '2025-01-28' },
      evidence: [{ sourceId: 's0', lines: { from: 3, to: 21 }, kind: 'INFERRED' }, { sourceId: 's0' }],
    };
    const day = {
      edtf: '2025-01-28',
      point: '2025-01-28',
      earliest: '2025-01-28',
      latest: '2025-01-28',
      precision: 'DAY',
      basis: 'STATED',
    };
    const envelope = parseCanonical(bytes) as Envelope;
    expect(envelope).toEqual({
      v: 1,
      ledger: LEDGER_ID,
      id: eventIdOf(commandIdOf('a signs'), 0),
      stream: MOU,
      rev: 1,
      type: 'PartnerSigned',
      schema: 1,
      occurred: day,
      effective: day,
      recorded: '2026-11-23T12:00:00.000Z',
      actor: 'secretariat:t1',
      cause: {
        command: commandIdOf('a signs'),
        name: 'recordSignature',
        digest: sha256(canonicalBytes(input)),
        correlation: null,
        causation: null,
      },
      prev: (await made.ledger.reader.read(MOU))[0]?.hash,
      after: null,
      provenance: [
        { source: 's0', from: 3, to: 21, kind: 'INFERRED' },
        { source: 's0', from: null, to: null, kind: 'STATED' },
      ],
      overrides: [],
      advice: [],
      data: { agreementId: 'mou', organizationId: 'a' },
      personal: {},
    });
    expect(outcome.events.map((event) => event.envelope)).toEqual([envelope]);
    expect(outcome).toMatchObject({ repeated: false, subjectId: 'mou', position: await made.store.head({}) });
  });

  it('carries what led to it, and the advice and the rules overridden', async () => {
    const made = await withMou();
    await made.record('a signs', 'recordSignature', signing('a'));
    await made.record('b signs', 'recordSignature', signing('b'));
    const causation = eventIdOf(commandIdOf('b signs'), 0);
    await made.record(
      'force',
      'recordEntryIntoForce',
      { agreementId: 'mou', basis: 'STATED', occurredOn: { edtf: '2025-01-28' }, evidence: EVIDENCE },
      { causation },
    );
    const acceded = await made.record('c accedes', 'recordAccession', signing('c'));
    const term = await made.record('term', 'setTerm', {
      agreementId: 'mou',
      startsOn: { edtf: '2025-01-28' },
      endsOn: { edtf: '2027-06-30' },
      duration: 'P1Y',
      overrides: [{ rule: 'TERM_INCONSISTENT', reason: 'so it says' }],
      evidence: EVIDENCE,
    });
    expect(acceded.events[0]?.envelope.advice).toEqual(['ACCESSION_WITHOUT_INTENT']);
    expect(acceded.advice.map(({ rule }) => rule)).toEqual(['ACCESSION_WITHOUT_INTENT']);
    expect(term.events[0]?.envelope.overrides).toEqual([{ rule: 'TERM_INCONSISTENT', by: CALLER.actor }]);
    const force = (await made.ledger.reader.read(MOU)).find(
      ({ envelope }) => envelope.type === 'AgreementEnteredIntoForce',
    );
    expect(force?.envelope.cause.causation).toBe(causation);
  });

  it('has an id of its own where the caller gives none, the same at every try', async () => {
    const made = await withMou();
    const register = () =>
      made.record('agreement', 'registerAgreement', {
        kind: 'MOU',
        title: [{ text: 'Autre', lang: 'fr' }],
        evidence: EVIDENCE,
      });
    const first = await register();
    expect(first.subjectId).toBe(madeIdOf(commandIdOf('agreement')));
    expect(await register()).toMatchObject({ subjectId: first.subjectId, repeated: true });
  });

  it('is never recorded before what its stream already holds, though the clock goes back', async () => {
    const made = await withMou();
    await made.record('a signs', 'recordSignature', signing('a'));
    made.clock.advance(-1_500);
    await made.record('b signs', 'recordSignature', signing('b'));
    made.clock.advance(3_000);
    await made.record('c signs', 'recordSignature', signing('c'));
    const recorded = (await made.ledger.reader.read(MOU)).map(({ envelope }) => envelope.recorded);
    expect(recorded).toEqual([
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T12:00:01.500Z',
    ]);
  });
});

describe('the same command again', () => {
  it('answers what the first answered, and writes nothing', async () => {
    const made = await withMou();
    const first = await made.record('a signs', 'recordSignature', signing('a'));
    await made.record('b signs', 'recordSignature', signing('b'));
    const again = await made.record('a signs', 'recordSignature', signing('a'));
    expect(again).toEqual({ ...first, repeated: true });
    expect(await signaturesIn(made)).toBe(2);
  });

  it('comes with the same warnings, each with its field', async () => {
    const made = await withMou();
    for (const id of ['a', 'b']) await made.record(`${id} signs`, 'recordSignature', signing(id));
    const act = { agreementId: 'mou', occurredOn: { edtf: '2025-01-28' }, evidence: EVIDENCE };
    await made.record('force', 'recordEntryIntoForce', { ...act, basis: 'STATED' });
    const accede = () => made.record('c accedes', 'recordAccession', signing('c'));
    const first = await accede();
    expect(first.advice).toEqual([
      { rule: 'ACCESSION_WITHOUT_INTENT', field: 'organizationId', details: {} },
    ]);
    expect(await accede()).toEqual({ ...first, repeated: true });
  });

  it('is the same in another process, with its id in capitals, with other personal words, with ids in capitals', async () => {
    const made = await withMou();
    const evidence = (quote: string) => ({ ...signing('a'), evidence: [{ sourceId: 's0', quote }] });
    const first = await made.record('a signs', 'recordSignature', evidence('one'));
    const other = made.again();
    const again = await other.record(
      '',
      'recordSignature',
      { ...evidence('two'), agreementId: 'MOU' },
      { commandId: commandIdOf('a signs').toUpperCase() },
    );
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(again).toMatchObject({ repeated: true, position: first.position });
  });

  it('is answered before the expected revision is judged', async () => {
    const made = await withMou();
    await made.record('a signs', 'recordSignature', signing('a'), { expectedRevision: 0 });
    const again = await made.give('a signs', 'recordSignature', signing('a'), { expectedRevision: 0 });
    expect(again).toMatchObject({ refused: false, repeated: true });
  });

  it('is recorded once when it is given twice at once, and both hear the same', async () => {
    const made = await withMou();
    let arrived = 0;
    let open: () => void = () => {};
    const both = new Promise<void>((resolve) => (open = resolve));
    const around = beforeAppend(async () => {
      arrived += 1;
      if (arrived === 2) open();
      await both;
    });
    const [one, two] = [made.again({ around }), made.again({ around })];
    const outcomes = await Promise.all(
      [one, two].map((ledger) => ledger.give('a signs', 'recordSignature', signing('a'))),
    );
    expect(outcomes.map(idsOf)).toEqual([0, 1].map(() => [eventIdOf(commandIdOf('a signs'), 0)]));
    expect(outcomes.map((outcome) => (outcome as Recorded).repeated).toSorted()).toEqual([false, true]);
    expect((outcomes[0] as Recorded).events[0]?.hash).toBe((outcomes[1] as Recorded).events[0]?.hash);
    expect(await signaturesIn(made)).toBe(1);
  });

  it('is recorded once of thirty-two at once, in one process and in another', async () => {
    const made = await withMou();
    const other = made.again();
    const outcomes = await Promise.all(
      Array.from({ length: 32 }, (_, index) =>
        (index % 2 ? made : other).give('a signs', 'recordSignature', signing('a')),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(idsOf(outcome)))).size).toBe(1);
    expect(outcomes.map(codeOf)).toEqual(outcomes.map(() => 'recorded'));
    expect(await signaturesIn(made)).toBe(1);
  });

  it('waits for its turn on a stream, where many others write at once: nobody meets a conflict', async () => {
    const signers = Array.from({ length: 24 }, (_, index) => `signer-${index}`);
    const made = ledgerUnderTest();
    await made.withBasics(...signers);
    const outcomes = await Promise.all(
      signers.map((organizationId) =>
        made.give(`${organizationId} signs`, 'recordSignature', signing(organizationId)),
      ),
    );
    expect(outcomes.map(codeOf)).toEqual(signers.map(() => 'recorded'));
    expect(await signaturesIn(made)).toBe(24);
  });

  it('hears of its own record though it was judged after it, by what the record itself made suspicious', async () => {
    const made = await withMou();
    const meeting = {
      meetingId: 'm-1',
      agreementId: 'mou',
      attendance: [],
      occurredOn: { edtf: '2025-04-16' },
      evidence: EVIDENCE,
    };
    const late = made.again({
      lookups: {
        ...NO_LOOKUPS,
        meetingsOn: async () => {
          await made.record('meeting', 'recordMeeting', meeting);
          return ['another'];
        },
      },
    });
    expect(await late.give('meeting', 'recordMeeting', meeting)).toMatchObject({
      refused: false,
      repeated: true,
    });
    expect(await typesIn(made, 'meeting-m-1')).toEqual(['MeetingHeld']);
  });

  it('does not take the meeting that it makes itself for another one of that day', async () => {
    const made = await withMou();
    const own = madeIdOf(commandIdOf('meeting'));
    const looking = made.again({
      lookups: { ...NO_LOOKUPS, meetingsOn: async () => [own] },
    });
    const outcome = await looking.give('meeting', 'recordMeeting', {
      agreementId: 'mou',
      attendance: [],
      occurredOn: { edtf: '2025-04-16' },
      evidence: EVIDENCE,
    });
    expect(codeOf(outcome)).toBe('recorded');
  });

  it('was refused before and is judged again: refusals are not remembered', async () => {
    const made = await withMou();
    const sign = () => made.give('f signs', 'recordSignature', signing('f'));
    expect(codeOf(await sign())).toBe('ORGANIZATION_NOT_FOUND');
    await made.record('organization f', 'registerOrganization', {
      organizationId: 'f',
      names: [{ text: 'F', lang: 'fr' }],
      evidence: EVIDENCE,
    });
    expect(codeOf(await sign())).toBe('recorded');
  });
});

const indexes: readonly (readonly [string, (store: TestStore) => (claims: Claims) => CommandIndex])[] = [
  ['in a store that finds events by their ids', (store) => () => commandIndexOfLog(store)],
  ['in a store that does not, by rows of claims', () => commandIndexOfClaims],
];

describe.each(indexes)('a commandId that another command used, %s', (_where, indexOf) => {
  /** Two processes on one log, after the command `used` was recorded in the stream of `mou`. */
  async function afterUse() {
    const first = await withMou();
    const commandIndex = indexOf(first.store);
    const made = first.again({ commandIndex });
    await made.record('used', 'recordSignature', signing('a'));
    await made.record('other agreement', 'registerAgreement', {
      agreementId: 'other',
      kind: 'MOU',
      title: [{ text: 'Autre', lang: 'fr' }],
      evidence: EVIDENCE,
    });
    return { made, other: made.again({ commandIndex }) };
  }
  const REUSED = { code: 'COMMAND_ID_REUSED', field: 'commandId' };

  it('is refused with another input, with another name, in another stream', async () => {
    const { made, other } = await afterUse();
    for (const ledger of [made, other]) {
      expect(refusalOf(await ledger.give('used', 'recordSignature', signing('b')))).toEqual(REUSED);
      expect(refusalOf(await ledger.give('used', 'recordAccession', signing('a')))).toEqual(REUSED);
      expect(
        refusalOf(await ledger.give('used', 'recordSignature', { ...signing('a'), agreementId: 'other' })),
      ).toEqual(REUSED);
      expect(
        refusalOf(
          await ledger.give('used', 'registerOrganization', {
            names: [{ text: 'Nouvelle', lang: 'fr' }],
            evidence: EVIDENCE,
          }),
        ),
      ).toEqual(REUSED);
    }
    expect(await signaturesIn(made)).toBe(1);
    expect(await typesIn(made, 'agreement-other')).toEqual(['AgreementRegistered']);
  });

  it('is answered before whatever else would refuse the command', async () => {
    const { made } = await afterUse();
    const elsewhere = { ...signing('a'), agreementId: 'other' };
    for (const [input, request] of [
      [{ ...elsewhere, agreementId: 'none' }, {}],
      [{ ...elsewhere, organizationId: 'none' }, {}],
      [{ ...elsewhere, evidence: [] }, {}],
      [{ ...elsewhere, occurredOn: { edtf: '2099-01-01' } }, {}],
      [elsewhere, { expectedRevision: 17 }],
      [signing('b'), { expectedRevision: 17 }],
    ] as const)
      expect(refusalOf(await made.give('used', 'recordSignature', input, request))).toEqual(REUSED);
  });

  it('is refused also where the command would have nothing to record', async () => {
    const { made } = await afterUse();
    const agreementId = 'other';
    for (const organizationId of ['a', 'b'])
      await made.record(`${organizationId} signs other`, 'recordSignature', {
        ...signing(organizationId),
        agreementId,
      });
    await made.record('term', 'setTerm', { agreementId, endsOn: { edtf: '2025-06-30' }, evidence: EVIDENCE });
    await made.record('expired', 'expireAgreement', { agreementId });
    const nothing = await made.give('nothing to do', 'expireAgreement', { agreementId });
    expect(nothing).toMatchObject({ refused: false, events: [] });
    expect(refusalOf(await made.give('used', 'expireAgreement', { agreementId }))).toEqual(REUSED);
  });

  it('is free again when its command was refused or had nothing to record', async () => {
    const { made, other } = await afterUse();
    const refused = await made.give('retry', 'recordSignature', { ...signing('b'), agreementId: 'none' });
    expect(codeOf(refused)).toBe('AGREEMENT_NOT_FOUND');
    expect(codeOf(await other.give('retry', 'recordSignature', signing('b')))).toBe('recorded');
    expect(
      refusalOf(await made.give('retry', 'recordSignature', { ...signing('b'), agreementId: 'other' })),
    ).toEqual(REUSED);
  });

  it('goes to one of two streams when it is given to both at once', async () => {
    const { made, other } = await afterUse();
    const outcomes = await Promise.all([
      made.give('both', 'recordSignature', signing('b')),
      other.give('both', 'recordSignature', { ...signing('b'), agreementId: 'other' }),
    ]);
    expect(outcomes.map(codeOf).toSorted()).toEqual(['COMMAND_ID_REUSED', 'recorded']);
  });
});

describe('an act that makes facts be passed over', () => {
  it('asks for a reason first, and says the same when it is given again', async () => {
    const made = await withMou();
    const opened = await made.record('opened', 'openForSignature', {
      agreementId: 'mou',
      eligible: ['a', 'b'],
      closesOn: '2026-06-30',
      occurredOn: { edtf: '2026-05-03' },
      evidence: EVIDENCE,
    });
    expect(await made.give('a signs', 'recordSignature', signing('a'))).toMatchObject({
      code: 'FACTS_PASSED_OVER',
      details: {
        events: [
          {
            eventId: opened.events[0]?.envelope.id,
            type: 'AgreementOpenedForSignature',
            effectiveOn: '2026-05-03',
          },
        ],
      },
    });
    const signs = () =>
      made.record('a signs after all', 'recordSignature', {
        ...signing('a'),
        overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'the opening was dated wrongly' }],
      });
    const first = await signs();
    expect(first.events[0]?.envelope.overrides).toEqual([{ rule: 'FACTS_PASSED_OVER', by: CALLER.actor }]);
    // What comes after it changes nothing of its answer.
    await made.record('b signs', 'recordSignature', signing('b'));
    expect((await signs()).events).toEqual(first.events);
  });
});

describe('a command for a revision', () => {
  it('is recorded when the stream is there', async () => {
    const made = await withMou();
    expect(codeOf(await made.give('a signs', 'recordSignature', signing('a'), { expectedRevision: 0 }))).toBe(
      'recorded',
    );
    const register = made.give(
      'new',
      'registerAgreement',
      { agreementId: 'new', kind: 'MOU', title: [{ text: 'N', lang: 'fr' }], evidence: EVIDENCE },
      { expectedRevision: -1 },
    );
    expect(codeOf(await register)).toBe('recorded');
  });

  it('is refused when the stream is elsewhere, and says where', async () => {
    const made = await withMou();
    await made.record('a signs', 'recordSignature', signing('a'));
    expect(
      await made.give('b signs', 'recordSignature', signing('b'), { expectedRevision: 0 }),
    ).toMatchObject({
      refused: true,
      code: 'CONCURRENCY_CONFLICT',
      field: 'expectedRevision',
      details: { expected: 0, actual: 1 },
    });
    expect(await signaturesIn(made)).toBe(1);
  });

  it('is refused, not judged again, when another writes between its judgement and its append', async () => {
    const made = await withMou();
    const beaten = made.again({
      around: beforeAppend(() => made.record('a signs', 'recordSignature', signing('a'))),
    });
    const outcome = await beaten.give('b signs', 'recordSignature', signing('b'), { expectedRevision: 0 });
    expect(refusalOf(outcome)).toEqual({ code: 'CONCURRENCY_CONFLICT', field: 'expectedRevision' });
  });
});

describe('a command that meets others', () => {
  it('is judged again on what they wrote, and answered as stored', async () => {
    const made = await withMou();
    const beaten = made.again({
      around: beforeAppend((count) =>
        count <= 2
          ? made.record(`${count}`, 'recordSignature', signing(count === 1 ? 'a' : 'b'))
          : Promise.resolve(),
      ),
    });
    const outcome = await beaten.record('c signs', 'recordSignature', signing('c'));
    expect(outcome.repeated).toBe(false);
    expect(outcome.events.map(({ envelope }) => envelope.rev)).toEqual([3]);
    const [, , , stored] = await made.again().ledger.reader.read(MOU);
    expect(outcome.events).toEqual([stored]);
  });

  it('is refused by what they wrote, where that stands against it', async () => {
    const made = await withMou();
    const beaten = made.again({
      around: beforeAppend(() => made.record('a signs', 'recordSignature', signing('a'))),
    });
    expect(codeOf(await beaten.give('a signs too', 'recordSignature', signing('a')))).toBe(
      'PARTNER_ALREADY_SIGNED',
    );
    expect(await signaturesIn(made)).toBe(1);
  });

  it('gives up after three tries, retryably, and has written nothing', async () => {
    const made = await withMou();
    let tries = 0;
    const beaten = made.again({
      around: beforeAppend((count) => {
        tries = count;
        return made.record(`${count}`, 'recordSignature', signing(['a', 'b', 'c'][count - 1] ?? 'd'));
      }),
    });
    expect(refusalOf(await beaten.give('e signs', 'recordSignature', signing('e')))).toEqual({
      code: 'CONCURRENCY_CONFLICT',
      field: null,
    });
    expect(tries).toBe(3);
    expect(await signaturesIn(made)).toBe(3);
  });
});

describe('a store that fails', () => {
  it('finds a sealing too old: it is sealed again with the time of then', async () => {
    const made = await withMou();
    const slow = made.again({
      around: beforeAppend(async (count) => {
        if (count <= 4) made.clock.advance(11_000);
      }),
    });
    const outcome = await slow.record('a signs', 'recordSignature', signing('a'));
    expect(outcome.events[0]?.envelope.recorded).toBe('2026-11-23T12:00:44.000Z');
    expect(outcome.repeated).toBe(false);
    expect(await signaturesIn(made)).toBe(1);
  });

  it('finds every sealing too old: the command is refused for now', async () => {
    const made = await withMou();
    const slow = made.again({ around: beforeAppend(async () => made.clock.advance(11_000)) });
    expect(await slow.give('a signs', 'recordSignature', signing('a'))).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { reason: 'STALE' },
    });
    expect(await signaturesIn(made)).toBe(0);
  });

  it.each([
    ['ahead of', '2026-11-23T12:00:33.000Z'],
    ['behind', '2026-11-23T12:00:19.000Z'],
  ])(
    'has another clock: %s it by too much, the command is refused, and not to be tried again',
    async (_how, now) => {
      const made = await withMou();
      made.clock.advance(30_000);
      const other = made.again({ clock: scriptedClock(now) });
      expect(await other.give('a signs', 'recordSignature', signing('a'))).toMatchObject({
        code: 'CLOCK_UNTRUSTED',
        details: { reason: 'NOT_THE_STORES' },
      });
      expect(RETRYABLE_CODES).not.toContain('CLOCK_UNTRUSTED');
      expect(await signaturesIn(made)).toBe(0);
    },
  );

  const unavailable = () => new EventStoreError({ kind: 'UNAVAILABLE', reason: 'gone' });

  it('is gone before the append: refused for now, and the same command is recorded later', async () => {
    const made = await withMou();
    const gone = made.again({ around: beforeAppend(() => Promise.reject(unavailable())) });
    expect(await gone.give('a signs', 'recordSignature', signing('a'))).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { reason: 'UNAVAILABLE' },
    });
    expect(await made.give('a signs', 'recordSignature', signing('a'))).toMatchObject({ repeated: false });
    expect(await signaturesIn(made)).toBe(1);
  });

  it('is gone between the append and its answer: the retry, here or elsewhere, answers what was recorded', async () => {
    const made = await withMou();
    const cut = made.again({
      around: (store) => ({
        ...store,
        async append(...given) {
          await store.append(...given);
          throw unavailable();
        },
      }),
    });
    expect(codeOf(await cut.give('a signs', 'recordSignature', signing('a')))).toBe('STORE_UNAVAILABLE');
    const stored = (await made.again().ledger.reader.read(MOU)).slice(1);
    for (const ledger of [cut, made])
      expect(await ledger.give('a signs', 'recordSignature', signing('a'))).toMatchObject({
        refused: false,
        repeated: true,
        events: stored,
      });
    expect(await signaturesIn(made)).toBe(1);
  });

  it('is not read before a command on a stream that is remembered', async () => {
    const made = await withMou();
    const read: string[] = [];
    const counting = made.again({
      around: (store) => ({
        ...store,
        readStream: (stream, ...rest) => {
          read.push(stream);
          return store.readStream(stream, ...rest);
        },
      }),
    });
    await counting.record('a signs', 'recordSignature', signing('a'));
    expect(read).toContain(MOU);
    read.length = 0;
    await counting.record('b signs', 'recordSignature', signing('b'));
    expect(read).not.toContain(MOU);
  });

  it('has what another process wrote since: neither a refusal nor an event is of what is remembered', async () => {
    const made = await withMou();
    const [one, other] = [made.again(), made.again()];
    await one.record('a signs', 'recordSignature', signing('a'));
    await other.record('b signs', 'recordSignature', signing('b'));
    expect(codeOf(await one.give('b signs again', 'recordSignature', signing('b')))).toBe(
      'PARTNER_ALREADY_SIGNED',
    );
    const { events } = await other.record('c signs', 'recordSignature', signing('c'));
    expect(events[0]?.envelope.rev).toBe(3);
    expect(codeOf(await other.give('a signs again', 'recordSignature', signing('a')))).toBe(
      'PARTNER_ALREADY_SIGNED',
    );
  });

  it('cannot be read: refused for now', async () => {
    const made = await withMou();
    const gone = made.again({
      around: (store) => ({ ...store, readStream: () => Promise.reject(unavailable()) }),
    });
    expect(codeOf(await gone.give('a signs', 'recordSignature', signing('a')))).toBe('STORE_UNAVAILABLE');
  });

  it('finds an event too large: LIMIT_EXCEEDED, with both sizes, and nothing is written', async () => {
    const made = await withMou();
    const outcome = await made.give('large', 'registerAgreement', {
      agreementId: 'large',
      kind: 'MOU',
      title: [{ text: 'é'.repeat(40_000), lang: 'fr' }],
      evidence: EVIDENCE,
    });
    expect(outcome).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      // Two bytes a letter, and what is around them.
      details: { limit: 'EVENT_BYTES', most: 65_535, bytes: expect.any(Number) },
    });
    await expect(made.store.readStream('agreement-large', 0, 'forwards', 1)).rejects.toThrow(
      /does not exist/,
    );
  });
});

describe('what no event can hold', () => {
  it.each([
    ['a commandId that is no UUID', {}, { commandId: 'x' }, 'commandId'],
    ['the nil UUID', {}, { commandId: '00000000-0000-0000-0000-000000000000' }, 'commandId'],
    ['the max UUID', {}, { commandId: 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF' }, 'commandId'],
    ['a kind of blanks', { kind: ' ' }, {}, 'kind'],
    ['an empty sector', { sectors: [{ text: '', lang: 'fr' }] }, {}, 'sectors.0.text'],
    ['a lone surrogate', { title: [{ text: 'a\ud800', lang: 'fr' }] }, {}, 'title.0.text'],
    ['a NUL in a quote', { evidence: [{ sourceId: 's0', quote: '\0' }] }, {}, 'evidence.0.quote'],
    ['an id with a space', { agreementId: 'a b' }, {}, 'agreementId'],
  ])('is refused with its field: %s', async (_what, change, request, field) => {
    const made = await withMou();
    const before = await made.store.head({});
    const input = { agreementId: 'x', kind: 'MOU', title: [{ text: 'T', lang: 'fr' }], evidence: EVIDENCE };
    expect(refusalOf(await made.give('bad', 'registerAgreement', { ...input, ...change }, request))).toEqual({
      code: 'VALIDATION_FAILED',
      field,
    });
    expect(await made.store.head({})).toEqual(before);
  });

  it('is not asked of a note or a quote: given blank, it was not given', async () => {
    const made = await withMou();
    const { events } = await made.record('a signs', 'recordSignature', {
      ...signing('a'),
      occurredOn: { edtf: '2025-01-28', note: ' ' },
      evidence: [{ sourceId: 's0', quote: '\u200b', note: '' }],
    });
    expect(events[0]?.envelope.personal).toEqual({});
  });

  it('is not asked of text in another form: it is stored in NFC', async () => {
    const made = await withMou();
    const outcome = await made.record('nfc', 'registerAgreement', {
      kind: 'MOU',
      title: [{ text: 'Entente de Que\u0301bec', lang: 'fr' }],
      evidence: EVIDENCE,
    });
    expect(outcome.events[0]?.envelope.data['title']).toEqual([{ text: 'Entente de Québec', lang: 'fr' }]);
  });
});

describe('what the stored form does not take', () => {
  const source = { sourceId: 's1', kind: 'TEST', sha256: '0'.repeat(64) };

  it('is refused with the member at fault, and leaves no key: words that are too long in NFC', async () => {
    const made = await withMou();
    let asked = 0;
    const counting = made.again({
      vault: {
        ...made.vault,
        keysFor: async (requests) => {
          asked += 1;
          return made.vault.keysFor(requests);
        },
      },
    });
    // One letter as it is sent, two in NFC: it is in the list of those that are never composed.
    const issuer = '\u0958'.repeat(150);
    expect(await counting.give('long', 'depositSource', { ...source, issuer })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'issuer',
    });
    expect(asked).toBe(0);
  });

  it('is refused outside the data too: what could not be read again is never written', async () => {
    const made = await withMou();
    const evidence = [{ sourceId: 's0', kind: 'GUESSED' as 'STATED' }];
    expect(codeOf(await made.give('a signs', 'recordSignature', { ...signing('a'), evidence }))).toBe(
      'VALIDATION_FAILED',
    );
    expect(await signaturesIn(made)).toBe(0);
  });

  it('gives its identifiers back', async () => {
    const made = await withMou();
    const register = (name: string, kind: string) =>
      made.give(name, 'registerOrganization', {
        organizationId: name,
        names: [{ text: name, lang: 'fr' }],
        kind,
        identifiers: [{ scheme: 'NEQ', value: '77' }],
        evidence: EVIDENCE,
      });
    expect(refusalOf(await register('f', 'k'.repeat(201)))).toEqual({
      code: 'VALIDATION_FAILED',
      field: 'kind',
    });
    expect(codeOf(await register('g', 'k'))).toBe('recorded');
  });
});

describe('a meeting on the same day', () => {
  it.each([
    ['a day', { edtf: '2024-06-01' }, ['2024-06-01']],
    ['an interval as long as a day is', { edtf: '../2024-06' }, []],
    ['a day that is not certain', { edtf: '2024-06-01?', earliest: '2024-05-31', latest: '2024-06-02' }, []],
  ])('is looked for on %s', async (_what, occurredOn, looked) => {
    const made = await withMou();
    const asked: string[] = [];
    const looking = made.again({
      lookups: {
        ...NO_LOOKUPS,
        meetingsOn: async ({ day }) => {
          asked.push(day);
          return [];
        },
      },
    });
    await looking.record('meeting', 'recordMeeting', {
      agreementId: 'mou',
      attendance: [],
      occurredOn: { ...occurredOn, basis: 'STATED' },
      evidence: EVIDENCE,
    });
    expect(asked).toEqual(looked);
  });
});

describe('a database beside the log that is away', () => {
  const away = () =>
    Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
  const NEQ = { scheme: 'NEQ', value: '88' };
  const registering = (organizationId: string) => ({
    organizationId,
    names: [{ text: organizationId, lang: 'fr' }],
    identifiers: [NEQ],
    evidence: [{ sourceId: 's0', quote: 'in its own words' }],
  });

  it.each<[string, (made: LedgerUnderTest) => Replaced]>([
    ['the vault', ({ vault }) => ({ vault: { ...vault, keysFor: away } })],
    ['the claims', ({ claims }) => ({ claims: { ...claims, claimAll: away } })],
    [
      'the index of commands',
      () => ({ commandIndex: () => ({ reserve: away, release: async () => {}, find: async () => null }) }),
    ],
    ['the read model', () => ({ lookups: { ...NO_LOOKUPS, similarNames: away, meetingsOn: away } })],
  ])('is answered as one of the log is, %s, and what was claimed is free again', async (_what, replaced) => {
    const made = await withMou();
    const without = made.again(replaced(made));
    expect(refusalOf(await without.give('f', 'registerOrganization', registering('f')))).toEqual({
      code: 'STORE_UNAVAILABLE',
      field: null,
    });
    expect(codeOf(await made.give('g', 'registerOrganization', registering('g')))).toBe('recorded');
  });

  it('is not blamed for a fault of another kind, after which what was claimed is free again too', async () => {
    const made = await withMou();
    const broken = made.again({
      vault: { ...made.vault, keysFor: () => Promise.reject(new TypeError('a fault')) },
      commandIndex: commandIndexOfClaims,
    });
    await expect(broken.give('f', 'registerOrganization', registering('f'))).rejects.toThrow('a fault');
    expect(await made.claims.streamOfCommand(commandIdOf('f'))).toBeNull();
    expect(codeOf(await made.give('g', 'registerOrganization', registering('g')))).toBe('recorded');
  });
});

describe('what a command names in other streams', () => {
  it.each([
    ['agreement', 'AGREEMENT_NOT_FOUND', { agreementId: 'none' }],
    ['organisation', 'ORGANIZATION_NOT_FOUND', { organizationId: 'none' }],
    ['person', 'PERSON_NOT_FOUND', { signedBy: ['p-none'] }],
    ['source', 'SOURCE_NOT_FOUND', { evidence: [{ sourceId: 'none' }] }],
  ])('must be there: %s', async (_what, code, change) => {
    const made = await withMou();
    expect(codeOf(await made.give('sign', 'recordSignature', { ...signing('a'), ...change }))).toBe(code);
  });

  it('is seen as soon as another process has recorded it', async () => {
    const made = await withMou();
    const other = made.again();
    expect(codeOf(await made.give('f', 'recordSignature', signing('f')))).toBe('ORGANIZATION_NOT_FOUND');
    await other.record('organization f', 'registerOrganization', {
      organizationId: 'f',
      names: [{ text: 'F', lang: 'fr' }],
      evidence: EVIDENCE,
    });
    expect(codeOf(await made.give('f', 'recordSignature', signing('f')))).toBe('recorded');
  });
});

describe('an identifier', () => {
  const NEQ = { scheme: 'NEQ', value: '1140' };
  const ROR = { scheme: 'ROR', value: '00kybxq39' };
  const registering = (organizationId: string, identifiers: readonly (typeof NEQ)[]) => ({
    organizationId,
    names: [{ text: organizationId, lang: 'fr' }],
    identifiers,
    evidence: EVIDENCE,
  });

  it('belongs to one organisation for ever, in whichever process', async () => {
    const made = await withMou();
    await made.record('f', 'registerOrganization', registering('f', [NEQ]));
    const other = made.again();
    expect(refusalOf(await other.give('g', 'registerOrganization', registering('g', [ROR, NEQ])))).toEqual({
      code: 'IDENTIFIER_TAKEN',
      field: 'identifiers.1',
    });
    const add = { organizationId: 'a', identifier: NEQ, evidence: EVIDENCE };
    expect(codeOf(await made.give('a', 'addOrganizationIdentifier', add))).toBe('IDENTIFIER_TAKEN');
    expect(codeOf(await made.give('f', 'registerOrganization', registering('f', [NEQ])))).toBe('recorded');
  });

  it('goes to one of those who want it at once', async () => {
    const made = await withMou();
    const other = made.again();
    const outcomes = await Promise.all(
      ['f', 'g', 'h', 'i'].map((id, index) =>
        (index % 2 ? made : other).give(id, 'registerOrganization', registering(id, [NEQ])),
      ),
    );
    expect(outcomes.map(codeOf).toSorted()).toEqual([
      'IDENTIFIER_TAKEN',
      'IDENTIFIER_TAKEN',
      'IDENTIFIER_TAKEN',
      'recorded',
    ]);
  });

  it('is free again when its command is refused', async () => {
    const made = await withMou();
    await made.record('f', 'registerOrganization', registering('f', [NEQ]));
    expect(codeOf(await made.give('g', 'registerOrganization', registering('g', [ROR, NEQ])))).toBe(
      'IDENTIFIER_TAKEN',
    );
    expect(codeOf(await made.give('h', 'registerOrganization', registering('h', [ROR])))).toBe('recorded');
  });

  it('stays with the organisation that has it when its commandId is used again for another one', async () => {
    const made = await withMou();
    await made.record('f', 'registerOrganization', registering('f', [NEQ]));
    const again = { commandId: commandIdOf('f') };
    expect(codeOf(await made.give('', 'registerOrganization', registering('g', [NEQ]), again))).toBe(
      'COMMAND_ID_REUSED',
    );
    expect(codeOf(await made.give('h', 'registerOrganization', registering('h', [NEQ])))).toBe(
      'IDENTIFIER_TAKEN',
    );
  });

  it('stays with a command under way when the same one, given at once, is refused', async () => {
    const made = await withMou();
    const suspicious = made.again({
      lookups: {
        ...NO_LOOKUPS,
        similarNames: async () => [{ organizationId: 'a', text: 'f' }],
        meetingsOn: async () => [],
      },
    });
    const slow = made.again({
      around: beforeAppend(async () => {
        expect(codeOf(await suspicious.give('f', 'registerOrganization', registering('f', [NEQ])))).toBe(
          'ORGANIZATION_DUPLICATE_SUSPECTED',
        );
        expect(codeOf(await made.give('g', 'registerOrganization', registering('g', [NEQ])))).toBe(
          'IDENTIFIER_TAKEN',
        );
      }),
    });
    expect(codeOf(await slow.give('f', 'registerOrganization', registering('f', [NEQ])))).toBe('recorded');
  });

  it('is free again when its commandId turns out to be used for something else in its own stream', async () => {
    const made = await withMou();
    const late = made.again({
      lookups: {
        ...NO_LOOKUPS,
        similarNames: async () => {
          await made.record('f', 'registerOrganization', registering('f', [NEQ]));
          return [];
        },
        meetingsOn: async () => [],
      },
    });
    expect(codeOf(await late.give('f', 'registerOrganization', registering('f', [ROR])))).toBe(
      'COMMAND_ID_REUSED',
    );
    expect(codeOf(await made.give('g', 'registerOrganization', registering('g', [ROR])))).toBe('recorded');
  });

  it('is free again when the store refuses the event for good', async () => {
    const made = await withMou();
    const large = { ...registering('f', [NEQ]), names: [{ text: 'x'.repeat(70_000), lang: 'fr' }] };
    expect(codeOf(await made.give('f', 'registerOrganization', large))).toBe('LIMIT_EXCEEDED');
    expect(codeOf(await made.give('g', 'registerOrganization', registering('g', [NEQ])))).toBe('recorded');
  });

  it('stays with its command while nobody knows whether that was recorded', async () => {
    const made = await withMou();
    const cut = made.again({
      around: beforeAppend(() =>
        Promise.reject(new EventStoreError({ kind: 'UNAVAILABLE', reason: 'gone' })),
      ),
    });
    expect(codeOf(await cut.give('f', 'registerOrganization', registering('f', [NEQ])))).toBe(
      'STORE_UNAVAILABLE',
    );
    expect(codeOf(await made.give('g', 'registerOrganization', registering('g', [NEQ])))).toBe(
      'IDENTIFIER_TAKEN',
    );
    expect(codeOf(await made.give('f', 'registerOrganization', registering('f', [NEQ])))).toBe('recorded');
  });
});

describe('names of people and free text', () => {
  const SECRETS = {
    name: 'Ada Lovelace-Byron',
    quote: 'dont les paroles sont rapportées',
    note: 'relu par quelqu’un',
    dateNote: 'au plus tard ce jour-là',
    reason: 'le texte dit autre chose',
    minutes: 'Étaient présents et ont parlé',
  };

  async function recordAll(made: LedgerUnderTest) {
    const evidence = [{ sourceId: 's0', quote: SECRETS.quote, note: SECRETS.note }];
    await made.record('person', 'registerPerson', { personId: 'p-1', displayName: SECRETS.name, evidence });
    await made.record('a signs', 'recordSignature', {
      ...signing('a'),
      signedBy: ['p-1'],
      occurredOn: { edtf: '2025-01-28', note: SECRETS.dateNote },
      evidence,
    });
    await made.record('b signs', 'recordSignature', signing('b'));
    await made.record('term', 'setTerm', {
      agreementId: 'mou',
      startsOn: { edtf: '2025-01-28' },
      endsOn: { edtf: '2027-06-30', note: SECRETS.dateNote },
      duration: 'P1Y',
      overrides: [{ rule: 'TERM_INCONSISTENT', reason: SECRETS.reason }],
      evidence: EVIDENCE,
    });
    await made.record('meeting', 'recordMeeting', {
      meetingId: 'm-1',
      attendance: [],
      occurredOn: { edtf: '2025-04-16' },
      evidence: EVIDENCE,
    });
    await made.record('minutes', 'depositMinutes', {
      meetingId: 'm-1',
      docHash: '0'.repeat(64),
      lang: 'fr',
      text: SECRETS.minutes,
      evidence: EVIDENCE,
    });
  }

  it('are in no stored byte, in clear, in base64 or in hexadecimal', async () => {
    const made = await withMou();
    await recordAll(made);
    const log = await made.store.readAll(null, {}, 1_000);
    const all = log.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n');
    for (const secret of Object.values(SECRETS)) {
      const bytes = Buffer.from(secret, 'utf8');
      expect(all).not.toContain(secret);
      expect(all).not.toContain(bytes.toString('base64').slice(0, -4));
      expect(all).not.toContain(bytes.toString('hex'));
    }
  });

  it('are opened with the keys of the vault, each at its pointer', async () => {
    const made = await withMou();
    await recordAll(made);
    const open = async (stream: string, type: string) => {
      const event = (await made.ledger.reader.read(stream)).find(({ envelope }) => envelope.type === type);
      const envelope = event?.envelope as Envelope;
      const opened = await made.ledger.open(envelope, Object.keys(envelope.personal));
      return Object.fromEntries(
        [...opened].map(([pointer, found]) => [
          pointer,
          found.state === 'OPENED' ? found.value : found.state,
        ]),
      );
    };
    expect(await open('person-p-1', 'PersonRegistered')).toEqual({
      '/data/displayName': SECRETS.name,
      '/provenance/0/quote': SECRETS.quote,
      '/provenance/0/note': SECRETS.note,
    });
    expect(await open(MOU, 'PartnerSigned')).toEqual({
      '/occurred/note': SECRETS.dateNote,
      '/provenance/0/quote': SECRETS.quote,
      '/provenance/0/note': SECRETS.note,
    });
    expect(await open(MOU, 'AgreementTermSet')).toEqual({
      '/data/endsOn/note': SECRETS.dateNote,
      '/overrides/0/reason': SECRETS.reason,
    });
    expect(await open('meeting-m-1', 'MinutesDeposited')).toEqual({ '/data/text': SECRETS.minutes });
  });

  it('are linked to everyone they may name: the person whom they are about too', async () => {
    const made = await withMou();
    const asked: unknown[] = [];
    const watched = made.again({
      vault: {
        ...made.vault,
        keysFor: async (requests) => {
          asked.push(...requests);
          return made.vault.keysFor(requests);
        },
      },
    });
    const evidence = [{ sourceId: 's0', quote: SECRETS.quote }];
    await watched.record('person', 'registerPerson', {
      personId: 'p-1',
      displayName: SECRETS.name,
      evidence,
    });
    await watched.record('role', 'observeRole', {
      personId: 'p-1',
      current: true,
      occurredOn: { edtf: '2025-01-28' },
      evidence,
    });
    expect(asked).toEqual([
      { kind: 'PERSON', personId: 'p-1' },
      { kind: 'TEXT', names: ['p-1'] },
      { kind: 'TEXT', names: ['p-1'] },
    ]);
  });

  it('have a key for each person and one for each text, and are gone with it', async () => {
    const made = await withMou();
    await recordAll(made);
    const [person] = await made.ledger.reader.read('person-p-1');
    const envelope = person?.envelope as Envelope;
    const { personal } = envelope;
    const kids = Object.values(personal).map(({ kid }) => kid);
    expect(new Set(kids).size).toBe(3);
    const [key] = await made.vault.keysFor([{ kind: 'PERSON', personId: 'p-1' }]);
    expect(personal['/data/displayName']?.kid).toBe(key?.kid);
    const without = (erased: ReadonlySet<string>) =>
      made.again({
        vault: {
          ...made.vault,
          open: async (wanted) => ({
            ...(await made.vault.open(wanted.filter((kid) => kid !== key?.kid))),
            erased,
          }),
        },
      });
    const states = async ({ ledger }: typeof made) =>
      Object.fromEntries(
        [...(await ledger.open(envelope, Object.keys(personal)))].map(([pointer, { state }]) => [
          pointer,
          state,
        ]),
      );
    const others = { '/provenance/0/note': 'OPENED', '/provenance/0/quote': 'OPENED' };
    expect(await states(without(new Set([key?.kid ?? ''])))).toEqual({
      '/data/displayName': 'ERASED',
      ...others,
    });
    // What nobody erased is not said to be erased.
    expect(await states(without(new Set()))).toEqual({ '/data/displayName': 'UNREADABLE', ...others });
  });
});

describe('a demonstration that is being loaded', () => {
  const AT = new Date('2025-01-28T15:00:00.000Z');
  const depositing = { sourceId: 's0', kind: 'PRESS_RELEASE', sha256: '0'.repeat(64) };

  it('takes the commands of its loader, at the time of its script, and no other', async () => {
    const made = ledgerUnderTest({ demonstration: true });
    expect(await made.give('x', 'depositSource', depositing)).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { reason: 'loading' },
    });
    expect(await made.ledger.isLoading()).toBe(true);
    const loaded = await made.record('y', 'depositSource', depositing, { at: AT });
    expect(loaded.events[0]?.envelope.recorded).toBe(AT.toISOString());
    expect(loaded.events[0]?.envelope.occurred.latest).toBe('2025-01-28');
  });

  it('is open to all when its end is recorded, also in a process that saw it loading', async () => {
    const made = ledgerUnderTest({ demonstration: true });
    const loader = made.again({ demonstration: true });
    expect(await made.ledger.isLoading()).toBe(true);
    const identity = { ledgerId: LEDGER_ID, timeZone: 'America/Toronto', demonstration: true };
    await loader.record('open', 'openLedger', identity, { at: AT });
    await loader.record('end', 'completeDemonstration', { scenarioId: 'x' }, { at: AT });
    expect(await made.ledger.isLoading()).toBe(false);
    expect(codeOf(await made.give('x', 'depositSource', depositing))).toBe('recorded');
  });
});
