import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { NO_LOOKUPS, openFields, type Ledger, type RecordedEvent } from '@entente/ledger';
import { isNotice, LEDGER_STREAMS, type Json, type KnownName } from '@entente/domain';
import {
  commandIdOf,
  EVIDENCE,
  ledgerUnderTest,
  type LedgerUnderTest,
} from '../../../ledger/src/testing/ledger-under-test.js';
import { pastEventOf, pastEventsOf } from '../../../ledger/src/envelope/envelope.js';
import { namesIn } from '../../../ledger/src/execute/assumption.js';
import { giveHistory, rowsOf, type Give } from '../../../../test/support/random-histories.js';
import { EVENTS_TABLE, type ExportedEvent } from '../out/tables.js';
import { writeTable } from '../out/write-table.js';
import { factOf } from './given-again.js';
import { importLog } from './import-log.js';

const STREAM = 'agreement-mou';
/** As many random histories are carried; each is made again by its seed. */
const SEEDS = 8;
/** What docs/exports.md says is not carried over: the texts of sources, and the notices that a ledger makes itself. */
const isNotCarried = (type: string): boolean => {
  const fact = factOf({ type });
  return type === 'SourceTextDeposited' || (fact !== undefined && isNotice(fact));
};
const CALLER = { actor: 'operator:import' };
const signing = (organizationId: string, day: string) => ({
  agreementId: 'mou',
  organizationId,
  occurredOn: { edtf: day },
  evidence: EVIDENCE,
});
const correcting = { stream: STREAM, reason: 'Lu de travers.', evidence: EVIDENCE };

/** A ledger with a rule that was set aside, an amendment, corrections, and disputes that were settled in each way. */
async function corrected(): Promise<LedgerUnderTest> {
  const made = ledgerUnderTest();
  await made.withBasics('quartz', 'zephyr', 'maple', 'tundra');
  const eventOf = async (name: string, command: never, input: never): Promise<string> => {
    const { events } = await made.record(name, command, input);
    return events.at(-1)?.envelope.id ?? '';
  };
  const give = (name: string, command: string, input: object) =>
    eventOf(name, command as never, input as never);
  const a = await give('a', 'recordSignature', signing('quartz', '2025-01-28'));
  const b = await give('b', 'recordSignature', signing('zephyr', '2025-01-29'));
  const c = await give('c', 'recordSignature', signing('maple', '2025-01-30'));
  const d = await give('d', 'recordSignature', signing('tundra', '2025-01-31'));
  await give('force', 'recordEntryIntoForce', {
    agreementId: 'mou',
    basis: 'STATED',
    occurredOn: { edtf: '2025-02-01' },
    evidence: EVIDENCE,
  });
  await give('term', 'setTerm', {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-02-01' },
    startsOn: { edtf: '2025-02-01' },
    endsOn: { edtf: '2028-01-31' },
    duration: 'P1Y',
    evidence: EVIDENCE,
    overrides: [{ rule: 'TERM_INCONSISTENT', reason: 'Deux ans d’option sont compris.' }],
  });
  await give('amended', 'amendAgreement', {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-03-01' },
    changes: [{ member: 'title', title: [{ text: 'Autre titre', lang: 'fr' }] }],
    evidence: EVIDENCE,
  });
  await give('rectified', 'rectifyRecord', {
    ...correcting,
    records: [{ eventId: a, set: { occurredOn: { edtf: '2025-01-27' } } }],
  });
  const wrong = await give('annulled', 'annulRecord', { ...correcting, eventId: d });
  await give('annulled again', 'annulRecord', { ...correcting, eventId: wrong });
  const dispute = (name: string, eventId: string) =>
    give(name, 'disputeAssertion', {
      stream: STREAM,
      eventId,
      member: 'occurredOn',
      alternatives: [{ evidence: 0, value: { edtf: '2025-01-20' } }],
      evidence: EVIDENCE,
    });
  const [first, second] = [await dispute('one', b), await dispute('two', c)];
  const settling = { ...correcting, authority: 'BETTER_SOURCE' };
  await give('settled', 'resolveDispute', {
    ...settling,
    disputes: [first],
    outcome: 'RECTIFIED',
    rectify: [{ eventId: b, set: { occurredOn: { edtf: '2025-01-20' } } }],
  });
  const { authority: _authority, ...upholding } = settling;
  await give('upheld', 'resolveDispute', { ...upholding, disputes: [second], outcome: 'UPHELD' });
  return made;
}

