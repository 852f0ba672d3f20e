import type { AskedName, KnownName } from '../../rules/decision.js';
import { foldName } from './letters.js';

/** Legal forms: at the end of a name they say what an organisation is, not which. */
const LEGAL_FORMS = new Set(
  `inc incorporated ltd ltee limitee limited llc llp lp corp corporation co cie sa sas sarl sasu gmbh ag kg ev bv nv plc pty
  spa srl sl ab asa oy oyj aps`.split(/\s+/),
);
/** Small words of the languages that the ledger meets: who writes a name from memory leaves them out, or adds them. */
const SMALL_WORDS = new Set(
  `of the and for in at an a de du des d la le les l et pour en au aux der die das und von el los las del y e da do
  dos`.split(/\s+/),
);

/** The fewest words of a name that is looked for inside a longer one; fewer are in too many names. */
const FEWEST_WORDS = 3;
/** The most words of a name at which another one is looked for in it, and of which keys are made. */
const MOST_WORDS = 64;
/** The fewest letters of a name of one word that may be how a longer one begins. */
const FEWEST_LETTERS = 4;

/** How much two names are alike: probably one organisation, or perhaps. */
export type Likeness = 'SAME' | 'NEAR';

/** A name, with or without what stands in parentheses, and without the legal forms at its end. */
interface Form {
  readonly words: readonly string[];
  /** The words without small ones, where others stay. */
  readonly telling: readonly string[];
}

/**
 * How much two names are alike, either way round; null for two that nobody would take for one. SAME: equal but for letters,
 * spaces, legal forms and small words, or the same set of words. NEAR: one begins with the other, both are the same but for
 * numbers, or the shorter is a run of words in the longer that begins among its first {@link MOST_WORDS}.
 */
export function resemblance(a: string, b: string): Likeness | null {
  const [forms, others] = [formsOf(a), formsOf(b)];
  const known = new Set(others.flatMap(sameKeysOf));
  if (forms.flatMap(sameKeysOf).some((key) => known.has(key))) return 'SAME';
  return forms.some((form) => others.some((other) => isNear(form.telling, other.telling))) ? 'NEAR' : null;
}

function isNear(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const unnumbered = withoutNumbers(a);
  return (
    (mayBegin(shorter) && isRunAt(0, shorter, longer)) ||
    (unnumbered !== '' && unnumbered === withoutNumbers(b)) ||
    (shorter.length >= FEWEST_WORDS &&
      longer.slice(0, MOST_WORDS).some((_word, from) => isRunAt(from, shorter, longer)))
  );
}

/** True for words that are enough to know a longer name by. */
function mayBegin(words: readonly string[]): boolean {
  return words.length >= 2 || Array.from(words[0] ?? '').length >= FEWEST_LETTERS;
}

function isRunAt(from: number, shorter: readonly string[], longer: readonly string[]): boolean {
  return shorter.every((word, index) => word === longer[from + index]);
}

function withoutNumbers(words: readonly string[]): string {
  return words.filter((word) => !/^\p{N}+$/u.test(word)).join(' ');
}

/** The forms of a name by which it is compared; none for a name without a letter or a digit. */
function formsOf(name: string): readonly Form[] {
  const folded = new Set([foldName(name), foldName(outsideParentheses(name.normalize('NFKD')))]);
  return [...folded]
    .filter((text) => text !== '')
    .map((text) => {
      const words = withoutLegalForms(text.split(' '));
      const telling = words.filter((word) => !SMALL_WORDS.has(word));
      return { words, telling: telling.length > 0 ? telling : words };
    });
}

function withoutLegalForms(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !LEGAL_FORMS.has(word));
  return words.slice(0, Math.max(last, 0) + 1);
}

/** What stands outside parentheses; the whole text where they do not close. */
function outsideParentheses(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (depth === 0) outside += character;
    if (character === ')' && depth > 0) {
      depth -= 1;
      outside += ' ';
    }
  }
  return depth === 0 ? outside : text;
}

/** Kinds of keys, so that a key of one kind never meets one of another. */
const CLOSED = '=';
const TELLING = '~';
const WORD_SET = '#';
const UNNUMBERED = 'n';
const OPENING = '<';
const RUN = '>';

