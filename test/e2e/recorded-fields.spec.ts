import { createHash } from 'node:crypto';
import { startLedger, type LedgerProcess } from '../support/ledger-process.js';
import { depositSource, record, registerOrganization } from '../support/recording.js';

type Answer = Readonly<Record<string, unknown>>;

let ledger: LedgerProcess;
let position = '';
let guest = '';
const evidence = [{ sourceId: 'fields' }];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

beforeAll(async () => {
  ledger = await startLedger();
  await depositSource(ledger, 'fields');
  for (const [id, name] of [
    ['un', 'Institut Tournesol'],
    ['deux', 'Fonderie des Érables'],
    ['trois', 'Atelier du Fleuve'],
    ['quatre', 'Laboratoire Boréal'],
  ] as const)
    await registerOrganization(ledger, id, name, 'fields');
  guest = await registeredPerson();
  await record(ledger, 'observeRole', {
    personId: guest,
    organizationId: 'un',
    title: { text: 'Directrice', lang: 'fr' },
    current: true,
    occurredOn: { edtf: '2025-02-01' },
    evidence,
  });
  await record(ledger, 'recordOrganizationRelation', {
    organizationId: 'un',
    relation: { type: 'UNIT_OF', organizationId: 'deux' },
    occurredOn: { edtf: '2025-02-01' },
    evidence,
  });
  await record(ledger, 'observeDesignation', {
    organizationId: 'un',
    designation: { text: 'Centre collégial de transfert', lang: 'fr' },
    grantedBy: { text: 'le ministère', lang: 'fr' },
    occurredOn: { edtf: '2025-03-01' },
    evidence,
  });
  await record(ledger, 'registerAgreement', {
    agreementId: 'whole',
    kind: 'MOU',
    title: [{ text: 'Entente entière', lang: 'fr' }],
    openToAccession: true,
    identifiers: [{ scheme: 'Registre des ententes', value: '1994-027 (A)' }],
    evidence,
  });
  await record(ledger, 'openForSignature', {
    agreementId: 'whole',
    closesOn: '2025-06-30',
    eligible: ['un', 'deux'],
    occurredOn: { edtf: '2025-03-10' },
    evidence,
  });
  await record(ledger, 'recordSignature', {
    agreementId: 'whole',
    organizationId: 'un',
    signatoryRank: 1,
    presentAtSigning: [guest],
    occurredOn: { edtf: '2025-04-01' },
    evidence,
  });
  await record(ledger, 'recordSignature', {
    agreementId: 'whole',
    organizationId: 'deux',
    occurredOn: { edtf: '2025-04-01' },
    evidence,
  });
  await record(ledger, 'recordEntryIntoForce', {
    agreementId: 'whole',
    basis: 'PRESUMED_ON_SIGNATURE',
    occurredOn: { edtf: '2025-04-01' },
    evidence,
  });
  await record(ledger, 'recordAccession', {
    agreementId: 'whole',
    organizationId: 'trois',
    instrument: 'lettre',
    occurredOn: { edtf: '2025-04-02' },
    evidence,
  });
  await record(ledger, 'designateLead', {
    agreementId: 'whole',
    organizationIds: ['un'],
    role: 'SECRETARIAT',
    occurredOn: { edtf: '2025-04-03' },
    evidence,
  });
  await record(ledger, 'depositAgreementText', {
    agreementId: 'whole',
    docHash: sha256('text'),
    lang: 'fr',
    pages: 12,
    authentic: true,
    occurredOn: { edtf: '2025-04-04' },
    evidence,
  });
  await record(ledger, 'scheduleMeeting', {
    meetingId: 'spring',
    agreementId: 'whole',
    scheduledFor: { edtf: '2025-05-20' },
    evidence,
  });
  await record(ledger, 'recordMeeting', {
    meetingId: 'spring',
    agreementId: 'whole',
    attendance: [{ organizationId: 'un' }],
    occurredOn: { edtf: '2025-05-21' },
    evidence,
  });
  await record(ledger, 'depositMinutes', {
    meetingId: 'spring',
    docHash: sha256('minutes'),
    lang: 'fr',
    pages: 3,
    text: 'Procès-verbal scellé',
    occurredOn: { edtf: '2025-05-30' },
    evidence,
  });
  for (const [meetingId, day] of [
    ['autumn', '2025-10-01'],
    ['winter', '2025-12-01'],
  ] as const)
    await record(ledger, 'scheduleMeeting', {
      meetingId,
      agreementId: 'whole',
      scheduledFor: { edtf: day },
      evidence,
    });
  await record(ledger, 'cancelMeeting', {
    meetingId: 'autumn',
    occurredOn: { edtf: '2025-09-01' },
    evidence,
  });
  await record(ledger, 'declareIntent', {
    agreementId: 'whole',
    organizationId: 'quatre',
    intent: 'SIGN',
    meetingId: 'spring',
    occurredOn: { edtf: '2025-05-21' },
    evidence,
  });
  await record(ledger, 'registerAgreement', {
    agreementId: 'passed',
    kind: 'MOU',
    title: [{ text: 'Entente signée avant son ouverture', lang: 'fr' }],
    evidence,
  });
  await record(ledger, 'openForSignature', {
    agreementId: 'passed',
    closesOn: '2025-06-30',
    occurredOn: { edtf: '2025-05-03' },
    evidence,
  });
  ({ position } = await record(ledger, 'recordSignature', {
    agreementId: 'passed',
    organizationId: 'trois',
    occurredOn: { edtf: '2025-04-01' },
    evidence,
    overrides: [{ rule: 'FACTS_PASSED_OVER', reason: 'la lettre est claire' }],
  }));
}, 180_000);
afterAll(() => ledger?.dispose());

