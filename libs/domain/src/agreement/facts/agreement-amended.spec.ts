import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { inForce, registered, signed, termSet } from '../testing/agreement-facts.js';

describe('amendAgreement', () => {
  const title = [{ text: 'Entente élargie', lang: 'fr' }];
  const INPUT: CommandInputs['amendAgreement'] = {
    agreementId: 'mou',
    changes: [{ member: 'title', title }],
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const amend = (more: Partial<CommandInputs['amendAgreement']> = {}) =>
    command('amendAgreement', { ...INPUT, ...more });
  const changing = (...changes: CommandInputs['amendAgreement']['changes']) => amend({ changes });
  const before = [{ text: 'Entente', lang: 'fr' }];

  it('records each member that changes whole, with a copy of what held before', () => {
    given(...inForce({ openToAccession: false }))
      .when(
        amend({
          changes: [
            { member: 'title', title },
            { member: 'openToAccession', openToAccession: true },
            { member: 'objectives', objectives: [{ texts: title }, { code: 'X', texts: title }] },
          ],
          instrument: 'AMENDMENT 1',
          effectiveOn: { edtf: '2025-07-01' },
        }),
      )
      .thenRecords({
        type: 'AgreementAmended',
        data: {
          agreementId: 'mou',
          changes: [
            { member: 'title', before, after: title },
            { member: 'openToAccession', before: false, after: true },
            {
              member: 'objectives',
              after: [
                { code: 'OBJ-1', texts: title },
                { code: 'X', texts: title },
              ],
            },
          ],
          instrument: 'AMENDMENT 1',
        },
        effective: date('2025-07-01'),
      });
  });

  it('takes a member away that is named without a value', () => {
    given(...inForce({ openToAccession: true }))
      .when(changing({ member: 'openToAccession' }))
      .thenRecords({
        type: 'AgreementAmended',
        data: { agreementId: 'mou', changes: [{ member: 'openToAccession', before: true }] },
      });
  });

  it('copies what held on its own day, as earlier amendments have it', () => {
    const amended = (on: string, text: string) =>
      fact('AgreementAmended', on, {
        agreementId: 'mou',
        changes: [{ member: 'title', after: [{ text, lang: 'fr' }] }],
      });
    given(...inForce(), amended('2025-05-01', 'Deux'), amended('2025-09-01', 'Trois'))
      .when(amend())
      .thenRecords({
        type: 'AgreementAmended',
        data: {
          agreementId: 'mou',
          changes: [{ member: 'title', before: [{ text: 'Deux', lang: 'fr' }], after: title }],
        },
      });
  });

  it('refuses a change that changes nothing', () => {
    given(...inForce())
      .when(changing({ member: 'title', title: [{ lang: 'fr', text: 'Entente' }] }, { member: 'sectors' }))
      .thenRefused('NOTHING_CHANGES', { field: 'changes' });
  });

  it('refuses what is not live on that day', () => {
    given(registered())
      .when(amend())
      .thenRefused('INVALID_TRANSITION', {
        field: 'occurredOn',
        details: { status: 'DRAFT', day: '2025-06-02' },
      });
    given(...inForce(), termSet('2025-02-01', '2025-03-31'))
      .when(amend())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'EXPIRED', day: '2025-06-02' } });
    given(registered(), signed('udes', '2025-01-10')).when(amend()).thenAdvises();
  });

  it('refuses a member twice, a value under another name, and to take away what is always there', () => {
    given(...inForce())
      .when(changing({ member: 'title', title }, { member: 'title', title }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'changes.1.member',
        details: { problem: 'MEMBER_REPEATED' },
      });
    given(...inForce())
      .when(changing({ member: 'title', sectors: title }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'changes.0.sectors',
        details: { problem: 'OTHER_MEMBER', member: 'title' },
      });
    for (const member of ['title', 'binding'] as const)
      given(...inForce())
        .when(changing({ member }))
        .thenRefused('VALIDATION_FAILED', {
          field: `changes.0.${member}`,
          details: { problem: 'ALWAYS_THERE' },
        });
    given(...inForce())
      .when(changing({ member: 'title', title: [] }))
      .thenRefused('TITLE_REQUIRED', { field: 'changes.0.title' });
    const code = 'X';
    given(...inForce())
      .when(
        changing({
          member: 'objectives',
          objectives: [
            { code, texts: title },
            { code, texts: title },
          ],
        }),
      )
      .thenRefused('VALIDATION_FAILED', {
        field: 'changes.0.objectives.1.code',
        details: { problem: 'CODE_REPEATED' },
      });
    given(...inForce())
      .when(changing())
      .thenRefused('VALIDATION_FAILED', {
        field: 'changes',
        details: { problem: 'LIST_TOO_SHORT', least: 1 },
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'amendAgreement',
      { ...INPUT, changes: [], occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'changes', { input: { changes: [{ member: 'title', title: before }] } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: inForce() }],
        ['NOTHING_CHANGES', 'changes', { input: { changes: INPUT.changes } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
