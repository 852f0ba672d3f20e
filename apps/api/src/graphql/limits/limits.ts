/** What one request may ask for. A test asks the README's tour within them. */
export const LIMITS = {
  /** Bytes of a request's body. */
  bodyBytes: 1_048_576,
  /** Bytes that are heard out of a body that is refused for its size, so that who sends it reads why. */
  unreadBytes: 64 * 1_048_576,
  /** Characters of a query. */
  queryCharacters: 100_000,
  /** Lexical tokens of a query. */
  tokens: 5_000,
  /** Brackets within each other in a query; graphql-js reads them by recursion. */
  nesting: 200,
  /** Documents that are remembered as parsed, and as many that were refused. */
  rememberedDocuments: 64,
  /** Fields below each other; introspection apart. */
  depth: 12,
  /** Fields, fragments and spreads of a document, those of a fragment counted wherever it is spread. */
  selections: 5_000,
  /** Aliases of a document. */
  aliases: 100,
  /** Directives of a document. */
  directives: 50,
  /** Objects that an operation can answer with, as {@link costOf} counts them. */
  cost: 50_000,
  /** Values that an answer may hold: each member of a list, and what is asked of it. */
  values: 50_000,
  /** Characters that an answer may have, as JSON. */
  answerCharacters: 8_000_000,
  /** Milliseconds that a request may take. */
  milliseconds: 10_000,
  /** Requests a minute from one valid token; many, for a secretariat's programs share one. */
  requestsPerMinute: 600_000,
  /** Requests a minute from one address without a valid token. */
  strangersRequestsPerMinute: 600,
  /** Calendars a minute from one key, or from one address without a valid one. */
  feedsPerMinute: 60,
  /** Whole tables a minute from one token, or from one address without a valid one. */
  exportsPerMinute: 20,
  /** WebSocket connections at once with a valid token, one for each open window of the console, and subscriptions on each. */
  connections: 500,
  subscriptionsPerConnection: 20,
  /** WebSocket connections at once that have not shown a token yet, and milliseconds in which each has to show one. */
  strangersConnections: 20,
  millisecondsToShowToken: 3_000,
  /** Messages a minute on a WebSocket; before its token is known, and after. */
  strangersMessagesPerMinute: 10,
  messagesPerMinute: 600,
} as const;
