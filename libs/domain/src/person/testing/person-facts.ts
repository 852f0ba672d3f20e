import { fact } from '../../testing/decider-specification.js';

/** A person is registered, for specifications. */
export const registered = fact('PersonRegistered', '2025-01-28', { personId: 'p-1' });
