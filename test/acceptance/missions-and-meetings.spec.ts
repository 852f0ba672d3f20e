import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** What came of missions and who led them; hours, workshops and themes of meetings. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'synthese' }];

type Json = Readonly<Record<string, unknown>>;

let made: AssembledLedger;
let ledger: ServedLedger;
let dashboard: ServedLedger;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  dashboard = await serveLedger(made.assembly, { runner, role: 'dashboard' });
  await depositSource(ledger, 'synthese');
  await registerOrganization(ledger, 'amq', 'Institut amq', 'synthese');
  await registerAgreement(ledger, 'mou', 'Entente mou', 'synthese');
}, PATIENCE_MS);
afterAll(async () => {
  await dashboard?.close();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

const tell = async (mutation: string, input: Json): Promise<string> =>
  (await record(ledger, mutation, { evidence, ...input })).events[0]?.id ?? '';

async function node(id: string, fields: string): Promise<unknown> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<{ readonly node: unknown }>(
    `query ($id: ID!) { node(id: $id) { ... on ${id.split(':', 1)[0]} { ${fields} } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data?.node;
}

describe('a mission', () => {
  const LED_BY = [{ text: 'la personne qui la menait', lang: 'fr' }];
  let undertaken: string;
  beforeAll(async () => {
    undertaken = await tell('recordMission', {
      missionId: 'russie',
      destination: 'RU',
      agreementId: 'mou',
      clusters: ['Matériel de transport – Estrie'],
      ledBy: LED_BY,
      occurredOn: { edtf: '2008-09', basis: 'STATED' },
    });
  });

  it('is answered with what it belonged to, and who led it', async () => {
    const fields = 'programmeId agreement { agreementId } clusters record ledBy { text lang }';
    const said = {
      programmeId: null,
      agreement: { agreementId: 'mou' },
      clusters: ['Matériel de transport – Estrie'],
      record: 'AS_RECORDED',
    };
    expect(await node('Mission:russie', fields)).toEqual({ ...said, ledBy: LED_BY });
  });

  it('has its results from the day on which they were observed, until they are annulled', async () => {
    const result = await tell('recordMissionResult', {
      missionId: 'russie',
      resultId: 'contrats',
      kind: 'SALES',
      text: [{ text: 'nouveaux contrats', lang: 'fr' }],
      amount: { value: '1000000', currency: 'CAD' },
      approximate: true,
      organizationIds: ['amq'],
      agreementId: 'mou',
      occurredOn: { edtf: '2008-11-20' },
    });
    const fields = `results {
      id kind text { text } amount { value currency } approximate organizations { organizationId }
      agreement { agreementId } observed { point }
    }`;
    const shown = {
      results: [
        {
          id: 'contrats',
          kind: 'SALES',
          text: [{ text: 'nouveaux contrats' }],
          amount: { value: '1000000', currency: 'CAD' },
          approximate: true,
          organizations: [{ organizationId: 'amq' }],
          agreement: { agreementId: 'mou' },
          observed: { point: '2008-11-20' },
        },
      ],
    };
    expect(await node('Mission:russie@2008-11-19', fields)).toEqual({ results: [] });
    expect(await node('Mission:russie@2008-11-20', fields)).toEqual(shown);
    await tell('rectifyRecord', {
      stream: 'mission-russie',
      records: [
        { eventId: result, set: { amount: { value: '1200000', currency: 'CAD' } }, remove: ['agreementId'] },
      ],
      reason: 'mal lu',
    });
    expect(await node('Mission:russie', 'results { amount { value } agreement { agreementId } }')).toEqual({
      results: [{ amount: { value: '1200000' }, agreement: null }],
    });
    await tell('annulRecord', { stream: 'mission-russie', eventId: result, reason: 'une autre mission' });
    expect(await node('Mission:russie', 'results { id }')).toEqual({ results: [] });
  });

  it('says who led it as that was corrected, or nothing where it was taken away', async () => {
    const patch = (more: Json) =>
      tell('rectifyRecord', {
        stream: 'mission-russie',
        records: [{ eventId: undertaken, ...more }],
        reason: 'mal lu',
      });
    const other = [{ text: 'une autre personne', lang: 'fr' }];
    await patch({ setSealed: { ledBy: other } });
    expect(await node('Mission:russie', 'record ledBy { text lang }')).toEqual({
      record: 'RECTIFIED',
      ledBy: other,
    });
    await patch({ remove: ['clusters'] });
    expect(await node('Mission:russie', 'clusters')).toEqual({ clusters: [] });
  });
});

describe('a meeting', () => {
  const FIELDS = `programmeId committee { committeeId } startLocal endLocal timeZone workshops
    participantsPerWorkshop { min approx text { text } } themes chairs { text } record`;

  it('is answered with its hours, workshops, themes and chairs', async () => {
    await tell('establishCommittee', {
      committeeId: 'grappe',
      kind: 'CLUSTER',
      occurredOn: { edtf: '2005-01-01' },
    });
    const held = await tell('recordMeeting', {
      meetingId: 'rendez-vous',
      committeeId: 'grappe',
      attendance: [],
      startLocal: '2008-11-20T09:00',
      endLocal: '2008-11-20T10:30',
      timeZone: 'America/Toronto',
      workshops: 5,
      participantsPerWorkshop: { min: 61, text: [{ text: 'plus d’une soixantaine', lang: 'fr' }] },
      themes: ['mobilisation', 'gouvernance'],
      chairs: [{ text: 'présidents de comités régionaux', lang: 'fr' }],
      occurredOn: { edtf: '2008-11-20' },
    });
    const shown = {
      programmeId: null,
      committee: { committeeId: 'grappe' },
      startLocal: '2008-11-20T09:00',
      endLocal: '2008-11-20T10:30',
      timeZone: 'America/Toronto',
      workshops: 5,
      participantsPerWorkshop: { min: 61, approx: null, text: [{ text: 'plus d’une soixantaine' }] },
      themes: ['mobilisation', 'gouvernance'],
      chairs: [{ text: 'présidents de comités régionaux' }],
      record: 'AS_RECORDED',
    };
    expect(await node('Meeting:rendez-vous', FIELDS)).toEqual(shown);
    await tell('rectifyRecord', {
      stream: 'meeting-rendez-vous',
      records: [{ eventId: held, set: { endLocal: '2008-11-20T11:00', workshops: 6 }, remove: ['themes'] }],
      reason: 'mal lu',
    });
    expect(await node('Meeting:rendez-vous', FIELDS)).toEqual({
      ...shown,
      endLocal: '2008-11-20T11:00',
      workshops: 6,
      themes: [],
      record: 'RECTIFIED',
    });
  });

  it('of which none of that is known says so', async () => {
    await tell('recordMeeting', { meetingId: 'bref', attendance: [], occurredOn: { edtf: '2009-01-05' } });
    expect(await node('Meeting:bref', FIELDS)).toEqual({
      programmeId: null,
      committee: null,
      startLocal: null,
      endLocal: null,
      timeZone: null,
      workshops: null,
      participantsPerWorkshop: null,
      themes: [],
      chairs: [],
      record: 'AS_RECORDED',
    });
  });
});

describe('a meeting and a mission by their ids', () => {
  const ASKED = `query ($asOf: AsOf) {
    meeting(id: "bref", asOf: $asOf) { meetingId }
    mission(id: "russie", asOf: $asOf) { missionId destination }
  }`;

  it('are answered as they are known; not before they were, and not to dashboards', async () => {
    await made.caughtUp();
    const { data, errors } = await ledger.gql(ASKED, {});
    expect(errors).toEqual([]);
    expect(data).toEqual({
      meeting: { meetingId: 'bref' },
      mission: { missionId: 'russie', destination: 'RU' },
    });
    const before = await ledger.gql(ASKED, { asOf: { knownAt: '2001-01-01T00:00:00Z' } });
    expect(before.data).toEqual({ meeting: null, mission: null });
    const byNodeId =
      '{ meeting: node(id: "Meeting:bref") { id } mission: node(id: "Mission:russie") { id } }';
    for (const query of [ASKED, byNodeId]) {
      const refused = await dashboard.gql(query, {});
      expect(refused.data).toEqual({ meeting: null, mission: null });
      expect(refused.errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });
});
