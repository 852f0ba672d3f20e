import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ROLES, type Role } from '@entente/access';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Who asks, what the ledger says of itself, and that it has moved. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'press' }];

let made: AssembledLedger;
const served = new Map<Role, ServedLedger>();
const of = (role: Role): ServedLedger => served.get(role) as ServedLedger;

beforeAll(async () => {
  made = await assembleLedger({ env: { ENTENTE_FLAG_EXPIRING_DAYS: '60' } });
  const { runner } = made.assembly.startWorker();
  for (const role of ROLES)
    served.set(role, await serveLedger(made.assembly, { runner, role, flags: made.configuration.flags }));
  await depositSource(of('secretariat'), 'press');
  for (const id of ['un', 'deux', 'trois'])
    await registerOrganization(of('secretariat'), id, `Institut ${id}`, 'press');
  await registerAgreement(of('secretariat'), 'entente', 'Entente', 'press');
  for (const [organizationId, capacity] of [
    ['un', 'ORIGINAL_SIGNATORY'],
    ['deux', 'ORIGINAL_SIGNATORY'],
    ['trois', 'WITNESS'],
  ])
    await record(of('secretariat'), 'recordSignature', {
      agreementId: 'entente',
      organizationId,
      capacity,
      occurredOn: { edtf: '2025-01-28' },
      evidence,
    });
  await made.caughtUp();
}, PATIENCE_MS);
afterAll(async () => {
  for (const each of served.values()) await each.close();
  await made?.dispose();
}, PATIENCE_MS);

const FOR_DEPOSITARY = [
  'annulRecord',
  'erasePersonData',
  'liftLegalHold',
  'placeLegalHold',
  'rectifyRecord',
  'resolveDispute',
];

