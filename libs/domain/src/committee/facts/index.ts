import { adoptBylaw } from './bylaw-adopted.js';
import { dissolveCommittee } from './committee-dissolved.js';
import { establishCommittee } from './committee-established.js';
import { declareConflict } from './conflict-declared.js';
import { endMandate } from './mandate-ended.rules.js';
import { grantMandate } from './mandate-granted.rules.js';

/** The facts of a committee's stream, in the order in which the API and the documentation show them. */
export const COMMITTEE_FACTS = [
  establishCommittee,
  dissolveCommittee,
  adoptBylaw,
  grantMandate,
  endMandate,
  declareConflict,
] as const;
