import { fact } from '../../testing/decider-specification.js';

/** A mission, where it is not what is specified. */
export const undertaken = fact('MissionUndertaken', '2017', { missionId: 'm-1', destination: 'FR' });
