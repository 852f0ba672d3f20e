import { AGREEMENT_LIST } from './agreement-list.js';
import type { WrittenProfile } from './profile.js';

/** The agreements of a consortium with a publisher, as the ESAC registry publishes them: a row, two parties, a term. */
const ESAC: WrittenProfile = {
  profile: 'esac',
  version: 1,
  title: 'ESAC Transformative Agreement Registry',
  source: { kind: 'REGISTER', issuer: 'ESAC Initiative', lang: 'en' },
  key: '{id}',
  // Consortia of several bodies stand as one party.
  choices: { 'list:organization': 'one' },
  columns: {
    id: {
      label: { fr: 'Identifiant de l’entente', en: 'Id of the agreement' },
      headers: ['id', 'ID', 'Agreement ID'],
    },
    publisher: {
      label: { fr: 'Éditeur', en: 'Publisher' },
      headers: ['publisher'],
      organization: { kind: 'PUBLISHER', lang: 'en' },
    },
    organization: {
      label: { fr: 'Consortium ou institution', en: 'Consortium or institution' },
      headers: ['organization', 'organisation'],
      organization: { kind: 'CONSORTIUM', lang: 'en' },
    },
    start: { label: { fr: 'Début', en: 'Start' }, headers: ['start_date', 'Start date'], dates: ['ISO'] },
    end: {
      label: { fr: 'Fin', en: 'End' },
      headers: ['end_date', 'End date'],
      dates: ['ISO'],
      sentinels: { '9999-12-31': 'OPEN_ENDED', '2899-01-01': 'OPEN_ENDED' },
    },
  },
  acts: [
    {
      step: 'register',
      command: 'registerAgreement',
      input: {
        agreementId: { $id: 'esac-{id}' },
        kind: 'TRANSFORMATIVE_AGREEMENT',
        title: [{ text: { $text: '{publisher} – {organization}' }, lang: 'en' }],
        identifiers: [{ scheme: 'ESAC', value: { $text: '{id}' } }],
      },
    },
    // The registry says that both are bound from the first day, and not when they signed: some day until it was published.
    ...(['organization', 'publisher'] as const).map((column) => ({
      step: `sign-${column}`,
      command: 'recordSignature',
      input: {
        agreementId: { $id: 'esac-{id}' },
        organizationId: { $organization: column },
        occurredOn: { $publication: 'ON_OR_BEFORE' },
        effectiveOn: { $date: 'start' },
      },
    })),
    {
      step: 'enter',
      command: 'recordEntryIntoForce',
      input: {
        agreementId: { $id: 'esac-{id}' },
        basis: 'PRESUMED_ON_TERM_START',
        occurredOn: { $date: 'start' },
      },
    },
    {
      step: 'term',
      command: 'setTerm',
      input: {
        agreementId: { $id: 'esac-{id}' },
        occurredOn: { $date: 'start' },
        startsOn: { $date: 'start' },
        endsOn: { $date: 'end' },
        openEnded: { $means: 'end', is: 'OPEN_ENDED' },
      },
      changed: {
        command: 'setTerm',
        input: {
          agreementId: { $id: 'esac-{id}' },
          occurredOn: { $publication: 'ON_OR_BEFORE' },
          startsOn: { $date: 'start' },
          endsOn: { $date: 'end' },
          openEnded: { $means: 'end', is: 'OPEN_ENDED' },
        },
      },
    },
  ],
};

const MOU_ID = { $id: 'mou-{n}' };
const SIGNED = { $date: 'signed' };

/** The memoranda of one institution with partners abroad: a day of signing and a duration, never an end. */
const MOU_REGISTER: WrittenProfile = {
  profile: 'mou-register',
  version: 1,
  title: 'Register of memoranda of understanding',
  source: { kind: 'REGISTER', lang: 'en' },
  key: '{n}',
  // What stands behind a comma is where the partner is.
  choices: { 'list:partner': 'one' },
  settings: {
    institution: {
      fr: 'De quelle institution ce fichier liste-t-il les ententes ? Donnez son nom.',
      en: 'Whose memoranda does this file list? Give the name of the institution.',
    },
  },
  columns: {
    n: { label: { fr: 'Numéro', en: 'Number' }, headers: ['n', 'No', 'S. No.'] },
    partner: {
      label: { fr: 'Partenaire', en: 'Partner' },
      headers: ['partner', 'organisation', 'organization'],
      organization: { lang: 'en' },
    },
    nature: {
      label: { fr: 'Type d’entente', en: 'Kind of agreement' },
      headers: ['nature', 'nature of agreement'],
      patterns: [
        { matches: '^mou$', gives: 'MOU' },
        { matches: 'agreement$', gives: 'COOPERATION_AGREEMENT' },
      ],
    },
    signed: {
      label: { fr: 'Signée le', en: 'Signed on' },
      headers: ['signed', 'date of signing'],
      dates: ['NAMED'],
      spelled: { Febrary: 'February' },
    },
    duration: {
      label: { fr: 'Durée', en: 'Duration' },
      headers: ['duration'],
      absent: ['Not Specified'],
      patterns: [
        { matches: '^(?:Initially (?:for )?)?(\\d+) years?$', gives: { duration: 'P$1Y' } },
        { matches: '^Till ', gives: { openEnded: true } },
        { matches: '^Auto-renewable every year$', gives: { renewal: 'TACIT', duration: 'P1Y' } },
        { matches: '^Auto-renewable after (\\d+) years$', gives: { renewal: 'TACIT', duration: 'P$1Y' } },
        {
          matches: '^(\\d+) years \\(with automatic prolongation for the next one year\\)$',
          gives: { renewal: 'TACIT', duration: 'P$1Y', renewalPeriod: 'P1Y' },
        },
      ],
    },
  },
  acts: [
    {
      step: 'register',
      command: 'registerAgreement',
      input: {
        agreementId: MOU_ID,
        kind: { $column: 'nature' },
        title: [{ text: { $text: '{partner}' }, lang: 'en' }],
        instrumentLabel: { $text: '{nature}' },
      },
    },
    ...(['institution', 'partner'] as const).map((party) => ({
      step: `sign-${party}`,
      command: 'recordSignature',
      given: ['signed'],
      input: { agreementId: MOU_ID, organizationId: { $organization: party }, occurredOn: SIGNED },
    })),
    {
      step: 'enter',
      command: 'recordEntryIntoForce',
      given: ['signed'],
      input: { agreementId: MOU_ID, basis: 'PRESUMED_ON_SIGNATURE', occurredOn: SIGNED },
    },
    {
      step: 'term',
      command: 'setTerm',
      given: ['signed', 'duration'],
      input: {
        agreementId: MOU_ID,
        occurredOn: SIGNED,
        ...Object.fromEntries(
          ['duration', 'openEnded', 'renewal', 'renewalPeriod'].map((member) => [
            member,
            { $column: 'duration', member },
          ]),
        ),
      },
    },
  ],
};

const READY: readonly WrittenProfile[] = [AGREEMENT_LIST, ESAC, MOU_REGISTER];

/** The profile that comes with the ledger under a name; null where there is none. */
export function readyProfile(name: string): WrittenProfile | null {
  return READY.find(({ profile }) => profile === name) ?? null;
}

/** The names of the profiles that come with the ledger. */
export const READY_NAMES: readonly string[] = READY.map(({ profile }) => profile);
