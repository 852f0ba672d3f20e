import { useDebouncedValue } from '@mantine/hooks';
import { useAsOf } from '../as-of/dates.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { matches } from '../asking/matches.js';
import { useAnswer } from '../asking/use-answer.js';
import { showDay } from '../days/show-day.js';
import { sourceKind } from '../events/source-name.js';
import { PAGES } from '../frame/pages.js';
import { offeredTo } from '../recording/form/command-choice.js';
import { useReadsLog, useSession } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import type { finding } from '../words/fr/finding.js';
import './words.js';

const SEARCH = graphql(`
  query Search($text: String!, $lang: LanguageTag, $asOf: AsOf) {
    search(text: $text, asOf: $asOf, first: 20) {
      kind
      key
      label(lang: $lang)
      hint(lang: $lang)
    }
  }
`);

type Hit = NonNullable<ResultOf<typeof SEARCH>['search']>[number];

/** Where each kind of thing has its page. */
const PAGE_OF: Readonly<Record<Hit['kind'], string>> = {
  AGREEMENT: '/agreements/$id',
  ORGANIZATION: '/organizations/$id',
  MEETING: '/meetings/$id',
  SOURCE: '/sources/$id',
  PERSON: '/people/$id',
};

/** Something that the search box offers, and where it leads. */
export interface Found {
  readonly id: string;
  readonly kind: keyof typeof finding.kind;
  readonly label: string;
  readonly hint: string | null;
  readonly to: string;
  readonly params?: { readonly id: string };
  readonly search?: Readonly<Record<string, string>>;
}

const MOST_ACTIONS = 6;
const TYPING_MS = 120;

/** What a text finds: things of the ledger at the dates of the page, pages of the console, and what can be recorded. */
export function useFound(text: string): {
  readonly found: readonly Found[];
  /** The answer is to this text, and not to one before. */
  readonly current: boolean;
  readonly failed: boolean;
} {
  const language = useLanguage();
  const asOf = useAsOf();
  const typed = text.trim();
  const [asked] = useDebouncedValue(typed, TYPING_MS);
  const { data, refusals, waiting, old } = useAnswer(
    SEARCH,
    { text: asked, lang: language, asOf },
    { enabled: asked !== '', dates: ['asOf', 'text'] },
  );
  const things = useThingsFound();
  const own = useOwn(typed);
  const hits = typed === '' ? [] : (data?.search ?? []);
  return {
    found: [...hits.map(things), ...own],
    current: typed === '' || (asked === typed && !waiting && !old),
    failed: refusals.length > 0,
  };
}

function useThingsFound(): (hit: Hit) => Found {
  const { t } = useWords('terms');
  const language = useLanguage();
  const said = (kind: Hit['kind'], hint: string): string => {
    const [first = '', ...rest] = hint.split(', ');
    if (kind === 'AGREEMENT') return t(`agreementKind.${hint as 'MOU'}`, { defaultValue: hint });
    if (kind === 'MEETING') return /^\d{4}-\d{2}-\d{2}$/u.test(hint) ? showDay(hint, language) : hint;
    return kind === 'SOURCE' ? [sourceKind(first, language), ...rest].join(', ') : hint;
  };
  return ({ kind, key, label, hint }) => ({
    id: `${kind} ${key}`,
    kind,
    label,
    hint: hint === null ? null : said(kind, hint),
    to: PAGE_OF[kind],
    params: { id: key },
  });
}

/** The pages, and what can be recorded: the console knows them by itself. */
function useOwn(text: string): readonly Found[] {
  const { t } = useWords(['finding', 'frame']);
  const language = useLanguage();
  const readsLog = useReadsLog();
  const { viewer } = useSession();
  const pages = PAGES.filter(({ ofTheLog = false }) => readsLog || !ofTheLog).map(({ to, name }): Found => ({
    id: to,
    kind: 'PAGE',
    label: t(`frame:nav.${name}`),
    hint: null,
    to,
  }));
  const actions = offeredTo(viewer.may, language).map(({ name, called }): Found => ({
    id: name,
    kind: 'ACTION',
    label: t('toRecord', { what: called }),
    hint: null,
    to: '/record',
    search: { command: name },
  }));
  const answers = ({ label }: Found) => matches(text, [label]);
  return [...pages.filter(answers), ...(text === '' ? [] : actions.filter(answers).slice(0, MOST_ACTIONS))];
}
