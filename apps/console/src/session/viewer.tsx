import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, lazy, Suspense, useContext, useEffect, type ReactNode } from 'react';
import { RefusedError, unreachable } from '../asking/refusal.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { askSession, SESSION_KEY, type Session } from './ask-session.js';

const SessionContext = createContext<Session | null>(null);

/** What signs in comes when it is needed, and before: a session may end where the network does. */
const signInPart = () => import('./sign-in.js');
const SignIn = lazy(() => signInPart().then((part) => ({ default: part.SignIn })));
const SignInOver = lazy(() => signInPart().then((part) => ({ default: part.SignInOver })));
const BEFORE_MS = 3_000;

/** How often the day is asked for: it changes at midnight of the ledger’s zone. */
const DAY_EVERY_MS = 60_000;

/** Shows what is below it to whoever is signed in; else the page that asks for a token. What was open stays open below it. */
export function WithSession({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const {
    data: session,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => askSession(client, signal),
    refetchInterval: DAY_EVERY_MS,
    retry: (times, cause) => times < 3 && cause instanceof RefusedError && cause.first.retryable,
  });
  const isSignedIn = session !== undefined;
  useEffect(() => {
    if (!isSignedIn) return;
    const timer = setTimeout(() => void signInPart().catch(() => undefined), BEFORE_MS);
    return () => clearTimeout(timer);
  }, [isSignedIn]);
  const again = async () => {
    await client.invalidateQueries();
    return client.getQueryState(SESSION_KEY)?.status === 'success';
  };
  const strange = error instanceof RefusedError && error.first.code === 'UNAUTHENTICATED';
  if (session)
    return (
      <SessionContext.Provider value={session}>
        {children}
        {strange && (
          <Suspense>
            <SignInOver onSignedIn={again} />
          </Suspense>
        )}
      </SessionContext.Provider>
    );
  if (isPending) return <Waiting lines={3} />;
  if (strange)
    return (
      <Suspense fallback={<Waiting lines={3} />}>
        <SignIn onSignedIn={again} />
      </Suspense>
    );
  return (
    <Refused
      refusals={error instanceof RefusedError ? error.refusals : [unreachable()]}
      again={() => void refetch()}
    />
  );
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
