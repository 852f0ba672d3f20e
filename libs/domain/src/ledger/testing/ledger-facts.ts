import { fact } from '../../testing/decider-specification.js';

/** What a ledger opened for a demonstration says of itself, for specifications. */
export const data = { ledgerId: 'l-1', timeZone: 'America/Toronto', demonstration: true };

/** It is open. */
export const opened = fact('LedgerOpened', '2025-01-28', data);