/** The events of a ledger in the order of its log. */
async function eventsIn({ ledger, store }: LedgerUnderTest): Promise<readonly RecordedEvent[]> {
  const order = new Map<string, number>();
  for (const { id } of await store.readAll(null, LEDGER_STREAMS, 10_000)) order.set(id, order.size);
  const all = await Promise.all((await streamsIn({ store })).map((stream) => ledger.reader.read(stream)));
  const placeOf = ({ envelope }: RecordedEvent): number => order.get(envelope.id) ?? 0;
  return all.flat().toSorted((a, b) => placeOf(a) - placeOf(b));
}

async function streamsIn({ store }: Pick<LedgerUnderTest, 'store'>): Promise<readonly string[]> {
  const events = await store.readAll(null, LEDGER_STREAMS, 10_000);
  return [...new Set(events.map(({ stream }) => stream))];
}

/** The lines of its export, with what is sealed opened as for the secretariat, or not. */
async function exported(made: LedgerUnderTest, opens: boolean): Promise<string> {
  const events = await eventsIn(made);
  async function* pages(): AsyncGenerator<readonly ExportedEvent[]> {
    yield await Promise.all(events.map((event) => exportedEvent(made, event, opens)));
  }
  const table = { name: 'events', columns: EVENTS_TABLE, pages: pages(), language: 'fr' };
  return (await buffer(Readable.from(writeTable(table, 'jsonl'), { objectMode: false }))).toString('utf8');
}

async function exportedEvent(
  { vault }: LedgerUnderTest,
  { envelope, hash, position }: RecordedEvent,
  opens: boolean,
): Promise<ExportedEvent> {
  const asked = opens ? Object.keys(envelope.personal).map((pointer) => ({ envelope, pointer })) : [];
  const opened = await openFields(vault, asked);
  const texts = new Map(
    asked.flatMap(({ pointer }, index) => {
      const one = opened[index];
      return one?.state === 'OPENED' ? [[pointer, one.value] as const] : [];
    }),
  );
  const { id, stream, rev, type, occurred, effective, recorded, actor, provenance, overrides, data } =
    envelope;
  return {
    id,
    position: String(position.commit),
    stream,
    revision: rev,
    type,
    occurred,
    effective,
    recordedAt: recorded,
    recordedBy: actor,
    hash,
    sources: provenance.map(({ source, from, to, kind }) => ({ sourceId: source, from, to, kind })),
    data: withOpened(data, texts),
    overrides: overrides.map(({ rule }, index) => ({
      rule,
      reason: (texts.get(`/overrides/${index}/reason`) ?? null) as string | null,
    })),
  };
}

/** Data with the members that were opened, each where its pointer says, as the API shows them. */
function withOpened(data: Json, texts: ReadonlyMap<string, Json>): Json {
  const whole = { data: structuredClone(data) } as Json;
  for (const [pointer, value] of texts) {
    if (!pointer.startsWith('/data/')) continue;
    const names = pointer
      .replace(/^\/data\/set(?=\/data\/)/, '')
      .split('/')
      .slice(1);
    const last = names.pop() as string;
    let at = whole as { [name: string]: Json };
    for (const name of names) at = (at[name] ??= {}) as { [name: string]: Json };
    at[last] = value;
  }
  return (whole as { readonly data: Json }).data;
}

/**
 * What the read model shows of streams, on every day, but for the ids of events, which are of each ledger; events of some types
 * left out.
 */
async function shown(
  { ledger }: LedgerUnderTest,
  streams: readonly string[],
  but: readonly string[] = [],
): Promise<readonly string[]> {
  const histories = await Promise.all(
    streams.map(async (stream) => {
      const events = await ledger.reader.read(stream);
      const left = events.filter(({ envelope }) => !but.includes(envelope.type));
      const history = left.map((one, rev) => ({ ...one, envelope: { ...one.envelope, rev } }));
      return [stream, history] as const;
    }),
  );
  const ids = new Map(
    histories.flatMap(([stream, events]) =>
      pastEventsOf(events).map(({ id }, index) => [id, `${stream} ${index}`] as const),
    ),
  );
  const named = (text: string): string =>
    text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => ids.get(id) ?? id);
  return histories.flatMap(([stream, events]) =>
    rowsOf(stream, events, ['event', 'event_source', 'event_subject']).flatMap(({ table, rows }) =>
      rows.map((row) => withoutText(named(`${table} ${JSON.stringify(row)}`))),
    ),
  );
}

it('carries corrections, amendments, disputes and rules that were set aside into another ledger', async () => {
  const made = await corrected();
  const log = await exported(made, true);
  const other = ledgerUnderTest();
  const importing = { ledger: other.ledger, caller: CALLER, dryRun: false };
  const imported = await importLog(log, importing);
  expect(imported.faults).toEqual([]);
  expect(await importLog(log, importing)).toMatchObject({ recorded: 0, repeated: imported.recorded });
  const types = async (one: LedgerUnderTest) =>
    (await one.ledger.reader.read(STREAM)).map(({ envelope }) => envelope.type);
  expect(await types(other)).toEqual(await types(made));
  expect(await shown(other, [STREAM])).toEqual(await shown(made, [STREAM]));
});

