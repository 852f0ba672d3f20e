import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

/** A source is deposited by its hash. Its evidence may be itself, or nothing: it has no other yet. */
export const SourceDeposited = fact({
  type: 'SourceDeposited',
  stream: 'source',
  command: 'depositSource',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Dépose une source par son empreinte. Sa pièce justificative peut être elle-même, ou aucune.',
    en: 'Deposits a source by its hash. Its evidence may be itself, or none.',
  },
  called: { fr: 'dépôt d’une source', en: 'deposit of a source' },
  dates: { occurred: 'OPTIONAL' },
  place: 'BEGINS',
  revision: false,
  evidence: 'OPTIONAL',
  fixed: ['occurredOn'],
  members: {
    sourceId: m.made(m.id('source', 'Its id; by default the ledger makes one.')),
    kind: m.word('PRESS_RELEASE, ARTICLE, AGREEMENT_TEXT …'),
    issuer: m.optional(m.word('Who published it.')),
    publishedOn: m.optional(m.day('When it was published.')),
    lang: m.optional(m.language('Its language.')),
    sha256: m.hash('SHA-256 of the file, 64 lower-case hexadecimal digits.'),
    file: m.optional(m.word('The name of the file.')),
  },
});

export const depositSource = decider(SourceDeposited);
