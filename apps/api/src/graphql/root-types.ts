import type { GraphQLSchema } from 'graphql';

/** Says what the root types are for, which code-first has no decorator for. */
export function describeRootTypes(schema: GraphQLSchema): GraphQLSchema {
  const described = [
    [
      schema.getQueryType(),
      'Questions. What takes asOf answers for a day, as the ledger knew it at an instant or position.',
    ],
    [
      schema.getMutationType(),
      'Facts to record. Repeating a commandId gives the first answer again; nothing recorded is ever changed.',
    ],
    [schema.getSubscriptionType(), 'What is recorded from now on, over a WebSocket.'],
  ] as const;
  for (const [type, description] of described) if (type) type.description = description;
  return schema;
}