/** A ledger that finds organisations by the names that it has recorded, as the read model does. */
function withNames(): LedgerUnderTest {
  const names: KnownName[] = [];
  const made = ledgerUnderTest({ lookups: { ...NO_LOOKUPS, similarNames: async () => names } });
  const execute: Ledger['execute'] = async (...asked) => {
    const outcome = await made.ledger.execute(...asked);
    if (!outcome.refused && !outcome.repeated)
      names.push(...outcome.events.flatMap(({ envelope }) => namesIn(pastEventOf(envelope))));
    return outcome;
  };
  return { ...made, ledger: { ...made.ledger, execute } };
}

it('carries random histories, so that every answer on every day is the same, but for what no export has', async () => {
  const leftOut = new Set<string>();
  const missing = new Set<string>();
  let facts = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const made = withNames();
    let count = 0;
    const give: Give = (command) =>
      made.ledger.execute(command, { commandId: commandIdOf(`${seed} ${(count += 1)}`), caller: CALLER });
    const streams = await giveHistory(seed, '', give);
    const other = withNames();
    const importing = { ledger: other.ledger, caller: CALLER, dryRun: false };
    const imported = await importLog(await exported(made, true), importing);
    const failed = `seed ${seed}`;
    expect({ failed, faults: imported.faults }).toEqual({ failed, faults: [] });
    facts += imported.facts;
    for (const { type, code } of imported.leftOut) leftOut.add(`${type} ${code}`);
    const notHere = await typesMissingFrom(other, made);
    for (const type of notHere) missing.add(type);
    expect({ failed, rows: await shown(other, streams) }).toEqual({
      failed,
      rows: await shown(made, streams, notHere),
    });
  }
  expect([...leftOut].toSorted()).toEqual([
    'SourceDeposited TEXT_NOT_IN_LOG',
    'SourceTextDeposited TEXT_NOT_IN_LOG',
  ]);
  expect([...missing].filter((type) => !isNotCarried(type))).toEqual([]);
  expect(missing).toContain('SourceTextDeposited');
  expect(facts).toBeGreaterThan(20 * SEEDS);
});

/** A row of a source without how many lines its text has, which the ledger counts where it has the text. */
function withoutText(row: string): string {
  return row.startsWith('source {')
    ? row.replace(/"lines":\d+,/, '').replace(/"text_lines":\d+/, '"text_lines":null')
    : row;
}

/** The types of which a ledger has fewer events than another. */
async function typesMissingFrom(one: LedgerUnderTest, other: LedgerUnderTest): Promise<readonly string[]> {
  const left = (await eventsIn(one)).map(({ envelope }) => envelope.type);
  return (await eventsIn(other)).flatMap(({ envelope: { type } }) => {
    const place = left.indexOf(type);
    if (place < 0) return [type];
    left.splice(place, 1);
    return [];
  });
}

it('names a source that was deposited with its text, and records it without', async () => {
  const made = ledgerUnderTest();
  const text = 'Une ligne.\nUne autre.';
  const sha256 = createHash('sha256').update(text).digest('hex');
  await made.record('with', 'depositSource', { sourceId: 'with-text', kind: 'ARTICLE', sha256, text });
  await made.record('without', 'depositSource', {
    sourceId: 'by-hash',
    kind: 'ARTICLE',
    sha256: 'a'.repeat(64),
  });
  const other = ledgerUnderTest();
  const importing = { ledger: other.ledger, caller: CALLER, dryRun: false };
  const imported = await importLog(await exported(made, true), importing);
  expect(imported).toMatchObject({ facts: 2, recorded: 2, faults: [] });
  expect(imported.leftOut).toMatchObject([
    {
      type: 'SourceDeposited',
      code: 'TEXT_NOT_IN_LOG',
      message: { en: expect.stringContaining('with-text') },
    },
  ]);
  expect(imported.passedOver).toBe((await eventsIn(made)).length - 2);
});

it('refuses by name what the log does not say enough of, before anything is recorded', async () => {
  const log = await exported(await corrected(), false);
  const other = ledgerUnderTest();
  const { faults } = await importLog(log, { ledger: other.ledger, caller: CALLER, dryRun: false });
  expect([...new Set(faults.map(({ type, code }) => `${type} ${code}`))].toSorted()).toEqual([
    'AgreementTermSet SEALED_IN_LOG',
    'DisputeResolved SEALED_IN_LOG',
    'RecordAnnulled SEALED_IN_LOG',
    'RecordRectified SEALED_IN_LOG',
  ]);
  expect(await eventsIn(other)).toEqual([]);
});
