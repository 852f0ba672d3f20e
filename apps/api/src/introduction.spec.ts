import { introduction } from './introduction.js';

const SERVED = { url: 'http://127.0.0.1:4000', console: true, graphiql: true };

describe('what a start says at its end', () => {
  it('is where to look, and the first time a link that signs in', () => {
    expect(introduction({ ...SERVED, code: 'abc', firstTokens: '/data/first-tokens.txt' })).toEqual([
      '',
      'Entente is at http://127.0.0.1:4000/graphql',
      'Open it in a browser: http://localhost:4000/',
      'or by this link, which signs you in: once, within the hour (another one: npm run -s entente -- token link)',
      '  http://localhost:4000/#sign-in=abc',
      'GraphiQL, to try queries: http://localhost:4000/graphiql',
      'Sign in with a token, one for each role: they are in /data/first-tokens.txt, which only you may read.',
    ]);
  });

  it('has no link once somebody has signed in, and names the address that it listens on', () => {
    const lines = introduction({
      url: 'http://192.0.2.7:4000',
      console: true,
      graphiql: false,
      code: null,
      firstTokens: null,
    });
    expect(lines).toContain('Open it in a browser: http://192.0.2.7:4000/');
    expect(lines.join('\n')).not.toMatch(/#sign-in|graphiql/i);
    expect(lines.at(-1)).toMatch(/^Sign in with a token: Authorization/);
  });

  it('has no link where there is no console that would take it', () => {
    const lines = introduction({ ...SERVED, console: false, code: 'abc', firstTokens: null });
    expect(lines.join('\n')).not.toMatch(/#sign-in|in a browser/);
  });
});
