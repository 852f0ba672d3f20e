import type { Command } from '@entente/domain';
import { EventStoreError } from '@entente/event-store';
import {
  CALLER,
  EVIDENCE,
  commandIdOf,
  ledgerUnderTest,
  type TestStore,
} from '../testing/ledger-under-test.js';
import type { Requested } from './attempt.js';
import type { OutcomeTogether } from './outcome.js';

const asked = (id: string, name: string, input: object, request: object = {}): Requested => ({
  command: { name, input } as unknown as Command,
  request: { commandId: commandIdOf(id), caller: CALLER, ...request },
});
const signing = (organizationId: string, request: object = {}): Requested =>
  asked(
    `${organizationId} signs`,
    'recordSignature',
    { agreementId: 'new', organizationId, occurredOn: { edtf: '2025-01-28' }, evidence: EVIDENCE },
    request,
  );
const registration = asked('new agreement', 'registerAgreement', {
  agreementId: 'new',
  kind: 'MOU',
  title: [{ text: 'Protocole', lang: 'fr' }],
  evidence: EVIDENCE,
});
const ALL = [registration, signing('a'), signing('b')];

const eventsOf = (outcome: OutcomeTogether) =>
  outcome.refused
    ? `${outcome.refusal.code} ${outcome.index}`
    : outcome.outcomes.map(({ events, repeated }) =>
        [...events.map(({ envelope }) => envelope.type), ...(repeated ? ['again'] : [])].join(' '),
      );

async function withOrganizations(around?: (store: TestStore) => TestStore) {
  const made = ledgerUnderTest();
  await made.withBasics('a', 'b');
  return around ? made.again({ around }) : made;
}

describe('commands that are recorded together', () => {
  it('are one append, each with its own result and its own command in its event', async () => {
    let appends = 0;
    const made = await withOrganizations((store) => ({
      ...store,
      append: (...args) => {
        appends += 1;
        return store.append(...args);
      },
    }));
    const outcome = await made.ledger.executeTogether(ALL);
    expect(eventsOf(outcome)).toEqual(['AgreementRegistered', 'PartnerSigned', 'PartnerSigned']);
    expect(appends).toBe(1);
    const events = await made.ledger.reader.read('agreement-new');
    expect(events.map(({ envelope: { rev, cause } }) => [rev, cause.command, cause.name])).toEqual(
      ALL.map(({ command, request }, rev) => [rev, request.commandId, command.name]),
    );
    expect(events.map(({ envelope }) => envelope.prev)).toEqual([null, events[0]?.hash, events[1]?.hash]);
  });

  it('record nothing where one of them is refused, and the refusal says which', async () => {
    const made = await withOrganizations();
    const outcome = await made.ledger.executeTogether([registration, signing('a'), signing('nobody')]);
    expect(outcome).toMatchObject({
      refused: true,
      index: 2,
      refusal: { code: 'ORGANIZATION_NOT_FOUND', field: 'organizationId' },
    });
    expect(await made.ledger.reader.read('agreement-new')).toEqual([]);
    // Nothing is kept of those that would have been recorded: their ids are free.
    expect(eventsOf(await made.ledger.executeTogether(ALL))).toHaveLength(3);
  });

  it('answer the second time as the first, and go on where more are asked for', async () => {
    const made = await withOrganizations();
    await made.ledger.executeTogether(ALL.slice(0, 2));
    expect(eventsOf(await made.ledger.executeTogether(ALL))).toEqual([
      'AgreementRegistered again',
      'PartnerSigned again',
      'PartnerSigned',
    ]);
    expect(eventsOf(await made.ledger.executeTogether(ALL))).toEqual([
      'AgreementRegistered again',
      'PartnerSigned again',
      'PartnerSigned again',
    ]);
    expect(await made.ledger.reader.read('agreement-new')).toHaveLength(3);
  });

  it('are of one stream, and no commandId stands twice among them', async () => {
    const made = await withOrganizations();
    const other = asked('source', 'depositSource', {
      sourceId: 's1',
      kind: 'PRESS_RELEASE',
      sha256: '1'.repeat(64),
    });
    expect(await made.ledger.executeTogether([registration, other])).toMatchObject({
      refused: true,
      index: 1,
      refusal: {
        code: 'VALIDATION_FAILED',
        details: { problem: 'OTHER_STREAM', stream: 'source-s1', first: 'agreement-new' },
      },
    });
    expect(eventsOf(await made.ledger.executeTogether([registration, registration]))).toBe(
      'COMMAND_ID_REUSED 1',
    );
  });

  it('compare an expected revision with what those before them record', async () => {
    const made = await withOrganizations();
    const right = [
      registration,
      signing('a', { expectedRevision: 0 }),
      signing('b', { expectedRevision: 1 }),
    ];
    const wrong = [registration, signing('a', { expectedRevision: -1 })];
    expect(eventsOf(await made.ledger.executeTogether(wrong))).toBe('CONCURRENCY_CONFLICT 1');
    expect(eventsOf(await made.ledger.executeTogether(right))).toHaveLength(3);
  });

  it('are recorded once though the answer of the store was lost', async () => {
    let lost = 0;
    const made = await withOrganizations((store) => ({
      ...store,
      async append(...args) {
        const appended = await store.append(...args);
        lost += 1;
        if (lost === 1)
          throw new EventStoreError({
            kind: 'WRONG_EXPECTED_REVISION',
            expected: 'none',
            actual: 2,
          } as never);
        return appended;
      },
    }));
    expect(eventsOf(await made.ledger.executeTogether(ALL))).toHaveLength(3);
    expect(await made.ledger.reader.read('agreement-new')).toHaveLength(3);
  });

  it('meet another writer: each is decided again on what is there then', async () => {
    const made = await withOrganizations();
    const both = await Promise.all([
      made.ledger.executeTogether(ALL),
      made.again().ledger.executeTogether([registration, signing('b')]),
    ]);
    expect(both.map(({ refused }) => refused)).toEqual([false, false]);
    expect(await made.ledger.reader.read('agreement-new')).toHaveLength(3);
  });
});
