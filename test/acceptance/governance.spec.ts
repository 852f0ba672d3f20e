import { randomUUID } from 'node:crypto';
import type { Reactor } from '@entente/assembly';
import { createEventReader, STORED_EVENTS } from '@entente/ledger';
import { LEDGER_READ_MODEL, rebuild, verify } from '@entente/read-model';
import { assembleLedger, ownersPool, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerOrganization, send } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Committees and what they decide, recorded, corrected and asked over GraphQL, on both dates. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'synthesis' }];

interface AsOf {
  readonly validOn?: string;
  readonly position?: string;
}

/** The ids of three persons, which the ledger makes. */
const persons: string[] = [];
const person = (place: number): string => persons[place - 1] ?? '';

let made: AssembledLedger;
let ledger: ServedLedger;
let reactor: Reactor;
beforeAll(async () => {
  made = await assembleLedger();
  const worker = made.assembly.startWorker();
  ({ reactor } = worker);
  ledger = await serveLedger(made.assembly, { runner: worker.runner, role: 'depositary' });
  await depositSource(ledger, 'synthesis');
  await registerOrganization(ledger, 'mdeie', 'Ministère', 'synthesis');
  for (const name of ['Une', 'Deux', 'Trois']) persons.push(await registerPerson(name));
}, PATIENCE_MS);
afterAll(async () => {
  await reactor?.stop();
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

async function registerPerson(displayName: string): Promise<string> {
  const { data } = await ledger.gql<{
    readonly registerPerson: { readonly person: { readonly personId: string } };
  }>('mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }', {
    input: { commandId: randomUUID(), displayName, evidence },
  });
  return data?.registerPerson.person.personId ?? '';
}

/** Records a fact; resolves with its event and the position that it was recorded at. */
async function tell(
  mutation: string,
  on: string,
  input: object,
): Promise<{ readonly eventId: string; readonly position: string }> {
  const { events, position } = await record(ledger, mutation, {
    evidence,
    occurredOn: { edtf: on, basis: 'STATED' },
    ...input,
  });
  return { eventId: events[0]?.id ?? '', position };
}

/** Why a command is refused: its code and strength. */
async function refusedAs(mutation: string, on: string, input: object): Promise<object> {
  const { errors } = await send(ledger, mutation, {
    evidence,
    occurredOn: { edtf: on, basis: 'STATED' },
    ...input,
  });
  const { code, strength, details } = (errors[0]?.extensions ?? {}) as Record<string, unknown>;
  return { code, strength, details };
}

/** What is answered of something by id, at the dates. */
async function seen(
  field: string,
  id: string,
  fields: string,
  asOf: AsOf = {},
): Promise<Record<string, unknown> | null> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<Record<string, Record<string, unknown> | null>>(
    `query ($id: ID!, $asOf: AsOf) { it: ${field}(id: $id, asOf: $asOf) { ${fields} } }`,
    { id, asOf },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data?.['it'] ?? null;
}

/** The ids of a list, at the dates. */
async function listed(field: string, args: string, key: string, asOf: AsOf = {}): Promise<readonly string[]> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<{
    readonly it: { readonly totalCount: number; readonly nodes: readonly Record<string, string>[] };
  }>(`query ($asOf: AsOf) { it: ${field}(${args} asOf: $asOf) { totalCount nodes { ${key} } } }`, { asOf });
  if (!data) throw new Error(JSON.stringify(errors));
  expect(data.it.totalCount).toBe(data.it.nodes.length);
  return data.it.nodes.map((node) => node[key] ?? '');
}

/** Corrects one record of a stream; resolves with the position of the correction. */
async function rectify(stream: string, eventId: string, patch: object): Promise<string> {
  const { position } = await record(ledger, 'rectifyRecord', {
    stream,
    records: [{ eventId, ...patch }],
    reason: 'misread',
    evidence,
  });
  return position;
}

/** Annuls one record of a stream; resolves with the position of the annulment. */
async function annul(stream: string, eventId: string): Promise<string> {
  const { position } = await record(ledger, 'annulRecord', {
    stream,
    eventId,
    reason: 'never happened',
    evidence,
    overrides: [{ rule: 'RECORD_HAS_FOLLOWERS', reason: 'all of it' }],
  });
  return position;
}

describe('a committee', () => {
  const fields =
    'committeeId kind title(lang: "fr") regions members { text } organization { organizationId } record established { edtf point } dissolved { point }';

  it('is answered with what was recorded of it, dissolved from its day on', async () => {
    await tell('establishCommittee', '2005-23', {
      committeeId: 'meuble',
      kind: 'INTERREGIONAL',
      title: [{ text: 'Comité interrégional meuble', lang: 'fr' }],
      organizationId: 'mdeie',
      regions: ['Estrie', 'Mauricie'],
      members: [{ text: 'présidents des comités de créneaux', lang: 'fr' }],
    });
    await tell('dissolveCommittee', '2015-06-01', {
      committeeId: 'meuble',
      effectiveOn: { edtf: '2015-06-30' },
      reason: 'its work is done',
    });
    expect(await seen('committee', 'meuble', fields, { validOn: '2015-06-29' })).toEqual({
      committeeId: 'meuble',
      kind: 'INTERREGIONAL',
      title: 'Comité interrégional meuble',
      regions: ['Estrie', 'Mauricie'],
      members: [{ text: 'présidents des comités de créneaux' }],
      organization: { organizationId: 'mdeie' },
      record: 'AS_RECORDED',
      established: { edtf: '2005-23', point: '2005-12-20' },
      dissolved: null,
    });
    expect(await seen('committee', 'meuble', fields, { validOn: '2015-06-30' })).toMatchObject({
      dissolved: { point: '2015-06-30' },
    });
    expect(await seen('committee', 'nowhere', fields)).toBeNull();
  });

  it('is listed from the day of its establishment on, by kind and by words of its title', async () => {
    expect(await listed('committees', '', 'committeeId', { validOn: '2005-12-19' })).toEqual([]);
    expect(await listed('committees', 'text: "INTERREGIONAL meub"', 'committeeId')).toEqual(['meuble']);
    expect(await listed('committees', 'kind: ["INTERREGIONAL"]', 'committeeId')).toEqual(['meuble']);
    expect(await listed('committees', 'kind: ["CLUSTER"]', 'committeeId')).toEqual([]);
  });

  it('says what a correction made of it from then on, and is unknown once its record is annulled', async () => {
    const { eventId, position } = await tell('establishCommittee', '2008-11-20', {
      committeeId: 'transport',
      kind: 'INTERREGIONAL',
    });
    const rectified = await rectify('committee-transport', eventId, {
      set: { kind: 'CLUSTER', occurredOn: { edtf: '2008-10-01' } },
    });
    const short = 'kind record established { point }';
    expect(await seen('committee', 'transport', short, { position })).toEqual({
      kind: 'INTERREGIONAL',
      record: 'AS_RECORDED',
      established: { point: '2008-11-20' },
    });
    expect(await seen('committee', 'transport', short)).toEqual({
      kind: 'CLUSTER',
      record: 'RECTIFIED',
      established: { point: '2008-10-01' },
    });
    await annul('committee-transport', eventId);
    expect(await seen('committee', 'transport', short)).toBeNull();
    expect(await listed('committees', '', 'committeeId')).toEqual(['meuble']);
    expect(await seen('committee', 'transport', short, { position: rectified })).toMatchObject({
      kind: 'CLUSTER',
    });
  });
});

describe('a bylaw and the mandates of a committee', () => {
  const committeeId = 'acier';
  const mandates =
    'mandates { id seat certainty person { personId } from { point } endsOn { point } ended { point } }';

  it('hold by day, and the bylaw is replaced whole', async () => {
    await tell('establishCommittee', '2008-01-01', { committeeId, kind: 'CLUSTER' });
    await tell('adoptBylaw', '2008-02-01', {
      committeeId,
      topics: ['mission'],
      quorum: { share: '0.50' },
      mandateLength: 'P2Y',
      frequency: 'quarterly',
    });
    await tell('adoptBylaw', '2009-01-15', {
      committeeId,
      effectiveOn: { edtf: '2009-02-01' },
      quorum: { members: 2 },
    });
    const bylaw =
      'bylaw { topics quorum { members share } mandateLength frequency conflictRule docHash adopted { point } event { type } }';
    expect(await seen('committee', committeeId, bylaw, { validOn: '2008-01-31' })).toEqual({ bylaw: null });
    expect(await seen('committee', committeeId, bylaw, { validOn: '2009-01-31' })).toEqual({
      bylaw: {
        topics: ['mission'],
        quorum: { members: null, share: '0.5' },
        mandateLength: 'P2Y',
        frequency: 'quarterly',
        conflictRule: null,
        docHash: null,
        adopted: { point: '2008-02-01' },
        event: { type: 'BylawAdopted' },
      },
    });
    expect(await seen('committee', committeeId, bylaw, { validOn: '2009-02-01' })).toMatchObject({
      bylaw: { topics: [], quorum: { members: 2, share: null }, mandateLength: null },
    });
  });

  it('give a seat to one person at a time, and run until their last day or until they are ended', async () => {
    await tell('grantMandate', '2008-03-01', {
      committeeId,
      mandateId: 'chair-1',
      personId: person(1),
      seat: 'chair',
      endsOn: { edtf: '2010-02-28' },
    });
    expect(
      await refusedAs('grantMandate', '2010-02-28', { committeeId, personId: person(2), seat: 'Chair' }),
    ).toEqual({
      code: 'SEAT_TAKEN',
      strength: 'INVARIANT',
      details: { seat: 'Chair', mandateId: 'chair-1' },
    });
    await tell('grantMandate', '2010-03-01', {
      committeeId,
      mandateId: 'chair-2',
      personId: person(2),
      seat: 'chair',
    });
    expect(await seen('committee', committeeId, mandates, { validOn: '2010-02-28' })).toEqual({
      mandates: [
        {
          id: 'chair-1',
          seat: 'chair',
          certainty: 'CERTAIN',
          person: { personId: person(1) },
          from: { point: '2008-03-01' },
          endsOn: { point: '2010-02-28' },
          ended: null,
        },
      ],
    });
    const { eventId, position } = await tell('endMandate', '2011-05-01', {
      committeeId,
      mandateId: 'chair-2',
      effectiveOn: { edtf: '2011-06-01' },
      reason: 'moved away',
    });
    const running = 'mandates { id }';
    expect(await seen('committee', committeeId, running, { validOn: '2011-05-31' })).toEqual({
      mandates: [{ id: 'chair-2' }],
    });
    expect(await seen('committee', committeeId, running, { validOn: '2011-06-01' })).toEqual({
      mandates: [],
    });
    expect(
      await seen('committee', committeeId, 'mandates(all: true) { id ended { point } }', {
        validOn: '2011-06-01',
      }),
    ).toEqual({
      mandates: [
        { id: 'chair-1', ended: null },
        { id: 'chair-2', ended: { point: '2011-06-01' } },
      ],
    });
    await annul(`committee-${committeeId}`, eventId);
    expect(await seen('committee', committeeId, running, { validOn: '2011-06-01' })).toEqual({
      mandates: [{ id: 'chair-2' }],
    });
    expect(await seen('committee', committeeId, running, { validOn: '2011-06-01', position })).toEqual({
      mandates: [],
    });
  });

  it('say what persons declared of their interests, the last of each matter', async () => {
    const conflicts = 'conflicts { person { personId } matterKind matterId recused declared { point } }';
    const matter = { committeeId, personId: person(2), matterKind: 'organization', matterId: 'mdeie' };
    expect(
      await refusedAs('declareConflict', '2010-04-01', { ...matter, matterId: 'nobody', recused: true }),
    ).toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' });
    const { eventId, position } = await tell('declareConflict', '2010-04-01', {
      ...matter,
      recused: true,
      statement: 'a contract',
    });
    await tell('declareConflict', '2010-05-01', { ...matter, recused: false });
    const of = async (validOn: string, at?: string) =>
      (await seen('committee', committeeId, conflicts, { validOn, ...(at && { position: at }) }))?.[
        'conflicts'
      ];
    expect(await of('2010-03-31')).toEqual([]);
    expect(await of('2010-04-30')).toEqual([
      {
        person: { personId: person(2) },
        matterKind: 'organization',
        matterId: 'mdeie',
        recused: true,
        declared: { point: '2010-04-01' },
      },
    ]);
    expect(await of('2010-05-01')).toMatchObject([{ recused: false }]);
    await rectify(`committee-${committeeId}`, eventId, {
      set: { matterKind: 'resolution', matterId: 'nothing' },
    }).catch((error: unknown) => expect(String(error)).toContain('RESOLUTION_NOT_FOUND'));
    await rectify(`committee-${committeeId}`, eventId, { set: { recused: false } });
    expect(await of('2010-04-30')).toMatchObject([{ recused: false }]);
    expect(await of('2010-04-30', position)).toMatchObject([{ recused: true }]);
  });
});

describe('a programme, a project and the resolution that approves it', () => {
  const text = (words: string) => [{ text: words, lang: 'fr' }];

  it('has its rules by day and code, its outcomes, and its years', async () => {
    await tell('registerProgramme', '[..2008-11-20]', {
      programmeId: 'accord',
      title: text('Démarche ACCORD'),
      stewardId: 'mdeie',
      phase: { ordinal: 2, text: text('mise en œuvre') },
    });
    const { eventId, position } = await tell('recordGovernanceRule', '2008-11-20', {
      programmeId: 'accord',
      code: 'RULE-ENVELOPE',
      strength: 'INVARIANT',
      text: text('une enveloppe par région'),
      fund: 'fsdce',
      rates: [{ regionClass: 'STANDARD', amount: { value: '4000000.00', currency: 'CAD' } }],
      period: 'UNSTATED',
    });
    await tell('recordGovernanceRule', '2008-11-20', {
      programmeId: 'accord',
      code: 'RULE-APPROVAL-CHAIN',
      strength: 'INVARIANT',
      text: text('résolution et comité régional'),
      requiredApprovals: ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'],
      order: 'UNSTATED',
    });
    await tell('recordOutcome', '[..2008-11-20]', {
      programmeId: 'accord',
      outcomeId: 'OUT-1',
      kind: 'SALES',
      amount: { value: '1000000', currency: 'CAD' },
      approximate: true,
      text: text('nouveaux contrats'),
    });
    await tell('adoptAnnualProgramme', '2009-01-10', {
      programmeId: 'accord',
      year: '2009',
      priorities: text('exporter'),
    });
    await tell('fileAnnualReview', '2010-01-20', {
      programmeId: 'accord',
      year: '2009',
      results: text('des contrats'),
    });
    const whole = `title titles { text } steward { organizationId } phase { ordinal text { text } } record
      rules { code strength requiredApprovals order fund rates { regionClass amount { value currency } } period topics text { text } event { type } }
      outcomes { id kind amount { value currency } approximate text { text } observed { edtf } }
      annual { year committee { committeeId } adopted { point } priorities { text } reviewed { point } results { text } }
      committees { totalCount } history { totalCount }`;
    expect(await seen('programme', 'accord', whole, { validOn: '2009-06-01' })).toEqual({
      title: 'Démarche ACCORD',
      titles: [{ text: 'Démarche ACCORD' }],
      steward: { organizationId: 'mdeie' },
      phase: { ordinal: 2, text: [{ text: 'mise en œuvre' }] },
      record: 'AS_RECORDED',
      rules: [
        expect.objectContaining({
          code: 'RULE-APPROVAL-CHAIN',
          order: 'UNSTATED',
          requiredApprovals: ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'],
        }),
        {
          code: 'RULE-ENVELOPE',
          strength: 'INVARIANT',
          requiredApprovals: [],
          order: null,
          fund: 'fsdce',
          rates: [{ regionClass: 'STANDARD', amount: { value: '4000000', currency: 'CAD' } }],
          period: 'UNSTATED',
          topics: [],
          text: [{ text: 'une enveloppe par région' }],
          event: { type: 'GovernanceRuleRecorded' },
        },
      ],
      outcomes: [
        {
          id: 'out-1',
          kind: 'SALES',
          amount: { value: '1000000', currency: 'CAD' },
          approximate: true,
          text: [{ text: 'nouveaux contrats' }],
          observed: { edtf: '[..2008-11-20]' },
        },
      ],
      annual: [
        {
          year: '2009',
          committee: null,
          adopted: { point: '2009-01-10' },
          priorities: [{ text: 'exporter' }],
          reviewed: null,
          results: [],
        },
      ],
      committees: { totalCount: 0 },
      history: { totalCount: 6 },
    });
    expect(await seen('programme', 'accord', 'rules { code }', { validOn: '2008-11-19' })).toEqual({
      rules: [],
    });
    await rectify('programme-accord', eventId, { set: { fund: 'fsdce-2' } });
    const funds = 'rules { fund }';
    expect(await seen('programme', 'accord', funds)).toEqual({
      rules: [{ fund: null }, { fund: 'fsdce-2' }],
    });
    expect(await seen('programme', 'accord', funds, { position })).toEqual({ rules: [{ fund: 'fsdce' }] });
  });

  it('is judged on the facts of other streams as they stood, which the decision names', async () => {
    await record(ledger, 'registerOrganization', {
      organizationId: 'apf',
      names: [{ text: 'Acier APF', lang: 'fr' }],
      kind: 'ENTERPRISE',
      evidence,
    });
    await tell('proposeProject', '2010-02-01', {
      projectId: 'four',
      programmeId: 'accord',
      committeeId: 'acier',
      promoterId: 'apf',
      title: text('Un four'),
      purpose: text('fondre'),
      amount: { value: '250000', currency: 'CAD' },
      fund: 'FSDCE',
      region: 'Mauricie',
      summary: 'a furnace',
    });
    await tell('proposeResolution', '2010-03-01', {
      resolutionId: 'r-1',
      committeeId: 'acier',
      title: text('Appui au four'),
      wording: text('Il est résolu'),
      matterKind: 'project',
      matterId: 'four',
    });
    expect(
      await refusedAs('recordVote', '2010-03-10', { resolutionId: 'r-1', personId: person(3), vote: 'FOR' }),
    ).toEqual({
      code: 'MANDATE_NOT_VALID',
      strength: 'POLICY',
      details: { personIds: [person(3)], day: '2010-03-10' },
    });
    await tell('grantMandate', '2009-01-01', {
      committeeId: 'acier',
      mandateId: 'm-3',
      personId: person(3),
      seat: 'firm',
    });
    await tell('recordVote', '2010-03-10', { resolutionId: 'r-1', personId: person(2), vote: 'FOR' });
    await tell('recordVote', '2010-03-10', { resolutionId: 'r-1', personId: person(3), vote: 'AGAINST' });
    const approval = { projectId: 'four', approval: 'CLUSTER_COMMITTEE_RESOLUTION', resolutionId: 'r-1' };
    expect(await refusedAs('approveProject', '2010-03-25', approval)).toEqual({
      code: 'RESOLUTION_NOT_ADOPTED',
      strength: 'INVARIANT',
      details: { resolutionId: 'r-1', day: '2010-03-25' },
    });
    expect(
      await refusedAs('adoptResolution', '2010-03-20', { resolutionId: 'r-1', present: [person(2)] }),
    ).toEqual({
      code: 'QUORUM_NOT_MET',
      strength: 'INVARIANT',
      details: { required: 2, present: 1 },
    });
    await tell('adoptResolution', '2010-03-20', {
      resolutionId: 'r-1',
      present: [person(2), person(3)],
    });
    const decided =
      'state decided { point } votes { person { personId } vote } tally { for against abstain } present { personId } judgedOn { stream } wording { text } matterKind matterId committee { committeeId }';
    expect(await seen('resolution', 'r-1', decided, { validOn: '2010-03-20' })).toEqual({
      state: 'ADOPTED',
      decided: { point: '2010-03-20' },
      votes: [
        { person: { personId: person(2) }, vote: 'FOR' },
        { person: { personId: person(3) }, vote: 'AGAINST' },
      ],
      tally: { for: 1, against: 1, abstain: 0 },
      present: [{ personId: person(2) }, { personId: person(3) }],
      judgedOn: ['committee-acier', 'project-four', `person-${person(2)}`, `person-${person(3)}`].map(
        (stream) => ({ stream }),
      ),
      wording: [{ text: 'Il est résolu' }],
      matterKind: 'project',
      matterId: 'four',
      committee: { committeeId: 'acier' },
    });
    expect(
      await seen('resolution', 'r-1', 'state tally { for } votes { vote }', { validOn: '2010-03-19' }),
    ).toEqual({
      state: 'PROPOSED',
      tally: null,
      votes: [{ vote: 'FOR' }, { vote: 'AGAINST' }],
    });
    expect(await seen('resolution', 'r-1', 'state', { validOn: '2010-02-28' })).toBeNull();
    expect(await listed('resolutions', 'committeeId: "acier" state: ADOPTED', 'resolutionId')).toEqual([
      'r-1',
    ]);
    expect(await listed('resolutions', 'state: ADOPTED', 'resolutionId', { validOn: '2010-03-19' })).toEqual(
      [],
    );
    expect(
      await seen('committee', 'acier', 'resolutions(state: ADOPTED) { totalCount nodes { resolutionId } }'),
    ).toEqual({ resolutions: { totalCount: 1, nodes: [{ resolutionId: 'r-1' }] } });
  });

  it('is submitted once the approvals that the rules ask for are given, and then decided on', async () => {
    expect(await refusedAs('submitProject', '2010-06-01', { projectId: 'four' })).toEqual({
      code: 'APPROVAL_MISSING',
      strength: 'INVARIANT',
      details: { missing: ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'] },
    });
    await tell('approveProject', '2010-03-25', {
      projectId: 'four',
      approval: 'CLUSTER_COMMITTEE_RESOLUTION',
      committeeId: 'acier',
      resolutionId: 'r-1',
    });
    await tell('approveProject', '2010-04-25', {
      projectId: 'four',
      approval: 'REGIONAL_COMMITTEE_APPROVAL',
    });
    await tell('submitProject', '2010-06-01', { projectId: 'four', toOrganizationId: 'mdeie' });
    const { eventId, position } = await tell('decideAid', '2010-09-01', {
      projectId: 'four',
      granted: true,
      amount: { value: '100000', currency: 'CAD' },
      funderId: 'mdeie',
    });
    const state = async (validOn: string) =>
      (await seen('project', 'four', 'state missingApprovals', { validOn })) as object;
    expect(await state('2010-02-01')).toEqual({
      state: 'PROPOSED',
      missingApprovals: ['CLUSTER_COMMITTEE_RESOLUTION', 'REGIONAL_COMMITTEE_APPROVAL'],
    });
    expect(await state('2010-03-25')).toEqual({
      state: 'PARTLY_APPROVED',
      missingApprovals: ['REGIONAL_COMMITTEE_APPROVAL'],
    });
    expect(await state('2010-04-25')).toEqual({ state: 'APPROVED', missingApprovals: [] });
    expect(await state('2010-06-01')).toMatchObject({ state: 'SUBMITTED' });
    const whole = `title promoter { organizationId } programme { programmeId } committee { committeeId } amount { value currency }
      fund region purpose { text } state record aid { value } submitted { point } judgedOn { stream revision }
      approvals { approval granted on { point } committee { committeeId } resolution { resolutionId } event { type } } history { totalCount }`;
    expect(await seen('project', 'four', whole)).toEqual({
      title: 'Un four',
      promoter: { organizationId: 'apf' },
      programme: { programmeId: 'accord' },
      committee: { committeeId: 'acier' },
      amount: { value: '250000', currency: 'CAD' },
      fund: 'fsdce',
      region: 'mauricie',
      purpose: [{ text: 'fondre' }],
      state: 'AID_GRANTED',
      record: 'AS_RECORDED',
      aid: { value: '100000' },
      submitted: { point: '2010-06-01' },
      judgedOn: [
        { stream: 'programme-accord', revision: 6 },
        { stream: 'organization-apf', revision: 0 },
      ],
      approvals: [
        {
          approval: 'CLUSTER_COMMITTEE_RESOLUTION',
          granted: true,
          on: { point: '2010-03-25' },
          committee: { committeeId: 'acier' },
          resolution: { resolutionId: 'r-1' },
          event: { type: 'ProjectApproved' },
        },
        expect.objectContaining({ approval: 'REGIONAL_COMMITTEE_APPROVAL', resolution: null }),
      ],
      history: { totalCount: 5 },
    });
    await rectify('project-four', eventId, { set: { granted: false }, remove: ['amount'] });
    expect(await seen('project', 'four', 'state aid { value }')).toEqual({ state: 'AID_REFUSED', aid: null });
    expect(await seen('project', 'four', 'state aid { value }', { position })).toEqual({
      state: 'AID_GRANTED',
      aid: { value: '100000' },
    });
    expect(await listed('projects', 'state: [AID_REFUSED] promoterId: "apf"', 'projectId')).toEqual(['four']);
    expect(
      await listed('projects', 'state: [PARTLY_APPROVED] programmeId: "accord"', 'projectId', {
        validOn: '2010-04-01',
      }),
    ).toEqual(['four']);
    expect(
      await listed('projects', 'state: [APPROVED] committeeId: "acier"', 'projectId', {
        validOn: '2010-04-01',
      }),
    ).toEqual([]);
  });
});

describe('what is recorded of governance', () => {
  it('does not count where a correction leaves no stage for it, and says so', async () => {
    const { eventId } = await tell('proposeProject', '2012-02-01', {
      projectId: 'moulin',
      promoterId: 'apf',
      title: [{ text: 'Un moulin', lang: 'fr' }],
    });
    const refusal = { projectId: 'moulin', approval: 'REGIONAL_COMMITTEE_APPROVAL', reason: 'too dear' };
    const { eventId: refusedBy, position } = await tell('refuseProject', '2012-03-01', refusal);
    expect(await refusedAs('refuseProject', '2012-04-01', refusal)).toMatchObject({
      code: 'INVALID_TRANSITION',
      details: { status: 'REFUSED' },
    });
    await expect(
      rectify('project-moulin', refusedBy, { set: { occurredOn: { edtf: '2012-01-01' } } }),
    ).rejects.toThrow('INVALID_TRANSITION');
    await rectify('project-moulin', eventId, { set: { occurredOn: { edtf: '2012-03-02' } } });
    const standing = async (at?: string) => {
      await made.caughtUp();
      const { data } = await ledger.gql<{ readonly event: { readonly standing: string } }>(
        'query ($id: ID!, $asOf: AsOf) { event(id: $id, asOf: $asOf) { standing } }',
        { id: refusedBy, asOf: at === undefined ? {} : { position: at } },
      );
      return data?.event.standing;
    };
    expect(await standing()).toBe('PASSED_OVER');
    expect(await standing(position)).toBe('IN_EFFECT');
    expect(await seen('project', 'moulin', 'state approvals { approval }')).toEqual({
      state: 'PROPOSED',
      approvals: [],
    });
    expect(await seen('project', 'moulin', 'state approvals { granted }', { position })).toEqual({
      state: 'REFUSED',
      approvals: [{ granted: false }],
    });
  });

  it('is the same after a rebuild, and every row is what the log makes of it', async () => {
    const ask = async () =>
      (
        await ledger.gql(`{
          committees { nodes { committeeId bylaw { adopted { point } } mandates(all: true) { id certainty } conflicts { recused } } }
          resolutions { nodes { resolutionId state votes { vote } } }
          projects { nodes { projectId state missingApprovals } }
          programme(id: "accord") { rules { code fund } outcomes { id } annual { year } }
        }`)
      ).data;
    await made.caughtUp();
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
});
