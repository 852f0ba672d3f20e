import type { PastEvent } from '../../rules/decision.js';
import { date } from '../../testing/decider-specification.js';
import type { Day } from '../../time/day.js';
import { foldAgreement, roleOn, statusOn, type AgreementLine } from './index.js';

type Given = readonly [type: string, on: Day, data: object];

function lineOf(bindingOn: 'SIGNATURE' | 'RATIFICATION', given: readonly Given[]): AgreementLine {
  const registered: Given = ['AgreementRegistered', '2024-01-01', { kind: 'MOU', title: [], bindingOn }];
  const events = [registered, ...given].map(([type, day, data], order) => {
    const on = date(day);
    return { id: String(order), order, type, occurred: on, effective: on, data };
  });
  return foldAgreement(events as unknown as readonly PastEvent[]);
}

const rolesOn = (line: AgreementLine, organizationId: string, day: Day) =>
  line.participations
    .filter((one) => one.organizationId === organizationId)
    .flatMap((one) => roleOn(one, day)?.role ?? []);

describe('an organisation that left', () => {
  it('signed before it left: what it signs again changes nothing of what was before', () => {
    const line = lineOf('RATIFICATION', [
      ['PartnerSigned', '2025-01-01', { organizationId: 'a' }],
      ['PartnerSigned', '2025-01-01', { organizationId: 'b' }],
      ['PartnerRatified', '2025-02-01', { organizationId: 'a' }],
      ['PartnerRatified', '2025-02-01', { organizationId: 'b' }],
      ['AgreementEnteredIntoForce', '2025-03-01', { basis: 'STATED' }],
      ['PartnerWithdrawalNotified', '2025-05-01', { organizationId: 'a' }],
      ['PartnerSigned', '2025-07-01', { organizationId: 'a' }],
    ]);
    expect(statusOn(line, '2025-03-01')).toMatchObject({ status: 'IN_FORCE', certainty: 'CERTAIN' });
    expect(rolesOn(line, 'a', '2025-04-01')).toEqual(['PARTY']);
    expect(rolesOn(line, 'a', '2025-06-01')).toEqual(['WITHDRAWN']);
    expect(line.passedOver).toEqual([]);
  });

  it('has no successor if it was not a party, and neither has that successor', () => {
    const line = lineOf('SIGNATURE', [
      ['PartnerSigned', '2025-01-01', { organizationId: 'a' }],
      ['PartnerSigned', '2025-01-01', { organizationId: 'b' }],
      ['PartnerSucceeded', '2025-02-01', { predecessorId: 'x', successorId: 'y' }],
      ['PartnerSucceeded', '2025-03-01', { predecessorId: 'y', successorId: 'z' }],
      ['PartnerSucceeded', '2025-04-01', { predecessorId: 'a', successorId: 'c' }],
    ]);
    expect(line.passedOverBeside.map(({ because }) => because)).toEqual(['NOT_PARTY', 'NOT_PARTY']);
    expect(['a', 'b', 'c', 'y', 'z'].map((id) => [id, ...rolesOn(line, id, '2025-05-01')])).toEqual([
      ['a', 'SUCCEEDED'],
      ['b', 'PARTY'],
      ['c', 'PARTY'],
      ['y'],
      ['z'],
    ]);
  });
});
