import { graphql } from './graphql.js';

/** A day as it is known, with all that its words need. */
export const FACT = graphql(`
  fragment Fact on DatedFact {
    edtf
    point
    earliest
    latest
    basis
  }
`);

/** An organisation by its name. */
export const ORGANIZATION_NAME = graphql(`
  fragment OrganizationName on Organization {
    organizationId
    name
  }
`);

/** An agreement by its titles. */
export const AGREEMENT_NAME = graphql(`
  fragment AgreementName on Agreement {
    agreementId
    titles {
      text
      lang
    }
  }
`);

/** A text in the languages that it has. */
export const TEXT = graphql(`
  fragment Text on LocalizedText {
    text
    lang
  }
`);
