import { EventStoreError, type EventStore, type StoredEvent } from '@entente/event-store';
import { canonicalBytes, leafHash, parseCanonical } from '@entente/proof';
import { STORED_EVENTS } from '../catalogue/stored-events.js';
import { CorruptEventError, type Envelope } from '../envelope/envelope.js';
import { EVIDENCE, LEDGER_ID, ledgerUnderTest } from '../testing/ledger-under-test.js';
import { createEventReader } from './event-reader.js';
import { createStreamReader } from './stream-reader.js';

const STREAM = 'agreement-mou';

/** A stream of three events, and a store that gives whatever a specification makes of them. */
async function streamOfThree() {
  const made = ledgerUnderTest();
  await made.withBasics('a', 'b');
  for (const organizationId of ['a', 'b'])
    await made.record(`${organizationId} signs`, 'recordSignature', {
      agreementId: 'mou',
      organizationId,
      occurredOn: { edtf: '2025-01-28' },
      evidence: EVIDENCE,
    });
  return { made, events: await made.store.readStream(STREAM, 0, 'forwards', 10) };
}

function storeOf(events: () => readonly StoredEvent[]): EventStore {
  return {
    readStream: async (_stream: string, from: number, _direction: string, limit: number) =>
      events().slice(from, from + limit),
  } as unknown as EventStore;
}

const envelopeOf = (event: StoredEvent) => parseCanonical(event.bytes) as Envelope;
/** Other bytes with the hash that is theirs, so that only what they say is wrong. */
const withBytes = (event: StoredEvent, bytes: Uint8Array): StoredEvent => ({
  ...event,
  bytes,
  hash: leafHash(bytes),
});
const withEnvelope = (event: StoredEvent, change: object): StoredEvent =>
  withBytes(event, canonicalBytes({ ...envelopeOf(event), ...change }));

const withDate = (event: StoredEvent, change: object): StoredEvent =>
  withEnvelope(event, { occurred: { ...envelopeOf(event).occurred, ...change } });

async function faultOf(events: readonly StoredEvent[]) {
  try {
    await createStreamReader(
      storeOf(() => events),
      createEventReader(STORED_EVENTS),
    ).read(STREAM);
  } catch (error) {
    if (error instanceof CorruptEventError) return { stream: error.stream, revision: error.revision };
    throw error;
  }
  throw new Error('the stream was read as whole');
}