async function registeredPerson(): Promise<string> {
  const { data } = await ledger.gql<{ registerPerson: { person: { personId: string } } }>(
    'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }',
    { input: { commandId: crypto.randomUUID(), displayName: 'Zoé Tremblay-Essai', evidence } },
  );
  return data?.registerPerson.person.personId ?? '?';
}

async function ask(query: string, token = ledger.tokens.auditor): Promise<Answer> {
  const { data, errors } = await ledger.gql<Answer>(
    query.includes('$at') ? `query ($at: Position) ${query}` : query,
    { at: position },
    token,
  );
  expect(errors).toEqual([]);
  return data ?? {};
}

const day = (edtf: string) => ({ edtf });

describe('what was recorded is read by fields', () => {
  it('of an agreement: its identifiers, texts, opening, leads and facts that do not count', async () => {
    const answer = await ask(`{
      whole: agreement(id: "whole", asOf: { position: $at }) {
        identifiers { scheme value } texts { docHash lang pages authentic deposited { edtf } }
        closesOn eligible { organizationId }
        leadRoles { role organization { organizationId } designated { edtf } }
        passedOver { because }
      }
      before: agreement(id: "whole", asOf: { position: $at, validOn: "2025-03-09" }) { closesOn eligible { organizationId } }
      passed: agreement(id: "passed", asOf: { position: $at }) { passedOver { because event { type } } closesOn }
    }`);
    expect(answer).toEqual({
      whole: {
        identifiers: [{ scheme: 'Registre des ententes', value: '1994-027 (A)' }],
        texts: [
          { docHash: sha256('text'), lang: 'fr', pages: 12, authentic: true, deposited: day('2025-04-04') },
        ],
        closesOn: '2025-06-30',
        eligible: [{ organizationId: 'un' }, { organizationId: 'deux' }],
        leadRoles: [
          { role: 'SECRETARIAT', organization: { organizationId: 'un' }, designated: day('2025-04-03') },
        ],
        passedOver: [],
      },
      before: { closesOn: null, eligible: [] },
      passed: {
        passedOver: [{ because: 'STATUS', event: { type: 'AgreementOpenedForSignature' } }],
        closesOn: null,
      },
    });
  });

  it('of parties and intents: who was present, the instrument, the kind and the meeting', async () => {
    const answer = await ask(`{ agreement(id: "whole", asOf: { position: $at }) {
      participations {
        role organization { organizationId } instrument approvedBy { text } presentAtSigning { personId } joinedBy { type }
      }
      intents { kind meeting { meetingId } }
    } }`);
    const of = (role: string, organizationId: string, more: object) => ({
      role,
      organization: { organizationId },
      instrument: null,
      approvedBy: [],
      presentAtSigning: [],
      ...more,
    });
    expect(answer['agreement']).toEqual({
      participations: [
        of('PARTY', 'un', { presentAtSigning: [{ personId: guest }], joinedBy: { type: 'PartnerSigned' } }),
        of('PARTY', 'deux', { joinedBy: { type: 'PartnerSigned' } }),
        of('PARTY', 'trois', { instrument: 'lettre', joinedBy: { type: 'PartnerAcceded' } }),
        of('PROSPECTIVE', 'quatre', { joinedBy: { type: 'PartnerIntentDeclared' } }),
      ],
      intents: [{ kind: 'SIGN', meeting: { meetingId: 'spring' } }],
    });
  });

  it('of an organisation: relations and designations, by the day', async () => {
    const answer = await ask(`{
      now: organization(id: "un", asOf: { position: $at }) { ...of }
      january: organization(id: "un", asOf: { position: $at, validOn: "2025-01-31" }) { ...of }
    } fragment of on Organization {
      relations { type organization { organizationId } effective { edtf } }
      designations { text { text } grantedBy { text } observed { edtf } }
    }`);
    expect(answer).toEqual({
      now: {
        relations: [
          { type: 'UNIT_OF', organization: { organizationId: 'deux' }, effective: day('2025-02-01') },
        ],
        designations: [
          {
            text: { text: 'Centre collégial de transfert' },
            grantedBy: { text: 'le ministère' },
            observed: day('2025-03-01'),
          },
        ],
      },
      january: { relations: [], designations: [] },
    });
  });

  it('of meetings: what is scheduled, held and cancelled on a day, and the minutes', async () => {
    const answer = await ask(`{
      held: meetings(agreementId: "whole", asOf: { position: $at }) { ...page }
      scheduled: meetings(agreementId: "whole", state: SCHEDULED, asOf: { position: $at }) { ...page }
      cancelled: agreement(id: "whole", asOf: { position: $at }) { meetings(state: CANCELLED) { ...page } }
      inMay: meetings(agreementId: "whole", state: SCHEDULED, asOf: { position: $at, validOn: "2025-05-20" }) { ...page }
    } fragment page on MeetingConnection { totalCount nodes {
      meetingId state scheduledFor { edtf } heldOn { edtf } minutes { docHash lang pages text deposited { edtf } }
    } }`);
    const meeting = (meetingId: string, state: string, scheduled: string, more: object = {}) => ({
      meetingId,
      state,
      scheduledFor: day(scheduled),
      heldOn: null,
      minutes: [],
      ...more,
    });
    const minutes = [
      {
        docHash: sha256('minutes'),
        lang: 'fr',
        pages: 3,
        text: 'Procès-verbal scellé',
        deposited: day('2025-05-30'),
      },
    ];
    expect(answer).toEqual({
      held: {
        totalCount: 1,
        nodes: [meeting('spring', 'HELD', '2025-05-20', { heldOn: day('2025-05-21'), minutes })],
      },
      scheduled: { totalCount: 1, nodes: [meeting('winter', 'SCHEDULED', '2025-12-01')] },
      cancelled: {
        meetings: { totalCount: 1, nodes: [meeting('autumn', 'CANCELLED', '2025-10-01')] },
      },
      inMay: {
        totalCount: 3,
        nodes: [
          meeting('spring', 'SCHEDULED', '2025-05-20', { minutes }),
          meeting('autumn', 'SCHEDULED', '2025-10-01'),
          meeting('winter', 'SCHEDULED', '2025-12-01'),
        ],
      },
    });
  });
});

