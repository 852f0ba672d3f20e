import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Meeting } from './meeting.types.js';

const { Payload, PayloadResolver } = payloadOf('Meeting', 'meeting', () => Meeting);

export const MeetingRecordedResolver = PayloadResolver;
export const MeetingMutations = mutationsOf('meeting', () => Payload);
