/** The languages of a published register. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const fr = {
  register: 'Registre des ententes',
  agreements: 'Ententes',
  organizations: 'Organisations',
  agreement: 'Entente',
  organization: 'Organisation',
  status: 'État',
  parties: 'Parties',
  party: 'Partie',
  role: 'Rôle',
  since: 'Depuis',
  until: 'Jusqu’à',
  begins: 'Premier jour',
  ends: 'Dernier jour',
  noEnd: 'sans fin fixée',
  unknown: 'on ne sait pas',
  kind: 'Genre',
  sectors: 'Secteurs',
  identifiers: 'Identifiants',
  supersededBy: 'Remplacée par',
  possible: 'possible',
  possibleNote: 'Les dates connues permettent aussi une autre réponse.',
  elsewhere: 'English',
  data: 'Les mêmes données, en JSON',
  pages: 'Pages',
  skip: 'Aller au contenu',
  none: 'Il n’y a encore rien ici.',
  asOf: (day: string, known: string, position: string) =>
    `Ce qui valait le ${day}, selon ce que le registre savait le ${known} (position ${position}).`,
  count: (agreements: number, organizations: number) =>
    `${agreements} ententes, ${organizations} organisations`,
  statuses: {
    SIGNED: 'signée',
    IN_FORCE: 'en vigueur',
    SUSPENDED: 'suspendue',
    EXPIRED: 'expirée',
    TERMINATED: 'résiliée',
    SUPERSEDED: 'remplacée',
  },
  roles: {
    PARTY: 'partie',
    WITHDRAWAL_NOTIFIED: 'retrait notifié',
    WITHDRAWN: 'retirée',
    SUCCEEDED: 'remplacée par une autre',
    SIGNATORY: 'signataire, à ratifier',
  },
  kinds: {
    MOU: 'protocole d’entente',
    AGREEMENT: 'entente',
    CONVENTION: 'convention',
    COOPERATION_AGREEMENT: 'entente de coopération',
  },
  between: (from: string, to: string) => `entre le ${from} et le ${to}`,
  notBefore: (day: string) => `au plus tôt le ${day}`,
  notAfter: (day: string) => `au plus tard le ${day}`,
};

const en: typeof fr = {
  register: 'Register of agreements',
  agreements: 'Agreements',
  organizations: 'Organisations',
  agreement: 'Agreement',
  organization: 'Organisation',
  status: 'Status',
  parties: 'Parties',
  party: 'Party',
  role: 'Role',
  since: 'Since',
  until: 'Until',
  begins: 'First day',
  ends: 'Last day',
  noEnd: 'no end was set',
  unknown: 'not known',
  kind: 'Kind',
  sectors: 'Sectors',
  identifiers: 'Identifiers',
  supersededBy: 'Superseded by',
  possible: 'possible',
  possibleNote: 'The known dates allow another answer too.',
  elsewhere: 'Français',
  data: 'The same data, as JSON',
  pages: 'Pages',
  skip: 'Skip to the content',
  none: 'There is nothing here yet.',
  asOf: (day, known, position) =>
    `What held on ${day}, by what the register knew on ${known} (position ${position}).`,
  count: (agreements, organizations) => `${agreements} agreements, ${organizations} organisations`,
  statuses: {
    SIGNED: 'signed',
    IN_FORCE: 'in force',
    SUSPENDED: 'suspended',
    EXPIRED: 'expired',
    TERMINATED: 'terminated',
    SUPERSEDED: 'superseded',
  },
  roles: {
    PARTY: 'party',
    WITHDRAWAL_NOTIFIED: 'withdrawal notified',
    WITHDRAWN: 'withdrawn',
    SUCCEEDED: 'succeeded by another',
    SIGNATORY: 'signatory, to ratify',
  },
  kinds: {
    MOU: 'memorandum of understanding',
    AGREEMENT: 'agreement',
    CONVENTION: 'convention',
    COOPERATION_AGREEMENT: 'cooperation agreement',
  },
  between: (from, to) => `between ${from} and ${to}`,
  notBefore: (day) => `on ${day} or later`,
  notAfter: (day) => `on ${day} or before`,
};

/** What pages say in a language. */
export type Words = typeof fr;
export const WORDS: Readonly<Record<Language, Words>> = { fr, en };

/** A word of the ledger in a language; one that has none there, as people can read it. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code.toLowerCase().replaceAll('_', ' ');
}
