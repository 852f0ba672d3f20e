import type { Reactor } from '@entente/assembly';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import {
  depositSource,
  record,
  registerAgreement,
  registerOrganization,
  send,
} from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What becomes of an agreement after its entry into force, recorded and asked over GraphQL. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'life' }];
const PARTIES = ['un', 'deux', 'trois'];

let made: AssembledLedger;
let ledger: ServedLedger;
let reactor: Reactor;
beforeAll(async () => {
  made = await assembleLedger();
  const worker = made.assembly.startWorker();
  ({ reactor } = worker);
  ledger = await serveLedger(made.assembly, { runner: worker.runner, role: 'depositary' });
  await depositSource(ledger, 'life');
  for (const id of [...PARTIES, 'quatre']) await registerOrganization(ledger, id, `Institut ${id}`, 'life');
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

/** Records a fact of an agreement; resolves with the id of its event. */
async function tell(mutation: string, agreementId: string, on: string, more: object = {}): Promise<string> {
  const { events } = await record(ledger, mutation, {
    agreementId,
    evidence,
    occurredOn: { edtf: on },
    ...more,
  });
  return events[0]?.id ?? '';
}

/** An agreement between the three parties, in force since 1 February 2025, with a term where one is given. */
async function inForce(agreementId: string, term?: object): Promise<void> {
  await registerAgreement(ledger, agreementId, `Entente ${agreementId}`, 'life');
  for (const [index, organizationId] of PARTIES.entries())
    await tell('recordSignature', agreementId, '2025-01-15', { organizationId, signatoryRank: index + 1 });
  await tell('recordEntryIntoForce', agreementId, '2025-02-01', { basis: 'STATED' });
  if (term) await tell('setTerm', agreementId, '2025-01-15', term);
}

/** What is answered of an agreement on a day. */
async function on<T = Record<string, unknown>>(
  agreementId: string,
  validOn: string,
  fields: string,
): Promise<T> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<{ readonly agreement: T }>(
    `query ($id: ID!, $on: Date!) { agreement(id: $id, asOf: { validOn: $on }) { ${fields} } }`,
    { id: agreementId, on: validOn },
  );
  if (!data?.agreement) throw new Error(JSON.stringify(errors));
  return data.agreement;
}

describe('a suspension', () => {
  it('of the whole agreement holds until its last day, with nobody doing anything', async () => {
    await inForce('whole');
    await tell('suspendAgreement', 'whole', '2025-03-01', { until: '2025-03-31', reason: 'a review' });
    const status = 'status { status inForce }';
    for (const [day, expected] of [
      ['2025-02-28', 'IN_FORCE'],
      ['2025-03-01', 'SUSPENDED'],
      ['2025-03-31', 'SUSPENDED'],
      ['2025-04-01', 'IN_FORCE'],
    ] as const)
      expect(await on('whole', day, status)).toMatchObject({ status: { status: expected } });
    expect(
      await on(
        'whole',
        '2025-03-15',
        'suspensions { until from { point } to { point basis } organizations { organizationId } event { type } }',
      ),
    ).toEqual({
      suspensions: [
        {
          until: '2025-03-31',
          from: { point: '2025-03-01' },
          to: { point: '2025-04-01', basis: 'COMPUTED' },
          organizations: [],
          event: { type: 'AgreementSuspended' },
        },
      ],
    });
  });

  it('of some parties leaves the status alone, and is shown at the party until it is resumed', async () => {
    await inForce('some');
    await tell('suspendAgreement', 'some', '2025-03-01', { organizationIds: ['deux', 'trois'] });
    await tell('resumeAgreement', 'some', '2025-05-01', { organizationIds: ['trois'] });
    const fields = 'status { status flags } parties { organization { organizationId } suspended }';
    const seen = async (day: string) => {
      const { status, parties } = await on<{
        status: { status: string; flags: string[] };
        parties: { organization: { organizationId: string }; suspended: boolean }[];
      }>('some', day, fields);
      return [
        status.status,
        status.flags.includes('PARTLY_SUSPENDED'),
        ...parties.filter((one) => one.suspended).map((one) => one.organization.organizationId),
      ];
    };
    expect(await seen('2025-02-28')).toEqual(['IN_FORCE', false]);
    expect(await seen('2025-03-01')).toEqual(['IN_FORCE', true, 'deux', 'trois']);
    expect(await seen('2025-05-01')).toEqual(['IN_FORCE', true, 'deux']);
    expect(
      await on('some', '2025-03-01', 'suspensions { to { point } organizations { organizationId } }'),
    ).toEqual({
      suspensions: [
        { to: null, organizations: [{ organizationId: 'deux' }] },
        { to: { point: '2025-05-01' }, organizations: [{ organizationId: 'trois' }] },
      ],
    });
  });
});

describe('a termination', () => {
  it('takes effect on its day, with nobody doing anything, and names what decided it', async () => {
    await inForce('over', { endsOn: { edtf: '2060-01-31' }, noticeDays: 30 });
    await tell('terminateAgreement', 'over', '2025-06-02', {
      mode: 'UNILATERAL',
      organizationId: 'deux',
      effectiveOn: { edtf: '2050-07-01' },
    });
    const fields = 'status { status since { point } decidedBy { type } }';
    expect(await on('over', '2050-06-30', fields)).toMatchObject({ status: { status: 'IN_FORCE' } });
    expect(await on('over', '2050-07-01', fields)).toEqual({
      status: {
        status: 'TERMINATED',
        since: { point: '2050-07-01' },
        decidedBy: [{ type: 'AgreementTerminated' }],
      },
    });
  });
});

describe('a term', () => {
  const fields =
    'renewalCount status { status flags } term { kind period noticeDeadline currentEndsOn { point } tacit { period times } }';

  it('that renews itself does so with nobody doing anything, until one declines', async () => {
    await inForce('tacit', {
      endsOn: { edtf: '2025-06-30' },
      renewal: 'TACIT',
      renewalPeriod: 'P1Y',
      noticeDays: 60,
    });
    expect(await on('tacit', '2025-06-30', fields)).toMatchObject({
      renewalCount: 0,
      term: { kind: 'SET', period: 0, currentEndsOn: { point: '2025-06-30' }, noticeDeadline: '2025-05-01' },
    });
    expect(await on('tacit', '2045-07-01', fields)).toEqual({
      renewalCount: 21,
      status: { status: 'IN_FORCE', flags: expect.arrayContaining(['PRESUMED']) as unknown },
      term: {
        kind: 'SET',
        period: 21,
        noticeDeadline: '2046-05-01',
        currentEndsOn: { point: '2046-06-30' },
        tacit: { period: 'P1Y', times: null },
      },
    });
    await tell('declineRenewal', 'tacit', '2025-10-01', { organizationId: 'un', reason: 'too dear' });
    expect(await on('tacit', '2026-06-30', fields)).toMatchObject({
      renewalCount: 1,
      status: { status: 'IN_FORCE' },
      term: { kind: 'NON_RENEWAL', period: 0, tacit: null, currentEndsOn: { point: '2026-06-30' } },
    });
    expect(await on('tacit', '2026-07-01', fields)).toMatchObject({ status: { status: 'EXPIRED' } });
  });

  it('that is extended and renewed shows each step, and how often it was renewed', async () => {
    await inForce('longer', { startsOn: { edtf: '2025-01-31' }, endsOn: { edtf: '2025-12-31' } });
    await tell('extendTerm', 'longer', '2025-11-03', { newEndsOn: { edtf: '2026-03-31' } });
    await tell('renewAgreement', 'longer', '2025-11-10', { duration: 'P5Y' });
    const terms = 'renewalCount status { status } terms { kind startsOn { point } endsOn { point basis } }';
    expect(await on('longer', '2031-03-31', terms)).toEqual({
      renewalCount: 1,
      status: { status: 'IN_FORCE' },
      terms: [
        { kind: 'SET', startsOn: { point: '2025-01-31' }, endsOn: { point: '2025-12-31', basis: 'STATED' } },
        {
          kind: 'EXTENSION',
          startsOn: { point: '2025-01-31' },
          endsOn: { point: '2026-03-31', basis: 'STATED' },
        },
        {
          kind: 'RENEWAL',
          startsOn: { point: '2026-04-01' },
          endsOn: { point: '2031-03-31', basis: 'COMPUTED' },
        },
      ],
    });
    expect(await on('longer', '2026-03-31', terms)).toMatchObject({ renewalCount: 0 });
    expect(await on('longer', '2031-04-01', terms)).toMatchObject({ status: { status: 'EXPIRED' } });
  });

  it('that renews itself does so no more once the agreement is terminated', async () => {
    await inForce('cut', { endsOn: { edtf: '2025-06-30' }, renewal: 'TACIT', renewalPeriod: 'P1Y' });
    await tell('terminateAgreement', 'cut', '2026-03-01', { mode: 'CONSENT' });
    expect(await on('cut', '2040-01-01', fields)).toMatchObject({ renewalCount: 1, term: { period: 1 } });
  });
});

describe('a party', () => {
  const fields =
    'participations { role organization { organizationId } capacity since { point } until { point basis } notified { point } leftBy { type } succeeds { organizationId } succeededBy { organizationId } }';
  interface Seen {
    readonly role: string;
    readonly organization: { readonly organizationId: string };
  }
  const of = async (agreementId: string, organizationId: string, day: string) => {
    const { participations } = await on<{ participations: readonly Seen[] }>(agreementId, day, fields);
    return participations.filter(({ organization }) => organization.organizationId === organizationId);
  };

  it('that withdraws leaves on its day by itself, and the notice of it names that day', async () => {
    await inForce('leaving', { endsOn: { edtf: '2060-01-31' }, noticeDays: 30 });
    await tell('recordWithdrawal', 'leaving', '2025-06-01', { organizationId: 'deux', reason: 'too dear' });
    expect(await of('leaving', 'deux', '2025-05-31')).toMatchObject([
      { role: 'PARTY', until: null, notified: null, leftBy: null },
    ]);
    expect(await of('leaving', 'deux', '2025-06-30')).toMatchObject([
      {
        role: 'WITHDRAWAL_NOTIFIED',
        until: { point: '2025-07-01', basis: 'COMPUTED' },
        notified: { point: '2025-06-01' },
        leftBy: { type: 'PartnerWithdrawalNotified' },
      },
    ]);
    expect(await of('leaving', 'deux', '2025-07-01')).toMatchObject([{ role: 'WITHDRAWN' }]);
    await reactor.look();
    await made.caughtUp();
    const { history } = await on<{ history: { nodes: readonly unknown[] } }>(
      'leaving',
      '2025-07-01',
      'history { nodes { type occurred { point } data } }',
    );
    expect(history.nodes.at(-1)).toMatchObject({
      type: 'PartnerWithdrew',
      occurred: { point: '2025-07-01' },
      data: { organizationId: 'deux', scheduledFor: '2025-07-01', detectedLate: true },
    });
    expect(await reactor.look()).toBe(0);
  });

  it('that revokes its withdrawal stays, and was leaving in between', async () => {
    await inForce('staying');
    await tell('recordWithdrawal', 'staying', '2025-06-01', {
      organizationId: 'deux',
      effectiveOn: { edtf: '2025-09-01' },
    });
    await tell('revokeWithdrawal', 'staying', '2025-07-01', { organizationId: 'deux' });
    expect(await of('staying', 'deux', '2025-06-15')).toMatchObject([
      { role: 'WITHDRAWAL_NOTIFIED', until: null, notified: { point: '2025-06-01' } },
    ]);
    expect(await of('staying', 'deux', '2025-09-01')).toMatchObject([
      { role: 'PARTY', until: null, notified: null },
    ]);
    expect(await reactor.look()).toBe(0);
  });

  it('that is succeeded gives its place and its rank to the successor', async () => {
    await inForce('succeeded');
    await tell('recordSuccession', 'succeeded', '2025-06-01', {
      predecessorId: 'un',
      successorId: 'quatre',
      effectiveOn: { edtf: '2025-07-01' },
    });
    expect(await of('succeeded', 'un', '2025-07-01')).toMatchObject([
      { role: 'SUCCEEDED', succeededBy: { organizationId: 'quatre' }, leftBy: { type: 'PartnerSucceeded' } },
    ]);
    expect(await of('succeeded', 'quatre', '2025-07-01')).toMatchObject([
      {
        role: 'PARTY',
        capacity: 'SUCCESSOR',
        succeeds: { organizationId: 'un' },
        since: { point: '2025-07-01' },
      },
    ]);
    const parties = 'parties { organization { organizationId } }';
    expect(await on('succeeded', '2025-07-01', parties)).toEqual({
      parties: ['quatre', 'deux', 'trois'].map((organizationId) => ({ organization: { organizationId } })),
    });
    expect(await on('succeeded', '2025-06-30', parties)).toEqual({
      parties: ['un', 'deux', 'trois'].map((organizationId) => ({ organization: { organizationId } })),
    });
  });

  it('that left comes back, and was away in between', async () => {
    await registerAgreement(ledger, 'back', 'Entente ouverte', 'life');
    for (const organizationId of PARTIES)
      await tell('recordSignature', 'back', '2025-01-15', { organizationId });
    await tell('recordWithdrawal', 'back', '2025-06-01', { organizationId: 'deux' });
    await tell('recordSignature', 'back', '2025-10-01', { organizationId: 'deux' });
    const roles = async (day: string) => (await of('back', 'deux', day)).map(({ role }) => role);
    expect(await roles('2025-05-31')).toEqual(['PARTY']);
    expect(await roles('2025-09-30')).toEqual(['WITHDRAWN']);
    expect(await roles('2025-10-01')).toEqual(['PARTY']);
  });
});

describe('an agreement', () => {
  it('that another supersedes says so from that day on, and the other says of which it took the place', async () => {
    await inForce('former');
    await inForce('latter');
    await tell('supersedeAgreement', 'former', '2025-06-01', { successorAgreementId: 'LATTER' });
    const fields = 'status { status } supersededBy { agreementId } supersedes { agreementId }';
    expect(await on('former', '2025-05-31', fields)).toEqual({
      status: { status: 'IN_FORCE' },
      supersededBy: null,
      supersedes: [],
    });
    expect(await on('former', '2025-06-01', fields)).toEqual({
      status: { status: 'SUPERSEDED' },
      supersededBy: { agreementId: 'latter' },
      supersedes: [],
    });
    expect(await on('latter', '2025-06-01', fields)).toMatchObject({
      supersedes: [{ agreementId: 'former' }],
    });
    const { errors } = await send(ledger, 'supersedeAgreement', {
      agreementId: 'latter',
      successorAgreementId: 'former',
      occurredOn: { edtf: '2025-07-01' },
      evidence,
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'SUCCESSOR_CYCLE',
      field: 'successorAgreementId',
    });
  });

  it('that was never in force is abandoned', async () => {
    await registerAgreement(ledger, 'given-up', 'Projet', 'life');
    await tell('abandonAgreement', 'given-up', '2025-06-01', { reason: 'no money' });
    expect(await on('given-up', '2025-06-01', 'status { status }')).toEqual({
      status: { status: 'ABANDONED' },
    });
  });

  it('that expired is reinstated, with a gap or without one', async () => {
    const overrides = [{ rule: 'REINSTATEMENT', reason: 'minutes' }];
    const until = { endsOn: { edtf: '2025-03-31' } };
    await inForce('gap', until);
    await tell('reinstateAgreement', 'gap', '2025-06-01', {
      coversGap: false,
      newEndsOn: { edtf: '2025-12-31' },
      overrides,
    });
    await inForce('no-gap', until);
    await tell('reinstateAgreement', 'no-gap', '2025-06-01', {
      coversGap: true,
      newEndsOn: { edtf: '2025-12-31' },
      overrides,
    });
    const seen = async (id: string) => {
      const statuses: string[] = [];
      for (const day of ['2025-03-31', '2025-04-01', '2025-06-01', '2026-01-01'])
        statuses.push((await on<{ status: { status: string } }>(id, day, 'status { status }')).status.status);
      return statuses;
    };
    expect(await seen('gap')).toEqual(['IN_FORCE', 'EXPIRED', 'IN_FORCE', 'EXPIRED']);
    expect(await seen('no-gap')).toEqual(['IN_FORCE', 'IN_FORCE', 'IN_FORCE', 'EXPIRED']);
    expect(await on('no-gap', '2025-06-01', 'terms { kind endsOn { point } }')).toEqual({
      terms: [
        { kind: 'SET', endsOn: { point: '2025-03-31' } },
        { kind: 'REINSTATEMENT', endsOn: { point: '2025-12-31' } },
      ],
    });
  });
});

describe('what an agreement says of itself', () => {
  const title = (text: string) => [{ text, lang: 'fr' }];

  it('changes with an amendment from its day on, in answers, in lists and in their order', async () => {
    await inForce('zeta');
    await tell('amendAgreement', 'zeta', '2025-06-01', {
      changes: [
        { member: 'title', title: title('Accord zénithal') },
        { member: 'openToAccession', openToAccession: true },
      ],
      instrument: 'AVENANT 1',
    });
    const fields =
      'title openToAccession amendments { effective { point } instrument changes { member before after } event { type } }';
    const amendments = [
      {
        effective: { point: '2025-06-01' },
        instrument: 'AVENANT 1',
        changes: [
          { member: 'title', before: title('Entente zeta'), after: title('Accord zénithal') },
          { member: 'openToAccession', before: null, after: true },
        ],
        event: { type: 'AgreementAmended' },
      },
    ];
    expect(await on('zeta', '2025-05-31', fields)).toEqual({
      title: 'Entente zeta',
      openToAccession: null,
      amendments,
    });
    expect(await on('zeta', '2025-06-01', fields)).toEqual({
      title: 'Accord zénithal',
      openToAccession: true,
      amendments,
    });
    const found = async (text: string, day: string) => {
      const { data } = await ledger.gql<{ agreements: { nodes: { agreementId: string; title: string }[] } }>(
        'query ($text: String!, $on: Date!) { agreements(filter: { text: $text }, asOf: { validOn: $on }) { nodes { agreementId title } } }',
        { text, on: day },
      );
      return data?.agreements.nodes;
    };
    expect(await found('zénithal', '2025-05-31')).toEqual([{ agreementId: 'zeta', title: 'Entente zeta' }]);
    expect(await found('Entente zeta', '2025-06-01')).toEqual([
      { agreementId: 'zeta', title: 'Accord zénithal' },
    ]);
    const first = async (day: string) => {
      const { data } = await ledger.gql<{ agreements: { nodes: { agreementId: string }[] } }>(
        'query ($on: Date!) { agreements(first: 1, filter: { kind: ["MOU"] }, sort: TITLE, asOf: { validOn: $on }) { nodes { agreementId } } }',
        { on: day },
      );
      return data?.agreements.nodes[0]?.agreementId;
    };
    expect(await first('2025-06-01')).toBe('zeta');
    expect(await first('2025-05-31')).not.toBe('zeta');
  });

  it('is compared with what it said before: an amendment decides its members, a leaving changes a party at once', async () => {
    await inForce('eta');
    await tell('amendAgreement', 'eta', '2025-06-01', {
      changes: [{ member: 'title', title: title('Accord boréal') }],
    });
    const changes = async () => {
      await made.caughtUp();
      const { data, errors } = await ledger.gql<{
        readonly compare: { readonly changes: readonly { readonly subject: string }[] };
      }>(
        `{ compare(id: "eta", from: { validOn: "2025-05-31" }, to: { validOn: "2025-06-02" }) {
          changes { subject key before after causes decidedBy { type } } } }`,
      );
      expect(errors).toEqual([]);
      return data?.compare.changes;
    };
    const amended = {
      subject: 'CONTENT',
      key: 'title',
      before: { title: title('Entente eta') },
      after: { title: title('Accord boréal') },
      causes: ['WORLD'],
      decidedBy: [{ type: 'AgreementAmended' }],
    };
    expect(await changes()).toEqual([amended]);
    await tell('recordWithdrawal', 'eta', '2025-06-02', {
      organizationId: PARTIES[0],
      effectiveOn: { edtf: '2025-12-31' },
    });
    expect(await changes()).toContainEqual(
      expect.objectContaining({
        subject: 'PARTY',
        key: PARTIES[0],
        before: expect.objectContaining({ until: null }) as unknown,
        after: expect.objectContaining({
          until: expect.objectContaining({ point: '2025-12-31' }) as unknown,
        }) as unknown,
        causes: ['WORLD'],
      }),
    );
  });

  it('is reviewed: what is due, what was held, and what came of it', async () => {
    await inForce('reviewed');
    await tell('scheduleReview', 'reviewed', '2025-03-01', {
      reviewId: 'MID-TERM',
      dueOn: { edtf: '2050-06-30' },
      text: title('mi-parcours'),
    });
    const fields = 'reviews { id dueOn { point } heldOn { point } outcome text { text } }';
    expect(await on('reviewed', '2025-03-01', fields)).toEqual({
      reviews: [
        {
          id: 'mid-term',
          dueOn: { point: '2050-06-30' },
          heldOn: null,
          outcome: null,
          text: [{ text: 'mi-parcours' }],
        },
      ],
    });
    await tell('recordReview', 'reviewed', '2025-09-01', {
      reviewId: 'mid-term',
      outcome: 'CHANGE',
      text: title('à revoir'),
    });
    await tell('recordReview', 'reviewed', '2025-10-01', { outcome: 'NONE' });
    expect(await on('reviewed', '2025-10-01', fields)).toMatchObject({
      reviews: [
        { id: 'mid-term', heldOn: { point: '2025-09-01' }, outcome: 'CHANGE', text: [{ text: 'à revoir' }] },
        { dueOn: null, heldOn: { point: '2025-10-01' }, outcome: 'NONE', text: [] },
      ],
    });
  });
});

describe('a record of the life of an agreement that was wrong', () => {
  const correct = (agreementId: string, eventId: string, set: object) =>
    record(ledger, 'rectifyRecord', {
      stream: `agreement-${agreementId}`,
      records: [{ eventId, set }],
      reason: 'misread',
      evidence,
    });

  it('moves a withdrawal with its notice, and the notice of the old day is overtaken', async () => {
    await inForce('misread', { endsOn: { edtf: '2060-01-31' }, noticeDays: 30 });
    const notified = await tell('recordWithdrawal', 'misread', '2025-06-01', { organizationId: 'deux' });
    await made.caughtUp();
    await reactor.look();
    await correct('misread', notified, { occurredOn: { edtf: '2025-08-01' } });
    const fields =
      'participations(roles: [WITHDRAWAL_NOTIFIED, WITHDRAWN]) { role until { point } notified { point } }';
    expect(await on('misread', '2025-07-15', fields)).toEqual({ participations: [] });
    expect(await on('misread', '2025-08-15', fields)).toEqual({
      participations: [
        { role: 'WITHDRAWAL_NOTIFIED', until: { point: '2025-08-31' }, notified: { point: '2025-08-01' } },
      ],
    });
    expect(await reactor.look()).toBe(1);
    const { history } = await on<{ history: { nodes: { type: string; standing: string }[] } }>(
      'misread',
      '2025-08-15',
      'history { nodes { type standing } }',
    );
    expect(history.nodes.filter(({ type }) => type === 'PartnerWithdrew')).toEqual([
      { type: 'PartnerWithdrew', standing: 'OVERTAKEN' },
      { type: 'PartnerWithdrew', standing: 'NOTICE' },
    ]);
  });

  it('changes an amendment, and what the agreement says from its day on', async () => {
    await inForce('typo');
    const title = (text: string) => [{ text, lang: 'fr' }];
    const amended = await tell('amendAgreement', 'typo', '2025-06-01', {
      changes: [{ member: 'title', title: title('Entente élragie') }],
    });
    await correct('typo', amended, {
      changes: [{ member: 'title', title: title('Entente élargie') }],
    });
    const fields = 'title amendments { changes { before after } event { standing } }';
    expect(await on('typo', '2025-06-01', fields)).toEqual({
      title: 'Entente élargie',
      amendments: [
        {
          changes: [{ before: title('Entente typo'), after: title('Entente élargie') }],
          event: { standing: 'RECTIFIED' },
        },
      ],
    });
  });

  it('is gone where it is annulled: a suspension, a revocation, a renewal', async () => {
    await inForce('gone', { endsOn: { edtf: '2025-12-31' } });
    const suspended = await tell('suspendAgreement', 'gone', '2025-03-01');
    const renewed = await tell('renewAgreement', 'gone', '2025-11-10', { duration: 'P1Y' });
    await tell('recordWithdrawal', 'gone', '2025-05-01', {
      organizationId: 'deux',
      effectiveOn: { edtf: '2025-08-01' },
    });
    const revoked = await tell('revokeWithdrawal', 'gone', '2025-06-01', { organizationId: 'deux' });
    for (const eventId of [suspended, renewed, revoked])
      await record(ledger, 'annulRecord', {
        stream: 'agreement-gone',
        eventId,
        reason: 'another agreement',
        evidence,
      });
    const fields = 'status { status } suspensions { until } renewalCount participations { role }';
    expect(await on('gone', '2025-09-01', fields)).toEqual({
      status: { status: 'IN_FORCE' },
      suspensions: [],
      renewalCount: 0,
      participations: [{ role: 'PARTY' }, { role: 'WITHDRAWN' }, { role: 'PARTY' }],
    });
    expect(await on('gone', '2026-01-01', 'status { status }')).toEqual({ status: { status: 'EXPIRED' } });
  });
});
