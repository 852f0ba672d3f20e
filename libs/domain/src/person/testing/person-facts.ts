import { fact } from '../../testing/decider-specification.js';

/** A person is registered, for specifications. */
export const registered = fact('PersonRegistered', '2025-01-28', { personId: 'p-1' });

/** A legal hold on that person. */
export const held = (holdId: string) => fact('LegalHoldPlaced', '2025-02-01', { personId: 'p-1', holdId });
/** Its end. */
export const lifted = (holdId: string) => fact('LegalHoldLifted', '2025-02-02', { personId: 'p-1', holdId });
/** The erasure of that person is asked for, as the second event of the stream. */
export const requested = fact('ErasureRequested', '2025-02-03', { personId: 'p-1', legalBasis: 'OBJECTION' });
/** It is done. */
export const erased = fact('PersonDataErased', '2025-02-03', {
  personId: 'p-1',
  request: 'event-1',
  otherKeys: 0,
  legalBasis: 'OBJECTION',
});