describe('agreements are found', () => {
  const found = async (filter: string, more = '') => {
    const { agreements } = (await ask(
      `{ agreements(filter: { ${filter} }, asOf: { position: $at }${more}) { totalCount nodes { agreementId } } }`,
    )) as { agreements: { totalCount: number; nodes: readonly { agreementId: string }[] } };
    const ids = agreements.nodes.map(({ agreementId }) => agreementId);
    expect(agreements.totalCount).toBe(ids.length);
    return ids;
  };

  it('by an identifier, whatever its case and spaces, and by words of it', async () => {
    expect(await found('identifier: { scheme: "REGISTRE DES ENTENTES", value: "1994-027(a)" }')).toEqual([
      'whole',
    ]);
    expect(await found('identifier: { scheme: "Registre des ententes", value: "1994-028" }')).toEqual([]);
    expect(await found('text: "1994 027"')).toEqual(['whole']);
  });

  it('by id, by a source that they cite, and by when they end', async () => {
    expect(await found('ids: ["whole", "amq-mbi", "nothing"]')).toEqual(['amq-mbi', 'whole']);
    expect(await found('sourceId: "fields"')).toEqual(['whole', 'passed']);
    expect(await found('endsFrom: "2024-06-04", endsTo: "2024-06-04"')).toEqual(['amq-mbi']);
    expect(await found('endsFrom: "2024-06-05", endsTo: "2025-01-01"')).toEqual([]);
    expect(await found('endsFrom: "2024-06-05"')).not.toContain('whole');
  });

  it('by a flag: those of which the status has it, a page at a time', async () => {
    const { all } = (await ask(
      '{ all: agreements(asOf: { position: $at }) { nodes { agreementId status { flags } } } }',
    )) as { all: { nodes: readonly { agreementId: string; status: { flags: readonly string[] } }[] } };
    for (const flags of [['TEXT_MISSING'], ['PASSED_OVER'], ['TERM_UNKNOWN', 'PASSED_OVER'], ['EXPIRING']]) {
      const wanted = all.nodes.filter(({ status }) => status.flags.some((flag) => flags.includes(flag)));
      const ids = wanted.map(({ agreementId }) => agreementId);
      expect(await found(`flags: [${flags.join()}]`)).toEqual(ids);
      expect(await found(`flags: [${flags.join()}]`, ', direction: DESC')).toEqual(ids.toReversed());
    }
    expect(await found('flags: []')).toEqual([]);
    const page = (after: string | null) =>
      ledger.gql<{
        agreements: { nodes: readonly { agreementId: string }[]; pageInfo: { endCursor: string } };
      }>(
        `query ($after: String, $at: Position) {
          agreements(filter: { flags: [TEXT_MISSING] }, first: 1, after: $after, asOf: { position: $at }) {
            nodes { agreementId } pageInfo { endCursor hasNextPage } } }`,
        { after, at: position },
      );
    const whole = await found('flags: [TEXT_MISSING]');
    const first = (await page(null)).data?.agreements;
    const second = (await page(first?.pageInfo.endCursor ?? null)).data?.agreements;
    expect([first?.nodes[0]?.agreementId, second?.nodes[0]?.agreementId]).toEqual(whole.slice(0, 2));
  });

  it('in either direction', async () => {
    for (const sort of ['TITLE', 'END_DATE', 'LAST_RECORDED']) {
      const inOrder = (direction: string) =>
        found('kind: ["MOU"]', `, sort: ${sort}, direction: ${direction}`);
      expect(await inOrder('DESC')).toEqual((await inOrder('ASC')).toReversed());
    }
    const [last] = await found('kind: ["MOU"]', ', sort: LAST_RECORDED');
    expect(last).toBe('passed');
  });
});