describe('the viewer', () => {
  interface Viewer {
    readonly viewer: {
      role: string;
      name: string;
      actor: string;
      may: readonly string[];
      endsAt: string | null;
    };
  }
  const viewerOf = async (role: Role) => {
    const { data, errors } = await of(role).gql<Viewer>('{ viewer { role name actor may endsAt } }');
    expect(errors).toEqual([]);
    return data?.viewer;
  };

  it.each(ROLES)('is told its role, its name and what it is in the record: %s', async (role) => {
    const tokenId = of(role).token.split('_')[1];
    expect(await viewerOf(role)).toMatchObject({
      role: role.toUpperCase(),
      name: 'acceptance',
      actor: `${role}:${tokenId}`,
      endsAt: null,
    });
  });

  it('may record as its role may: every mutation but those of the depositary, those too, or none', async () => {
    const { data } = await of('secretariat').gql<{
      __schema: { mutationType: { fields: { name: string }[] } };
    }>('{ __schema { mutationType { fields { name } } } }');
    // `record` takes the others, and is no command of its own.
    const mutations = data?.__schema.mutationType.fields
      .map(({ name }) => name)
      .filter((name) => name !== 'record');
    expect((await viewerOf('depositary'))?.may.toSorted()).toEqual(mutations?.toSorted());
    expect((await viewerOf('secretariat'))?.may.toSorted()).toEqual(
      mutations?.filter((name) => !FOR_DEPOSITARY.includes(name)).toSorted(),
    );
    expect((await viewerOf('auditor'))?.may).toEqual([]);
    expect((await viewerOf('dashboard'))?.may).toEqual([]);
  });

  it('in a browser is told when its session ends', async () => {
    const begun = await of('dashboard').access.sessions.begin({ token: of('dashboard').token });
    const { ledgerId } = made.assembly.ledger.identity;
    const answer = await fetch(`${of('dashboard').url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: `entente-${ledgerId.slice(0, 8)}=${begun?.secret}`,
      },
      body: JSON.stringify({ query: '{ viewer { role endsAt } }' }),
    });
    expect(await answer.json()).toEqual({
      data: { viewer: { role: 'DASHBOARD', endsAt: begun?.expires.toISOString() } },
    });
  });
});

describe('who recorded an event', () => {
  const HISTORY =
    '{ agreement(id: "entente") { history { nodes { recordedBy recordedByName } } moments { recordedByName } } }';
  interface Answer {
    readonly agreement: {
      readonly history: { readonly nodes: readonly { recordedBy: string; recordedByName: string | null }[] };
      readonly moments: readonly { recordedByName: string | null }[];
    };
  }

  it.each(['secretariat', 'auditor'] as const)('has its name for the %s', async (role) => {
    const { data } = await of(role).gql<Answer>(HISTORY);
    expect(data?.agreement.history.nodes).toHaveLength(4);
    for (const { recordedBy, recordedByName } of data?.agreement.history.nodes ?? [])
      expect([recordedBy, recordedByName]).toEqual([expect.stringMatching(/^secretariat:/), 'acceptance']);
    expect(data?.agreement.moments).toEqual([{ recordedByName: 'acceptance' }]);
  });

  it('has none for a dashboard, and where the ledger recorded it by itself', async () => {
    const { data } = await of('dashboard').gql<Answer>(HISTORY);
    expect(data?.agreement.history.nodes.map(({ recordedByName }) => recordedByName)).toEqual(
      Array(4).fill(null),
    );
    expect(data?.agreement.moments).toEqual([{ recordedByName: null }]);
    const opened = await of('auditor').gql('{ replay(stream: "ledger") { recordedBy recordedByName } }');
    expect(opened.data).toEqual({ replay: [{ recordedBy: 'system:ledger', recordedByName: null }] });
  });
});

describe('the ledger', () => {
  it('says when it was opened, and from when it raises flags', async () => {
    const { data } = await of('dashboard').gql<{ ledger: { openedAt: string; flags: object } }>(
      '{ ledger { openedAt flags { expiringDays recordedLateDays dormantYears } } }',
    );
    const [opened] =
      (
        await of('auditor').gql<{ replay: { recordedAt: string }[] }>(
          '{ replay(stream: "ledger") { recordedAt } }',
        )
      ).data?.replay ?? [];
    expect(data?.ledger).toEqual({
      openedAt: opened?.recordedAt,
      flags: { expiringDays: 60, recordedLateDays: 30, dormantYears: 5 },
    });
  });

  const VOCABULARY = `{ ledger { vocabulary {
    agreementKinds { word count } capacities { word count } leadRoles { word count } sectors { word count }
    organizationKinds { word count } jurisdictions { word count } regions { word count }
    identifierSchemes { word count } committeeKinds { word count } sourceKinds { word count }
  } } }`;

  it('has a vocabulary: the words in use, the most used first', async () => {
    await record(of('secretariat'), 'registerAgreement', {
      agreementId: 'autre',
      kind: 'COOPERATION_AGREEMENT',
      title: [{ text: 'Autre', lang: 'fr' }],
      identifiers: [{ scheme: 'QC', value: '2025-1' }],
      evidence,
    });
    await record(of('secretariat'), 'registerOrganization', {
      organizationId: 'quatre',
      names: [{ text: 'Université quatrième', lang: 'fr' }],
      kind: 'UNIVERSITY',
      jurisdiction: 'CA-QC',
      regions: ['Estrie'],
      identifiers: [
        { scheme: 'ROR', value: '00kybxq39' },
        { scheme: 'QC', value: '77' },
      ],
      evidence,
    });
    await made.caughtUp();
    const { data, errors } = await of('secretariat').gql<{ ledger: { vocabulary: Record<string, unknown> } }>(
      VOCABULARY,
    );
    expect(errors).toEqual([]);
    expect(data?.ledger.vocabulary).toMatchObject({
      capacities: [
        { word: 'ORIGINAL_SIGNATORY', count: 2 },
        { word: 'WITNESS', count: 1 },
      ],
      leadRoles: [],
      organizationKinds: [{ word: 'UNIVERSITY', count: 1 }],
      jurisdictions: [{ word: 'CA-QC', count: 1 }],
      regions: [{ word: 'Estrie', count: 1 }],
      committeeKinds: [],
    });
    expect(data?.ledger.vocabulary['sourceKinds']).toHaveLength(1);
    expect(data?.ledger.vocabulary['identifierSchemes']).toContainEqual({ word: 'ROR', count: 1 });
    expect(data?.ledger.vocabulary['agreementKinds']).toHaveLength(2);
  });

  it('tells a dashboard no kinds of source', async () => {
    const { data, errors } = await of('dashboard').gql<{ ledger: { vocabulary: Record<string, unknown> } }>(
      VOCABULARY,
    );
    expect(errors).toEqual([]);
    expect(data?.ledger.vocabulary['sourceKinds']).toEqual([]);
    expect(data?.ledger.vocabulary['capacities']).toHaveLength(2);
  });
});

describe('that the ledger moved', () => {
  const POSITION = /^[0-9a-f]{8}-[0-9a-f]{16}$/;

  it.each(ROLES)('is told with its position, and nothing more, to the %s', async (role) => {
    const client = createClient({
      url: `${of(role).url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${of(role).token}` },
      retryAttempts: 0,
    });
    try {
      const moves = client.iterate<{ ledgerMoved: string }>({ query: 'subscription { ledgerMoved }' });
      let told: unknown;
      void moves.next().then(({ value }) => {
        told = value;
      });
      // What is recorded before the subscription stands is not told of: something is recorded until it is.
      for (let index = 0; told === undefined; index += 1)
        await depositSource(of('secretariat'), `${role}-${index}`);
      expect(told).toEqual({ data: { ledgerMoved: expect.stringMatching(POSITION) as string } });
    } finally {
      await client.dispose();
    }
  });

  it('is told to twenty subscriptions of a connection; one more is refused, and those stay', async () => {
    const { url, token } = of('auditor');
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    let told = 0;
    const refused = new Promise<unknown>((resolve) => {
      for (let index = 0; index <= 20; index += 1)
        client.subscribe(
          { query: 'subscription { ledgerMoved }' },
          { next: () => (told += 1), error: resolve, complete: () => {} },
        );
    });
    try {
      expect(await refused).toMatchObject([
        { extensions: { code: 'LIMIT_EXCEEDED', details: { limit: 'SUBSCRIPTIONS', most: 20 } } },
      ]);
      for (let index = 0; told < 20; index += 1) await depositSource(of('secretariat'), `many-${index}`);
    } finally {
      await client.dispose();
    }
  });
});
