import type { IncomingHttpHeaders } from 'node:http';
import type { Access, Caller } from '@entente/access';
import { parseCookie } from 'cookie';
import type { ApiParts } from '../api-parts.js';

/** What is needed to say who asks. */
export interface CallerParts {
  readonly access: Pick<Access, 'authenticate' | 'sessions'>;
  readonly ledger: { readonly identity: Pick<ApiParts['ledger']['identity'], 'ledgerId'> };
}

/**
 * Who sends a request: by its `Authorization` header, and where it has none, by the cookie of a session. A cookie goes with
 * whatever a browser sends here: what a page of another origin made it send counts as nobody's.
 */
export async function callerOf(
  headers: IncomingHttpHeaders,
  { access, ledger }: CallerParts,
): Promise<Caller | null> {
  if (headers.authorization !== undefined) return access.authenticate(headers.authorization);
  const secret = sessionIn(headers, ledger.identity.ledgerId);
  return secret === null || !isOwnOrigin(headers) ? null : access.sessions.callerOf(secret);
}

/** The secret of the session that a request's cookie holds; null where it has none. */
export function sessionIn({ cookie }: IncomingHttpHeaders, ledgerId: string): string | null {
  if (cookie === undefined) return null;
  const cookies = parseCookie(cookie);
  return cookies[cookieName(ledgerId, true)] ?? cookies[cookieName(ledgerId, false)] ?? null;
}

/**
 * What the cookie of a session is called. Ledgers on different ports of one host share its cookies, so that each has a name
 * of its own. By its prefix a browser takes the one over TLS from this very host alone.
 */
export function cookieName(ledgerId: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}entente-${ledgerId.slice(0, 8)}`;
}

/** Whether a request comes from a page of this very host and port, or from no page that says so. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