describe('DORMANT', () => {
  it('looks at what sources say and when they were published, not at when it was recorded here', async () => {
    await record(ledger, 'depositSource', {
      sourceId: 'published',
      kind: 'TEST',
      lang: 'fr',
      sha256: sha256('published'),
      publishedOn: '2024-05-01',
    });
    for (const [agreementId, sourceId] of [
      ['silent', 'fields'],
      ['spoken-of', 'published'],
    ] as const) {
      const of = { agreementId, evidence: [{ sourceId }] };
      await record(ledger, 'registerAgreement', {
        ...of,
        kind: 'MOU',
        title: [{ text: `Entente ${agreementId}`, lang: 'fr' }],
      });
      ({ position } = await record(ledger, 'recordSignature', {
        ...of,
        organizationId: 'un',
        occurredOn: { edtf: '2010-06-01' },
      }));
    }
    const flagsOf = async (id: string, validOn: string) => {
      const { agreementStatus } = (await ask(
        `{ agreementStatus(id: "${id}", asOf: { position: $at, validOn: "${validOn}" }) { flags } }`,
      )) as { agreementStatus: { flags: readonly string[] } };
      return agreementStatus.flags.includes('DORMANT');
    };
    expect(await flagsOf('silent', '2026-01-01')).toBe(true);
    expect(await flagsOf('spoken-of', '2026-01-01')).toBe(false);
    expect(await flagsOf('spoken-of', '2023-01-01')).toBe(true);
    expect(await flagsOf('silent', '2012-01-01')).toBe(false);
  });
});

