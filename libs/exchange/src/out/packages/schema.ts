import { z } from 'zod';

/** The version of the form of packages. A member that is added leaves it as it is; one that goes or changes raises it. */
export const PACKAGE_VERSION = '1.0';

const day = z.iso.date();
const instant = z.iso.datetime();

const datedFact = z
  .strictObject({
    edtf: z.string().describe('All that is known of it, as EDTF (ISO 8601-2) writes it.'),
    point: day.describe('The day that is used where one is needed.'),
    earliest: day.nullable().describe('The earliest day that it can be; null: no bound that way.'),
    latest: day.nullable().describe('The latest day that it can be; null: no bound that way.'),
    basis: z.string().describe('How it is known: STATED, DEDUCED, COMPUTED, PRESUMED …'),
  })
  .meta({ id: 'DatedFact' });

const text = z
  .strictObject({ '@value': z.string(), '@language': z.string().describe('BCP 47.') })
  .meta({ id: 'Text' });

const identifier = z.object({ scheme: z.string(), value: z.string() }).meta({ id: 'Identifier' });

const party = z
  .strictObject({
    '@id': z.string(),
    organizationId: z.string(),
    name: z.array(text),
    role: z.string().describe('PARTY, SIGNATORY, WITHDRAWAL_NOTIFIED, WITHDRAWN, SUCCEEDED or PROSPECTIVE.'),
    certainty: z.string(),
    capacity: z.string().nullable(),
    since: datedFact,
    until: datedFact.nullable(),
  })
  .meta({ id: 'Party' });

const compiledRelease = z
  .strictObject({
    '@type': z.literal('CompiledRelease'),
    agreementId: z.string(),
    tag: z.tuple([z.literal('compiled')]),
    kind: z.string(),
    title: z.array(text),
    sectors: z.array(text),
    binding: z.string(),
    identifiers: z.array(identifier),
    status: z.strictObject({
      status: z.string(),
      certainty: z.string().describe('POSSIBLE: the uncertain dates allow another answer too.'),
      possible: z.array(z.string()).describe('Every status that the dates allow.'),
      inForce: z.string(),
      since: datedFact.nullable(),
    }),
    term: z
      .strictObject({
        startsOn: datedFact.nullable(),
        endsOn: datedFact.nullable().describe('The last day of the period that runs.'),
        duration: z.string().nullable(),
        renewal: z.string().nullable(),
        openEnded: z.boolean(),
      })
      .nullable(),
    parties: z.array(party).describe('Everyone who takes part or took part.'),
    leads: z.array(z.strictObject({ organizationId: z.string(), role: z.string().nullable() })),
    supersededBy: z.string().nullable(),
  })
  .meta({ id: 'CompiledRelease' });

const linkedRelease = z
  .strictObject({
    '@id': z.string(),
    id: z.string(),
    date: instant,
    tag: z.array(z.string()),
    hash: z.string(),
  })
  .meta({ id: 'LinkedRelease' });

const release = z
  .strictObject({
    '@id': z.string(),
    '@type': z.literal('Release'),
    id: z.string().describe('The stream and the revision of the event.'),
    agreementId: z.string(),
    date: instant.describe('When it was recorded.'),
    tag: z
      .array(z.string())
      .describe('The type of the event: AgreementRegistered, PartnerSigned, RecordRectified …'),
    position: z.string(),
    hash: z.string().describe('SHA-256 of the stored bytes, after a zero byte; hexadecimal.'),
    previousHash: z.string().nullable(),
    occurred: datedFact,
    effective: datedFact,
    sources: z.array(
      z.strictObject({
        sourceId: z.string(),
        from: z.number().int().nullable(),
        to: z.number().int().nullable(),
      }),
    ),
    data: z.record(z.string(), z.json()).describe('What was recorded; sealed members are not in it.'),
  })
  .meta({ id: 'Release' });

const record = z
  .strictObject({
    '@id': z.string(),
    '@type': z.literal('Record'),
    agreementId: z.string(),
    releases: z.array(linkedRelease).describe('Every release known then, oldest first.'),
    compiledRelease,
  })
  .meta({ id: 'Record' });

const head = {
  '@context': z.record(z.string(), z.json()),
  version: z.literal(PACKAGE_VERSION),
  ledger: z.string().describe('The id of the ledger.'),
  asOf: z
    .strictObject({ validOn: day, knownAt: instant.nullable(), position: z.string() })
    .nullable()
    .describe('The two dates of the package; null where it is empty.'),
};

/** What was known of agreements at two dates, each with its releases. */
export const recordPackageSchema = z.strictObject({
  ...head,
  '@type': z.literal('RecordPackage'),
  records: z.array(record),
});

/** What was recorded of agreements, an event a release. A release never changes. */
export const releasePackageSchema = z.strictObject({
  ...head,
  '@type': z.literal('ReleasePackage'),
  releases: z.array(release),
});

export type RecordOfAgreement = z.infer<typeof record>;
export type Release = z.infer<typeof release>;
export type LinkedRelease = z.infer<typeof linkedRelease>;
export type CompiledRelease = z.infer<typeof compiledRelease>;
export type DatedFact = z.infer<typeof datedFact>;
export type PackageHead = { readonly [name in keyof typeof head]: z.infer<(typeof head)[name]> };
