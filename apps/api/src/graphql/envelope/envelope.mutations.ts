import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { EnvelopeBalance } from './envelope.types.js';

const { Payload, PayloadResolver } = payloadOf('Envelope', 'envelope', () => EnvelopeBalance);

export const EnvelopeRecordedResolver = PayloadResolver;
export const EnvelopeMutations = mutationsOf('envelope', () => Payload);
