import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Source } from './source.types.js';

const { Payload, PayloadResolver } = payloadOf('Source', 'source', () => Source);

export const SourceRecordedResolver = PayloadResolver;
export const SourceMutations = mutationsOf('source', () => Payload);
