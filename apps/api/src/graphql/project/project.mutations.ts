import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Project } from './project.types.js';

const { Payload, PayloadResolver } = payloadOf('Project', 'project', () => Project);

export const ProjectRecordedResolver = PayloadResolver;
export const ProjectMutations = mutationsOf('project', () => Payload);
