import { BASES, FORCE_BASES, isDay } from '@entente/domain';
import { z } from 'zod';
import { createCatalogue, type StoredEventType } from './catalogue.js';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const word = z.string().min(1).max(200);
const lang = z.string().min(2).max(35);
const day = z.string().refine(isDay, 'is not a day');
const text = z.strictObject({ text: z.string().min(1), lang });
const name = z.strictObject({ text: z.string().min(1), lang, use: word });
const identifier = z.strictObject({ scheme: word, value: word });
const relation = z.strictObject({ type: word, organizationId: id });
const count = z.int().min(0);

/** A whole uncertain date, every member there. */
export const uncertainDate = z.strictObject({
  edtf: z.string().min(4),
  point: day,
  earliest: day.nullable(),
  latest: day.nullable(),
  precision: z.enum(['DAY', 'MONTH', 'SEASON', 'YEAR', 'PERIOD', 'UNKNOWN']),
  basis: z.enum(BASES),
});

function stored(
  type: string,
  shape: z.ZodRawShape,
  options: { readonly confidential?: readonly string[] } = {},
): StoredEventType {
  return { type, versions: [z.strictObject(shape)], upcasts: [], confidential: options.confidential ?? [] };
}

const agreementId = id;
const organizationId = id;
const meetingId = id;

/**
 * Every event type that this ledger has ever stored, with each version of its clear data. What stands here is for ever:
 * change an event by adding a version and an upcaster, never by editing one.
 */
export const STORED_EVENTS = createCatalogue([
  stored('LedgerOpened', { ledgerId: uuid, timeZone: word, demonstration: z.boolean() }),
  stored('DemonstrationLoaded', { scenarioId: word }),

  stored('AgreementRegistered', {
    agreementId,
    kind: word,
    title: z.array(text).min(1),
    objectives: z.array(z.strictObject({ code: word, texts: z.array(text) })).optional(),
    sectors: z.array(text).optional(),
    openToAccession: z.boolean().optional(),
    binding: z.enum(['YES', 'NO', 'UNKNOWN']),
  }),
  stored('AgreementTextDeposited', {
    agreementId,
    docHash: sha256,
    lang,
    pages: count.optional(),
    authentic: z.boolean().optional(),
  }),
  stored('AgreementOpenedForSignature', {
    agreementId,
    closesOn: day.optional(),
    eligible: z.array(organizationId).optional(),
  }),
  stored('LeadDesignated', {
    agreementId,
    organizationIds: z.array(organizationId).min(1),
    role: word.optional(),
  }),
  stored('PartnerIntentDeclared', {
    agreementId,
    organizationId,
    intent: z.enum(['SIGN', 'ACCEDE']),
    horizon: z.array(text).optional(),
    expectedBy: day.optional(),
    meetingId: meetingId.optional(),
  }),
  stored('PartnerIntentWithdrawn', { agreementId, organizationId }, { confidential: ['/data/reason'] }),
  stored('PartnerIntentLapsed', { agreementId, organizationId, intentEventId: uuid, expectedBy: day }),
  stored('PartnerSigned', {
    agreementId,
    organizationId,
    capacity: word.optional(),
    signatoryRank: count.optional(),
    nameAsSigned: text.optional(),
    signedBy: z.array(id).optional(),
    presentAtSigning: z.array(id).optional(),
  }),
  stored('PartnerAcceded', { agreementId, organizationId, instrument: word.optional() }),
  stored('AgreementEnteredIntoForce', { agreementId, basis: z.enum(FORCE_BASES) }),
  stored(
    'AgreementTermSet',
    {
      agreementId,
      startsOn: uncertainDate.optional(),
      endsOn: uncertainDate.optional(),
      duration: word.optional(),
      renewal: word.optional(),
      noticeDays: count.optional(),
    },
    { confidential: ['/data/startsOn/note', '/data/endsOn/note'] },
  ),
  stored('AgreementExpired', {
    agreementId,
    lastDayInForce: day,
    reason: z.literal('TERM_ENDED'),
    scheduledFor: day,
    detectedLate: z.boolean(),
  }),
  stored(
    'EvidenceAttached',
    {
      agreementId,
      sourceId: id,
      supports: z.array(uuid).min(1),
      strength: z.enum(['CONFIRMS', 'CONTRADICTS']),
    },
    { confidential: ['/data/note'] },
  ),

  stored(
    'OrganizationRegistered',
    {
      organizationId,
      names: z.array(name).min(1),
      kind: word.optional(),
      jurisdiction: word.optional(),
      foundedOn: uncertainDate.optional(),
      identifiers: z.array(identifier).optional(),
      relations: z.array(relation).optional(),
    },
    { confidential: ['/data/foundedOn/note'] },
  ),
  stored('OrganizationAliasAdded', { organizationId, alias: name }),
  stored('OrganizationIdentifierAdded', { organizationId, identifier }),
  stored('OrganizationRenamed', { organizationId, name }),
  stored('OrganizationRelationRecorded', { organizationId, relation }),
  stored('DesignationObserved', { organizationId, designation: text, grantedBy: text.optional() }),

  stored('PersonRegistered', { personId: id }, { confidential: ['/data/displayName'] }),
  stored('RoleObserved', {
    personId: id,
    organizationId: organizationId.optional(),
    title: text.optional(),
    current: z.boolean(),
  }),

  stored(
    'MeetingScheduled',
    {
      meetingId,
      agreementId: agreementId.optional(),
      scheduledFor: uncertainDate,
      title: z.array(text).optional(),
      place: word.optional(),
      hostOrganizationId: organizationId.optional(),
    },
    { confidential: ['/data/scheduledFor/note'] },
  ),
  stored('MeetingHeld', {
    meetingId,
    agreementId: agreementId.optional(),
    title: z.array(text).optional(),
    ordinal: count.optional(),
    place: word.optional(),
    hostOrganizationId: organizationId.optional(),
    attendance: z.array(z.strictObject({ organizationId, capacity: word.optional() })),
    guests: z.array(z.strictObject({ personId: id, capacity: word.optional() })).optional(),
  }),
  stored('MeetingCancelled', { meetingId }, { confidential: ['/data/reason'] }),
  stored('ActionTrackIdentified', {
    meetingId,
    code: word,
    text: z.array(text).min(1),
    ownerId: organizationId.optional(),
    due: day.optional(),
  }),
  stored(
    'MinutesDeposited',
    { meetingId, docHash: sha256, lang, pages: count.optional() },
    { confidential: ['/data/text'] },
  ),

  stored('SourceDeposited', {
    sourceId: id,
    kind: word,
    issuer: word.optional(),
    publishedOn: day.optional(),
    lang: lang.optional(),
    sha256,
    file: word.optional(),
  }),
  stored('MissionUndertaken', {
    missionId: id,
    ordinal: count.optional(),
    destination: word,
    organizerIds: z.array(organizationId).optional(),
    funderIds: z.array(organizationId).optional(),
    participants: z
      .strictObject({ approx: count.optional(), text: z.array(text).optional(), scope: word.optional() })
      .optional(),
    purpose: z.array(text).optional(),
    outcome: z.array(text).optional(),
  }),
]);
