import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Programme } from './programme.types.js';

const { Payload, PayloadResolver } = payloadOf('Programme', 'programme', () => Programme);

export const ProgrammeRecordedResolver = PayloadResolver;
export const ProgrammeMutations = mutationsOf('programme', () => Payload);
