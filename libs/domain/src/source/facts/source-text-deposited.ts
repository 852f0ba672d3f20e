import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { linesIn } from '../lines.js';
import { SourceDeposited } from './source-deposited.js';

/** The text of a source that was deposited without it. */
export const SourceTextDeposited = fact({
  type: 'SourceTextDeposited',
  stream: 'source',
  command: 'depositSourceText',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Dépose le texte d’une source déposée par son empreinte seule; l’empreinte du texte doit être celle de la source.',
    en: 'Deposits the text of a source that was deposited by its hash alone; the hash of the text has to be that one.',
  },
  called: { fr: 'dépôt du texte d’une source', en: 'deposit of a source’s text' },
  dates: { occurred: 'NONE' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'OPTIONAL',
  fixed: ['occurredOn'],
  members: {
    sourceId: m.id('source', 'The source.'),
    text: m.document('sha256', 'Its text; kept confidential, beside the log.'),
    sha256: m.made(
      m.hash('SHA-256 of the text, 64 lower-case hexadecimal digits; by default the ledger reckons it.'),
    ),
    lines: m.computed(m.count('How many lines it has.')),
  },
});

export const depositSourceText = decider(SourceTextDeposited, {
  complete({ input }) {
    // Who annuls an annulment of it has no text at hand: what was recorded of it stays.
    const { text } = input as Partial<typeof input>;
    return text === undefined ? {} : { lines: linesIn(text).length };
  },
  identity({ events, draft: { data } }) {
    const [deposit] = recorded(events, SourceDeposited);
    if (deposit?.data.lines !== undefined || recorded(events, SourceTextDeposited).length > 0)
      return refuse('TEXT_ALREADY_DEPOSITED', 'text', { docHash: data.sha256 });
    return deposit && deposit.data.sha256 !== data.sha256
      ? refuse('TEXT_DIFFERS', 'text', { wanted: deposit.data.sha256, found: data.sha256 })
      : null;
  },
});
