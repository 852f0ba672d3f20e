import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerOrganization, send } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Awards, their targets and what was reported of them, recorded, corrected and asked over GraphQL. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'bilan' }];
const PERIOD = {
  from: '2019-04-01',
  to: '2020-03-31',
  fiscalYear: '2019-2020',
  collectionClosedOn: '2020-08-31',
};

type Json = Readonly<Record<string, unknown>>;

let made: AssembledLedger;
let ledger: ServedLedger;
let dashboard: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  await depositSource(ledger, 'bilan');
  for (const id of ['mei', 'c2mi', 'autre'])
    await registerOrganization(ledger, id, `Institut ${id}`, 'bilan');
}, PATIENCE_MS);
afterAll(async () => {
  await dashboard?.close();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function award(fundingId: string, more: Json = {}): Promise<string> {
  const { events } = await record(ledger, 'awardFunding', {
    fundingId,
    funderId: 'mei',
    beneficiaryId: 'c2mi',
    amount: { value: '26750000.00', currency: 'CAD' },
    occurredOn: { edtf: '2019-03', basis: 'STATED' },
    evidence,
    ...more,
  });
  return events[0]?.id ?? '';
}

async function tell(mutation: string, fundingId: string, more: Json): Promise<string> {
  const { events } = await record(ledger, mutation, { fundingId, evidence, ...more });
  return events[0]?.id ?? '';
}

const setTarget = (fundingId: string, more: Json) =>
  tell('setIndicatorTarget', fundingId, { occurredOn: { edtf: '2019-03', basis: 'STATED' }, ...more });
const report = (fundingId: string, more: Json) =>
  tell('reportIndicator', fundingId, { period: PERIOD, ...more });

async function asked<T = Json>(query: string, variables: Json = {}, of = ledger): Promise<T> {
  await made.caughtUp();
  const { data, errors } = await of.gql<T>(query, variables);
  expect(errors).toEqual([]);
  return data as T;
}

/** What is answered of an award, on a day and at a position where they are given. */
async function fundingOf(fundingId: string, fields: string, asOf: Json | null = null): Promise<Json | null> {
  const { funding } = await asked<{ readonly funding: Json | null }>(
    `query ($id: ID!, $asOf: AsOf) { funding(id: $id, asOf: $asOf) { ${fields} } }`,
    { id: fundingId, asOf },
  );
  return funding;
}

async function headNow(): Promise<string> {
  return (await asked<{ readonly position: { readonly head: string } }>('{ position { head } }')).position
    .head;
}

async function correct(mutation: 'rectifyRecord' | 'annulRecord', input: Json): Promise<void> {
  await record(ledger, mutation, { reason: 'mal lu dans le bilan', evidence, ...input });
}

describe('an award', () => {
  it('is answered with its exact amounts and what it levers, to dashboards too', async () => {
    await award('psm', {
      supportedProjectsValue: { value: '160500000', currency: 'CAD' },
      programme: [{ text: 'le numérique de demain', lang: 'fr' }],
      duration: 'P3Y',
      period: {},
    });
    const { funding } = await asked<Json>(
      `{ funding(id: "psm") {
        id fundingId funder { organizationId } beneficiary { organizationId }
        amount { value currency } supportedProjectsValue { value currency } leverage
        programme { text lang } duration period { from } awarded { point edtf } record
        targets { indicator } indicators { indicator } history { nodes { type } }
      } }`,
      {},
      dashboard,
    );
    expect(funding).toEqual({
      id: 'Funding:psm',
      fundingId: 'psm',
      funder: { organizationId: 'mei' },
      beneficiary: { organizationId: 'c2mi' },
      amount: { value: '26750000', currency: 'CAD' },
      supportedProjectsValue: { value: '160500000', currency: 'CAD' },
      leverage: '6',
      programme: [{ text: 'le numérique de demain', lang: 'fr' }],
      duration: 'P3Y',
      period: null,
      awarded: { point: '2019-03-31', edtf: '2019-03' },
      record: 'AS_RECORDED',
      targets: [],
      indicators: [],
      history: { nodes: [{ type: 'FundingAwarded' }] },
    });
  });

  it('levers nothing in two currencies, or where nobody says what it supports', async () => {
    await award('deux', { supportedProjectsValue: { value: '1', currency: 'EUR' } });
    await award('seul');
    expect(await fundingOf('deux', 'leverage')).toEqual({ leverage: null });
    expect(await fundingOf('seul', 'leverage period { to } supportedProjectsValue { value }')).toEqual({
      leverage: null,
      period: null,
      supportedProjectsValue: null,
    });
  });

  it('takes no amount as a number, nor a currency of another form', async () => {
    const give = (amount: Json) =>
      send(ledger, 'awardFunding', {
        funderId: 'mei',
        beneficiaryId: 'c2mi',
        amount,
        occurredOn: { edtf: '2019-03-01' },
        evidence,
      });
    for (const [amount, problem] of [
      [{ value: 26750000, currency: 'CAD' }, 'NOT_A_DECIMAL'],
      [{ value: '2.675e7', currency: 'CAD' }, 'NOT_A_DECIMAL'],
      [{ value: '0.00', currency: 'CAD' }, 'NOT_ABOVE_ZERO'],
      [{ value: '1', currency: 'cad' }, 'NOT_A_CURRENCY'],
    ] as const)
      expect((await give(amount)).errors[0]?.extensions).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { problem },
      });
  });

  it('is listed from its day on, by the organisations that pay and receive', async () => {
    await award('plus-tard', { beneficiaryId: 'autre', occurredOn: { edtf: '2021-05-01' } });
    const listed = async (organizationId: string | null, validOn: string) => {
      const { fundings } = await asked<{
        readonly fundings: { readonly totalCount: number; readonly nodes: readonly { fundingId: string }[] };
      }>(
        `query ($id: ID, $on: Date!) {
          fundings(organizationId: $id, asOf: { validOn: $on }) { totalCount nodes { fundingId } }
        }`,
        { id: organizationId, on: validOn },
      );
      expect(fundings.totalCount).toBe(fundings.nodes.length);
      return fundings.nodes.map(({ fundingId }) => fundingId);
    };
    expect(await listed('autre', '2021-04-30')).toEqual([]);
    expect(await listed('autre', '2021-05-01')).toEqual(['plus-tard']);
    expect(await listed('mei', '2019-03-30')).toEqual([]);
    expect(await listed('mei', '2021-05-01')).toEqual(['deux', 'psm', 'seul', 'plus-tard']);
    expect(await listed('c2mi', '2021-05-01')).toEqual(['deux', 'psm', 'seul']);
    const { organization } = await asked<Json>(
      `{ organization(id: "mei", asOf: { validOn: "2021-05-01" }) {
        fundings(first: 3) { totalCount nodes { fundingId } pageInfo { hasNextPage } }
      } }`,
    );
    expect(organization).toEqual({
      fundings: {
        totalCount: 4,
        nodes: [{ fundingId: 'deux' }, { fundingId: 'psm' }, { fundingId: 'seul' }],
        pageInfo: { hasNextPage: true },
      },
    });
  });

  it('of organisations that are the same is that of the one that lists show, as known then', async () => {
    await registerOrganization(ledger, 'ministere', 'Ministère', 'bilan');
    await registerOrganization(ledger, 'ancien-nom', 'Ancien ministère', 'bilan');
    await award('nouvelle', { funderId: 'ministere' });
    await award('ancienne', { funderId: 'ancien-nom' });
    const before = await headNow();
    await record(ledger, 'linkOrganizations', {
      organizationId: 'ministere',
      sameIds: ['ancien-nom'],
      evidence,
    });
    const seen = async (id: string, asOf: Json | null = null) => {
      const { organization, fundings } = await asked<Readonly<Record<string, Json>>>(
        `query ($id: ID!, $asOf: AsOf) {
          organization(id: $id, asOf: $asOf) { fundings { totalCount nodes { fundingId } } }
          fundings(organizationId: $id, asOf: $asOf) { totalCount nodes { fundingId } }
        }`,
        { id, asOf },
      );
      expect(organization?.['fundings']).toEqual(fundings);
      const { nodes, totalCount } = fundings as {
        readonly nodes: readonly { readonly fundingId: string }[];
        readonly totalCount: number;
      };
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ fundingId }) => fundingId);
    };
    expect(await seen('ministere')).toEqual(['ancienne', 'nouvelle']);
    expect(await seen('ancien-nom')).toEqual(['ancienne']);
    expect(await seen('ministere', { position: before })).toEqual(['nouvelle']);
  });
});

