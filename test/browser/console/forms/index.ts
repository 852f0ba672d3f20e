import type { FilledForm } from './filled-form.js';
import { AGREEMENTS, ORGANIZATIONS } from './of-agreements.js';
import { GOVERNANCE, MEETINGS, MONEY } from './of-governance.js';
import { CORRECTIONS, LAST, SOURCES } from './of-records.js';

/** The forms of all commands, in an order in which the ledger records each of them. */
export const FORMS: readonly FilledForm[] = [
  ...ORGANIZATIONS,
  ...AGREEMENTS,
  ...MEETINGS,
  ...GOVERNANCE,
  ...MONEY,
  ...SOURCES,
  ...CORRECTIONS,
  ...LAST,
];
