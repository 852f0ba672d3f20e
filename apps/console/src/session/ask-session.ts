import type { QueryClient } from '@tanstack/react-query';
import { ask } from '../asking/ask.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { RefusedError, unreachable } from '../asking/refusal.js';

const SESSION = graphql(`
  query Session {
    viewer {
      role
      name
      actor
      may
      endsAt
    }
    ledger {
      id
      name
      timeZone
      demonstration
      openedAt
    }
    agreements(first: 1) {
      asOf {
        validOn
        position
      }
    }
  }
`);

type Answered = ResultOf<typeof SESSION>;

/** Who uses the console, and the ledger that is asked. */
export interface Session {
  readonly viewer: NonNullable<Answered['viewer']>;
  readonly ledger: NonNullable<Answered['ledger']>;
  /** The ledger’s own day: never that of the browser. */
  readonly today: string;
  /** The position up to which the ledger answers. */
  readonly position: string;
}

/** Under what the session is kept beside the answers. */
export const SESSION_KEY = ['session'] as const;

/**
 * Asks who uses the console and which day the ledger has. Without its day no page could say what it is for: that is a
 * refusal, and the session before stays. Where somebody else signed in, nothing is left of what the former was answered.
 */
export async function askSession(client: QueryClient, signal?: AbortSignal): Promise<Session> {
  const { data, refusals } = await ask(SESSION, {}, signal);
  const session = sessionOf(data);
  if (!session) throw new RefusedError(refusals.length > 0 ? refusals : [unreachable()]);
  const before = client.getQueryData<Session>(SESSION_KEY);
  if (before && before.viewer.actor !== session.viewer.actor)
    void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  return session;
}

function sessionOf({ viewer, ledger, agreements }: Answered): Session | null {
  if (!viewer || !ledger || !agreements) return null;
  const { validOn: today, position } = agreements.asOf;
  return { viewer, ledger, today, position };
}
