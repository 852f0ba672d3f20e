import { signInLink } from '@entente/access';

/** The lines that a start prints: the address, and how to sign in. */
export interface Introduced {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Whether the console is served there. */
  readonly console: boolean;
  /** Whether GraphiQL is. */
  readonly graphiql: boolean;
  /** The code that signs in once; null where nobody is to be signed in by it. */
  readonly code: string | null;
  /** The file with the tokens of the first start; null where it is not there. */
  readonly firstTokens: string | null;
}

/** The lines at the end of a start: where to ask, where to look, how to sign in. */
export function introduction({ url, console, graphiql, code, firstTokens }: Introduced): readonly string[] {
  const page = addressOfPage(url);
  return [
    '',
    `Entente is at ${url}/graphql`,
    ...(console ? [`Open it in a browser: ${page}/`] : []),
    ...(console && code !== null
      ? [
          'or by this link, which signs you in: once, within the hour (another one: npm run -s entente -- token link)',
          `  ${signInLink(page, code)}`,
        ]
      : []),
    ...(graphiql ? [`GraphiQL, to try queries: ${page}/graphiql`] : []),
    firstTokens === null
      ? 'Sign in with a token: Authorization: Bearer … (a new one: npm run -s entente -- token create --role …)'
      : `Sign in with a token, one for each role: they are in ${firstTokens}, which only you may read.`,
  ];
}

/** The address that a person at this machine types. */
function addressOfPage(url: string): string {
  return url.replace(/^http:\/\/(?:127\.0\.0\.1|\[::1?\]|0\.0\.0\.0)(?=:|$)/, 'http://localhost');
}