describe('events are found', () => {
  interface Events {
    readonly events: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly type: string; readonly recordedBy: string; recordedAt: string }[];
      readonly pageInfo: { readonly endCursor: string };
    };
  }
  const events = async (args: string) =>
    (
      (await ask(
        `{ events(${args}) { totalCount nodes { type recordedBy recordedAt } pageInfo { endCursor } } }`,
      )) as unknown as Events
    ).events;

  it('the newest first, page by page', async () => {
    const first = await events('first: 2, direction: DESC');
    expect(first.nodes.map(({ type }) => type)).toEqual(['PartnerSigned', 'AgreementRegistered']);
    const next = await events(`first: 1, direction: DESC, after: "${first.pageInfo.endCursor}"`);
    expect(next.nodes.map(({ type }) => type)).toEqual(['PartnerSigned']);
    const { errors } = await ledger.gql(
      `{ events(first: 1, after: "${first.pageInfo.endCursor}") { totalCount } }`,
      {},
      ledger.tokens.auditor,
    );
    expect(errors[0]?.extensions.code).toBe('CURSOR_INVALID');
  });

  it('by who recorded them, and when', async () => {
    const [newest] = (await events('first: 1, direction: DESC')).nodes;
    const mine = await events(`first: 200, recordedBy: "${newest?.recordedBy}"`);
    expect(mine.nodes[0]?.type).toBe('SourceDeposited');
    expect(new Set(mine.nodes.map(({ recordedBy }) => recordedBy))).toEqual(new Set([newest?.recordedBy]));
    const before = await events('first: 200, recordedBefore: "2025-02-01T00:00:00Z"');
    const from = await events('first: 200, recordedFrom: "2025-02-01T00:00:00Z"');
    expect(before.nodes.every(({ recordedAt }) => recordedAt < '2025-02-01')).toBe(true);
    expect(before.totalCount + from.totalCount).toBe((await events('first: 1')).totalCount);
    expect(before.totalCount).toBeGreaterThan(0);
  });
});

describe('a dashboard', () => {
  it('has persons as ids and counts, and no roles, titles, minutes and names of files', async () => {
    const answer = await ask(
      `{ organization(id: "un", asOf: { position: $at }) { peopleCount }
        corridor: agreement(id: "corridor-ne") { sources { file sha256 } }
        agreement(id: "whole", asOf: { position: $at }) {
          parties { presentAtSigning { personId displayName } } meetings { nodes { minutes { pages text } } } } }`,
      ledger.tokens.dashboard,
    );
    expect(answer).toMatchObject({
      organization: { peopleCount: 1 },
      agreement: {
        parties: [{ presentAtSigning: [{ personId: guest, displayName: null }] }, {}, {}],
        meetings: { nodes: [{ minutes: [{ pages: 3, text: null }] }] },
      },
    });
    const { sources } = answer['corridor'] as { sources: readonly { file: string | null }[] };
    expect(new Set(sources.map(({ file }) => file))).toEqual(new Set([null]));
    for (const below of [
      'organization(id: "un") { people { title } }',
      'agreement(id: "whole") { parties { presentAtSigning { roles { title } } } }',
    ]) {
      const { errors } = await ledger.gql(`{ ${below} }`, {}, ledger.tokens.dashboard);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
  });
});

describe('an identifier of an agreement', () => {
  it('is that of one agreement alone, whatever its case and spaces', async () => {
    const { errors } = await ledger.gql(
      'mutation ($input: RegisterAgreementInput!) { registerAgreement(input: $input) { position } }',
      {
        input: {
          commandId: crypto.randomUUID(),
          kind: 'MOU',
          title: [{ text: 'La même, deux fois', lang: 'fr' }],
          identifiers: [{ scheme: 'registre des ententes', value: '1994-027 (a)' }],
          evidence,
        },
      },
    );
    expect(errors[0]?.extensions).toMatchObject({ code: 'IDENTIFIER_TAKEN', field: 'identifiers.0' });
  });
});
