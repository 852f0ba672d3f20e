import { EVENT, form, formOf, SHA256, SUBJECT, type FilledForm } from './filled-form.js';

/** Organisations and a person. */
export const ORGANIZATIONS: readonly FilledForm[] = [
  form('registerOrganization', { 'names.0.text': 'Institut des formulaires', organizationId: 'forms-one' }),
  form('registerOrganization', { 'names.0.text': 'Cercle du papier carbone', organizationId: 'forms-two' }),
  form('addOrganizationAlias', { organizationId: 'forms-one', 'alias.text': 'Formulab' }),
  form('addOrganizationIdentifier', {
    organizationId: 'forms-one',
    'identifier.scheme': 'NEQ',
    'identifier.value': '1140000001',
  }),
  form('renameOrganization', {
    organizationId: 'forms-two',
    'name.text': 'Cercle du papier',
    occurredOn: '2 mars 2020',
  }),
  form('recordOrganizationRelation', {
    organizationId: 'forms-one',
    'relation.type': 'HOSTED_BY',
    'relation.organizationId': 'uvm',
  }),
  form('observeDesignation', {
    organizationId: 'forms-one',
    'designation.text': 'Institut formulaire',
    occurredOn: '2021',
  }),
  form('linkOrganizations', { organizationId: 'forms-one', 'sameIds.0': 'forms-two' }),
  form('severOrganizationLink', { organizationId: 'forms-one', 'sameIds.0': 'forms-two' }),
  form('registerPerson', { displayName: 'Camille Lessard-Essai' }),
  formOf('registerPerson', 'observeRole', { personId: SUBJECT, current: 'yes', occurredOn: '2024' }),
];

const of = (agreementId: string) => (command: string, fields: FilledForm['fields']) =>
  form(command, { agreementId, ...fields });
const TALKS = of('forms-one');

/** Agreements: one through its whole life, and those whose life ends otherwise. */
export const AGREEMENTS: readonly FilledForm[] = [
  form('registerAgreement', {
    kind: 'MOU',
    'title.0.text': 'Protocole des formulaires',
    openToAccession: 'yes',
    bindingOn: 'RATIFICATION',
    agreementId: 'forms-one',
  }),
  TALKS('depositAgreementText', { docHash: SHA256, lang: 'fr' }),
  TALKS('openForSignature', { occurredOn: '2020-01-10' }),
  TALKS('declareIntent', { organizationId: 'amq', occurredOn: '2020-01-11' }),
  TALKS('withdrawIntent', { organizationId: 'amq', occurredOn: '2020-01-12' }),
  TALKS('recordSignature', { organizationId: 'mbi', occurredOn: '2020-01-15' }),
  TALKS('recordSignature', { organizationId: 'uvm', occurredOn: '2020-01-15' }),
  TALKS('recordRatification', { organizationId: 'mbi', occurredOn: '2020-01-20' }),
  TALKS('recordRatification', { organizationId: 'uvm', occurredOn: '2020-01-20' }),
  TALKS('recordEntryIntoForce', { basis: 'STATED', occurredOn: '2020-02-01' }),
  TALKS('setTerm', {
    startsOn: '2020-02-01',
    endsOn: '2027-01-31',
    noticeDays: '30',
    occurredOn: '2020-02-01',
  }),
  TALKS('recordAccession', { organizationId: 'cmc', occurredOn: '2020-03-01' }),
  TALKS('designateLead', { 'organizationIds.0': 'mbi', occurredOn: '2020-03-02' }),
  TALKS('suspendAgreement', { occurredOn: '2021-03-01' }),
  TALKS('resumeAgreement', { occurredOn: '2021-04-01' }),
  TALKS('amendAgreement', {
    'changes.0.member': 'binding',
    'changes.0.binding': 'YES',
    occurredOn: '2021-05-01',
  }),
  TALKS('scheduleReview', { dueOn: '2022-06-30' }),
  TALKS('recordReview', { outcome: 'NONE', occurredOn: '2022-06-15' }),
  {
    ...TALKS('attachEvidence', { sourceId: 's1', 'supports.0': EVENT, strength: 'CONFIRMS' }),
    of: 'recordSignature',
  },
  TALKS('recordWithdrawal', { organizationId: 'uvm', occurredOn: '2022-07-01', effectiveOn: '2023-01-01' }),
  TALKS('revokeWithdrawal', { organizationId: 'uvm', occurredOn: '2022-08-01' }),
  TALKS('recordSuccession', { predecessorId: 'uvm', successorId: 'forms-one', occurredOn: '2023-02-01' }),
  TALKS('extendTerm', { newEndsOn: '2028-01-31', occurredOn: '2023-03-01' }),
  TALKS('renewAgreement', { mode: 'EXPRESS', newEndsOn: '2030-01-31', occurredOn: '2024-03-01' }),
  TALKS('supersedeAgreement', { successorAgreementId: 'forms-tacit', occurredOn: '2025-03-01' }),
  of('forms-draft')('abandonAgreement', { occurredOn: '2020-05-01' }),
  of('forms-tacit')('declineRenewal', { endsOn: '2026-01-31', occurredOn: '2025-06-01' }),
  of('forms-ended')('terminateAgreement', { mode: 'CONSENT', occurredOn: '2024-06-01' }),
  {
    ...of('forms-over')('reinstateAgreement', {
      coversGap: 'no',
      newEndsOn: '2030-06-30',
      occurredOn: '2024-01-01',
    }),
    setAside: 'Les deux parties l’ont écrit',
  },
];
