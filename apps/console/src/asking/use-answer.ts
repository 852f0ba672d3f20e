import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TadaDocumentNode } from 'gql.tada';
import { useEffect } from 'react';
import { ask, textOf } from './ask.js';
import { hides, keptOverDates, refusalsOfError } from './kept.js';
import { RefusedError, type Refusal } from './refusal.js';

/** How long an answer of the present is shown before it is asked again. */
const FRESH_MS = 30_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (times, error) =>
        times < 3 && error instanceof RefusedError && error.refusals.every(({ retryable }) => retryable),
      retryDelay: (times) => 500 * 2 ** times,
      refetchOnWindowFocus: true,
    },
  },
});

/** Where the ledger no longer knows who asks, the session is looked at again: it asks for a token over the page. */
export function useSignedOut(refusals: readonly Refusal[]): void {
  const client = useQueryClient();
  const signedOut = refusals.some(({ code }) => code === 'UNAUTHENTICATED');
  useEffect(() => {
    if (signedOut) void client.invalidateQueries({ queryKey: ['session'] });
  }, [signedOut, client]);
}

/** What a page has of its question. */
export interface Asked<Data> {
  /** The answer; that for the dates before while a new one is under way, and the last one where asking again was refused. */
  readonly data: Data | undefined;
  /** What was refused: the whole, or the parts that are null. */
  readonly refusals: readonly Refusal[];
  /** True while nothing at all can be shown yet. */
  readonly waiting: boolean;
  /** True while what is shown answers the question before. */
  readonly old: boolean;
  readonly again: () => void;
}

/**
 * Asks a question and keeps its answer. Two dates make two questions: the key is the whole question, and an answer whose
 * days are both fixed never changes.
 */
export function useAnswer<Data, Variables extends object>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  {
    enabled = true,
    forEver = isFixed(variables),
    dates,
  }: {
    enabled?: boolean;
    forEver?: boolean;
    /** The variables that follow the dates of the page; by default `asOf`. */
    dates?: readonly string[];
  } = {},
): Asked<Data> {
  const queryKey = ['answer', textOf(document), variables];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask(document, variables, signal),
    placeholderData: keptOverDates(queryKey, dates),
    enabled,
    ...(forEver && { staleTime: Number.POSITIVE_INFINITY }),
  });
  const refusals = refusalsOfError(query.error) ?? query.data?.refusals ?? [];
  useSignedOut(refusals);
  return {
    data: hides(query.error) ? undefined : query.data?.data,
    refusals,
    waiting: query.isPending && enabled,
    old: query.isPlaceholderData,
    again: () => void query.refetch(),
  };
}

interface AsOfAsked {
  validOn?: string | null;
  knownAt?: string | null;
  position?: string | null;
}

function isFixed(variables: { readonly asOf?: AsOfAsked | null }): boolean {
  const { asOf } = variables;
  return Boolean(asOf?.validOn && (asOf.knownAt ?? asOf.position));
}
