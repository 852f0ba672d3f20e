/** A message for people, in both languages of the ledger. `{name}` stands for a detail. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

export type Language = keyof Bilingual;

/** Texts by a key that never changes; what stands here in one language alone does not compile. */
export type Phrases = { readonly [key: string]: Bilingual };

/** What can stand for a `{name}`. */
export type Filling = string | number | readonly string[];

/** The names that a text leaves open. */
type OpenIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | OpenIn<Rest>
  : never;

/** One of some phrases, by its key under `member`, and beside it whatever its texts leave open. */
export type PhraseOf<Member extends string, P extends Phrases> = {
  [Key in keyof P & string]: { readonly [_ in Member]: Key } & {
    readonly [Name in OpenIn<P[Key][Language]>]: Filling;
  };
}[keyof P & string];

const NUMBERS = { fr: new Intl.NumberFormat('fr-CA'), en: new Intl.NumberFormat('en-CA') };

/** Fills in what texts leave open, each in its language; what is not known becomes `…`. */
export function fillIn(texts: Bilingual, valueOf: (name: string, language: Language) => unknown): Bilingual {
  const fill = (language: Language) =>
    texts[language].replace(/\{(\w+)\}/g, (_whole, name: string) => say(valueOf(name, language), language));
  return { fr: fill('fr'), en: fill('en') };
}

function say(value: unknown, language: Language): string {
  if (value === undefined || value === null) return '…';
  if (Array.isArray(value)) return value.map((member) => say(member, language)).join(', ');
  return typeof value === 'number' ? NUMBERS[language].format(value) : String(value as string | boolean);
}
