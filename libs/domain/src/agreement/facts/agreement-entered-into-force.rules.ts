import { decider } from '../../facts/judge.js';
import { countsOnTheLine } from '../on-the-line.js';
import { AgreementEnteredIntoForce } from './agreement-entered-into-force.js';

export const recordEntryIntoForce = decider(AgreementEnteredIntoForce, {
  lifecycle: countsOnTheLine,
});
