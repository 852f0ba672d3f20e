import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { ask } from '../asking/ask.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { RefusedError } from '../asking/refusal.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { SessionEnded, SignIn } from './sign-in.js';

const SESSION = graphql(`
  query Session {
    viewer {
      role
      name
      actor
      may
    }
    ledger {
      id
      name
      timeZone
      demonstration
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

const SessionContext = createContext<Session | null>(null);

/** How often the day is asked for: it changes at midnight of the ledger’s zone. */
const DAY_EVERY_MS = 60_000;

/** Shows what is below it to whoever is signed in; else the page that asks for a token. What was open stays open below it. */
export function WithSession({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => ask(SESSION, {}, signal),
    refetchInterval: DAY_EVERY_MS,
    retry: (times, cause) => times < 3 && cause instanceof RefusedError && cause.first.retryable,
  });
  const again = () => {
    void client.invalidateQueries();
  };
  const session = sessionOf(data?.data);
  const strange = error instanceof RefusedError && error.first.code === 'UNAUTHENTICATED';
  if (session)
    return (
      <SessionContext.Provider value={session}>
        {children}
        {strange && <SessionEnded onSignedIn={again} />}
      </SessionContext.Provider>
    );
  if (isPending) return <Waiting lines={3} />;
  if (strange) return <SignIn onSignedIn={again} />;
  const refusals = error instanceof RefusedError ? error.refusals : (data?.refusals ?? []);
  return <Refused refusals={refusals} again={() => void refetch()} />;
}

function sessionOf(answer: Answered | undefined): Session | null {
  if (!answer?.viewer || !answer.ledger) return null;
  const { validOn: today = '', position = '' } = answer.agreements?.asOf ?? {};
  return {
    viewer: answer.viewer,
    ledger: answer.ledger,
    today,
    position,
  };
}

/** Who uses the console, and the ledger that is asked. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('only what stands in WithSession has a session');
  return session;
}

/** The ledger that is asked. */
export function useLedger(): Session['ledger'] {
  return useSession().ledger;
}

/** Whether a command is offered to who uses the console; the ledger judges all the same. */
export function useMay(command: string): boolean {
  return useSession().viewer.may.includes(command);
}

/** Whether who uses the console reads events, sources and people: dashboards read answers alone. */
export function useReadsLog(): boolean {
  return useSession().viewer.role !== 'DASHBOARD';
}
