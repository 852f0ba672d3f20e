import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { TadaDocumentNode } from 'gql.tada';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../words/index.js';
import { ask, textOf } from './ask.js';
import { graphql } from './graphql.js';
import { hides, keptOverDates, refusalsOfError } from './kept.js';
import type { Refusal } from './refusal.js';
import { useAnswer, useSignedOut } from './use-answer.js';

/** Is never asked. */
const NOTHING = graphql('query Nothing { __typename }') as TadaDocumentNode<never, object>;

/** How many members of a list are asked for at once. */
const PAGE = 50;

interface Connection<Row> {
  readonly nodes: readonly Row[];
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What asks how many members a list has. */
interface Count<Counted> {
  readonly document: TadaDocumentNode<Counted, object>;
  readonly variables: object;
  readonly of: (data: Counted) => number | undefined;
}

/** What a page has of a list. */
export interface Pages<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly total: number | undefined;
  readonly refusals: readonly Refusal[];
  readonly waiting: boolean;
  readonly old: boolean;
  readonly again: () => void;
  /** A button for the members that follow, where some do. */
  readonly more: ReactNode;
  /** Asks for the members that follow, where some do and none are on their way. */
  readonly next: (() => void) | undefined;
}

/** Where the button for the next members was pressed: below which list, and how many members it showed. */
interface Pressed {
  readonly list: Element | null;
  readonly shown: number;
}

/** Moves a focus that went away with the button to the first member that came. */
function focusOn({ list, shown }: Pressed): void {
  if (document.activeElement !== document.body) return;
  const first = list?.querySelectorAll<HTMLElement>(':scope > tbody > tr, :scope > li')[shown];
  const target = first ?? document.querySelector('h1');
  if (target) target.tabIndex = -1;
  target?.focus();
}

/**
 * Asks for a list, fifty members at a time; the next ones are asked for by a button, never by scrolling. `still`: nothing moves
 * until it is asked for; `dates`: the variables that follow the dates of the page, by default `asOf`; `size`: how many at a time;
 * `count`: asks how many there are once the first of them are shown, which need not wait, nor be slowed down, until all are counted.
 */
export function usePages<
  Data,
  Variables extends { first?: number | null; after?: string | null },
  Row,
  Counted = never,
>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'first' | 'after'>,
  listOf: (data: Data) => Connection<Row> | null | undefined,
  {
    enabled = true,
    still = false,
    dates,
    count,
    size = PAGE,
  }: {
    enabled?: boolean;
    still?: boolean;
    dates?: readonly string[];
    count?: Count<Counted>;
    size?: number;
  } = {},
): Pages<Row> {
  const { t } = useWords('frame');
  const queryClient = useQueryClient();
  const queryKey = ['pages', textOf(document), variables];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      ask(document, { ...variables, first: size, after: pageParam } as unknown as Variables, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }) => {
      const info = listOf(data)?.pageInfo;
      return info?.hasNextPage ? info.endCursor : null;
    },
    placeholderData: keptOverDates(queryKey, dates),
    enabled,
    ...(still && { staleTime: Number.POSITIVE_INFINITY, meta: { still } }),
  });
  const counted = useAnswer<Counted, object>(count?.document ?? NOTHING, count?.variables ?? {}, {
    enabled: count !== undefined && query.isSuccess && !query.isPlaceholderData,
  });
  const ofRows = refusalsOfError(query.error) ?? query.data?.pages.flatMap((page) => page.refusals) ?? [];
  const refusals = [...ofRows, ...counted.refusals];
  useSignedOut(refusals);
  // A cursor that the ledger does not know any more: the list begins again.
  const isCursorGone = ofRows.some(({ code }) => code === 'CURSOR_INVALID');
  useEffect(() => {
    if (isCursorGone) void queryClient.resetQueries({ queryKey });
    // The key names the question: with each other one it is another list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isCursorGone]);
  // On the last page the button goes away: its focus goes on.
  const pressed = useRef<Pressed>(null);
  useEffect(() => {
    if (query.hasNextPage || pressed.current === null) return;
    focusOn(pressed.current);
    pressed.current = null;
  }, [query.hasNextPage]);
  const lists = query.data?.pages.map(({ data }) => listOf(data)) ?? [];
  const rows = query.data && !hides(query.error) ? lists.flatMap((list) => list?.nodes ?? []) : undefined;
  const total = count ? counted.data && count.of(counted.data) : lists[0]?.totalCount;
  return {
    rows,
    total,
    refusals,
    waiting: query.isPending && enabled,
    old: query.isPlaceholderData,
    again: () => {
      // What was refused; where nothing was, the list as it is now.
      if (counted.refusals.length > 0) counted.again();
      if (ofRows.length > 0 || counted.refusals.length === 0)
        void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch());
    },
    next:
      query.hasNextPage && !query.isFetching && !query.isError ? () => void query.fetchNextPage() : undefined,
    more: query.hasNextPage && rows && (
      <>
        <Button
          variant="default"
          className="more no-print"
          aria-disabled={query.isFetchingNextPage}
          onClick={({ currentTarget }) => {
            if (query.isFetchingNextPage) return;
            pressed.current = { list: currentTarget.previousElementSibling, shown: rows.length };
            void query.fetchNextPage();
          }}
        >
          {t('more', { count: total === undefined ? size : Math.min(size, total - rows.length) })}
        </Button>
        <p className="print-only">{t('printedFirst', { shown: rows.length })}</p>
      </>
    ),
  };
}