describe('a stream as it is read', () => {
  it('is its events in order, each with the hash that the next one names', async () => {
    const { made, events } = await streamOfThree();
    const read = await createStreamReader(made.store, createEventReader(STORED_EVENTS)).read(STREAM);
    expect(read.map(({ envelope }) => envelope.type)).toEqual([
      'AgreementRegistered',
      'PartnerSigned',
      'PartnerSigned',
    ]);
    expect(read.map(({ hash }) => hash)).toEqual(events.map(({ bytes }) => leafHash(bytes)));
    expect(read.map(({ envelope }) => envelope.prev)).toEqual([null, read[0]?.hash, read[1]?.hash]);
  });

  it('is empty when it was never written', async () => {
    expect(
      await createStreamReader(ledgerUnderTest().store, createEventReader(STORED_EVENTS)).read(
        'agreement-none',
      ),
    ).toEqual([]);
  });

  it.each(['STREAM_DELETED', 'STREAM_NOT_FOUND'] as const)(
    'is damaged where its events were and are no more: %s',
    async (kind) => {
      const { made } = await streamOfThree();
      let gone = false;
      const reader = createStreamReader(
        {
          ...made.store,
          readStream: (...asked) =>
            gone
              ? Promise.reject(new EventStoreError({ kind, stream: STREAM }))
              : made.store.readStream(...asked),
        },
        createEventReader(STORED_EVENTS),
      );
      await reader.read(STREAM);
      gone = true;
      await expect(reader.read(STREAM)).rejects.toMatchObject({ stream: STREAM, revision: 3 });
      const first = reader.readUncached(STREAM, 0, 10);
      if (kind === 'STREAM_DELETED') await expect(first).rejects.toThrow(CorruptEventError);
      else expect(await first).toEqual([]);
    },
  );

  it('is read on from where it was left, and what was appended meanwhile is seen', async () => {
    const { events } = await streamOfThree();
    const asked: number[] = [];
    let there = 1;
    const store = storeOf(() => events.slice(0, there));
    const reader = createStreamReader(
      {
        ...store,
        readStream: (stream, from, direction, limit) => {
          asked.push(Number(from));
          return store.readStream(stream, from, direction, limit);
        },
      },
      createEventReader(STORED_EVENTS),
    );
    expect(await reader.read(STREAM)).toHaveLength(1);
    there = 3;
    expect(await reader.read(STREAM)).toHaveLength(3);
    expect(await reader.read(STREAM)).toHaveLength(3);
    expect(asked).toEqual([0, 1, 3]);
  });

  const damages: readonly (readonly [string, number, (event: StoredEvent) => StoredEvent])[] = [
    [
      'bytes that are not canonical',
      1,
      (e) => withBytes(e, Buffer.from(` ${Buffer.from(e.bytes).toString()}`)),
    ],
    ['bytes that are not JSON', 2, (e) => withBytes(e, e.bytes.subarray(0, 40))],
    ['bytes that are no object', 1, (e) => withBytes(e, Buffer.from('null'))],
    ['bytes that are a list', 1, (e) => withBytes(e, Buffer.from('[]'))],
    [
      'a member that is missing',
      1,
      (e) => {
        const { cause: _cause, ...rest } = envelopeOf(e);
        return withBytes(e, canonicalBytes(rest));
      },
    ],
    ['a member that envelopes do not have', 1, (e) => withEnvelope(e, { hash: 'x' })],
    ['another version of the envelope', 1, (e) => withEnvelope(e, { v: 2 })],
    ['a date without its bounds', 1, (e) => withEnvelope(e, { effective: { edtf: '2025-01-28' } })],
    ['a date that is no day', 1, (e) => withDate(e, { point: '2025-02-30' })],
    ['a cause without its digest', 1, (e) => withEnvelope(e, { cause: { name: 'recordSignature' } })],
    ['a provenance of another form', 1, (e) => withEnvelope(e, { provenance: ['s0'] })],
    ['a ledger that is no id', 1, (e) => withEnvelope(e, { ledger: 'mine' })],
    ['a time of recording of another form', 1, (e) => withEnvelope(e, { recorded: '2025-01-28' })],
    ['a sealed value without its key', 1, (e) => withEnvelope(e, { personal: { '/data/note': {} } })],
    ['the id of another event', 2, (e) => withEnvelope(e, { id: '0a0a0a0a-1111-5222-8333-444444444444' })],
    ['another stream', 1, (e) => withEnvelope(e, { stream: 'agreement-other' })],
    ['another revision', 1, (e) => withEnvelope(e, { rev: 7 })],
    ['another type', 1, (e) => withEnvelope(e, { type: 'PartnerAcceded' })],
    [
      'a type that is not in the catalogue',
      1,
      (e) => ({ ...withEnvelope(e, { type: 'Nothing' }), type: 'Nothing' }),
    ],
    ['a version that is not in the catalogue', 1, (e) => withEnvelope(e, { schema: 2 })],
    [
      'a member of the data that its schema does not know',
      1,
      (e) => withEnvelope(e, { data: { ...envelopeOf(e).data, note: 'in clear' } }),
    ],
    ['a link to another event', 1, (e) => withEnvelope(e, { prev: '0'.repeat(64) })],
    ['no link', 2, (e) => withEnvelope(e, { prev: null })],
    [
      'a hash beside the bytes that is not theirs',
      1,
      (e) => ({ ...e, hash: leafHash(Buffer.from('other')) }),
    ],
    ['no hash beside the bytes', 1, (e) => ({ ...e, hash: '' })],
    [
      'bytes that were changed without the hash beside them',
      2,
      (e) => ({ ...withEnvelope(e, { actor: 'someone:else' }), hash: e.hash }),
    ],
    ['a link at its beginning', 0, (e) => withEnvelope(e, { prev: '0'.repeat(64) })],
  ];

  it.each(damages)(
    'is refused for %s, with the stream and the revision at fault',
    async (_what, at, damage) => {
      const { events } = await streamOfThree();
      const damaged = events.map((event, index) => (index === at ? damage(event) : event));
      expect(await faultOf(damaged)).toEqual({ stream: STREAM, revision: at });
    },
  );

  it('is refused where an event is of another ledger, though it is whole', async () => {
    const { made } = await streamOfThree();
    const reader = (ledgerId: string) =>
      createStreamReader(made.store, createEventReader(STORED_EVENTS, ledgerId));
    expect(await reader(LEDGER_ID).read(STREAM)).toHaveLength(3);
    await expect(reader('0a0a0a0a-1111-4222-8333-444444444444').read(STREAM)).rejects.toThrow(
      /another ledger/,
    );
  });

  it('is what was sealed, where that is expected: its bytes are not taken apart again', async () => {
    const { made, events } = await streamOfThree();
    const [, second] = events as [StoredEvent, StoredEvent];
    const reader = createEventReader(STORED_EVENTS, LEDGER_ID);
    const sealed = { envelope: envelopeOf(second), hash: second.hash };
    reader.expect(sealed);
    expect(reader.read(second)).toBe(sealed);
    expect((await createStreamReader(made.store, reader).read(STREAM)).map(({ hash }) => hash)).toEqual(
      events.map(({ hash }) => hash),
    );
  });

  it.each([
    ['stands at another place', (e: StoredEvent) => ({ ...e, revision: 2 })],
    [
      'has other bytes beside the same hash',
      (e: StoredEvent) => ({ ...withEnvelope(e, { actor: 'x:y' }), hash: e.hash }),
    ],
    [
      'has another hash beside the same bytes',
      (e: StoredEvent) => ({ ...e, hash: leafHash(Buffer.from('other')) }),
    ],
  ])('is refused where an expected event %s', async (_what, change) => {
    const { events } = await streamOfThree();
    const [, second] = events as [StoredEvent, StoredEvent];
    const reader = createEventReader(STORED_EVENTS, LEDGER_ID);
    reader.expect({ envelope: envelopeOf(second), hash: second.hash });
    expect(() => reader.read(change(second))).toThrow(CorruptEventError);
  });

  it('is refused when an event before was changed and stands as canonical: the next one does not link', async () => {
    const { events } = await streamOfThree();
    const changed = events.map((event, index) =>
      index === 1 ? withEnvelope(event, { actor: 'someone:else' }) : event,
    );
    expect(await faultOf(changed)).toEqual({ stream: STREAM, revision: 2 });
  });

  it('is refused when an event is missing', async () => {
    const { events } = await streamOfThree();
    expect(await faultOf([events[0] as StoredEvent, events[2] as StoredEvent])).toEqual({
      stream: STREAM,
      revision: 2,
    });
  });
});
