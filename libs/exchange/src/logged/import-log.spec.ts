import { openFields, type RecordedEvent } from '@entente/ledger';
import { LEDGER_STREAMS } from '@entente/domain';
import {
  EVIDENCE,
  ledgerUnderTest,
  type LedgerUnderTest,
} from '../../../ledger/src/testing/ledger-under-test.js';
import { pastEventsOf } from '../../../ledger/src/envelope/envelope.js';
import { rowsOf } from '../../../../test/support/random-histories.js';
import { importLog } from './import-log.js';

const STREAM = 'agreement-mou';
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

async function eventsIn({ ledger, store }: LedgerUnderTest): Promise<readonly RecordedEvent[]> {
  const streams = new Set<string>();
  for (const { stream } of await store.readAll(null, LEDGER_STREAMS, 1_000)) streams.add(stream);
  return (await Promise.all([...streams].map((stream) => ledger.reader.read(stream)))).flat();
}

/** The lines of its export, with what is sealed opened as for the secretariat, or not. */
async function exported(made: LedgerUnderTest, opens: boolean): Promise<string> {
  const events = await eventsIn(made);
  const lines = events.map(async ({ envelope }) => {
    const asked = opens ? Object.keys(envelope.personal).map((pointer) => ({ envelope, pointer })) : [];
    const opened = await openFields(made.vault, asked);
    const texts = new Map(
      asked.flatMap(({ pointer }, index) => {
        const one = opened[index];
        return one?.state === 'OPENED' ? [[pointer, one.value] as const] : [];
      }),
    );
    const { id, stream, type, occurred, effective, provenance, overrides, data } = envelope;
    const own = [...texts].flatMap(([pointer, value]) => {
      const [, name] = /^\/data\/([^/]+)$/.exec(pointer) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    });
    return JSON.stringify({
      id,
      stream,
      type,
      ...dates('occurred', occurred),
      ...dates('effective', effective),
      sources: JSON.stringify(
        provenance.map(({ source, from, to, kind }) => ({ sourceId: source, from, to, kind })),
      ),
      data: JSON.stringify({ ...data, ...Object.fromEntries(own) }),
      overrides: JSON.stringify(
        overrides.map(({ rule }, index) => ({
          rule,
          reason: texts.get(`/overrides/${index}/reason`) ?? null,
        })),
      ),
    });
  });
  return (await Promise.all(lines)).join('\n');
}

const dates = (
  name: string,
  { point, earliest, latest, edtf, basis }: RecordedEvent['envelope']['occurred'],
) => ({
  [name]: point,
  [`${name}Earliest`]: earliest,
  [`${name}Latest`]: latest,
  [`${name}Edtf`]: edtf,
  [`${name}Basis`]: basis,
});

/** What the read model shows of the agreement, but for the ids of events, which are of each ledger. */
async function shown({ ledger }: LedgerUnderTest): Promise<string> {
  const events = await ledger.reader.read(STREAM);
  const ids = new Map(pastEventsOf(events).map(({ id }, index) => [id, `event ${index}`]));
  const text = JSON.stringify(rowsOf(STREAM, events, ['event', 'event_source', 'event_subject']));
  const named = [...ids].reduce((said, [id, name]) => said.replaceAll(id, name), text);
  // Of a day that nobody gave the log has its bound alone.
  return named.replaceAll('"precision":"UNKNOWN"', '"precision":"DAY"');
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
  expect(await shown(other)).toEqual(await shown(made));
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
