import { randomUUID } from 'node:crypto';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import {
  depositSource,
  record,
  registerAgreement,
  registerOrganization,
  send,
} from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What sources say against each other: raised, shown, resolved, compared, over GraphQL. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'letter' }, { sourceId: 'article', lines: { from: 3, to: 4 } }];
const DAY = '2025-06-01';

let made: AssembledLedger;
let ledger: ServedLedger;
let dashboard: ServedLedger;
let secretariat: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  secretariat = await serveLedger(made.assembly, { runner, role: 'secretariat' });
  for (const source of ['letter', 'article']) await depositSource(ledger, source);
  for (const id of ['un', 'deux']) await registerOrganization(ledger, id, `Institut ${id}`, 'letter');
}, PATIENCE_MS);
afterAll(async () => {
  for (const served of [ledger, dashboard, secretariat]) await served?.close();
  await made?.dispose();
}, PATIENCE_MS);

type Json = Readonly<Record<string, unknown>>;

async function tell(
  mutation: string,
  input: Json,
): Promise<{ readonly id: string; readonly position: string }> {
  const { events, position } = await record(ledger, mutation, { evidence, ...input });
  await made.caughtUp();
  return { id: events.at(-1)?.id ?? '', position };
}

async function asked<T = Json>(query: string, variables: Json = {}, as = ledger): Promise<T> {
  const { data, errors } = await as.gql<T>(query, variables);
  expect(errors).toEqual([]);
  return data as T;
}

async function refusalOf(mutation: string, input: Json, as = ledger) {
  const { errors } = await send(as, mutation, { evidence, ...input });
  return errors[0]?.extensions;
}

/** An agreement in force since 1 February 2025; resolves with the ids of its events by what they say. */
async function inForce(agreementId: string) {
  const about = { agreementId, occurredOn: { edtf: '2025-01-15' } };
  const registered = await registerAgreement(ledger, agreementId, `Entente ${agreementId}`, 'letter');
  await tell('recordSignature', { ...about, organizationId: 'un' });
  const signed = await tell('recordSignature', { ...about, organizationId: 'deux' });
  const entry = await tell('recordEntryIntoForce', {
    agreementId,
    occurredOn: { edtf: '2025-02-01' },
    basis: 'STATED',
  });
  const term = await tell('setTerm', { ...about, endsOn: { edtf: '2060-01-31' } });
  return { registered: registered.events[0]?.id ?? '', signed: signed.id, entry: entry.id, term: term.id };
}

const DISPUTE = `id member open held outcome statement raised { point basis }
  target { type } resolution { type } conflictsWith { type }
  alternatives { value citation { source { sourceId } lines { from to } } event { type } }`;

async function disputesOf(agreementId: string, fields = DISPUTE, asOf: object = {}, as = ledger) {
  const { agreement } = await asked<{ readonly agreement: { readonly disputes: readonly Json[] } }>(
    `query ($id: ID!, $asOf: AsOf) { agreement(id: $id, asOf: $asOf) { disputes { ${fields} } } }`,
    { id: agreementId, asOf: { validOn: DAY, ...asOf } },
    as,
  );
  return agreement.disputes;
}

async function flagsOf(agreementId: string, asOf: object = {}): Promise<readonly string[]> {
  const { agreementStatus } = await asked<{
    readonly agreementStatus: { readonly flags: readonly string[] };
  }>('query ($id: ID!, $asOf: AsOf) { agreementStatus(id: $id, asOf: $asOf) { flags } }', {
    id: agreementId,
    asOf: { validOn: DAY, ...asOf },
  });
  return agreementStatus.flags;
}

