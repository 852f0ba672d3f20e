import { randomUUID } from 'node:crypto';
import { FACTS } from '@entente/domain';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { depositSource, record, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Every fact of governance and of funding is answered as a correction has it, from the position of the correction on. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'bilan' }];

let made: AssembledLedger;
let ledger: ServedLedger;
let personId: string;
beforeAll(async () => {
  made = await assembleLedger();
  const { runner } = made.assembly.startWorker();
  ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
  await depositSource(ledger, 'bilan');
  await registerOrganization(ledger, 'mdeie', 'Ministère', 'bilan');
  const { data } = await ledger.gql<{
    readonly registerPerson: { readonly person: { readonly personId: string } };
  }>('mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }', {
    input: { commandId: randomUUID(), displayName: 'Une', evidence },
  });
  personId = data?.registerPerson.person.personId ?? '';
}, PATIENCE_MS);
afterAll(async () => {
  await ledger?.close();
  await made?.dispose();
}, PATIENCE_MS);

type Step = readonly [mutation: string, day: string, input: object];

/** A fact that is recorded last, what a correction sets, and what is answered before and after. */
interface Case {
  readonly steps: () => readonly Step[];
  readonly set: object;
  readonly asked: string;
  readonly was: object;
  readonly is: object;
}

const text = (words: string) => [{ text: words, lang: 'fr' }];
const cad = (value: string) => ({ value, currency: 'CAD' });
const PERIOD = { from: '2019-04-01', to: '2020-03-31' };

const committee = (committeeId: string): Step => [
  'establishCommittee',
  '2005-01-01',
  { committeeId, kind: 'CLUSTER' },
];
const mandate = (committeeId: string): Step => [
  'grantMandate',
  '2008-03-01',
  { committeeId, mandateId: 'siege', personId, seat: 'chair' },
];
const programme = (programmeId: string): Step => [
  'registerProgramme',
  '2008-01-01',
  { programmeId, title: text('Démarche') },
];
const annual = (programmeId: string): Step => [
  'adoptAnnualProgramme',
  '2009-01-10',
  { programmeId, year: '2009', priorities: text('exporter') },
];
const resolution = (resolutionId: string): readonly Step[] => [
  committee(`de-${resolutionId}`),
  [
    'proposeResolution',
    '2010-03-01',
    { resolutionId, committeeId: `de-${resolutionId}`, title: text('Appui'), wording: text('Il est résolu') },
  ],
];
const project = (projectId: string, more: object = {}): Step => [
  'proposeProject',
  '2010-02-01',
  { projectId, promoterId: 'mdeie', title: text('Un four'), ...more },
];
/** A project that one approval lets be submitted, up to its submission. */
const submitted = (projectId: string): readonly Step[] => {
  const programmeId = `de-${projectId}`;
  return [
    programme(programmeId),
    [
      'recordGovernanceRule',
      '2008-11-20',
      {
        programmeId,
        code: 'R',
        strength: 'INVARIANT',
        text: text('le comité régional'),
        requiredApprovals: ['REGIONAL_COMMITTEE_APPROVAL'],
      },
    ],
    project(projectId, { programmeId }),
    ['approveProject', '2010-04-25', { projectId, approval: 'REGIONAL_COMMITTEE_APPROVAL' }],
    ['submitProject', '2010-06-01', { projectId, toOrganizationId: 'mdeie' }],
  ];
};
const award = (fundingId: string): Step => [
  'awardFunding',
  '2019-03-31',
  { fundingId, funderId: 'mdeie', beneficiaryId: 'mdeie', amount: cad('1000') },
];
const allotment = (region: string): Step => [
  'allotEnvelope',
  '2025-01-01',
  { fund: 'fsdce', region, amount: cad('1000') },
];
const commitment = (region: string): Step => [
  'commitEnvelope',
  '2025-02-01',
  { fund: 'fsdce', region, amount: cad('400'), commitmentId: 'usine' },
];
const onDay = (edtf: string) => ({ occurredOn: { edtf } });

