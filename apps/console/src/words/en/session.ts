import type { session as french } from '../fr/session.js';
import type { Same } from '../same.js';

/** Signing in and out. */
export const session: Same<typeof french> = {
  title: 'Open the ledger',
  intro: 'The ledger of agreements asks who you are. Paste your token; no script and no address keeps it.',
  token: 'Token',
  where:
    'Where to find it? Whoever administers the ledger makes one with the command “npm run -s entente -- token create”. The first one is in the file named at the first start.',
  signIn: 'Open',
  working: 'One moment…',
  refused: 'This token is not (or no longer) accepted. Check that it is whole, or ask for another.',
  codeUsed: 'This link was used already or has expired. Paste a token, or ask for another link.',
  ended: 'Your session has ended',
  endedIntro: 'What you wrote is still there. Paste your token to go on.',
  endsSoon: 'Your session ends on {{when}}. What you have written stays.',
  again: 'Sign in again',
  notKept:
    'The token is good, but this browser did not keep the session. Allow it the cookies of this site, then try again.',
  notKeptHttp:
    'The token is good, but this ledger opens a session over https only, and this address is http. Ask whoever administers it for the https address.',
  notSecure: 'This address is not over https',
  notSecureHelp:
    'Your token and what you read cross the network in clear. What you record is kept as anywhere else. Whoever administers the ledger can put a proxy with TLS in front of it (docs/operators.md).',
  signOut: 'Sign out',
  draftsKept_one: '{{count}} draft or fact to send is left in clear on this computer.',
  draftsKept_other: '{{count}} drafts or facts to send are left in clear on this computer.',
  keepDrafts: 'Sign out and keep them',
  notErased:
    'Nothing was erased: the browser refused. Close the other tabs of the ledger and try again, or erase the data of this site in the browser.',
  notSignedOut:
    'The session is still open: the ledger does not answer. Try again before you leave this computer.',
  eraseDrafts: 'Sign out and erase everything',
};