describe('a dispute', () => {
  it('stands beside what is held, is flagged where it decides, and is known from its position on', async () => {
    const { entry, signed } = await inForce('shown');
    const raised = await tell('disputeAssertion', {
      stream: 'agreement-shown',
      eventId: entry,
      member: 'occurredOn',
      alternatives: [
        { evidence: 1, value: { edtf: '2025-02-10', basis: 'STATED', note: 'a footnote' } },
        { evidence: 0, eventId: signed },
      ],
      conflictsWith: [signed],
      statement: 'the article says ten days later',
      occurredOn: { edtf: '2025-05-05' },
    });
    const date = (edtf: string) => ({
      edtf,
      point: edtf,
      earliest: edtf,
      latest: edtf,
      precision: 'DAY',
      basis: 'STATED',
    });
    const [dispute] = await disputesOf('shown');
    expect(dispute).toEqual({
      id: raised.id,
      member: 'occurredOn',
      open: true,
      held: date('2025-02-01'),
      outcome: null,
      resolution: null,
      statement: 'the article says ten days later',
      raised: { point: '2025-05-05', basis: 'STATED' },
      target: { type: 'AgreementEnteredIntoForce' },
      conflictsWith: [{ type: 'PartnerSigned' }],
      alternatives: [
        {
          value: { ...date('2025-02-10'), note: 'a footnote' },
          citation: { source: { sourceId: 'article' }, lines: { from: 3, to: 4 } },
          event: null,
        },
        {
          value: null,
          citation: { source: { sourceId: 'letter' }, lines: null },
          event: { type: 'PartnerSigned' },
        },
      ],
    });
    expect(await flagsOf('shown')).toContain('DISPUTED');
    // Knowledge: on every day from its position on, on none before.
    const before = {
      position: raised.position.replace(/.{16}$/, (at) =>
        (BigInt(`0x${at}`) - 1n).toString(16).padStart(16, '0'),
      ),
    };
    expect(await disputesOf('shown', 'id', before)).toEqual([]);
    expect(await flagsOf('shown', before)).not.toContain('DISPUTED');
    expect(await disputesOf('shown', 'id', { validOn: '1999-01-01' })).toEqual([{ id: raised.id }]);
    // Another status, which its event does not decide.
    expect(await flagsOf('shown', { validOn: '2025-01-20' })).not.toContain('DISPUTED');
  });

  it('keeps what is sealed of it from dashboards', async () => {
    expect(
      await disputesOf(
        'shown',
        'statement alternatives { value citation { source { sourceId } } }',
        {},
        dashboard,
      ),
    ).toMatchObject([
      { statement: null, alternatives: [{ value: { edtf: '2025-02-10' } }, { value: null }] },
    ]);
    const [{ alternatives }] = (await disputesOf('shown', 'alternatives { value }', {}, dashboard)) as [
      { readonly alternatives: readonly { readonly value: object }[] },
    ];
    expect(alternatives[0]?.value).not.toHaveProperty('note');
  });

  it('about the term in effect is flagged, about another record only shown at it', async () => {
    const { term, signed, registered } = await inForce('term');
    await tell('disputeAssertion', {
      stream: 'agreement-term',
      eventId: registered,
      member: 'kind',
      alternatives: [{ evidence: 0, value: 'TREATY' }],
    });
    expect(await flagsOf('term')).not.toContain('DISPUTED');
    const { event } = await asked(
      `query ($id: ID!) { event(id: $id) { disputes(open: true) { member held alternatives { value } } } }`,
      { id: registered },
    );
    expect(event).toEqual({
      disputes: [{ member: 'kind', held: 'MOU', alternatives: [{ value: 'TREATY' }] }],
    });
    const other = await asked('query ($id: ID!) { event(id: $id) { disputes { id } } }', { id: signed });
    expect(other).toEqual({ event: { disputes: [] } });
    await tell('disputeAssertion', {
      stream: 'agreement-term',
      eventId: term,
      member: 'endsOn',
      alternatives: [{ evidence: 0, value: { edtf: '2061-01-31' } }],
    });
    expect(await flagsOf('term')).toContain('DISPUTED');
  });

  it('is closed by its resolution, and open again when that is annulled', async () => {
    const { entry } = await inForce('closed');
    const stream = 'agreement-closed';
    const { id } = await tell('disputeAssertion', {
      stream,
      eventId: entry,
      member: 'basis',
      alternatives: [{ evidence: 0 }],
    });
    const wanted = { stream, disputes: [id], outcome: 'UPHELD', reason: 'the minutes' };
    expect(await refusalOf('resolveDispute', wanted, secretariat)).toMatchObject({ code: 'FORBIDDEN' });
    const resolution = await tell('resolveDispute', wanted);
    expect(await disputesOf('closed', 'open outcome resolution { type }')).toEqual([
      { open: false, outcome: 'UPHELD', resolution: { type: 'DisputeResolved' } },
    ]);
    expect(await flagsOf('closed')).not.toContain('DISPUTED');
    expect(await refusalOf('resolveDispute', wanted)).toMatchObject({
      code: 'DISPUTE_NOT_OPEN',
      field: 'disputes.0',
    });
    await tell('annulRecord', { stream, eventId: resolution.id, reason: 'a mistake' });
    expect(await disputesOf('closed', 'open outcome')).toEqual([{ open: true, outcome: null }]);
    expect(await flagsOf('closed')).toContain('DISPUTED');
    expect(await disputesOf('closed', 'open outcome', { position: resolution.position })).toEqual([
      { open: false, outcome: 'UPHELD' },
    ]);
  });

  it('is resolved with the correction of its record, in one append', async () => {
    const { entry } = await inForce('mended');
    const stream = 'agreement-mended';
    const { id } = await tell('disputeAssertion', {
      stream,
      eventId: entry,
      member: 'occurredOn',
      alternatives: [{ evidence: 0, value: { edtf: '2025-02-10' } }],
    });
    const { mutation } = { mutation: 'resolveDispute' };
    const input = {
      commandId: randomUUID(),
      stream,
      disputes: [id],
      outcome: 'RECTIFIED',
      rectify: [{ eventId: entry, set: { occurredOn: { edtf: '2025-02-10' } } }],
      reason: 'the article is right',
      evidence,
    };
    const { resolveDispute } = await asked<{ readonly resolveDispute: Json }>(
      `mutation ($input: ResolveDisputeInput!) { ${mutation}(input: $input) {
        repeated events { type data } targets { type standing } } }`,
      { input },
    );
    const directives = [expect.any(String)];
    expect(resolveDispute).toMatchObject({
      repeated: false,
      events: [
        { type: 'RecordRectified' },
        { type: 'DisputeResolved', data: { outcome: 'RECTIFIED', directives, reason: input.reason } },
      ],
      targets: [
        { type: 'AgreementEnteredIntoForce', standing: 'RECTIFIED' },
        { type: 'AssertionDisputed', standing: 'IN_EFFECT' },
      ],
    });
    const again = await send(ledger, 'resolveDispute', input);
    expect(again.data?.['resolveDispute']).toMatchObject({ repeated: true, events: [{}, {}] });
    const { event } = await asked<{
      readonly event: { readonly directives: readonly { readonly id: string }[] };
    }>('query ($id: ID!) { event(id: $id) { directives { id } } }', { id: entry });
    expect((resolveDispute['events'] as readonly Json[])[1]).toMatchObject({
      data: { directives: event.directives.map((one) => one.id) },
    });
    expect(await disputesOf('mended', 'open outcome held')).toMatchObject([
      { open: false, outcome: 'RECTIFIED', held: { edtf: '2025-02-10' } },
    ]);
  });

  it('is closed where its record is annulled, by a resolution or without one', async () => {
    const { term } = await inForce('gone');
    const stream = 'agreement-gone';
    const raise = () =>
      tell('disputeAssertion', { stream, eventId: term, member: 'endsOn', alternatives: [{ evidence: 0 }] });
    const first = await raise();
    const second = await raise();
    await tell('resolveDispute', {
      stream,
      disputes: [first.id],
      outcome: 'ANNULLED',
      annul: [term],
      reason: 'no term was agreed',
    });
    expect(await disputesOf('gone', 'id open outcome')).toEqual([
      { id: second.id, open: false, outcome: null },
      { id: first.id, open: false, outcome: 'ANNULLED' },
    ]);
  });
});