/** The most characters of a key, well below what an index of PostgreSQL takes: names may be longer, keys are cut. */
const LONGEST_KEY = 200;

function sameKeysOf({ words, telling }: Form): readonly string[] {
  const set = [...new Set(telling)].toSorted();
  return [
    CLOSED + words.join(''),
    TELLING + telling.join(''),
    ...(set.length >= 2 ? [WORD_SET + set.join(' ')] : []),
  ];
}

/**
 * Keys of a name with which another is the same: two names are SAME when they share one. Kept beside each name and indexed,
 * they find all names that are the same as a given one, and all that several organisations share. Keys of very long names
 * are cut, so that {@link resemblance} has the last word.
 */
export function sameKeys(name: string): readonly string[] {
  return indexable(formsOf(name).flatMap(sameKeysOf));
}

/**
 * Keys of a name without legal forms and spaces: what `organization(name)` looks for among the kept {@link sameKeys} when no
 * name has the same letters.
 */
export function closedKeys(name: string): readonly string[] {
  return indexable(formsOf(name).map(({ words }) => CLOSED + words.join('')));
}

/** Whether two names are one without legal forms and spaces; {@link closedKeys} of very long names are cut, this has the last word. */
export function isClosedSame(a: string, b: string): boolean {
  const known = new Set(formsOf(a).map(({ words }) => words.join('')));
  return formsOf(b).some(({ words }) => known.has(words.join('')));
}

/** Keys by which names that are NEAR find each other. */
export interface NearKeys {
  /** What is kept beside a name, and indexed. */
  readonly kept: readonly string[];
  /** What a new name looks for among the kept keys of others. */
  readonly asked: readonly string[];
}

/**
 * Whatever is NEAR a name has one of its asked keys among the kept: candidates, of which {@link resemblance} decides. Which
 * of two names is the longer does not matter: each keeps how it begins, and all places where a shorter one can begin in it.
 */
export function nearKeys(name: string): NearKeys {
  const kept: string[] = [];
  const asked: string[] = [];
  for (const { telling } of formsOf(name)) {
    const unnumbered = withoutNumbers(telling);
    if (unnumbered !== '') {
      kept.push(UNNUMBERED + unnumbered);
      asked.push(UNNUMBERED + unnumbered);
    }
    const opening = telling.slice(0, FEWEST_WORDS);
    if (mayBegin(opening)) {
      kept.push(OPENING + opening.join(' '));
      asked.push(RUN + opening.join(' '));
    }
    for (const run of runsIn(telling.slice(0, MOST_WORDS))) {
      kept.push(RUN + run);
      asked.push(OPENING + run);
    }
  }
  return { kept: indexable(kept), asked: indexable(asked) };
}

/** How a name begins, one word and two, and every run of three words in it. */
function runsIn(words: readonly string[]): readonly string[] {
  const beginnings = [words.slice(0, 1), words.slice(0, 2)].filter((run) => mayBegin(run));
  const runs = words.slice(FEWEST_WORDS - 1).map((_last, from) => words.slice(from, from + FEWEST_WORDS));
  return [...beginnings, ...runs].map((run) => run.join(' '));
}

function indexable(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map((key) => Array.from(key).slice(0, LONGEST_KEY).join('')))];
}

/** The names of others that the names of a command are alike to. */
export interface SimilarNames {
  readonly same: readonly KnownName[];
  readonly near: readonly KnownName[];
}

/**
 * Which of the known names a command's names are alike to. An acronym is never the same as another name, since letters are
 * few: what would be the same is near.
 */
export function similarNames(asked: readonly AskedName[], known: readonly KnownName[]): SimilarNames {
  const same: KnownName[] = [];
  const near: KnownName[] = [];
  for (const name of known) {
    const found = asked.map(({ text, use }) => {
      const likeness = resemblance(text, name.text);
      return likeness === 'SAME' && use === 'ACRONYM' ? 'NEAR' : likeness;
    });
    if (found.includes('SAME')) same.push(name);
    else if (found.includes('NEAR')) near.push(name);
  }
  return { same, near };
}
