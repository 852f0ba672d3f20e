import { send } from '../asking/send.js';

/** Exchanges a token, or the code of a sign-in link, for a session: a cookie that no script can read. */
export async function signIn(by: { readonly token: string } | { readonly code: string }): Promise<void> {
  await send('/session', 'POST', by);
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await send('/session', 'DELETE', {});
}

/** Takes the code of a sign-in link out of the address, where there is one: it is used once and stays nowhere. */
export function takeCode(): string | null {
  const code = /^#sign-in=([\w-]{16,200})$/u.exec(location.hash)?.[1] ?? null;
  if (code !== null) history.replaceState(null, '', location.pathname + location.search);
  return code;
}
