import { completeErasure, erasePersonData, liftLegalHold, placeLegalHold } from './erasure.rules.js';
import { issueNotification } from './notification-issued.js';
import { registerPerson } from './person-registered.js';
import { observeRole } from './role-observed.js';

/** The facts of a person's stream, in the order in which the API and the documentation show them. */
export const PERSON_FACTS = [
  registerPerson,
  observeRole,
  placeLegalHold,
  liftLegalHold,
  erasePersonData,
  completeErasure,
  issueNotification,
] as const;
