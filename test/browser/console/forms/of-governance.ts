import { form, formOf, SHA256, SUBJECT, type FilledForm } from './filled-form.js';

/** Meetings and missions. */
export const MEETINGS: readonly FilledForm[] = [
  form('scheduleMeeting', { scheduledFor: '2027-03-01', meetingId: 'forms-planned' }),
  form('cancelMeeting', { meetingId: 'forms-planned' }),
  form('recordMeeting', {
    'attendance.0.organizationId': 'mbi',
    occurredOn: '2024-02-01',
    meetingId: 'forms-held',
  }),
  form('identifyActionTrack', {
    meetingId: 'forms-held',
    code: 'P1',
    'text.0.text': 'Un formulaire de moins',
  }),
  form('depositMinutes', { meetingId: 'forms-held', docHash: SHA256, lang: 'fr' }),
  form('recordMission', { destination: 'Albany', occurredOn: '2023-05-01', missionId: 'forms-mission' }),
  form('recordMissionResult', {
    missionId: 'forms-mission',
    kind: 'CONTACT',
    'text.0.text': 'Deux laboratoires visités',
    occurredOn: '2023-05-02',
  }),
];

/** Programmes, committees, resolutions and projects. */
export const GOVERNANCE: readonly FilledForm[] = [
  form('registerProgramme', { 'title.0.text': 'Programme des formulaires', programmeId: 'forms-programme' }),
  form('recordGovernanceRule', {
    programmeId: 'forms-programme',
    code: 'R1',
    strength: 'ADVICE',
    'text.0.text': 'Deux signatures valent mieux',
    occurredOn: '2020-01-01',
  }),
  form('recordOutcome', {
    programmeId: 'forms-programme',
    kind: 'RESULT',
    'text.0.text': 'Tout est signé',
    occurredOn: '2024-01-01',
  }),
  form('adoptAnnualProgramme', {
    programmeId: 'forms-programme',
    year: '2024',
    'priorities.0.text': 'Moins de papier',
    occurredOn: '2024-01-15',
  }),
  form('fileAnnualReview', {
    programmeId: 'forms-programme',
    year: '2024',
    'results.0.text': 'Moins de papier',
    occurredOn: '2025-01-15',
  }),
  form('establishCommittee', {
    kind: 'REGIONAL',
    'title.0.text': 'Comité des formulaires',
    occurredOn: '2020-01-01',
    committeeId: 'forms-committee',
  }),
  form('adoptBylaw', { committeeId: 'forms-committee', 'quorum.members': '1', occurredOn: '2020-02-01' }),
  formOf('registerPerson', 'grantMandate', {
    committeeId: 'forms-committee',
    personId: SUBJECT,
    seat: 'S1',
    mandateId: 'forms-mandate',
    occurredOn: '2020-03-01',
  }),
  ...['forms-yes', 'forms-no'].flatMap((resolutionId) => [
    form('proposeResolution', {
      committeeId: 'forms-committee',
      'title.0.text': `Résolution ${resolutionId}`,
      resolutionId,
      occurredOn: '2021-01-01',
    }),
  ]),
  formOf('registerPerson', 'declareConflict', {
    committeeId: 'forms-committee',
    personId: SUBJECT,
    matterKind: 'organization',
    matterId: 'mbi',
    recused: 'no',
    occurredOn: '2021-01-02',
  }),
  formOf('registerPerson', 'recordVote', {
    resolutionId: 'forms-yes',
    personId: SUBJECT,
    vote: 'FOR',
    occurredOn: '2021-02-01',
  }),
  formOf('registerPerson', 'adoptResolution', {
    resolutionId: 'forms-yes',
    'present.0': SUBJECT,
    occurredOn: '2021-02-01',
  }),
  formOf('registerPerson', 'rejectResolution', {
    resolutionId: 'forms-no',
    'present.0': SUBJECT,
    occurredOn: '2021-02-01',
  }),
  ...['forms-project', 'forms-refused'].map((projectId) =>
    form('proposeProject', {
      promoterId: 'mbi',
      'title.0.text': `Projet ${projectId}`,
      projectId,
      occurredOn: '2022-01-01',
    }),
  ),
  form('approveProject', {
    projectId: 'forms-project',
    approval: 'CLUSTER_COMMITTEE_RESOLUTION',
    resolutionId: 'forms-yes',
    occurredOn: '2022-02-01',
  }),
  form('approveProject', {
    projectId: 'forms-project',
    approval: 'REGIONAL_COMMITTEE_APPROVAL',
    occurredOn: '2022-02-02',
  }),
  form('refuseProject', {
    projectId: 'forms-refused',
    approval: 'REGIONAL_COMMITTEE_APPROVAL',
    occurredOn: '2022-02-02',
  }),
  form('submitProject', { projectId: 'forms-project', occurredOn: '2022-03-01' }),
  form('decideAid', { projectId: 'forms-project', granted: 'no', occurredOn: '2022-04-01' }),
  form('endMandate', {
    committeeId: 'forms-committee',
    mandateId: 'forms-mandate',
    occurredOn: '2024-03-01',
  }),
  form('dissolveCommittee', { committeeId: 'forms-committee', occurredOn: '2025-03-01' }),
];

/** Fundings and envelopes. */
export const MONEY: readonly FilledForm[] = [
  form('awardFunding', {
    funderId: 'mbi',
    beneficiaryId: 'uvm',
    'amount.value': '1 250,50',
    'amount.currency': 'CAD',
    fundingId: 'forms-funding',
    occurredOn: '2023-01-01',
  }),
  form('defineIndicator', { fundingId: 'forms-funding', indicator: 'emplois', unit: 'PERSON' }),
  form('setIndicatorTarget', {
    fundingId: 'forms-funding',
    indicator: 'emplois',
    unit: 'PERSON',
    value: '12',
    occurredOn: '2023-02-01',
  }),
  form('reportIndicator', {
    fundingId: 'forms-funding',
    indicator: 'emplois',
    unit: 'PERSON',
    'period.from': '2023-04-01',
    'period.to': '2024-03-31',
    value: '10',
  }),
  ...(
    [
      ['allotEnvelope', '1000', {}],
      ['commitEnvelope', '400', { commitmentId: 'forms-part' }],
      ['releaseEnvelope', '100', { commitmentId: 'forms-part' }],
    ] as const
  ).map(([command, value, more], index) =>
    form(command, {
      fund: 'forms-fund',
      region: 'estrie',
      'amount.value': value,
      'amount.currency': 'CAD',
      ...more,
      occurredOn: `2023-0${index + 1}-01`,
    }),
  ),
];
