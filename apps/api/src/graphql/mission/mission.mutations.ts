import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Mission } from './mission.types.js';

const { Payload, PayloadResolver } = payloadOf('Mission', 'mission', () => Mission);

export const MissionRecordedResolver = PayloadResolver;
export const MissionMutations = mutationsOf('mission', () => Payload);
