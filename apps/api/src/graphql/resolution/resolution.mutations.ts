import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Resolution } from './resolution.types.js';

const { Payload, PayloadResolver } = payloadOf('Resolution', 'resolution', () => Resolution);

export const ResolutionRecordedResolver = PayloadResolver;
export const ResolutionMutations = mutationsOf('resolution', () => Payload);
