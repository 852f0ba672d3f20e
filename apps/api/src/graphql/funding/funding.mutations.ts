import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Funding } from './funding.types.js';

const { Payload, PayloadResolver } = payloadOf('Funding', 'funding', () => Funding);

export const FundingRecordedResolver = PayloadResolver;
export const FundingMutations = mutationsOf('funding', () => Payload);