const CASES: Readonly<Record<string, Case>> = {
  CommitteeEstablished: {
    steps: () => [committee('etabli')],
    set: { kind: 'INTERREGIONAL' },
    asked: 'committee(id: "etabli", asOf: $asOf) { kind }',
    was: { kind: 'CLUSTER' },
    is: { kind: 'INTERREGIONAL' },
  },
  CommitteeDissolved: {
    steps: () => [committee('dissous'), ['dissolveCommittee', '2015-06-01', { committeeId: 'dissous' }]],
    set: onDay('2015-07-01'),
    asked: 'committee(id: "dissous", asOf: $asOf) { dissolved { point } }',
    was: { dissolved: { point: '2015-06-01' } },
    is: { dissolved: { point: '2015-07-01' } },
  },
  BylawAdopted: {
    steps: () => [
      committee('reglement'),
      ['adoptBylaw', '2008-02-01', { committeeId: 'reglement', frequency: 'quarterly' }],
    ],
    set: { frequency: 'yearly' },
    asked: 'committee(id: "reglement", asOf: $asOf) { bylaw { frequency } }',
    was: { bylaw: { frequency: 'quarterly' } },
    is: { bylaw: { frequency: 'yearly' } },
  },
  MandateGranted: {
    steps: () => [committee('mandat'), mandate('mandat')],
    set: { seat: 'vice-chair', endsOn: { edtf: '2010-02-28' } },
    asked: 'committee(id: "mandat", asOf: $asOf) { mandates(all: true) { seat endsOn { point } } }',
    was: { mandates: [{ seat: 'chair', endsOn: null }] },
    is: { mandates: [{ seat: 'vice-chair', endsOn: { point: '2010-02-28' } }] },
  },
  MandateEnded: {
    steps: () => [
      committee('fin'),
      mandate('fin'),
      ['endMandate', '2011-05-01', { committeeId: 'fin', mandateId: 'siege' }],
    ],
    set: onDay('2011-06-01'),
    asked: 'committee(id: "fin", asOf: $asOf) { mandates(all: true) { ended { point } } }',
    was: { mandates: [{ ended: { point: '2011-05-01' } }] },
    is: { mandates: [{ ended: { point: '2011-06-01' } }] },
  },
  ConflictDeclared: {
    steps: () => [
      committee('interets'),
      mandate('interets'),
      [
        'declareConflict',
        '2010-04-01',
        {
          committeeId: 'interets',
          personId,
          matterKind: 'organization',
          matterId: 'mdeie',
          recused: true,
        },
      ],
    ],
    set: { recused: false },
    asked: 'committee(id: "interets", asOf: $asOf) { conflicts { recused } }',
    was: { conflicts: [{ recused: true }] },
    is: { conflicts: [{ recused: false }] },
  },
  ProgrammeRegistered: {
    steps: () => [programme('inscrit')],
    set: { title: text('Démarche ACCORD') },
    asked: 'programme(id: "inscrit", asOf: $asOf) { title record }',
    was: { title: 'Démarche', record: 'AS_RECORDED' },
    is: { title: 'Démarche ACCORD', record: 'RECTIFIED' },
  },
  GovernanceRuleRecorded: {
    steps: () => [
      programme('regle'),
      [
        'recordGovernanceRule',
        '2008-11-20',
        { programmeId: 'regle', code: 'R', strength: 'POLICY', text: text('une par région') },
      ],
    ],
    set: { strength: 'INVARIANT' },
    asked: 'programme(id: "regle", asOf: $asOf) { rules { strength } }',
    was: { rules: [{ strength: 'POLICY' }] },
    is: { rules: [{ strength: 'INVARIANT' }] },
  },
  OutcomeRecorded: {
    steps: () => [
      programme('resultat'),
      [
        'recordOutcome',
        '2009-11-20',
        {
          programmeId: 'resultat',
          outcomeId: 'o',
          kind: 'SALES',
          text: text('ventes'),
          amount: cad('1000000'),
        },
      ],
    ],
    set: { amount: cad('2500000.50') },
    asked: 'programme(id: "resultat", asOf: $asOf) { outcomes { amount { value } } }',
    was: { outcomes: [{ amount: { value: '1000000' } }] },
    is: { outcomes: [{ amount: { value: '2500000.5' } }] },
  },
  AnnualProgrammeAdopted: {
    steps: () => [programme('annee'), annual('annee')],
    set: { priorities: text('innover') },
    asked: 'programme(id: "annee", asOf: $asOf) { annual { priorities { text } } }',
    was: { annual: [{ priorities: [{ text: 'exporter' }] }] },
    is: { annual: [{ priorities: [{ text: 'innover' }] }] },
  },
  AnnualReviewFiled: {
    steps: () => [
      programme('bilan'),
      annual('bilan'),
      [
        'fileAnnualReview',
        '2010-01-20',
        { programmeId: 'bilan', year: '2009', results: text('des contrats') },
      ],
    ],
    set: { results: text('trois contrats') },
    asked: 'programme(id: "bilan", asOf: $asOf) { annual { results { text } } }',
    was: { annual: [{ results: [{ text: 'des contrats' }] }] },
    is: { annual: [{ results: [{ text: 'trois contrats' }] }] },
  },
  ResolutionProposed: {
    steps: () => resolution('proposee'),
    set: { title: text('Appui unanime') },
    asked: 'resolution(id: "proposee", asOf: $asOf) { title }',
    was: { title: 'Appui' },
    is: { title: 'Appui unanime' },
  },
  VoteRecorded: {
    steps: () => [
      ...resolution('votee'),
      mandate('de-votee'),
      ['recordVote', '2010-03-10', { resolutionId: 'votee', personId, vote: 'FOR' }],
    ],
    set: { vote: 'AGAINST' },
    asked: 'resolution(id: "votee", asOf: $asOf) { votes { vote } }',
    was: { votes: [{ vote: 'FOR' }] },
    is: { votes: [{ vote: 'AGAINST' }] },
  },
  ResolutionAdopted: {
    steps: () => [
      ...resolution('adoptee'),
      [
        'adoptResolution',
        '2010-03-20',
        { resolutionId: 'adoptee', tally: { for: 3, against: 0, abstain: 0 } },
      ],
    ],
    set: { tally: { for: 3, against: 1, abstain: 0 }, ...onDay('2010-03-22') },
    asked: 'resolution(id: "adoptee", asOf: $asOf) { tally { against } decided { point } }',
    was: { tally: { against: 0 }, decided: { point: '2010-03-20' } },
    is: { tally: { against: 1 }, decided: { point: '2010-03-22' } },
  },
  ResolutionRejected: {
    steps: () => [
      ...resolution('rejetee'),
      [
        'rejectResolution',
        '2010-03-20',
        { resolutionId: 'rejetee', tally: { for: 0, against: 3, abstain: 0 } },
      ],
    ],
    set: onDay('2010-03-22'),
    asked: 'resolution(id: "rejetee", asOf: $asOf) { state decided { point } }',
    was: { state: 'REJECTED', decided: { point: '2010-03-20' } },
    is: { state: 'REJECTED', decided: { point: '2010-03-22' } },
  },
  ProjectProposed: {
    steps: () => [project('propose')],
    set: { title: text('Deux fours'), amount: cad('250000') },
    asked: 'project(id: "propose", asOf: $asOf) { title amount { value } }',
    was: { title: 'Un four', amount: null },
    is: { title: 'Deux fours', amount: { value: '250000' } },
  },
  ProjectApproved: {
    steps: () => [
      project('approuve'),
      ['approveProject', '2010-04-25', { projectId: 'approuve', approval: 'REGIONAL_COMMITTEE_APPROVAL' }],
    ],
    set: onDay('2010-04-26'),
    asked: 'project(id: "approuve", asOf: $asOf) { approvals { granted on { point } } }',
    was: { approvals: [{ granted: true, on: { point: '2010-04-25' } }] },
    is: { approvals: [{ granted: true, on: { point: '2010-04-26' } }] },
  },
  ProjectRefused: {
    steps: () => [
      project('refuse'),
      [
        'refuseProject',
        '2010-04-25',
        { projectId: 'refuse', approval: 'REGIONAL_COMMITTEE_APPROVAL', reason: 'too dear' },
      ],
    ],
    set: onDay('2010-04-26'),
    asked: 'project(id: "refuse", asOf: $asOf) { state approvals { on { point } } }',
    was: { state: 'REFUSED', approvals: [{ on: { point: '2010-04-25' } }] },
    is: { state: 'REFUSED', approvals: [{ on: { point: '2010-04-26' } }] },
  },
  ProjectSubmitted: {
    steps: () => submitted('soumis'),
    set: onDay('2010-06-02'),
    asked: 'project(id: "soumis", asOf: $asOf) { submitted { point } }',
    was: { submitted: { point: '2010-06-01' } },
    is: { submitted: { point: '2010-06-02' } },
  },
  AidDecided: {
    steps: () => [
      ...submitted('aide'),
      [
        'decideAid',
        '2010-09-01',
        { projectId: 'aide', granted: true, amount: cad('100'), funderId: 'mdeie' },
      ],
    ],
    set: { amount: cad('90') },
    asked: 'project(id: "aide", asOf: $asOf) { aid { value } }',
    was: { aid: { value: '100' } },
    is: { aid: { value: '90' } },
  },
  FundingAwarded: {
    steps: () => [award('octroi')],
    set: { amount: cad('1200.25') },
    asked: 'funding(id: "octroi", asOf: $asOf) { amount { value } record }',
    was: { amount: { value: '1000' }, record: 'AS_RECORDED' },
    is: { amount: { value: '1200.25' }, record: 'RECTIFIED' },
  },
  IndicatorDefined: {
    steps: () => [
      award('defini'),
      [
        'reportIndicator',
        '2020-03-31',
        { fundingId: 'defini', indicator: 'JOBS', unit: 'JOBS', value: '46', period: PERIOD },
      ],
      [
        'defineIndicator',
        '2020-04-01',
        { fundingId: 'defini', indicator: 'JOBS', unit: 'JOBS', label: text('Emploi') },
      ],
    ],
    set: { label: text('Emplois créés') },
    asked: 'funding(id: "defini", asOf: $asOf) { indicators { label { text } } }',
    was: { indicators: [{ label: [{ text: 'Emploi' }] }] },
    is: { indicators: [{ label: [{ text: 'Emplois créés' }] }] },
  },
  IndicatorTargetSet: {
    steps: () => [
      award('cible'),
      [
        'setIndicatorTarget',
        '2019-04-01',
        { fundingId: 'cible', indicator: 'JOBS', unit: 'JOBS', value: '50' },
      ],
    ],
    set: { value: '55' },
    asked: 'funding(id: "cible", asOf: $asOf) { targets { value } }',
    was: { targets: [{ value: '50' }] },
    is: { targets: [{ value: '55' }] },
  },
  IndicatorReported: {
    steps: () => [
      award('chiffre'),
      [
        'reportIndicator',
        '2020-03-31',
        { fundingId: 'chiffre', indicator: 'JOBS', unit: 'JOBS', value: '46', period: PERIOD },
      ],
    ],
    set: { value: '64' },
    asked: 'funding(id: "chiffre", asOf: $asOf) { indicators { value } }',
    was: { indicators: [{ value: '46' }] },
    is: { indicators: [{ value: '64' }] },
  },
  EnvelopeAllotted: {
    steps: () => [allotment('estrie')],
    set: { amount: cad('1500') },
    asked: 'envelope(fund: "fsdce", region: "estrie", asOf: $asOf) { allotted { value } }',
    was: { allotted: { value: '1000' } },
    is: { allotted: { value: '1500' } },
  },
  EnvelopeCommitted: {
    steps: () => [allotment('beauce'), commitment('beauce')],
    set: { amount: cad('300') },
    asked:
      'envelope(fund: "fsdce", region: "beauce", asOf: $asOf) { committed { value } available { value } }',
    was: { committed: { value: '400' }, available: { value: '600' } },
    is: { committed: { value: '300' }, available: { value: '700' } },
  },
  EnvelopeReleased: {
    steps: () => [
      allotment('gaspesie'),
      commitment('gaspesie'),
      [
        'releaseEnvelope',
        '2025-03-01',
        { fund: 'fsdce', region: 'gaspesie', amount: cad('150'), commitmentId: 'usine' },
      ],
    ],
    set: { amount: cad('100') },
    asked:
      'envelope(fund: "fsdce", region: "gaspesie", asOf: $asOf) { released { value } available { value } }',
    was: { released: { value: '150' }, available: { value: '750' } },
    is: { released: { value: '100' }, available: { value: '700' } },
  },
};

