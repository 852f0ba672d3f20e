import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Agreement } from './agreement.types.js';

const { Payload, PayloadResolver } = payloadOf('Agreement', 'agreement', () => Agreement);

export const AgreementRecordedResolver = PayloadResolver;
export const AgreementMutations = mutationsOf('agreement', () => Payload);
