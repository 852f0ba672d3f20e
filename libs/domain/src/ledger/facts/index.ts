import { completeDemonstration } from './demonstration-loaded.js';
import { openLedger } from './ledger-opened.js';

/** The facts of the ledger's own stream. Only the system records them; no mutation does. */
export const LEDGER_FACTS = [openLedger, completeDemonstration] as const;
