import { date, fact, type Fact } from '../../testing/decider-specification.js';

/** Facts of one committee, `meuble`, for specifications. */

export const established = fact('CommitteeEstablished', '2005-12-20', {
  committeeId: 'meuble',
  kind: 'CLUSTER',
});
export const dissolved = fact('CommitteeDissolved', '2015-06-30', { committeeId: 'meuble' });

/** A mandate under the id `m-<person>`, unless another is given. */
export function granted(
  personId: string,
  from: string,
  more: { readonly mandateId?: string; readonly seat?: string; readonly endsOn?: string } = {},
): Fact {
  const { mandateId = `m-${personId}`, seat = `seat of ${personId}`, endsOn } = more;
  return fact('MandateGranted', from, {
    committeeId: 'meuble',
    mandateId,
    personId,
    seat,
    ...(endsOn !== undefined && { endsOn: date(endsOn) }),
  });
}

/** A bylaw that sets a quorum, or the length of mandates, or neither. */
export function bylaw(
  from: string,
  data: {
    readonly quorum?: { readonly members?: number; readonly share?: string };
    readonly mandateLength?: string;
  },
): Fact {
  return fact('BylawAdopted', from, { committeeId: 'meuble', ...data });
}
