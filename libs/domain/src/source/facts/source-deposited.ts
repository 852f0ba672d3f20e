import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { linesIn } from '../lines.js';

const FIRST_VERSION = {
  sourceId: m.made(m.id('source', 'Its id; by default the ledger makes one.')),
  kind: m.word('PRESS_RELEASE, ARTICLE, AGREEMENT_TEXT …'),
  issuer: m.optional(m.word('Who published it.')),
  publishedOn: m.optional(m.day('When it was published.')),
  lang: m.optional(m.language('Its language.')),
  sha256: m.hash('SHA-256 of the file, 64 lower-case hexadecimal digits.'),
  file: m.optional(m.word('The name of the file.')),
};

/** A source is deposited by its hash, and with its text where that is at hand. Its evidence may be itself, or nothing: it has no other yet. */
export const SourceDeposited = fact({
  type: 'SourceDeposited',
  stream: 'source',
  command: 'depositSource',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Dépose une source par son empreinte, avec son texte si on l’a. Sa pièce justificative peut être elle-même, ou aucune.',
    en: 'Deposits a source by its hash, with its text where that is at hand. Its evidence may be itself, or none.',
  },
  called: { fr: 'dépôt d’une source', en: 'deposit of a source' },
  dates: { occurred: 'OPTIONAL' },
  place: 'BEGINS',
  revision: false,
  evidence: 'OPTIONAL',
  fixed: ['occurredOn'],
  members: {
    ...FIRST_VERSION,
    text: m.optional(
      m.document('sha256', 'Its text, whose SHA-256 is that of the file; kept confidential, beside the log.'),
    ),
    lines: m.computed(m.optional(m.count('How many lines its text has, where it came with it.'))),
  },
  earlier: [{ members: FIRST_VERSION, upcast: (data) => data }],
});

export const depositSource = decider(SourceDeposited, {
  complete: ({ input: { text } }) => (text === undefined ? {} : { lines: linesIn(text).length }),
});