describe('evidence that contradicts', () => {
  it('is a dispute of the whole record, in any stream, until it is resolved', async () => {
    const { entry, signed } = await inForce('against');
    const stream = 'agreement-against';
    const { id } = await tell('attachEvidence', {
      agreementId: 'against',
      sourceId: 'article',
      supports: [signed, entry],
      strength: 'CONTRADICTS',
    });
    expect(await disputesOf('against', 'id member open held alternatives { value } target { type }')).toEqual(
      [
        {
          id,
          member: null,
          open: true,
          held: expect.objectContaining({ organizationId: 'deux' }),
          alternatives: [],
          target: { type: 'PartnerSigned' },
        },
      ],
    );
    expect(await flagsOf('against')).toContain('DISPUTED');
    const { event } = await asked('query ($id: ID!) { event(id: $id) { data disputes { id } } }', {
      id: entry,
    });
    expect(event).toMatchObject({ disputes: [{ id }] });
    await tell('resolveDispute', { stream, disputes: [id], outcome: 'SET_ASIDE', reason: 'who knows' });
    expect(await flagsOf('against')).not.toContain('DISPUTED');
  });

  it('is attached to events of other streams, which hold it without the id of an agreement', async () => {
    const { events } = await asked<{
      readonly events: { readonly nodes: readonly { readonly id: string }[] };
    }>('{ events(stream: "organization-un") { nodes { id } } }');
    const { attachEvidenceToRecord } = await asked<{ readonly attachEvidenceToRecord: Json }>(
      `mutation ($input: AttachEvidenceToRecordInput!) { attachEvidenceToRecord(input: $input) {
        events { id type data stream } targets { type disputes { open } } } }`,
      {
        input: {
          commandId: randomUUID(),
          stream: 'organization-un',
          sourceId: 'article',
          supports: [events.nodes[0]?.id],
          strength: 'CONTRADICTS',
          evidence,
        },
      },
    );
    expect(attachEvidenceToRecord).toMatchObject({
      events: [
        {
          type: 'EvidenceAttached',
          stream: 'organization-un',
          data: { sourceId: 'article', supports: [events.nodes[0]?.id], strength: 'CONTRADICTS' },
        },
      ],
      targets: [{ type: 'OrganizationRegistered', disputes: [{ open: true }] }],
    });
  });
});