async function answer(asked: string, asOf: object = {}): Promise<object | null> {
  await made.caughtUp();
  const { data, errors } = await ledger.gql<Record<string, object | null>>(
    `query ($asOf: AsOf) { it: ${asked} }`,
    { asOf },
  );
  expect(errors).toEqual([]);
  return data?.['it'] ?? null;
}

describe('a correction of what is recorded of governance and funding', () => {
  it.each(Object.entries(CASES))('%s is answered from its position on', async (type, one) => {
    let last: Awaited<ReturnType<typeof record>> | null = null;
    for (const [mutation, edtf, input] of one.steps())
      last = await record(ledger, mutation, { evidence, occurredOn: { edtf, basis: 'STATED' }, ...input });
    const [recorded] = last?.events ?? [];
    expect(recorded?.type).toBe(type);
    expect(await answer(one.asked)).toEqual(one.was);

    const eventId = recorded?.id ?? '';
    const { stream } = (await answer(`event(id: "${eventId}", asOf: $asOf) { stream }`)) as {
      readonly stream: string;
    };
    await record(ledger, 'rectifyRecord', {
      stream,
      records: [{ eventId, set: one.set }],
      reason: 'mal lu',
      evidence,
    });

    expect(await answer(one.asked)).toEqual(one.is);
    expect(await answer(one.asked, { position: last?.position })).toEqual(one.was);
    expect(await answer(`event(id: "${eventId}", asOf: $asOf) { standing }`)).toEqual({
      standing: 'RECTIFIED',
    });
  });

  it('is tried of each of these facts', () => {
    const kinds = ['committee', 'programme', 'resolution', 'project', 'funding', 'envelope'];
    const types = FACTS.filter(({ stream }) => kinds.includes(stream)).map(({ type }) => type);
    expect(Object.keys(CASES).toSorted()).toEqual([...new Set(types)].toSorted());
  });
});
