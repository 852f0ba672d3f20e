import { fillIn, type Bilingual, type Phrases } from '@entente/domain';

const QUESTIONS = {
  days: {
    fr: 'Dans la colonne {column}, le jour vient-il avant le mois (DMY) ou après (MDY) ? « {value} » (ligne {line}) se lit des deux façons.',
    en: 'In the column {column}, does the day come before the month (DMY) or after it (MDY)? “{value}” (line {line}) can be read either way.',
  },
  organization: {
    fr: '« {value} » (ligne {line}) ressemble à {candidates}. Est-ce la même (same), un autre de ses noms (alias), ou une autre (new) ?',
    en: '“{value}” (line {line}) resembles {candidates}. Is it the same (same), another of its names (alias), or another one (new)?',
  },
  list: {
    fr: 'Dans la colonne {column}, des cellules semblent en tenir plusieurs ({count}) : {examples} (ligne {line}). Faut-il les partager {ways}, ou chaque cellule est-elle un tout (one) ?',
    en: 'In the column {column}, cells seem to hold several ({count}): {examples} (line {line}). Are they split {ways}, or is each cell one (one)?',
  },
  setting: { fr: '{says}', en: '{says}' },
  changed: {
    fr: 'Des cellules de la colonne {column} ont changé ({value}, ligne {line}). Est-ce {ways} ?',
    en: 'Cells of the column {column} have changed ({value}, line {line}). Is that {ways}?',
  },
  party: {
    fr: 'Dans la colonne {column}, « {was} » est devenu « {now} » (ligne {line}). Est-ce {ways} ?',
    en: 'In the column {column}, “{was}” has become “{now}” (line {line}). Is it {ways}?',
  },
  publication: {
    fr: 'De quel jour date ce fichier ? Répondez par --published-on AAAA-MM-JJ.',
    en: 'Of what day is this file? Answer with --published-on YYYY-MM-DD.',
  },
} as const satisfies Phrases;

/** What a question is about. */
export type QuestionKind = keyof typeof QUESTIONS;

/** Something that only a person can decide. The answer is kept with the profile under the question's id. */
export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly says: Bilingual;
  /** What can be answered; null: any text. */
  readonly answers: readonly string[] | null;
  /** The cell that it is about; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  /** The organisations that are meant by the answers `same:id` and `alias:id`. */
  readonly candidates: readonly Candidate[];
}

/** An organisation that a name may be one of. */
export interface Candidate {
  readonly organizationId: string;
  readonly name: string;
}

/** A question, in both languages. */
export function question(
  kind: QuestionKind,
  about: string | null,
  answers: readonly string[] | null,
  details: { readonly [name: string]: string | number | Bilingual } = {},
  candidates: readonly Candidate[] = [],
): Question {
  const says = fillIn(QUESTIONS[kind], (name, language) => {
    const value = details[name];
    return typeof value === 'object' ? value[language] : value;
  });
  const said = (name: string) => (typeof details[name] === 'string' ? details[name] : null);
  return {
    id: questionId(kind, about),
    kind,
    says,
    answers,
    line: typeof details['line'] === 'number' ? details['line'] : null,
    column: said('column'),
    value: said('value'),
    candidates,
  };
}

/** The id of a question: what it is about stands behind its kind. */
export function questionId(kind: QuestionKind, about: string | null): string {
  return about === null ? kind : `${kind}:${about}`;
}
