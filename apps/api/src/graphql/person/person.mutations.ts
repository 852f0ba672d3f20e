import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Person } from './person.types.js';

const { Payload, PayloadResolver } = payloadOf('Person', 'person', () => Person);

export const PersonRecordedResolver = PayloadResolver;
export const PersonMutations = mutationsOf('person', () => Payload);
