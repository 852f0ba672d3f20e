import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Committee } from './committee.types.js';

const { Payload, PayloadResolver } = payloadOf('Committee', 'committee', () => Committee);

export const CommitteeRecordedResolver = PayloadResolver;
export const CommitteeMutations = mutationsOf('committee', () => Payload);