describe('the indicators of an award', () => {
  const POINTS = `indicators {
    indicator label { text } value unit approximate period { from to fiscalYear collectionClosedOn } event { type }
  }`;
  const TARGETS = 'targets { indicator label { text } value unit horizon reached set { point } }';

  it('are answered as the source has them: a figure without a label, a target without a number', async () => {
    await award('source');
    await setTarget('source', { indicator: 'JOBS', unit: 'JOBS', horizon: '2023' });
    await report('source', { indicator: 'UNLABELLED_474', value: '474', unit: 'UNKNOWN' });
    await report('source', { indicator: 'JOBS', value: '46', unit: 'JOBS', approximate: true });
    expect(await fundingOf('source', `${TARGETS} ${POINTS}`)).toEqual({
      targets: [
        {
          indicator: 'JOBS',
          label: [],
          value: null,
          unit: 'JOBS',
          horizon: '2023',
          reached: '46',
          set: { point: '2019-03-31' },
        },
      ],
      indicators: [
        {
          indicator: 'UNLABELLED_474',
          label: null,
          value: '474',
          unit: 'UNKNOWN',
          approximate: false,
          period: PERIOD,
          event: { type: 'IndicatorReported' },
        },
        {
          indicator: 'JOBS',
          label: null,
          value: '46',
          unit: 'JOBS',
          approximate: true,
          period: PERIOD,
          event: { type: 'IndicatorReported' },
        },
      ],
    });
    expect(await asked('{ indicators(fundingId: "source", fiscalYear: "2018-2019") { value } }')).toEqual({
      indicators: [],
    });
    expect(await asked('{ indicators(fundingId: "inconnu") { value } }')).toEqual({ indicators: null });
  });

  it('show the last target and the last figure by then, whatever the order in which they were recorded', async () => {
    await award('suite');
    const indicator = 'SPENT';
    const year = (n: number) => ({ from: `${n}-01-01`, to: `${n}-12-31`, fiscalYear: String(n) });
    await setTarget('suite', { indicator, unit: 'CAD', value: '900', occurredOn: { edtf: '2021-06-01' } });
    await setTarget('suite', { indicator, unit: 'CAD', value: '500.5' });
    await report('suite', { indicator, unit: 'CAD', value: '300', period: year(2021) });
    await report('suite', { indicator, unit: 'CAD', value: '100', period: year(2020) });
    await report('suite', { indicator, unit: 'CAD', period: year(2022) });
    const before = await headNow();
    const label = [{ text: 'Dépenses', lang: 'fr' }];
    await tell('defineIndicator', 'suite', { indicator, unit: 'CAD', label });
    const seen = async (asOf: Json) => {
      const found = await fundingOf(
        'suite',
        'targets { value reached } indicators { value label { text } }',
        asOf,
      );
      const { targets, indicators } = found as {
        readonly targets: readonly Json[];
        readonly indicators: readonly Json[];
      };
      return [targets, indicators.map(({ value }) => value), indicators[0]?.['label'] ?? null];
    };
    const said = [{ text: 'Dépenses' }];
    expect(await seen({ validOn: '2020-12-30' })).toEqual([[{ value: '500.5', reached: null }], [], null]);
    expect(await seen({ validOn: '2020-12-31' })).toEqual([
      [{ value: '500.5', reached: '100' }],
      ['100'],
      said,
    ]);
    expect(await seen({ validOn: '2022-12-31' })).toEqual([
      [{ value: '900', reached: '300' }],
      ['100', '300', null],
      said,
    ]);
    expect(await seen({ validOn: '2022-12-31', position: before })).toEqual([
      [{ value: '900', reached: '300' }],
      ['100', '300', null],
      null,
    ]);
  });

  it('are corrected when the label comes to light, and the figure keeps since when it is known', async () => {
    await award('corrige');
    const eventId = await report('corrige', { indicator: 'UNLABELLED_474', value: '474', unit: 'UNKNOWN' });
    const fields = 'indicators { indicator value unit label { text } knownSince period { to } }';
    const before = await headNow();
    const [first] = ((await fundingOf('corrige', fields)) as { readonly indicators: readonly Json[] })
      .indicators;
    await correct('rectifyRecord', {
      stream: 'funding-corrige',
      records: [
        { eventId, set: { indicator: 'JOBS', unit: 'JOBS', label: [{ text: 'Emplois', lang: 'fr' }] } },
      ],
    });
    const { indicators } = (await fundingOf('corrige', fields)) as { readonly indicators: readonly Json[] };
    expect(indicators).toEqual([{ ...first, indicator: 'JOBS', unit: 'JOBS', label: [{ text: 'Emplois' }] }]);
    expect(await fundingOf('corrige', fields, { position: before })).toEqual({ indicators: [first] });
    await correct('rectifyRecord', {
      stream: 'funding-corrige',
      records: [{ eventId, set: { value: '747.0' } }],
    });
    const [now] = ((await fundingOf('corrige', fields)) as { readonly indicators: readonly Json[] })
      .indicators;
    expect(now).toMatchObject({ value: '747', indicator: 'JOBS' });
    expect(String(now?.['knownSince']) > String(first?.['knownSince'])).toBe(true);
  });

  it('moves with its period where no other day was given, and is refused beside another figure of it', async () => {
    await award('periode');
    const figure = { indicator: 'JOBS', value: '46', unit: 'JOBS' };
    const wrong = await report('periode', figure);
    await report('periode', { ...figure, value: '50', period: { from: '2020-04-01', to: '2021-03-31' } });
    const rectify = (set: Json) =>
      send(ledger, 'rectifyRecord', {
        stream: 'funding-periode',
        records: [{ eventId: wrong, set }],
        reason: 'mal lu',
        evidence,
      });
    expect((await rectify({ period: { from: '2020-04-01', to: '2021-03-31' } })).errors[0]).toMatchObject({
      extensions: { code: 'INDICATOR_ALREADY_REPORTED', field: 'records.0.set.indicator' },
    });
    expect((await rectify({ unit: 'PERSONS' })).errors[0]).toMatchObject({
      extensions: { code: 'UNIT_MISMATCH', field: 'records.0.set.unit' },
    });
    expect((await rectify({ value: 747 })).errors[0]).toMatchObject({
      extensions: { code: 'VALIDATION_FAILED', details: { problem: 'NOT_A_DECIMAL' } },
    });
    await correct('rectifyRecord', {
      stream: 'funding-periode',
      records: [{ eventId: wrong, set: { period: { from: '2018-04-01', to: '2019-03-31' } } }],
    });
    const seen = await asked<{ readonly event: Json }>(
      'query ($id: ID!) { event(id: $id) { standing currentOccurred { edtf point } currentEffective { point } } }',
      { id: wrong },
    );
    expect(seen.event).toEqual({
      standing: 'RECTIFIED',
      currentOccurred: { edtf: '2018-04-01/2019-03-31', point: '2019-03-31' },
      currentEffective: { point: '2019-03-31' },
    });
    expect(await fundingOf('periode', 'indicators { value }', { validOn: '2019-03-31' })).toEqual({
      indicators: [{ value: '46' }],
    });
  });

  it('vanish with an annulment, and with that of the award from its position on', async () => {
    const first = await award('annule');
    await setTarget('annule', { indicator: 'JOBS', unit: 'JOBS', value: '10' });
    const figure = await report('annule', { indicator: 'JOBS', value: '46', unit: 'JOBS' });
    const fields = 'record targets { reached } indicators { value }';
    const before = await headNow();
    await correct('annulRecord', { stream: 'funding-annule', eventId: figure });
    expect(await fundingOf('annule', fields)).toEqual({
      record: 'AS_RECORDED',
      targets: [{ reached: null }],
      indicators: [],
    });
    await report('annule', { indicator: 'JOBS', value: '64', unit: 'JOBS' });
    await correct('annulRecord', {
      stream: 'funding-annule',
      eventId: first,
      overrides: [{ rule: 'RECORD_HAS_FOLLOWERS', reason: 'saisi deux fois' }],
    });
    expect(await fundingOf('annule', fields)).toBeNull();
    expect(await fundingOf('annule', fields, { position: before })).toEqual({
      record: 'AS_RECORDED',
      targets: [{ reached: '46' }],
      indicators: [{ value: '46' }],
    });
    expect(
      (
        await send(ledger, 'reportIndicator', {
          fundingId: 'annule',
          indicator: 'X',
          unit: 'X',
          period: PERIOD,
          evidence,
        })
      ).errors[0],
    ).toMatchObject({ extensions: { code: 'FUNDING_NOT_FOUND' } });
  });
});
