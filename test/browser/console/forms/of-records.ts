import { EVENT, form, formOf, STREAM, SUBJECT, type FilledForm } from './filled-form.js';

const TEXT = 'Une page.';
const SHA256_OF_TEXT = 'bf6e45e521c0be250e6910ca2ab1716f87e41f8b3c24d135386972e18fdffc59';

/** Sources, as they are deposited apart from a fact. */
export const SOURCES: readonly FilledForm[] = [
  form('depositSource', { kind: 'LETTER', sha256: SHA256_OF_TEXT, sourceId: 'forms-source' }),
  form('depositSourceText', { sourceId: 'forms-source', text: TEXT }),
];

/** Corrections of what the other forms recorded. */
export const CORRECTIONS: readonly FilledForm[] = [
  {
    ...form('attachEvidenceToRecord', {
      stream: STREAM,
      sourceId: 's1',
      'supports.0': EVENT,
      strength: 'CONFIRMS',
    }),
    of: 'awardFunding',
  },
  {
    ...form('disputeAssertion', { member: 'occurredOn', 'record.occurredOn': '2022-12-31' }),
    of: 'awardFunding',
    how: 'dispute',
  },
  {
    ...form('resolveDispute', {
      stream: STREAM,
      'disputes.0': EVENT,
      outcome: 'UPHELD',
      reason: 'La pièce dit bien ce jour',
    }),
    of: 'disputeAssertion',
  },
  {
    ...form('rectifyRecord', { reason: 'Une faute de frappe', 'record.occurredOn': '2022-12-30' }),
    of: 'awardFunding',
    how: 'rectify',
  },
  { ...form('annulRecord', { reason: 'Consigné deux fois' }), of: 'defineIndicator', how: 'annul' },
];

/** What ends something: nothing is recorded of it after. */
export const LAST: readonly FilledForm[] = [
  form('mergeOrganizations', {
    successorId: 'forms-one',
    'predecessorIds.0': 'forms-two',
    occurredOn: '2025-05-01',
  }),
  formOf('registerPerson', 'placeLegalHold', {
    personId: SUBJECT,
    holdId: 'forms-hold',
    reason: 'Un litige',
  }),
  formOf('registerPerson', 'liftLegalHold', {
    personId: SUBJECT,
    holdId: 'forms-hold',
    reason: 'Le litige est clos',
  }),
  formOf('registerPerson', 'erasePersonData', { personId: SUBJECT, legalBasis: 'CONSENT_WITHDRAWN' }),
];
