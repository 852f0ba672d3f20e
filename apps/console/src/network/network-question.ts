import { AGREEMENT_NAME, ORGANIZATION_NAME } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';

/** Organisations and the agreements that join them. */
export const NETWORK = graphql(
  `
    query Network($kinds: [String!], $asOf: AsOf) {
      network(kinds: $kinds, asOf: $asOf, first: 5000) {
        asOf {
          validOn
        }
        truncated
        edges {
          organizationId
          agreementId
          certainty
        }
        organizations {
          agreements
          partners
          organization {
            ...OrganizationName
          }
        }
        agreements {
          ...AgreementName
          kind
        }
      }
    }
  `,
  [AGREEMENT_NAME, ORGANIZATION_NAME],
);

export type Network = NonNullable<ResultOf<typeof NETWORK>['network']>;

/** An organisation as the picture and the table show it. */
export interface Node {
  readonly id: string;
  readonly name: string;
  readonly agreements: number;
  readonly partners: number;
}

/** The organisations of a network, those with most agreements first. */
export function nodesOf({ organizations }: Network): readonly Node[] {
  return organizations
    .map(({ organization, agreements, partners }) => ({
      id: organization.organizationId,
      name: organization.name,
      agreements,
      partners,
    }))
    .toSorted((one, other) => other.agreements - one.agreements || (one.id < other.id ? -1 : 1));
}
