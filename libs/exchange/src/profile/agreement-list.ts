import type { WrittenProfile } from './profile.js';

const ID = { $id: 'list-{number}' };
const SIGNED = { $date: 'signed' };
const START = { $date: 'start' };
const DATES = ['ISO', 'NAMED', 'SLASHED', 'YEAR_MONTH', 'YEAR', 'RANGE'] as const;
const NOTHING_SAID = ['?', 's. o.', 'n/a', 'NA', '-'];
const OPEN_ENDED = ['9999-12-31', '31/12/9999', '12/31/9999', 'indéterminée', 'sans fin', 'open-ended'];

const register = (titled: boolean): WrittenProfile['acts'][number] => ({
  step: titled ? 'register' : 'register-untitled',
  command: 'registerAgreement',
  ...(titled ? { given: ['title'] } : { absent: ['title'] }),
  input: {
    agreementId: ID,
    kind: 'MOU',
    title: [{ text: { $text: titled ? '{title}' : '{institution} – {partner}' }, lang: 'fr' }],
    instrumentLabel: { $text: '{nature}' },
  },
});

/** The list that many offices keep in a spreadsheet: a row an agreement of their own, with a partner and days. */
export const AGREEMENT_LIST: WrittenProfile = {
  profile: 'agreement-list',
  version: 1,
  title: 'Liste d’ententes d’un bureau / An office’s list of agreements',
  source: { kind: 'REGISTER', lang: 'fr' },
  key: '{number}',
  settings: {
    institution: {
      fr: 'De quelle institution ce fichier liste-t-il les ententes ? Donnez son nom.',
      en: 'Whose agreements does this file list? Give the name of the institution.',
    },
  },
  columns: {
    number: {
      label: { fr: 'Numéro de l’entente', en: 'Number of the agreement' },
      headers: ['Numéro', 'No', 'N°', 'Number', 'Identifiant', 'ID'],
    },
    partner: {
      label: { fr: 'Partenaire', en: 'Partner' },
      headers: ['Partenaire', 'Partner', 'Organisation', 'Organization', 'Nom du partenaire'],
      organization: { lang: 'fr', identifiers: { ROR: 'ror', LEI: 'lei', NEQ: 'neq' } },
    },
    ror: { label: { fr: 'ROR du partenaire', en: 'ROR of the partner' }, headers: ['ROR'], optional: true },
    lei: { label: { fr: 'LEI du partenaire', en: 'LEI of the partner' }, headers: ['LEI'], optional: true },
    neq: { label: { fr: 'NEQ du partenaire', en: 'NEQ of the partner' }, headers: ['NEQ'], optional: true },
    title: {
      label: { fr: 'Titre ou objet', en: 'Title or subject' },
      headers: ['Titre', 'Title', 'Objet', 'Subject'],
      optional: true,
    },
    nature: {
      label: { fr: 'Type de document', en: 'Kind of document' },
      headers: ['Type', 'Nature', 'Kind'],
      optional: true,
    },
    signed: {
      label: { fr: 'Signée le', en: 'Signed on' },
      headers: ['Signée le', 'Date de signature', 'Signature', 'Signed', 'Signed on', 'Date of signing'],
      dates: [...DATES],
      absent: NOTHING_SAID,
    },
    start: {
      label: { fr: 'Début', en: 'Start' },
      headers: ['Début', 'Date de début', 'En vigueur le', 'Start', 'Start date'],
      dates: [...DATES],
      absent: NOTHING_SAID,
      optional: true,
    },
    end: {
      label: { fr: 'Fin', en: 'End' },
      headers: ['Fin', 'Date de fin', 'Échéance', 'End', 'End date', 'Expiry'],
      dates: [...DATES],
      absent: NOTHING_SAID,
      sentinels: Object.fromEntries(OPEN_ENDED.map((written) => [written, 'OPEN_ENDED'])),
      optional: true,
    },
  },
  acts: [
    register(true),
    register(false),
    ...(['institution', 'partner'] as const).map((party) => ({
      step: `sign-${party}`,
      command: 'recordSignature',
      given: ['signed'],
      input: { agreementId: ID, organizationId: { $organization: party }, occurredOn: SIGNED },
    })),
    {
      step: 'enter-at-start',
      command: 'recordEntryIntoForce',
      given: ['signed', 'start'],
      input: { agreementId: ID, basis: 'PRESUMED_ON_TERM_START', occurredOn: START },
    },
    {
      step: 'enter-at-signature',
      command: 'recordEntryIntoForce',
      given: ['signed'],
      absent: ['start'],
      input: { agreementId: ID, basis: 'PRESUMED_ON_SIGNATURE', occurredOn: SIGNED },
    },
    {
      step: 'term',
      command: 'setTerm',
      given: ['signed', 'end'],
      input: {
        agreementId: ID,
        occurredOn: SIGNED,
        startsOn: START,
        endsOn: { $date: 'end' },
        openEnded: { $means: 'end', is: 'OPEN_ENDED' },
      },
      changed: {
        command: 'setTerm',
        input: {
          agreementId: ID,
          occurredOn: { $publication: 'ON_OR_BEFORE' },
          startsOn: START,
          endsOn: { $date: 'end' },
          openEnded: { $means: 'end', is: 'OPEN_ENDED' },
        },
      },
    },
  ],
};
