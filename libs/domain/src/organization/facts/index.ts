import { linkOrganizations } from './organizations-linked-as-same.js';
import { mergeOrganizations } from './organizations-merged.js';
import { severOrganizationLink } from './organization-link-severed.js';
import { observeDesignation } from './designation-observed.js';
import { addOrganizationAlias } from './organization-alias-added.js';
import { addOrganizationIdentifier } from './organization-identifier-added.js';
import { registerOrganization } from './organization-registered.js';
import { recordOrganizationRelation } from './organization-relation-recorded.js';
import { renameOrganization } from './organization-renamed.js';

/** The facts of an organisation's stream, in the order in which the API and the documentation show them. */
export const ORGANIZATION_FACTS = [
  registerOrganization,
  addOrganizationAlias,
  addOrganizationIdentifier,
  renameOrganization,
  recordOrganizationRelation,
  observeDesignation,
  linkOrganizations,
  severOrganizationLink,
  mergeOrganizations,
] as const;
