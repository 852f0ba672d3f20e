import { fact } from '../../testing/decider-specification.js';

/** Facts of one committee, `meuble`, for specifications. */

export const established = fact('CommitteeEstablished', '2005-12-20', {
  committeeId: 'meuble',
  kind: 'CLUSTER',
});
export const dissolved = fact('CommitteeDissolved', '2015-06-30', { committeeId: 'meuble' });