describe('the list of disputes', () => {
  it('has those of one stream or of all, open or not, the newest first, page by page', async () => {
    await inForce('listed');
    const all = await asked<{
      readonly disputes: { readonly totalCount: number; readonly nodes: readonly Json[] };
    }>('{ disputes { totalCount nodes { id open target { stream } } } }');
    expect(all.disputes.totalCount).toBe(all.disputes.nodes.length);
    expect(all.disputes.nodes[0]).toMatchObject({ target: { stream: 'organization-un' } });
    const walked: unknown[] = [];
    for (let after: string | null = null; ;) {
      const {
        disputes,
      }: { readonly disputes: { nodes: Json[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
        await asked(
          'query ($after: String) { disputes(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
          { after },
        );
      walked.push(...disputes.nodes.map(({ id }) => id));
      if (!disputes.pageInfo.hasNextPage) break;
      after = disputes.pageInfo.endCursor;
    }
    expect(walked).toEqual(all.disputes.nodes.map(({ id }) => id));
    const open = await asked(
      '{ disputes(open: true, stream: "agreement-closed") { nodes { open } totalCount } }',
    );
    expect(open).toEqual({ disputes: { nodes: [{ open: true }], totalCount: 1 } });
    const { errors } = await dashboard.gql('{ disputes { totalCount } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a comparison', () => {
  it('says which disputes were raised and resolved between two positions, and by which events', async () => {
    const { entry, term } = await inForce('compared');
    const stream = 'agreement-compared';
    const raise = (eventId: string, member: string) =>
      tell('disputeAssertion', { stream, eventId, member, alternatives: [{ evidence: 0 }] });
    const first = await raise(entry, 'basis');
    const second = await raise(term, 'endsOn');
    const { position } = await tell('resolveDispute', {
      stream,
      disputes: [first.id],
      outcome: 'UPHELD',
      reason: 'the minutes',
    });
    const { compare } = await asked(
      `query ($from: AsOf!, $to: AsOf!) { compare(id: "compared", from: $from, to: $to) {
        changes { subject key before between after causes learnedFrom { type } decidedBy { type } } } }`,
      { from: { validOn: DAY, position: first.position }, to: { validOn: DAY, position } },
    );
    const targets = (id: string, member: string) => ({ targets: [id], member });
    expect(compare).toEqual({
      changes: [
        {
          subject: 'DISPUTE',
          key: first.id,
          before: targets(entry, 'basis'),
          between: null,
          after: null,
          causes: ['KNOWLEDGE'],
          learnedFrom: [{ type: 'DisputeResolved' }],
          decidedBy: [],
        },
        {
          subject: 'DISPUTE',
          key: second.id,
          before: null,
          between: targets(term, 'endsOn'),
          after: targets(term, 'endsOn'),
          causes: ['KNOWLEDGE'],
          learnedFrom: [{ type: 'AssertionDisputed' }],
          decidedBy: [{ type: 'AssertionDisputed' }],
        },
      ],
    });
  });
});
