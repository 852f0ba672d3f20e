import { mutationsOf } from '../recording/mutations.js';
import { payloadOf } from '../recording/payload.js';
import { Organization } from './organization.types.js';

const { Payload, PayloadResolver } = payloadOf('Organization', 'organization', () => Organization);

export const OrganizationRecordedResolver = PayloadResolver;
export const OrganizationMutations = mutationsOf('organization', () => Payload);
