const DATE = 'http://www.w3.org/2001/XMLSchema#date';
const INSTANT = 'http://www.w3.org/2001/XMLSchema#dateTime';

/** What the members of a package mean as linked data: terms of Dublin Core and Schema.org where they have one, else of our own. */
export const CONTEXT = {
  '@version': 1.1,
  '@vocab': 'urn:entente:term:',
  id: 'http://purl.org/dc/terms/identifier',
  agreementId: 'http://purl.org/dc/terms/identifier',
  organizationId: 'http://purl.org/dc/terms/identifier',
  title: 'http://purl.org/dc/terms/title',
  name: 'http://schema.org/name',
  date: { '@id': 'http://purl.org/dc/terms/issued', '@type': INSTANT },
  knownAt: { '@type': INSTANT },
  validOn: { '@type': DATE },
  point: { '@type': DATE },
  earliest: { '@type': DATE },
  latest: { '@type': DATE },
  edtf: { '@type': 'http://id.loc.gov/datatypes/edtf/EDTF' },
  data: { '@type': '@json' },
} as const;
