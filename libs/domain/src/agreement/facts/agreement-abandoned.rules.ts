import { decider } from '../../facts/judge.js';
import { countsOnTheLine } from '../on-the-line.js';
import { AgreementAbandoned } from './agreement-abandoned.js';

export const abandonAgreement = decider(AgreementAbandoned, { lifecycle: countsOnTheLine });
