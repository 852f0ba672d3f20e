import { randomUUID } from 'node:crypto';
import type { Reactor } from '@entente/assembly';
import { loadDemonstration, readScenario } from '@entente/demonstration';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import { systemClock } from '@entente/platform';
import { LEDGER_READ_MODEL, rebuild, verify, type Runner } from '@entente/read-model';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import type { GqlError } from '../support/ledger-process.js';
import { logStores } from '../support/log-stores.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

const PATIENCE_MS = 120_000;
const scenario = readScenario();

type Json = Readonly<Record<string, unknown>>;
interface Recorded {
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly warnings: readonly { readonly rule: string; readonly details: Json }[];
}

interface Events {
  readonly events: { readonly nodes: readonly (Json & { readonly id: string })[] };
}

const REASON = 'compté autrement dans le texte signé';
const TEST = [{ sourceId: 'TEST' }];

describe.each(logStores('Corrections', 31))('a record that was wrong, on $name', (store) => {
  let made: AssembledLedger;
  let depositary: ServedLedger;
  let secretariat: ServedLedger;
  let dashboard: ServedLedger;
  let runner: Runner;
  let reactor: Reactor;
  /** Positions before and after P17. */
  let believed: string;
  let corrected: string;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const place = await store.open();
    closing.push(() => place.dispose());
    made = await assembleLedger({ env: place.env, scenario });
    closing.push(() => made.dispose());
    ({ runner, reactor } = made.assembly.startWorker());
    await loadDemonstration(made.assembly.ledger, scenario, { now: systemClock.now });
    const serve = async (role: 'depositary' | 'secretariat' | 'dashboard') => {
      const served = await serveLedger(made.assembly, { runner, role });
      closing.push(() => served.close());
      return served;
    };
    depositary = await serve('depositary');
    secretariat = await serve('secretariat');
    dashboard = await serve('dashboard');
    await give('depositSource', { sourceId: 'TEST', kind: 'TEST', sha256: '0'.repeat(64) });
  }, PATIENCE_MS);

  afterAll(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  }, PATIENCE_MS);

  async function tryTo(mutation: string, input: Json, as = depositary) {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { data, errors } = await as.gql<Readonly<Record<string, Recorded | null>>>(
      `mutation ($input: ${type}) { ${mutation}(input: $input) {
        position events { id type } warnings { rule details }
      } }`,
      { input: { commandId: randomUUID(), ...input } },
    );
    return { receipt: data?.[mutation] ?? null, error: errors[0]?.extensions ?? null };
  }

  async function give(mutation: string, input: Json): Promise<Recorded> {
    const { receipt, error } = await tryTo(mutation, input);
    if (!receipt) throw new Error(`${mutation}: ${JSON.stringify(error)}`);
    await made.caughtUp();
    return receipt;
  }

  async function refusalOf(mutation: string, input: Json, as = depositary): Promise<GqlError['extensions']> {
    const { error } = await tryTo(mutation, input, as);
    if (!error) throw new Error(`${mutation} was recorded`);
    expect(error.message.fr).not.toBe(error.message.en);
    return error;
  }

  async function asked<T = Json>(query: string, variables: Json = {}): Promise<T> {
    const { data, errors } = await depositary.gql<T>(query, variables);
    expect(errors).toEqual([]);
    return data as T;
  }

  async function headNow(): Promise<string> {
    return (await asked<{ readonly position: { readonly head: string } }>('{ position { head } }')).position
      .head;
  }

  /** The first event of a type in a stream, by its id. */
  async function eventOf(stream: string, type: string): Promise<string> {
    const { events } = await asked<Events>(
      `query ($stream: ID!, $types: [String!]) { events(stream: $stream, types: $types) { nodes { id } } }`,
      { stream, types: [type] },
    );
    return events.nodes[0]?.id ?? '';
  }

  const rectify = (stream: string, records: readonly Json[], more: Json = {}) => ({
    stream,
    records,
    reason: REASON,
    authority: 'BETTER_SOURCE',
    evidence: TEST,
    ...more,
  });
  const annul = (stream: string, eventId: string, more: Json = {}) => ({
    stream,
    eventId,
    reason: REASON,
    evidence: TEST,
    ...more,
  });

  async function statusOn(agreementId: string, validOn: string, position?: string) {
    const { agreementStatus } = await asked<{ readonly agreementStatus: Json }>(
      `query ($id: ID!, $asOf: AsOf) { agreementStatus(id: $id, asOf: $asOf) {
        status certainty inForce flags decidedBy { type } } }`,
      { id: agreementId, asOf: { validOn, ...(position && { position }) } },
    );
    return agreementStatus;
  }

  it(
    'is corrected from the beginning, for whoever asks from then on: P17',
    async () => {
      const head = await headNow();
      believed = head;
      const [term, entry] = await Promise.all([
        eventOf('agreement-amq-mbi', 'AgreementTermSet'),
        eventOf('agreement-amq-mbi', 'AgreementEnteredIntoForce'),
      ]);
      const { events, position } = await give(
        'rectifyRecord',
        rectify('agreement-amq-mbi', [
          { eventId: term, set: { startsOn: { edtf: '2019-06-05' } } },
          { eventId: entry, set: { occurredOn: { edtf: '2019-06-05' } } },
        ]),
      );
      corrected = position;
      expect(events.map(({ type }) => type)).toEqual(['RecordRectified', 'RecordRectified']);
      expect(await statusOn('amq-mbi', '2019-06-04')).toMatchObject({
        status: 'SIGNED',
        certainty: 'POSSIBLE',
        inForce: 'NO',
      });
      expect(await statusOn('amq-mbi', '2019-06-05')).toMatchObject({
        status: 'IN_FORCE',
        certainty: 'CERTAIN',
        inForce: 'YES',
        flags: expect.arrayContaining(['RECTIFIED']) as string[],
        decidedBy: [{ type: 'AgreementEnteredIntoForce' }, { type: 'RecordRectified' }],
      });
      expect(await statusOn('amq-mbi', '2019-06-04', head)).toMatchObject({
        status: 'IN_FORCE',
        certainty: 'POSSIBLE',
        inForce: 'UNKNOWN',
      });
      const shown = (await asked(
        `query ($stream: ID!) {
          events(stream: $stream, types: ["AgreementTermSet", "RecordRectified"]) {
            nodes { type standing data current currentEffective { edtf } directives { type } target { type } }
          }
          agreement(id: "amq-mbi") { record term { startsOn { edtf } } }
          rectificationLog(stream: $stream) {
            totalCount
            nodes { authority reason inEffect decided { basis } target { type } changes { member before after } }
          }
        }`,
        { stream: 'agreement-amq-mbi' },
      )) as unknown as {
        readonly events: { readonly nodes: readonly Json[] };
        readonly agreement: Json;
        readonly rectificationLog: { readonly totalCount: number; readonly nodes: readonly Json[] };
      };
      expect(shown.events.nodes).toMatchObject([
        {
          standing: 'RECTIFIED',
          data: { startsOn: { edtf: '[2019-06-04,2019-06-05]' } },
          current: { startsOn: { edtf: '2019-06-05' } },
          currentEffective: { edtf: '2019-06-05' },
          directives: [{ type: 'RecordRectified' }],
          target: null,
        },
        { type: 'RecordRectified', standing: 'IN_EFFECT', target: { type: 'AgreementTermSet' } },
        { type: 'RecordRectified', standing: 'IN_EFFECT', target: { type: 'AgreementEnteredIntoForce' } },
      ]);
      expect(shown.agreement).toEqual({
        record: 'AS_RECORDED',
        term: { startsOn: { edtf: '2019-06-05' } },
      });
      expect(shown.rectificationLog.totalCount).toBe(2);
      expect(shown.rectificationLog.nodes[1]).toMatchObject({
        authority: 'BETTER_SOURCE',
        reason: REASON,
        inEffect: true,
        decided: { basis: 'SYSTEM' },
        target: { type: 'AgreementTermSet' },
        changes: expect.arrayContaining([
          expect.objectContaining({
            member: 'startsOn',
            before: expect.objectContaining({ edtf: '[2019-06-04,2019-06-05]' }) as Json,
            after: expect.objectContaining({ edtf: '2019-06-05' }) as Json,
          }),
        ]) as Json[],
      });
    },
    PATIENCE_MS,
  );

  it('is compared with what it says now: what was learned first, then what has happened', async () => {
    const compare = (from: Json, to: Json) =>
      asked<{ readonly compare: Json & { readonly changes: readonly Json[] } }>(
        `query ($from: AsOf!, $to: AsOf!) { compare(id: "amq-mbi", from: $from, to: $to) {
          id from { validOn } to { validOn } worldChanged knowledgeChanged
          changes { subject key before between after causes learnedFrom { type } decidedBy { type } } } }`,
        { from, to },
      ).then((data) => data.compare);
    const both = await compare(
      { validOn: '2019-06-04', position: believed },
      { validOn: '2019-06-05', position: corrected },
    );
    expect(both).toMatchObject({
      id: 'amq-mbi',
      from: { validOn: '2019-06-04' },
      to: { validOn: '2019-06-05' },
      worldChanged: true,
      knowledgeChanged: true,
    });
    expect(both.changes.find(({ subject }) => subject === 'STATUS')).toMatchObject({
      key: null,
      before: { status: 'IN_FORCE', certainty: 'POSSIBLE' },
      between: { status: 'SIGNED', certainty: 'POSSIBLE' },
      after: { status: 'IN_FORCE', certainty: 'CERTAIN' },
      causes: ['KNOWLEDGE', 'WORLD'],
      learnedFrom: [{ type: 'RecordRectified' }],
      decidedBy: [{ type: 'AgreementEnteredIntoForce' }, { type: 'RecordRectified' }],
    });
    expect(both.changes.find(({ subject }) => subject === 'TERM')).toMatchObject({
      before: { startsOn: { edtf: '[2019-06-04,2019-06-05]' } },
      causes: expect.arrayContaining(['KNOWLEDGE']) as string[],
    });
    const days = await compare(
      { validOn: '2024-06-04', position: corrected },
      { validOn: '2024-06-05', position: corrected },
    );
    expect(days).toMatchObject({ worldChanged: true, knowledgeChanged: false });
    expect(days.changes.find(({ subject }) => subject === 'STATUS')).toMatchObject({
      before: { status: 'IN_FORCE' },
      after: { status: 'EXPIRED' },
      causes: ['WORLD'],
      learnedFrom: [],
    });
    const same = await compare(
      { validOn: '2020-01-01', position: believed },
      { validOn: '2020-01-01', position: believed },
    );
    expect(same).toMatchObject({ changes: [], worldChanged: false, knowledgeChanged: false });
  });

  it('stands again as it did when its correction is annulled', async () => {
    const { events } = (await asked(
      `{ events(stream: "agreement-amq-mbi", types: ["RecordRectified"]) { nodes { id } } }`,
    )) as unknown as { readonly events: { readonly nodes: readonly { readonly id: string }[] } };
    for (const { id } of events.nodes.toReversed()) await give('annulRecord', annul('agreement-amq-mbi', id));
    expect(await statusOn('amq-mbi', '2019-06-04')).toMatchObject({
      status: 'IN_FORCE',
      certainty: 'POSSIBLE',
      inForce: 'UNKNOWN',
      decidedBy: [{ type: 'AgreementEnteredIntoForce' }],
    });
    const { rectificationLog } = await asked(
      `{ rectificationLog(stream: "agreement-amq-mbi") { nodes { inEffect } } }`,
    );
    expect(
      (rectificationLog as { readonly nodes: readonly Json[] }).nodes.map((one) => one['inEffect']),
    ).toEqual([true, true, false, false]);
  });

  it('is nobody’s to correct but a depositary’s', async () => {
    const term = await eventOf('agreement-amq-mbi', 'AgreementTermSet');
    const wanted = rectify('agreement-amq-mbi', [{ eventId: term, set: { noticeDays: 30 } }]);
    expect((await refusalOf('rectifyRecord', wanted, secretariat)).code).toBe('FORBIDDEN');
    expect((await refusalOf('annulRecord', annul('agreement-amq-mbi', term), secretariat)).code).toBe(
      'FORBIDDEN',
    );
    const { errors } = await dashboard.gql('{ rectificationLog { totalCount } }');
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it.each<[string, Json, string, string | null]>([
    ['without a reason', { reason: ' ' }, 'REASON_REQUIRED', 'reason'],
    ['without a source', { evidence: [] }, 'EVIDENCE_REQUIRED', 'evidence'],
    [
      'of an event that is not there',
      { records: [{ eventId: randomUUID(), set: { kind: 'X' } }] },
      'TARGET_NOT_FOUND',
      'records.0.eventId',
    ],
    ['that gives nothing', { records: [{ eventId: 'REGISTRATION' }] }, 'VALIDATION_FAILED', 'records.0'],
    [
      'that changes nothing',
      { records: [{ eventId: 'REGISTRATION', set: { kind: 'COOPERATION_AGREEMENT' } }] },
      'NOTHING_CHANGES',
      'records.0',
    ],
    [
      'of whose act it is',
      { records: [{ eventId: 'SIGNATURE', set: { organizationId: 'sfi' } }] },
      'FIELD_NOT_RECTIFIABLE',
      'records.0.set.organizationId',
    ],
    [
      'of the subject’s own id',
      { records: [{ eventId: 'REGISTRATION', set: { agreementId: 'other' } }] },
      'FIELD_NOT_RECTIFIABLE',
      'records.0.set.agreementId',
    ],
    [
      'of a member that does not exist',
      { records: [{ eventId: 'REGISTRATION', set: { nonsense: 1 } }] },
      'FIELD_NOT_RECTIFIABLE',
      'records.0.set.nonsense',
    ],
    [
      'of another form',
      { records: [{ eventId: 'REGISTRATION', set: { title: 'Entente' } }] },
      'VALIDATION_FAILED',
      'records.0.set.title',
    ],
    [
      'that takes away what is needed',
      { records: [{ eventId: 'REGISTRATION', remove: ['title'] }] },
      'VALIDATION_FAILED',
      'records.0.set.title',
    ],
    [
      'to a blank title',
      { records: [{ eventId: 'REGISTRATION', set: { title: [] } }] },
      'TITLE_REQUIRED',
      'records.0.set.title',
    ],
    [
      'to a day to come',
      { records: [{ eventId: 'REGISTRATION', set: { occurredOn: { edtf: '2099-01-01' } } }] },
      'DATE_IN_FUTURE',
      'records.0.set.occurredOn',
    ],
    [
      'to a person who is not registered',
      { records: [{ eventId: 'SIGNATURE', set: { signedBy: ['nobody'] } }] },
      'PERSON_NOT_FOUND',
      'records.0.set.signedBy.0',
    ],
    [
      'with a note in clear',
      { records: [{ eventId: 'SIGNATURE', set: { occurredOn: { edtf: '2019-01-01', note: 'x' } } }] },
      'VALIDATION_FAILED',
      'records.0.set.occurredOn.note',
    ],
    [
      'with what is public among what is sealed',
      { records: [{ eventId: 'SIGNATURE', setSealed: { capacity: 'X' } }] },
      'VALIDATION_FAILED',
      'records.0.setSealed.capacity',
    ],
    [
      'to a term that ends before it begins',
      { records: [{ eventId: 'TERM', set: { endsOn: { edtf: '2010-01-01' } } }] },
      'TERM_INVALID',
      'records.0.set.endsOn',
    ],
    [
      'after which its act would not count',
      { records: [{ eventId: 'ENTRY', set: { occurredOn: { edtf: '2000-01-01' } } }] },
      'INVALID_TRANSITION',
      'records.0.set.occurredOn',
    ],
  ])('refuses a rectification %s, with the code and the field', async (_what, more, code, field) => {
    const stream = 'agreement-amq-mbi';
    const ids: Readonly<Record<string, string>> = {
      REGISTRATION: await eventOf(stream, 'AgreementRegistered'),
      SIGNATURE: await eventOf(stream, 'PartnerSigned'),
      TERM: await eventOf(stream, 'AgreementTermSet'),
      ENTRY: await eventOf(stream, 'AgreementEnteredIntoForce'),
    };
    const given = rectify(stream, [{ eventId: 'REGISTRATION', set: { kind: 'MOU' } }], more);
    const records = (given['records'] as readonly Json[]).map((one) => ({
      ...one,
      eventId: ids[String(one['eventId'])] ?? one['eventId'],
    }));
    const refusal = await refusalOf('rectifyRecord', { ...given, records });
    expect([refusal.code, refusal.field]).toEqual([code, field]);
  });

  it('may be corrected against a rule that takes a reason, with that reason', async () => {
    const term = await eventOf('agreement-amq-mbi', 'AgreementTermSet');
    const wanted = rectify('agreement-amq-mbi', [{ eventId: term, set: { duration: 'P20Y' } }]);
    expect(await refusalOf('rectifyRecord', wanted)).toMatchObject({
      code: 'TERM_INCONSISTENT',
      strength: 'POLICY',
      field: 'records.0.set.duration',
    });
    const { events } = await give('rectifyRecord', {
      ...wanted,
      overrides: [{ rule: 'TERM_INCONSISTENT', reason: REASON }],
    });
    const { event } = await asked<{ readonly event: Json }>(
      'query ($id: ID!) { event(id: $id) { overrides { rule } } }',
      { id: events[0]?.id ?? '' },
    );
    expect(event).toEqual({ overrides: [{ rule: 'TERM_INCONSISTENT' }] });
    await give('annulRecord', annul('agreement-amq-mbi', events[0]?.id ?? ''));
  });

  it('is shown by its id with what had become of it then', async () => {
    const id = await eventOf('agreement-amq-mbi', 'AgreementTermSet');
    const standing = (position: string) =>
      asked<{ readonly event: Json }>(
        `query ($id: ID!, $asOf: AsOf) { event(id: $id, asOf: $asOf) { standing currentEffective { edtf } } }`,
        { id, asOf: { position } },
      );
    const { rectificationLog } = await asked<{
      readonly rectificationLog: {
        readonly nodes: readonly { readonly event: { readonly position: string } }[];
      };
    }>(`{ rectificationLog(stream: "agreement-amq-mbi") { nodes { event { position } } } }`);
    const [first, , , last] = rectificationLog.nodes.map(({ event }) => event.position).toReversed();
    expect(await standing(first ?? '')).toEqual({
      event: { standing: 'RECTIFIED', currentEffective: { edtf: '2019-06-05' } },
    });
    expect(await standing(last ?? '')).toEqual({
      event: { standing: 'IN_EFFECT', currentEffective: { edtf: '[2019-06-04,2019-06-05]' } },
    });
    expect(await asked('query ($id: ID!) { event(id: $id) { id } }', { id: randomUUID() })).toEqual({
      event: null,
    });
  });

  it('leaves a notice of its last day overtaken, as an extension recorded late does, and the new day falls due anew', async () => {
    await give('registerAgreement', {
      agreementId: 'noticed',
      kind: 'MOU',
      title: [{ text: 'Entente échue', lang: 'fr' }],
      evidence: TEST,
    });
    const act = { agreementId: 'noticed', occurredOn: { edtf: '2020-01-15' }, evidence: TEST };
    await give('recordSignature', { ...act, organizationId: 'amq' });
    await give('recordSignature', { ...act, organizationId: 'mbi' });
    await give('recordEntryIntoForce', { ...act, basis: 'STATED' });
    await give('setTerm', { ...act, endsOn: { edtf: '2024-05-31' } });
    const noted = async () => {
      await reactor.look();
      await made.caughtUp();
    };
    const notices = async () =>
      (
        await asked<Events>(
          `{ events(stream: "agreement-noticed", types: ["AgreementExpired"]) { nodes { id standing data } } }`,
        )
      ).events.nodes.map(({ standing, data }) => [standing, (data as Json)['lastDayInForce']]);
    await noted();
    expect(await notices()).toEqual([['NOTICE', '2024-05-31']]);
    const extended = await give('extendTerm', { ...act, newEndsOn: { edtf: '2024-06-30' } });
    await noted();
    expect(await notices()).toEqual([
      ['OVERTAKEN', '2024-05-31'],
      ['NOTICE', '2024-06-30'],
    ]);
    await give(
      'rectifyRecord',
      rectify('agreement-noticed', [
        { eventId: extended.events[0]?.id ?? '', set: { newEndsOn: { edtf: '2024-07-31' } } },
      ]),
    );
    await noted();
    expect(await notices()).toEqual([
      ['OVERTAKEN', '2024-05-31'],
      ['OVERTAKEN', '2024-06-30'],
      ['NOTICE', '2024-07-31'],
    ]);
  });

  it('that was annulled is in no answer, and what is known before the annulment is as it was', async () => {
    const stream = 'agreement-corridor-ne';
    const signature = await eventOf(stream, 'PartnerSigned');
    const parties = async (position?: string) => {
      const { agreement } = await asked(
        `query ($asOf: AsOf) { agreement(id: "corridor-ne", asOf: $asOf) { parties { organization { organizationId } } } }`,
        { asOf: { validOn: '2025-06-01', ...(position && { position }) } },
      );
      return (agreement as { readonly parties: readonly unknown[] }).parties.length;
    };
    expect(await parties()).toBe(9);
    const head = await headNow();
    const annulled = await give('annulRecord', annul(stream, signature));
    expect(await parties()).toBe(8);
    expect(await parties(head)).toBe(9);
    expect((await refusalOf('annulRecord', annul(stream, signature))).code).toBe('ALREADY_ANNULLED');
    expect(
      (await refusalOf('rectifyRecord', rectify(stream, [{ eventId: signature, set: { capacity: 'X' } }])))
        .code,
    ).toBe('TARGET_ANNULLED');
    await give('annulRecord', annul(stream, annulled.events[0]?.id ?? ''));
    expect(await parties()).toBe(9);
  });

  it('tells which other facts count no more', async () => {
    const stream = 'agreement-amq-mbi';
    const { nodes } = (
      (await asked(
        `{ events(stream: "agreement-amq-mbi", types: ["PartnerSigned"]) { nodes { id } } }`,
      )) as unknown as { readonly events: { readonly nodes: readonly { readonly id: string }[] } }
    ).events;
    const { warnings, events } = await give('annulRecord', annul(stream, nodes[0]?.id ?? ''));
    expect(warnings.map(({ rule }) => rule)).toEqual(['FACTS_PASSED_OVER']);
    expect(await statusOn('amq-mbi', '2020-01-01')).toMatchObject({
      flags: expect.arrayContaining(['PASSED_OVER']) as string[],
    });
    const { events: entries } = (await asked(
      `{ events(stream: "agreement-amq-mbi", types: ["AgreementEnteredIntoForce"]) { nodes { standing } } }`,
    )) as unknown as { readonly events: { readonly nodes: readonly Json[] } };
    expect(entries.nodes).toEqual([{ standing: 'PASSED_OVER' }]);
    await give('annulRecord', annul(stream, events[0]?.id ?? ''));
    expect(await statusOn('amq-mbi', '2020-01-01')).toMatchObject({ status: 'IN_FORCE' });
  });

  it('gives its identifier to whoever was right, and does not take it back', async () => {
    const neq = { scheme: 'NEQ', value: '1140000001' };
    const register = (organizationId: string, identifiers: readonly Json[]) =>
      tryTo('registerOrganization', {
        organizationId,
        names: [{ text: `Organisation ${organizationId}`, lang: 'fr' }],
        identifiers,
        evidence: TEST,
      });
    await register('wrong-one', [neq]);
    expect((await register('right-one', [neq])).error?.code).toBe('IDENTIFIER_TAKEN');
    const registration = await eventOf('organization-wrong-one', 'OrganizationRegistered');
    const { events } = await give(
      'rectifyRecord',
      rectify('organization-wrong-one', [{ eventId: registration, remove: ['identifiers'] }]),
    );
    expect((await register('right-one', [neq])).receipt).not.toBeNull();
    const undone = await refusalOf('annulRecord', annul('organization-wrong-one', events[0]?.id ?? ''));
    expect(undone).toMatchObject({ code: 'IDENTIFIER_TAKEN', details: { value: neq.value } });
    const { organization } = await asked(
      `{ organization(id: "wrong-one") { record identifiers { value } } }`,
    );
    expect(organization).toEqual({ record: 'RECTIFIED', identifiers: [] });
  });

  it('of a name of a person is sealed like the first one, and shown in its place', async () => {
    const { events } = await give('registerPerson', { displayName: 'Nom Erroné', evidence: TEST });
    const registration = events[0]?.id ?? '';
    const { stream } = (
      (await asked(
        `{ events(types: ["PersonRegistered"], direction: DESC, first: 1) { nodes { stream } } }`,
      )) as unknown as { readonly events: { readonly nodes: readonly { readonly stream: string }[] } }
    ).events.nodes[0] ?? { stream: '' };
    await give(
      'rectifyRecord',
      rectify(stream, [{ eventId: registration, setSealed: { displayName: 'Nom Juste' } }]),
    );
    const { person } = await asked('query ($id: ID!) { person(id: $id) { displayName record } }', {
      id: stream.replace('person-', ''),
    });
    expect(person).toEqual({ displayName: 'Nom Juste', record: 'RECTIFIED' });
    const pool = ownersPool(made.assembly);
    const { version } = await made.assembly.readModel.projected();
    const { rows } = await pool.query<{ text: string }>(
      `select envelope::text as text from read_model_v${version}.event where stream = $1`,
      [stream],
    );
    expect(rows).toHaveLength(2);
    for (const { text } of rows) expect(text).not.toMatch(/Nom (Erroné|Juste)/);
  });

  it('of a whole agreement makes it unknown, its id spent, and shown only where others name it', async () => {
    const stream = 'agreement-mistaken';
    const register = () =>
      tryTo('registerAgreement', {
        agreementId: 'mistaken',
        kind: 'MOU',
        title: [{ text: 'Entente par erreur', lang: 'fr' }],
        evidence: TEST,
      });
    await register();
    await give('recordMeeting', {
      meetingId: 'about-mistaken',
      agreementId: 'mistaken',
      occurredOn: { edtf: '2024-03-01' },
      attendance: [],
      evidence: TEST,
    });
    const act = { agreementId: 'mistaken', occurredOn: { edtf: '2024-02-01' }, evidence: TEST };
    await give('recordSignature', { ...act, organizationId: 'amq' });
    const registration = await eventOf(stream, 'AgreementRegistered');
    const followers = await refusalOf('annulRecord', annul(stream, registration));
    expect(followers).toMatchObject({ code: 'RECORD_HAS_FOLLOWERS', strength: 'POLICY' });
    await give(
      'annulRecord',
      annul(stream, registration, { overrides: [{ rule: 'RECORD_HAS_FOLLOWERS', reason: REASON }] }),
    );
    expect(
      await asked('{ agreement(id: "mistaken") { agreementId } node(id: "Agreement:mistaken") { id } }'),
    ).toEqual({
      agreement: null,
      node: null,
    });
    expect(await statusOn('mistaken', '2024-06-01')).toEqual({
      status: 'UNKNOWN_TO_LEDGER',
      certainty: 'CERTAIN',
      inForce: 'UNKNOWN',
      flags: [],
      decidedBy: [{ type: 'RecordAnnulled' }],
    });
    const { agreements, meetings } = (await asked(
      `{ agreements(filter: { text: "erreur" }) { totalCount }
         meetings { nodes { meetingId agreement { agreementId title record } } } }`,
    )) as unknown as {
      readonly agreements: Json;
      readonly meetings: { readonly nodes: readonly Json[] };
    };
    expect(agreements).toEqual({ totalCount: 0 });
    expect(meetings.nodes.find(({ meetingId }) => meetingId === 'about-mistaken')).toEqual({
      meetingId: 'about-mistaken',
      agreement: { agreementId: 'mistaken', title: 'Entente par erreur', record: 'ANNULLED' },
    });
    expect((await tryTo('recordSignature', { ...act, organizationId: 'mbi' })).error?.code).toBe(
      'AGREEMENT_NOT_FOUND',
    );
    expect((await register()).error?.code).toBe('AGREEMENT_ALREADY_EXISTS');
  });

  it('is the same after a rebuild, and every row is what the log makes of it', async () => {
    await made.caughtUp();
    const ask = () =>
      asked(
        `{ rectificationLog(first: 100) { nodes { inEffect changes { member before after } target { id standing current } } }
           agreements { nodes { agreementId record status { status flags } parties { organization { organizationId } } } } }`,
      );
    const before = await ask();
    await rebuild(made.assembly.runnerParts);
    expect(await ask()).toEqual(before);
    const found: unknown[] = [];
    await verify({
      store: made.assembly.store,
      pool: ownersPool(made.assembly),
      events: createEventReader(STORED_EVENTS, made.assembly.ledger.identity.ledgerId),
      readModel: LEDGER_READ_MODEL,
      onDamage: (damage) => found.push(damage),
      onProgress: () => {},
    });
    expect(found).toEqual([]);
  });

  it('is claimed in a new index as it stands: of what is in effect alone', async () => {
    const pool = ownersPool(made.assembly);
    const { rows } = await pool.query<{ scheme: string; value: string; stream: string }>(
      'select scheme, value, stream from claims.identifier order by 1, 2',
    );
    expect(rows.filter(({ stream }) => stream === 'organization-wrong-one')).toEqual([]);
    expect(rows.filter(({ stream }) => stream === 'organization-right-one')).toHaveLength(1);
  });
});
