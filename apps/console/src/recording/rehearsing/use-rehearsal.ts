import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { ask } from '../../asking/ask.js';
import { graphql, type ResultOf } from '../../asking/graphql.js';
import { refusalsOfError } from '../../asking/kept.js';
import type { Refusal } from '../../asking/refusal.js';
import { useSignedOut } from '../../asking/use-answer.js';

const REHEARSE = graphql(`
  query Rehearse($commands: [CommandToRehearse!]!) {
    rehearse(commands: $commands) {
      name
      refusals {
        code
        strength
        field
        details
        message {
          fr
          en
        }
      }
      warnings {
        rule
        field
        message {
          fr
          en
        }
      }
      wouldRecord {
        type
      }
      before {
        status
        certainty
      }
      after {
        status
        certainty
      }
      partiesBefore
      partiesAfter
      intentsFulfilled
    }
  }
`);

/** What would come of a command. */
export type Rehearsed = NonNullable<ResultOf<typeof REHEARSE>['rehearse']>[number];

/** How long nothing is typed before it is rehearsed. */
const PAUSE_MS = 300;

/** How long after a rehearsal that failed it is tried again. */
const AGAIN_MS = 5_000;

const NO_REFUSALS: readonly Refusal[] = [];

interface CommandToSend {
  readonly name: string;
  readonly input: object;
}

/** A value some time after it stopped changing. */
function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/**
 * What would come of some commands, each as if those before it were recorded: asked for when the typing pauses. Null while there
 * is nothing to rehearse, or the ledger does not answer: the form works without it. An answer is kept under what it answers, so
 * that a late one never stands in the place of a newer one.
 */
export function useRehearsal(commands: readonly CommandToSend[] | null): {
  readonly rehearsed: readonly Rehearsed[] | null;
  /** The answer is to what stands in the form now. */
  readonly current: boolean;
  /** Why nothing could be rehearsed. */
  readonly failure: Refusal | null;
} {
  const text = commands === null ? '' : JSON.stringify(commands);
  const settled = useSettled(text);
  const asked = useMemo(() => (settled === '' ? null : (JSON.parse(settled) as CommandToSend[])), [settled]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['answer', 'rehearse', settled],
    queryFn: ({ signal }) => ask(REHEARSE, { commands: asked ?? [] }, signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
    refetchInterval: ({ state }) => (state.status === 'error' ? AGAIN_MS : false),
    gcTime: 10_000,
  });
  const failures = refusalsOfError(error) ?? NO_REFUSALS;
  useSignedOut(failures);
  if (text === '' || asked === null) return { rehearsed: null, current: false, failure: null };
  const rehearsed = data?.data.rehearse ?? null;
  return {
    rehearsed,
    current: rehearsed !== null && settled === text && !isPlaceholderData,
    failure: failures[0] ?? null,
  };
}
