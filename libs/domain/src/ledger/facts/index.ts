import { completeDemonstration } from './demonstration-loaded.js';
import { openLedger } from './ledger-opened.js';
import { rotateLogKey } from './log-key-rotated.js';

/** The facts of the ledger's own stream. Only the system records them; no mutation does. */
export const LEDGER_FACTS = [openLedger, completeDemonstration, rotateLogKey] as const;
