import { Link } from '@tanstack/react-router';
import type { ORGANIZATION_NAME } from '../asking/fragments.js';
import type { FragmentOf } from '../asking/graphql.js';

/** An organisation by its name, which leads to its page. */
export function OrganizationLink({ of }: { readonly of: FragmentOf<typeof ORGANIZATION_NAME> }) {
  return (
    <Link to="/organizations/$id" params={{ id: of.organizationId }}>
      {of.name}
    </Link>
  );
}

/** Organisations, each by a link, one below the other. */
export function OrganizationLinks({ of }: { readonly of: readonly FragmentOf<typeof ORGANIZATION_NAME>[] }) {
  if (of.length === 0) return null;
  return (
    <ul className="plain">
      {of.map((organization) => (
        <li key={organization.organizationId}>
          <OrganizationLink of={organization} />
        </li>
      ))}
    </ul>
  );
}
