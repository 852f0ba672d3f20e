import { decideAid } from './aid-decided.rules.js';
import { approveProject } from './project-approved.rules.js';
import { proposeProject } from './project-proposed.js';
import { refuseProject } from './project-refused.js';
import { submitProject } from './project-submitted.rules.js';

/** The facts of a project's stream, in the order in which the API and the documentation show them. */
export const PROJECT_FACTS = [
  proposeProject,
  approveProject,
  refuseProject,
  submitProject,
  decideAid,
] as const;
