import { fact } from '../../testing/decider-specification.js';

/** An organisation with a name and an identifier, for specifications. */
export const technum = fact('OrganizationRegistered', '2025-01-28', {
  organizationId: 'technum',
  names: [{ text: 'Technum Québec', lang: 'fr', use: 'OFFICIAL' }],
  identifiers: [{ scheme: 'NEQ', value: '1' }],
});
