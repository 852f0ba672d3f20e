import { ENDED } from './agreement/line/index.js';
import { FACTS } from './catalogue.js';
import { messageOf } from './messages.js';
import { MESSAGES, type RefusalCode } from './rules/codes.js';
import { refuse } from './rules/decision.js';
import {
  DOUBTS,
  LIMITS,
  OUTAGES,
  PROBLEMS,
  UNFIT_PERIODS,
  type Doubt,
  type Problem,
} from './rules/problems.js';
import { STATUS_WORDS } from './rules/words.js';

/** Words of English that no sentence in French has. */
const ENGLISH =
  /\b(the|is|are|was|not|of|and|with|at|least|most|more|than|that|which|written|has|have|only|may|give|name|once|below|each|other|send|there|longer|shorter|less|empty|outside|before|after|between|within|this|it|must|field|query|body|request|value|too|many|list|members|id|brackets|tokens|year|day)\b/i;
/** What is quoted as it is, in whatever language: names of members, of headers, and the words of a library. */
const QUOTED =
  /\{\w+\}|Content-Type: application\/json|mercurius-require-preflight|Authorization|AAAA-MM-JJ/g;

const openIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();

const SENTENCES = { ...MESSAGES, ...PROBLEMS, ...DOUBTS, ...UNFIT_PERIODS, ...LIMITS, ...OUTAGES };
const ALL = {
  ...SENTENCES,
  ...STATUS_WORDS,
  ...Object.fromEntries(FACTS.map(({ type, called }) => [`the name of ${type}`, called])),
  ...Object.fromEntries(FACTS.map(({ type, says }) => [`what ${type} says`, says])),
};

describe('what the ledger tells people', () => {
  it.each(Object.entries(ALL))('is said in French and in English: %s', (_key, { fr, en }) => {
    expect(fr).toMatch(/\p{L}/u);
    expect(en).toMatch(/\p{L}/u);
    expect(fr.replace(QUOTED, '')).not.toMatch(ENGLISH);
    expect(openIn(fr)).toEqual(openIn(en));
  });

  it.each(Object.entries(ALL))('is set in French as a Québec office sets it: %s', (_key, { fr }) => {
    expect(fr).not.toMatch(/ [:;!»]|[^\u00a0]»|«[^\u00a0]|\s;|'/);
  });

  it.each(Object.entries(SENTENCES))('is not the same in both languages: %s', (_key, { fr, en }) => {
    expect(fr).not.toBe(en);
  });

  it.each(Object.keys(PROBLEMS) as Problem['problem'][])(
    'is a whole sentence in each language when a value is refused: %s',
    (problem) => {
      const filled = { problem, most: 200, least: 1, words: ['A', 'B'], said: '…' } as Problem;
      const { code, details } = refuse('VALIDATION_FAILED', 'member', filled);
      const { fr, en } = messageOf(code, details);
      expect(fr).toMatch(/^Une donnée n’est pas recevable\u00a0: [^{}]+\.$/);
      expect(en).toMatch(/^A value cannot be accepted: [^{}]+\.$/);
    },
  );

  it('says of an outage what cannot be done: to write, unless something was only read', () => {
    const said = (details: object) => messageOf('STORE_UNAVAILABLE', { reason: 'UNAVAILABLE', ...details });
    expect(said({})).toEqual({
      fr: 'Le registre ne peut pas écrire pour l’instant; réessayez avec le même commandId.',
      en: 'The ledger cannot write at the moment; try again with the same commandId.',
    });
    expect(said({ asked: 'READ' })).toEqual({
      fr: 'Le registre ne peut pas lire pour l’instant; réessayez, une mutation avec le même commandId.',
      en: 'The ledger cannot read at the moment; try again, a mutation with the same commandId.',
    });
  });

  it.each(Object.keys(DOUBTS) as Doubt['problem'][])(
    'is a whole sentence in each language when a date is doubted: %s',
    (problem) => {
      const { fr, en } = messageOf('DATE_IMPLAUSIBLE', { problem, organizationIds: ['a', 'b'] });
      expect(fr).toMatch(/^Vérifiez cette date\u00a0: [^{}…]+\.$/);
      expect(en).toMatch(/^Check this date: [^{}…]+\.$/);
    },
  );

  it('quotes what a library says in English within a sentence in French', () => {
    const { fr } = messageOf('VALIDATION_FAILED', { problem: 'GRAPHQL_SYNTAX', said: 'Expected Name' });
    expect(fr).toBe(
      'Une donnée n’est pas recevable\u00a0: la requête enfreint la syntaxe de GraphQL (détail technique, en anglais\u00a0: «\u00a0Expected Name\u00a0»).',
    );
  });

  it('writes numbers as each language does', () => {
    const { fr, en } = messageOf('LIMIT_EXCEEDED', { limit: 'QUERY_CHARACTERS', most: 100_000 });
    expect(fr).toMatch(/100\s000 caractères/);
    expect(en).toContain('100,000 characters');
  });

  it('puts the names that are known before ids, in each language, wherever they stand', () => {
    const names = { uvm: { fr: 'Université du Vermont', en: 'University of Vermont' } };
    expect(messageOf('PARTNER_ALREADY_SIGNED', { organizationId: 'uvm', names })).toEqual({
      fr: 'L’organisation Université du Vermont (uvm) est déjà partie à l’entente.',
      en: 'Organisation University of Vermont (uvm) is already a party to the agreement.',
    });
    const eligible = ['uvm', 'udes'];
    const { en } = messageOf('AGREEMENT_NOT_OPEN', { because: 'NOT_ELIGIBLE', eligible, names });
    expect(en).toBe(
      'The agreement is not open to this organisation on that day: it is not one of those that may sign, University of Vermont (uvm), udes.',
    );
  });

  it('speaks of a status, and of facts, in the words of each language', () => {
    expect(messageOf('INVALID_TRANSITION', { status: 'OPEN_FOR_SIGNATURE' })).toEqual({
      fr: 'L’état de ce jour-là (ouverte à la signature) ne le permet pas; vérifiez la date, ou consignez d’abord ce qui manque.',
      en: 'The status on that day (open for signature) does not allow it; check the date, or record first what is missing.',
    });
    const events = [{ eventId: 'e', type: 'AgreementOpenedForSignature', effectiveOn: '2026-05-03' }];
    expect(messageOf('FACTS_PASSED_OVER', { events })).toEqual({
      fr: 'Avec un acte de cette date, des faits déjà consignés ne comptent plus : ouverture à la signature (2026-05-03). Vérifiez les dates; si elles sont justes, passez outre en disant pourquoi.',
      en: 'With an act of this date, facts recorded before no longer count: opening for signature (2026-05-03). Check the dates; if they are right, override and say why.',
    });
  });

  it('has words for every status in which an agreement has ended', () => {
    expect(Object.keys(STATUS_WORDS)).toEqual(expect.arrayContaining([...ENDED]));
  });

  it('shows that a detail is not known, rather than a name in braces', () => {
    for (const code of Object.keys(MESSAGES) as RefusalCode[]) {
      const { fr, en } = messageOf(code);
      expect(`${fr} ${en}`).not.toMatch(/[{}]/);
    }
  });
});
